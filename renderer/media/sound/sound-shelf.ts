/**
 * The coded sound of what an element holds, by the positions of the element. Browsers do not decode this sound; it is kept beside
 * the pictures, because neither a device nor a gateway sends it twice.
 */
import { MAX_SHELF_BYTES } from '../../../preload/domain/bounds.ts';
import type { SoundPiece } from './coded-sound.ts';

interface ShelvedPiece {
  /** Of the element, where the piece begins. */
  readonly atSec: number;
  readonly piece: SoundPiece;
}

/** Memory cost of a piece, beside its bytes. */
const PIECE_BYTES = 128;

export class SoundShelf {
  /** In the order in which they came, by the millisecond at which they begin. */
  readonly #pieces = new Map<number, ShelvedPiece>();
  #bytes = 0;
  /** The name of sound that comes and cannot be decoded here; null while none does. */
  foreign: string | null = null;
  /** The stream was read far enough to know whether it carries sound. */
  isRead = false;

  get isEmpty(): boolean {
    return this.#pieces.size === 0;
  }

  put(atSec: number, piece: SoundPiece): void {
    if (!Number.isFinite(atSec)) return;
    const key = Math.round(atSec * 1_000);
    this.#drop(key);
    this.#pieces.set(key, { atSec, piece });
    this.#bytes += piece.bytes.length + PIECE_BYTES;
    for (const oldest of this.#pieces.keys()) {
      if (this.#bytes <= MAX_SHELF_BYTES) return;
      this.#drop(oldest);
    }
  }

  /** The pieces that begin between two positions, in order. */
  between(fromSec: number, toSec: number): readonly ShelvedPiece[] {
    const found = [...this.#pieces.values()].filter(({ atSec }) => atSec >= fromSec && atSec < toSec);
    return found.toSorted((a, b) => a.atSec - b.atSec);
  }

  #drop(key: number): void {
    const held = this.#pieces.get(key);
    if (held === undefined) return;
    this.#pieces.delete(key);
    this.#bytes -= held.piece.bytes.length + PIECE_BYTES;
  }
}

const shelves = new WeakMap<HTMLVideoElement, SoundShelf>();

/** The shelf of what an element plays now; null for media whose sound is not looked at. */
export const shelfOf = (video: HTMLVideoElement): SoundShelf | null => shelves.get(video) ?? null;

/** Gives an element an empty shelf. @returns the shelf, and what takes it away with the media of the element. */
export function openShelf(video: HTMLVideoElement): { readonly shelf: SoundShelf; readonly close: () => void } {
  const shelf = new SoundShelf();
  shelves.set(video, shelf);
  return {
    shelf,
    close: () => {
      if (shelves.get(video) === shelf) shelves.delete(video);
    },
  };
}

/** Shelves the sound of an FLV stream while the player of its pictures loads it. */
import { FlvSoundReader } from './flv-sound-reader.ts';
import type { SoundPiece } from './coded-sound.ts';
import { openShelf } from './sound-shelf.ts';

/** Limit of sound pieces that wait for the first picture, because players count time from the first picture. */
const MOST_EARLY = 50;

/**
 * @returns `push` for the bytes as they come, and `stop`, which removes the shelf. Unreadable bytes are skipped: the
 *   player reports them.
 */
export function shelveFlv(video: HTMLVideoElement): {
  readonly push: (bytes: Uint8Array) => void;
  readonly stop: () => void;
} {
  const { shelf, close } = openShelf(video);
  let zeroMs: number | null = null;
  let early: readonly SoundPiece[] = [];
  const put = (piece: SoundPiece, fromMs: number): void => shelf.put((piece.atMs - fromMs) / 1_000, piece);
  let reader: FlvSoundReader | null = new FlvSoundReader({
    onPiece: (piece) => {
      if (zeroMs !== null) put(piece, zeroMs);
      else early = [...early, piece].slice(-MOST_EARLY);
    },
    onForeign: (format) => (shelf.foreign = format),
    onFirstPicture: (atMs) => {
      zeroMs = atMs;
      shelf.isRead = true;
      for (const piece of early) put(piece, atMs);
      early = [];
    },
  });
  return {
    push: (bytes) => {
      try {
        reader?.push(bytes);
      } catch {
        reader = null;
      }
    },
    stop: close,
  };
}

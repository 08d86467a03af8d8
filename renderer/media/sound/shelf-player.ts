/**
 * Plays the sound that lies on the shelf of an element, in step with its picture. Only sound that is due soon is
 * decoded; a seek begins anew at its place.
 */
import { AacDecoder } from './aac-decoder.ts';
import { isG711 } from './coded-sound.ts';
import { CLOCK_EVERY_MS, SoundOutput, type OutputRequest } from './sound-output.ts';
import { shelfOf, type SoundShelf } from './sound-shelf.ts';

/** So far ahead of the picture sound is decoded. */
const AHEAD_SEC = 1.5;
/** A picture that moved further between two looks was sought. */
const JUMP_SEC = 0.5;
/** The piece that sounds at a moment began no earlier before it. */
const LONGEST_PIECE_SEC = 0.5;

export interface ShelfRequest extends Pick<OutputRequest, 'workletUrl' | 'picture' | 'output'> {
  readonly onPlaying?: () => void;
}

export class ShelfPlayer {
  readonly #request: ShelfRequest;
  readonly #timer = setInterval(() => this.#feed(), CLOCK_EVERY_MS);
  readonly #decoder: AacDecoder;
  #output: SoundOutput | null = null;
  #isReady = false;
  #isPlaying = false;
  #isDeaf = false;
  #shelf: SoundShelf | null = null;
  #seenSec = 0;
  /** Everything that begins before it was given on. */
  #fedSec = 0;

  constructor(request: ShelfRequest) {
    this.#request = request;
    this.#decoder = new AacDecoder(({ atSec, samples, rateHz }) =>
      this.#output?.tell({ kind: 'samples', atSec, samples, rateHz }),
    );
  }

  /** Sound of the shelf was given to the device. */
  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** True if this computer cannot decode or play the sound on the shelf. */
  get isDeaf(): boolean {
    return this.#isDeaf || this.#decoder.isBroken;
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#decoder.restart();
    this.#output?.dispose();
  }

  #feed(): void {
    const video = this.#request.picture();
    const shelf = video === null ? null : shelfOf(video);
    if (video === null || shelf === null || shelf.isEmpty || this.#isDeaf) return;
    if (this.#output === null) this.#open();
    if (!this.#isReady) return;
    const { currentTime } = video;
    const isSought = currentTime < this.#seenSec || currentTime > this.#seenSec + JUMP_SEC;
    if (shelf !== this.#shelf || isSought) this.#begin(shelf, currentTime);
    this.#seenSec = currentTime;
    const untilSec = currentTime + AHEAD_SEC;
    for (const { atSec, piece } of shelf.between(this.#fedSec, untilSec)) {
      if (isG711(piece)) this.#output?.tell({ kind: 'piece', piece: { ...piece, atMs: atSec * 1_000 } });
      else this.#decoder.decode(atSec, piece);
      // A piece that comes late on the shelf is given on with the next look.
      this.#fedSec = atSec + 0.001;
    }
  }

  #begin(shelf: SoundShelf, atSec: number): void {
    this.#shelf = shelf;
    this.#fedSec = atSec - LONGEST_PIECE_SEC;
    this.#decoder.restart();
    this.#output?.tell({ kind: 'anew' });
  }

  #open(): void {
    const { onPlaying, ...request } = this.#request;
    const output = new SoundOutput({
      ...request,
      zeroSec: () => 0,
      onPlaying: () => {
        this.#isPlaying = true;
        onPlaying?.();
      },
    });
    this.#output = output;
    output.open().then(
      () => (this.#isReady = true),
      () => (this.#isDeaf = true),
    );
  }
}

/**
 * All pictures of the footage around a moment, for playback backwards: each segment is decoded forwards, and its pictures are
 * kept as bitmaps until the clock has passed them. Where segments cannot be decoded by themselves, there are none.
 */
import { MAX_DECODED_BYTES } from '../../../../preload/domain/bounds.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { Footage } from '../clock/clocked-player.ts';
import type { KeyPicture, KeyPictureReader } from './key-picture-reader.ts';

/** At this rate and slower, all pictures show backwards. */
export const FASTEST_WHOLE_RATE = 2;
/** With more cameras than this that play backwards, key pictures alone show. */
export const MOST_WHOLE_PLAYERS = 4;
const SEGMENTS = 2;
/** Where segments have no pictures of their own, the next ones are not asked for this long. */
const REST_MS = 10_000;

export interface GroupOrder {
  readonly atMs: number;
  readonly rate: number;
  readonly footageAt: (atMs: number) => Footage;
}

interface Group extends TimeRange {
  readonly pictures: readonly KeyPicture[];
}

/** Whether all pictures are shown, rather than key pictures alone, while `players` cameras play backwards at `rate`. */
export const showsAllBackwards = (rate: number, players: number): boolean =>
  rate < 0 && rate >= -FASTEST_WHOLE_RATE && players <= MOST_WHOLE_PLAYERS;

export class GroupPictures {
  readonly #reader: KeyPictureReader;
  readonly #onCame: () => void;
  #groups: readonly Group[] = [];
  #isAsking = false;
  #restUntilMs = 0;
  #isDisposed = false;

  /** @param onCame pictures came that were not there before. */
  constructor(reader: KeyPictureReader, onCame: () => void) {
    this.#reader = reader;
    this.#onCame = onCame;
  }

  /** The picture of a moment; undefined while its segment has not come. */
  at(atMs: number): KeyPicture | undefined {
    const group = this.#groups.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    return group?.pictures.findLast(({ fromMs }) => fromMs <= atMs) ?? group?.pictures[0];
  }

  /** Loads the segment of the moment, then the one before. @param players that show key pictures now. */
  want({ atMs, footageAt }: GroupOrder, players: number): void {
    this.#keep(this.#groups.filter(({ fromMs, toMs }) => fromMs <= atMs && toMs > atMs - (toMs - fromMs) * SEGMENTS));
    if (this.#isAsking || performance.now() < this.#restUntilMs) return;
    const current = this.#groups.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    const wantedMs = current === undefined ? atMs : current.fromMs - 1;
    if (footageAt(wantedMs).kind === 'none' || this.at(wantedMs) !== undefined) return;
    void this.#load(wantedMs, players);
  }

  /** Gives all bitmaps back. */
  clear(): void {
    this.#keep([]);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.clear();
  }

  async #load(atMs: number, players: number): Promise<void> {
    this.#isAsking = true;
    const answer = await this.#reader.readGroup(atMs, MAX_DECODED_BYTES / SEGMENTS / Math.max(1, players));
    this.#isAsking = false;
    if (typeof answer === 'string') {
      this.#restUntilMs = performance.now() + REST_MS;
      return;
    }
    const [first, last] = [answer[0], answer.at(-1)];
    if (first === undefined || last === undefined || this.#isDisposed) {
      for (const { bitmap } of answer) bitmap.close();
      return;
    }
    this.#groups = [...this.#groups, { fromMs: first.fromMs, toMs: last.toMs, pictures: answer }];
    this.#onCame();
  }

  #keep(groups: readonly Group[]): void {
    for (const group of this.#groups) {
      if (!groups.includes(group)) for (const { bitmap } of group.pictures) bitmap.close();
    }
    this.#groups = groups;
  }
}

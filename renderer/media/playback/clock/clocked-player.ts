/** A player of one recording as the clock sees it. */

/** Whether a camera has footage at a moment. */
export type Footage =
  | { readonly kind: 'footage' }
  /**
   * Nothing can be shown before `untilMs`, epoch ms; null when nothing follows that is known of. `isRefused`: the cloud refuses
   * the footage.
   */
  | { readonly kind: 'none'; readonly untilMs: number | null; readonly isRefused?: true }
  /** Nobody knows before the player tries: the cloud lists no recordings. */
  | { readonly kind: 'unknown' };

export const FOOTAGE: Footage = { kind: 'footage' };
export const UNKNOWN: Footage = { kind: 'unknown' };

/**
 * - `loading`: has no picture of the moment yet, and will have one.
 * - `ready`: shows a picture, and can play on at once. The clock's last order decides whether the picture moves.
 * - `gap`: nothing is recorded at the moment that was ordered.
 * - `ended`: nothing follows in the range of this player.
 * - `failed`: shows nothing, and will not without help.
 */
export type ClockedPhase = 'loading' | 'ready' | 'gap' | 'ended' | 'failed';

export interface ClockedPlayer {
  readonly phase: ClockedPhase;
  /** The moment that shows now, epoch ms by the stamps of the recording; null without a picture. */
  readonly atMs: number | null;
  /** Failed: from this moment on another seek may show a picture, epoch ms; null where only the operator can help. */
  readonly againAtMs: number | null;
  /** @param atMs by the stamps of the recording. */
  footageAt(atMs: number): Footage;
  /** Where the footage before a moment without footage ends, epoch ms; null where none is known. */
  footageBeforeMs(atMs: number): number | null;
  /** Whether the player can play at a rate of the clock, by all pictures or by key pictures only. */
  canPlayAt(rate: number): boolean;
  /** Whether the player shows key pictures only at this rate, and needs every moment of the clock. */
  playsByKeys(rate: number): boolean;
  /** Shows the key picture of a moment, until {@link endKeys}. @param atMs epoch ms by the stamps of the recording. */
  showKey(atMs: number, rate: number): void;
  /** Goes back to all pictures; the next order is a seek. */
  endKeys(): void;
  /** By key pictures: the picture of the moment has not come yet. */
  readonly isKeyAwaited: boolean;
  play(): void;
  pause(): void;
  /** Shows another moment, paused or playing as before. @param atMs epoch ms by the stamps of the recording. */
  seek(atMs: number): void;
  /** @param rate a rate of the clock and up to 8 % more or less. Rates of key pictures are left to {@link showKey}. */
  setRate(rate: number): void;
}

/** Counts the viewers of a stream, and notes since when it has had none. */
import type { GatewayTimings } from '../messages/messages.ts';

export class Attendance {
  #viewers = 0;
  #hasBeenClaimed = false;
  #idleSinceMs = 0;

  get isWatched(): boolean {
    return this.#viewers > 0;
  }

  /** From now on a viewer must come in time. */
  begin(nowMs: number): void {
    this.#hasBeenClaimed = false;
    this.#idleSinceMs = nowMs;
  }

  /** Somebody asks for the stream, as a page does that polls a playlist. */
  claim(nowMs: number): void {
    this.#hasBeenClaimed = true;
    this.#idleSinceMs = nowMs;
  }

  come(): void {
    this.#viewers += 1;
  }

  leave(nowMs: number): void {
    this.#viewers -= 1;
    this.#idleSinceMs = nowMs;
  }

  /**
   * Whether a stream that flows has been without a viewer for too long.
   *
   * @param lastRequestAtMs of a page that polls; 0 without one.
   * @param pollingMs how long such a page may wait between two requests.
   */
  isOver(nowMs: number, timings: GatewayTimings, lastRequestAtMs: number, pollingMs: number): boolean {
    if (this.isWatched) return false;
    // A clock that was set counts as time gone by: a stream that is closed too early opens again with its next viewer.
    const idleMs = Math.abs(nowMs - Math.max(this.#idleSinceMs, lastRequestAtMs));
    return idleMs > (this.#hasBeenClaimed ? timings.idleCloseMs + pollingMs : timings.unclaimedCloseMs);
  }
}

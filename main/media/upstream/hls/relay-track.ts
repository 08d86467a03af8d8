/** One playlist of a relayed stream: when it is fetched again, and whether it still grows. */
import type { MediaPlaylist } from '../../formats/hls/hls-playlist.ts';
import type { HlsResources } from './hls-resources.ts';
import { HlsTrack } from './hls-track.ts';
import { SegmentClock } from './segment-clock.ts';

/** A playlist that takes long to read is read rarely, so that its stream takes at most a tenth of the worker's time. */
const REST_FACTOR = 10;
/** A list without new segments is served for this time beyond the limit of a stalled stream, which ends the stream by then. */
const STALE_AFTER_MS = 1_000;

export class RelayTrack {
  readonly track: HlsTrack;
  readonly clock = new SegmentClock();
  url: string;
  failures = 0;
  /** How long the newest playlist took to read. */
  costMs = 0;
  refreshing: Promise<void> | null = null;
  readonly #watchdogMs: number;
  #fetchedAtMs = 0;
  /** Since when the list has not grown, or since when it is asked for at its present address. */
  #grownAtMs = Date.now();
  #freshAtMs = 0;

  constructor(resources: HlsResources, url: string, watchdogMs: number) {
    this.track = new HlsTrack(resources);
    this.url = url;
    this.#watchdogMs = watchdogMs;
  }

  /** When its newest segment came, from whatever address; 0 before the first. */
  get freshAtMs(): number {
    return this.#freshAtMs;
  }

  moveTo(url: string, nowMs: number): void {
    this.url = url;
    this.#fetchedAtMs = 0;
    this.failures = 0;
    this.#grownAtMs = nowMs;
  }

  /** @returns whether the playlist has a segment that is new. */
  take(playlist: MediaPlaylist, nowMs: number): boolean {
    this.#fetchedAtMs = nowMs;
    if (this.track.update(playlist, nowMs) === 0) return false;
    this.failures = 0;
    this.#grownAtMs = this.#freshAtMs = nowMs;
    return true;
  }

  /** Whether the list may have something new. */
  isDue(nowMs: number): boolean {
    const { head } = this.track;
    if (head === null) return true;
    const ageMs = nowMs - this.#fetchedAtMs;
    // Fetched in the future: the clock was set back after the fetch.
    const isOld = ageMs < 0 || ageMs >= Math.max(head.targetDurationSec * 500, this.costMs * REST_FACTOR);
    return !head.isEnded && isOld;
  }

  /** How long the list has not grown, where that is longer than is borne; else null. */
  quietMs(nowMs: number): number | null {
    const quietMs = nowMs - this.#grownAtMs;
    return this.track.head?.isEnded === false && quietMs > this.#patienceMs() ? quietMs : null;
  }

  /** Whether a new player that got this list would play what was shown long ago as live. */
  isStale(nowMs: number): boolean {
    return this.track.head?.isEnded === false && nowMs - this.#freshAtMs > this.#patienceMs() + STALE_AFTER_MS;
  }

  #patienceMs(): number {
    return Math.max(this.#watchdogMs, (this.track.head?.targetDurationSec ?? 0) * 3_000);
  }
}

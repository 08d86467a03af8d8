/** Stops a `<video>` at the last picture before a gap: the media timeline continues with the footage behind the gap. */
import { UNKNOWN, type Footage } from '../clock/clocked-player.ts';
import type { FragmentTimes } from './fragment-times.ts';

/** The clock asks about four times a second; a gap that comes before it asks again is watched for. */
const WATCHED_BEFORE_MS = 600;
/** A position so shortly before an end still shows the last picture. */
const LAST_PICTURE_SEC = 0.02;
const INTO_PICTURE_SEC = 0.001;

/** A gap in which nothing can be shown. */
export type NoFootage = Extract<Footage, { kind: 'none' }>;

export class GapStop {
  readonly #video: HTMLVideoElement;
  readonly #onStop: (gap: NoFootage) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param onStop called with the gap. The video is paused then. */
  constructor(video: HTMLVideoElement, onStop: (gap: NoFootage) => void) {
    this.#video = video;
    this.#onStop = onStop;
  }

  /** Called about four times a second while the video may play. @param rate of the video. */
  watch(times: FragmentTimes, rate: number): void {
    this.cancel();
    const { currentTime, paused, seeking } = this.#video;
    if (paused || seeking) return;
    const endSec = times.runEndSec(currentTime);
    if (endSec === null) return;
    const leftMs = ((endSec - currentTime) * 1_000) / rate;
    if (leftMs > WATCHED_BEFORE_MS) return;
    const endMs = times.momentOf(endSec - INTO_PICTURE_SEC);
    const footage = endMs === null ? UNKNOWN : times.footageAt(endMs + 2 * INTO_PICTURE_SEC * 1_000);
    if (footage.kind !== 'none' || footage.untilMs === null) return;
    this.#timer = setTimeout(() => this.#stop(endSec, footage), Math.max(0, leftMs));
  }

  /** Another moment is sought, or the video is given back. */
  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #stop(endSec: number, gap: NoFootage): void {
    this.#timer = null;
    if (this.#video.paused) return;
    this.#onStop(gap);
    this.#video.pause();
    // The timer of a busy page comes late, and the picture behind the gap must not show.
    if (this.#video.currentTime >= endSec - LAST_PICTURE_SEC) this.#video.currentTime = endSec - LAST_PICTURE_SEC;
  }
}

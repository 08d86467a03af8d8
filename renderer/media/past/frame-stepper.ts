/** Steps a paused `<video>` to its next picture. No container tells reliably how long a picture lasts: the step looks. */

/** Less than the length of a picture of any camera. */
const PROBE_SEC = 0.015;
/** At most as long as the pictures of a camera with one picture a second. */
const MOST_PROBES = 80;
/** A picture that changes shows within this time after its seek; the first steps may take several times as long. */
const PICTURE_LIMIT_MS = 80;
/** Positions and times of pictures are rounded differently. */
const SAME_SEC = 0.001;

export class FrameStepper {
  readonly #video: HTMLVideoElement;
  #callback: number | null = null;
  /** The time of the picture that shows, as far as it is known. */
  #shownSec: number | null = null;
  /** The length of the last picture that was stepped over. */
  #frameSec: number | null = null;
  /** The picture that the step leaves; null while there is no step. */
  #fromSec: number | null = null;
  #probes = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #onSeeking = (): void => this.#await();
  readonly #onSeeked = (): void => this.#expect();

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    video.addEventListener('seeking', this.#onSeeking);
    video.addEventListener('seeked', this.#onSeeked);
  }

  /** The next picture does not show yet. */
  get isBusy(): boolean {
    return this.#fromSec !== null;
  }

  /** The video is paused. */
  step(): void {
    const { currentTime } = this.#video;
    const shownSec = this.#shownSec;
    // While the video played, its pictures were not followed.
    const isExact = shownSec !== null && currentTime >= shownSec && currentTime - shownSec < PROBE_SEC;
    this.#fromSec = isExact ? shownSec : currentTime;
    this.#probes = 0;
    this.#video.currentTime = this.#fromSec + (isExact && this.#frameSec !== null ? this.#frameSec : PROBE_SEC);
  }

  /** Another order moves the video. */
  cancel(): void {
    this.#fromSec = null;
  }

  dispose(): void {
    this.#fromSec = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#video.removeEventListener('seeking', this.#onSeeking);
    this.#video.removeEventListener('seeked', this.#onSeeked);
    if (this.#callback !== null) this.#video.cancelVideoFrameCallback(this.#callback);
  }

  /** Asked before the picture of a seek shows, and for this picture alone: a callback for every picture would wake the page for each. */
  #await(): void {
    this.#callback ??= this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
      this.#callback = null;
      this.#look(mediaTime);
    });
  }

  /** A seek that ends in the picture that shows already is not told. */
  #expect(): void {
    if (this.#fromSec === null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#probe(), PICTURE_LIMIT_MS);
  }

  #probe(): void {
    this.#timer = null;
    if (this.#fromSec === null) return;
    this.#probes += 1;
    if (this.#probes < MOST_PROBES) this.#video.currentTime += PROBE_SEC;
    else this.#fromSec = null;
  }

  #look(mediaTimeSec: number): void {
    const fromSec = this.#fromSec;
    const wasExact = fromSec !== null && fromSec === this.#shownSec;
    // The same picture again, and the timer tries further on.
    if (fromSec !== null && mediaTimeSec <= fromSec + SAME_SEC) return;
    this.#shownSec = mediaTimeSec;
    this.#fromSec = null;
    if (wasExact) this.#frameSec = mediaTimeSec - fromSec + SAME_SEC;
  }
}

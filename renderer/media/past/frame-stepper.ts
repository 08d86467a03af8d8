/**
 * Steps a paused `<video>` to its next picture, or to the picture before. No container tells reliably how long a picture lasts:
 * the step seeks a little further, again and again, until another picture shows.
 */
import { shownSec } from './shown-picture.ts';

export type StepDirection = -1 | 1;

/** Less than the length of a picture of any camera. */
const PROBE_SEC = 0.015;
/** At most as long as the pictures of a camera with one picture a second. */
const MOST_PROBES = 80;
/** A picture that changes shows within this time after its seek; the first steps may take several times as long. */
const PICTURE_LIMIT_MS = 80;
/** The first seek of a step back ends within the picture before: the step goes no further back while this picture may come. */
const BACK_LIMIT_MS = 500;
/** Positions and times of pictures are rounded differently. */
const SAME_SEC = 0.001;

interface Step {
  readonly by: StepDirection;
  /** The time of the picture that the step leaves. */
  readonly fromSec: number;
}

export class FrameStepper {
  readonly #video: HTMLVideoElement;
  #callback: number | null = null;
  /** The length of the last picture that was stepped over. */
  #frameSec: number | null = null;
  /** Null while there is no step. */
  #step: Step | null = null;
  #probes = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #onSeeking = (): void => this.#await();
  readonly #onSeeked = (): void => this.#expect();

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    video.addEventListener('seeking', this.#onSeeking);
    video.addEventListener('seeked', this.#onSeeked);
  }

  /** The picture of the step does not show yet. */
  get isBusy(): boolean {
    return this.#step !== null;
  }

  /** The video is paused. */
  step(by: StepDirection): void {
    const fromSec = shownSec(this.#video) ?? this.#video.currentTime;
    this.#step = { by, fromSec };
    this.#probes = 0;
    if (by < 0) this.#seekTo(fromSec - 2 * SAME_SEC);
    else this.#seekTo(fromSec + (this.#frameSec ?? PROBE_SEC));
  }

  /** Another order moves the video. */
  cancel(): void {
    this.#step = null;
  }

  dispose(): void {
    this.#step = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#video.removeEventListener('seeking', this.#onSeeking);
    this.#video.removeEventListener('seeked', this.#onSeeked);
    if (this.#callback !== null) this.#video.cancelVideoFrameCallback(this.#callback);
  }

  #seekTo(positionSec: number): void {
    this.#video.currentTime = Math.max(0, positionSec);
  }

  /** Asked before the picture of a seek shows, and for this picture alone: a callback for every picture would wake the page for each. */
  #await(): void {
    if (this.#step === null) return;
    this.#callback ??= this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
      this.#callback = null;
      this.#look(mediaTime);
    });
  }

  /** A seek that ends in the picture that shows already is not told. */
  #expect(): void {
    if (this.#step === null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const isFirstBack = this.#step.by < 0 && this.#probes === 0;
    this.#timer = setTimeout(() => this.#probe(), isFirstBack ? BACK_LIMIT_MS : PICTURE_LIMIT_MS);
  }

  #probe(): void {
    this.#timer = null;
    if (this.#step === null) return;
    this.#look(shownSec(this.#video) ?? this.#step.fromSec);
    if (this.#step === null) return;
    this.#probes += 1;
    if (this.#probes < MOST_PROBES) this.#seekTo(this.#video.currentTime + this.#step.by * PROBE_SEC);
    else this.#step = null;
  }

  #look(pictureSec: number): void {
    if (this.#step === null) return;
    const { by, fromSec } = this.#step;
    // The same picture again, and the timer tries further on.
    if ((pictureSec - fromSec) * by <= SAME_SEC) return;
    this.#step = null;
    if (by > 0) this.#frameSec = pictureSec - fromSec + SAME_SEC;
  }
}

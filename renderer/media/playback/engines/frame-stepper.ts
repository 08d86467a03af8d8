/**
 * Steps a paused `<video>` to its next picture, or to the picture before. No container gives a reliable length of a
 * picture: the step seeks a little further, again and again, until another picture shows.
 */
import { shownSec } from './shown-picture.ts';

export type StepDirection = -1 | 1;

/** Less than the length of a picture of any camera. */
const PROBE_SEC = 0.015;
/** At most as long as the pictures of a camera with one picture a second. */
const MOST_PROBES = 80;
/**
 * After a seek the page compares the picture in this many animation frames. On a slow computer frames are as rare as
 * pictures, so frames are counted instead of milliseconds.
 */
const PROBE_LOOKS = 5;
/** The picture of this seek must come, because the seek ends within another picture than the one that shows. */
const SURE_LOOKS = 60;
/** A page that is not drawn for so long shows no picture either. */
const UNDRAWN_LIMIT_MS = 10_000;
/** Positions and times of pictures are rounded differently. */
const SAME_SEC = 0.001;
/** A step by the known length of a picture ends clearly within the next picture. */
const INTO_NEXT_SEC = 0.003;

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
  /** How many times the page looks before it seeks further. */
  #looks = 0;
  #frame: number | null = null;
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
    this.#rest();
    this.#step = { by, fromSec };
    this.#probes = 0;
    if (by < 0) this.#seekTo(fromSec - 2 * SAME_SEC);
    else this.#seekTo(fromSec + (this.#frameSec === null ? PROBE_SEC : this.#frameSec + INTO_NEXT_SEC));
  }

  /** Another order moves the video. */
  cancel(): void {
    this.#step = null;
    this.#rest();
  }

  dispose(): void {
    this.#step = null;
    this.#rest();
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

  /** The browser reports no seek that ends in the picture that shows already. */
  #expect(): void {
    if (this.#step === null) return;
    const isSure = this.#probes === 0 && (this.#step.by < 0 || this.#frameSec !== null);
    this.#looks = isSure ? SURE_LOOKS : PROBE_LOOKS;
    this.#lookSoon();
  }

  #lookSoon(): void {
    this.#rest();
    this.#frame = requestAnimationFrame(() => this.#lookAgain());
    this.#timer = setTimeout(() => this.cancel(), UNDRAWN_LIMIT_MS);
  }

  #lookAgain(): void {
    this.#rest();
    if (this.#step === null) return;
    this.#look(shownSec(this.#video) ?? this.#step.fromSec);
    if (this.#step === null) return;
    this.#looks -= 1;
    if (this.#looks > 0) return this.#lookSoon();
    this.#probes += 1;
    if (this.#probes < MOST_PROBES) this.#seekTo(this.#video.currentTime + this.#step.by * PROBE_SEC);
    else this.#step = null;
  }

  #rest(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #look(pictureSec: number): void {
    if (this.#step === null) return;
    const { by, fromSec } = this.#step;
    // The same picture again: the next look or seek may bring another one.
    if ((pictureSec - fromSec) * by <= SAME_SEC) return;
    this.#step = null;
    this.#rest();
    if (by > 0) this.#frameSec = pictureSec - fromSec;
  }
}

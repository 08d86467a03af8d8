/** Which picture a `<video>` shows. While a computer is busy, the picture before a seek stays after the event `seeked`. */

/**
 * The new picture of a seek shows within this many animation frames, or it equals the picture before. On a busy
 * computer frames are as rare as pictures, so frames are counted instead of milliseconds.
 */
const ARRIVES_WITHIN_DRAWINGS = 30;
/** A hidden page is not drawn, and is looked at in this interval. */
const HIDDEN_LOOK_MS = 500;

/** The time of the picture that shows, s; null without a picture. The position of the element lies somewhere within the picture. */
export function shownSec(video: HTMLVideoElement): number | null {
  if (video.readyState < video.HAVE_CURRENT_DATA) return null;
  try {
    const frame = new VideoFrame(video);
    const { timestamp } = frame;
    frame.close();
    return timestamp / 1_000_000;
  } catch {
    return null;
  }
}

/** Reports when the picture of a seek shows. */
export class SoughtPicture {
  readonly #video: HTMLVideoElement;
  readonly #onShown: () => void;
  #beforeSec: number | null = null;
  #callback: number | null = null;
  #drawing: number | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  readonly #onSeeking = (): void => this.#begin();
  readonly #onSeeked = (): void => this.#expect();

  /** @param onShown is called once for the last of several seeks that follow each other. */
  constructor(video: HTMLVideoElement, onShown: () => void) {
    this.#video = video;
    this.#onShown = onShown;
    video.addEventListener('seeking', this.#onSeeking);
    video.addEventListener('seeked', this.#onSeeked);
  }

  /** A seek has ended, and its picture does not show yet. */
  get isAwaited(): boolean {
    return this.#timer !== null;
  }

  dispose(): void {
    this.#cancel();
    this.#video.removeEventListener('seeking', this.#onSeeking);
    this.#video.removeEventListener('seeked', this.#onSeeked);
  }

  #begin(): void {
    // The picture of an earlier seek that nobody has seen is no picture of this seek.
    if (this.#timer === null) this.#beforeSec = shownSec(this.#video);
    this.#cancel();
  }

  #expect(): void {
    this.#cancel();
    const nowSec = shownSec(this.#video);
    if (this.#beforeSec === null || nowSec !== this.#beforeSec) return this.#onShown();
    const end = (): void => {
      this.#cancel();
      this.#onShown();
    };
    this.#callback = this.#video.requestVideoFrameCallback(end);
    this.#awaitDrawings(ARRIVES_WITHIN_DRAWINGS, end);
    this.#timer = setInterval(() => {
      if (document.hidden) end();
    }, HIDDEN_LOOK_MS);
  }

  /** Without a new picture by then, the seek ended within the picture that showed before. */
  #awaitDrawings(left: number, end: () => void): void {
    if (left === 0) return end();
    this.#drawing = requestAnimationFrame(() => this.#awaitDrawings(left - 1, end));
  }

  #cancel(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    if (this.#drawing !== null) cancelAnimationFrame(this.#drawing);
    this.#drawing = null;
    if (this.#callback !== null) this.#video.cancelVideoFrameCallback(this.#callback);
    this.#callback = null;
  }
}

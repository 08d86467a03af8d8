import type { PastEngine } from '../engines/past-engine.ts';
import { shownSec, SoughtPicture } from '../engines/shown-picture.ts';

/** A picture whose time is further than this from the position is old: a hidden page gets no report of pictures. */
const LONGEST_PICTURE_MS = 3_000;

/** The moment of the picture that an engine shows, epoch ms; the position itself if nothing reports pictures. */
export function pictureMsOf(
  frames: Pick<FrameTime, 'sec'> | undefined,
  engine: Pick<PastEngine, 'atMs' | 'momentOf'> | null,
): number | null {
  const atMs = engine?.atMs ?? null;
  const sec = frames?.sec ?? null;
  const pictureMs = sec === null ? null : (engine?.momentOf(sec) ?? null);
  if (atMs === null || pictureMs === null) return atMs;
  return Math.abs(pictureMs - atMs) < LONGEST_PICTURE_MS ? Math.round(pictureMs) : atMs;
}

/** Two pictures are further apart; the browser gives one time of a picture in two roundings. */
const SAME_PICTURE_SEC = 0.001;

/**
 * The time of the picture that a `<video>` shows, as the browser reports it with each picture. The report of a picture that comes
 * right behind another one can be left out: while a file opens, its first picture shows before that of the seek. No further picture
 * follows where the video is paused, so the picture is looked at once a seek has ended.
 */
export class FrameTime {
  readonly #video: HTMLVideoElement;
  readonly #listeners = new Set<() => void>();
  #sec: number | null = null;
  #callback: number;
  readonly #sought: SoughtPicture;
  readonly #onEmptied = (): void => this.#take(null);

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    this.#callback = this.#expect();
    this.#sought = new SoughtPicture(video, () => this.#look());
    video.addEventListener('emptied', this.#onEmptied);
  }

  /**
   * On the line of the element, s; null before the first picture. A hidden page gets no report of pictures: then this
   * is old.
   */
  get sec(): number | null {
    return this.#sec;
  }

  /** @param listener is called with each picture that shows. @returns ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#sought.dispose();
    this.#video.cancelVideoFrameCallback(this.#callback);
    this.#video.removeEventListener('emptied', this.#onEmptied);
    this.#listeners.clear();
  }

  #expect(): number {
    return this.#video.requestVideoFrameCallback((_nowMs, { mediaTime }) => {
      this.#callback = this.#expect();
      this.#take(mediaTime);
    });
  }

  #look(): void {
    const sec = shownSec(this.#video);
    if (sec !== null && Math.abs(sec - (this.#sec ?? Infinity)) > SAME_PICTURE_SEC) this.#take(sec);
  }

  #take(sec: number | null): void {
    this.#sec = sec;
    for (const listener of this.#listeners) listener();
  }
}

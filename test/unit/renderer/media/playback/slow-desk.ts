/** A paused `<video>` on a quick or a slow desk: when the page is drawn, and when the picture of a seek shows. */
import { onTestFinished, vi } from 'vitest';

export const PICTURE_SEC = 1 / 15;
const SEEK_MS = 20;

/** How fast a desk is: the page is drawn every `drawMs`, and a picture shows `lateMs` after its seek has ended. */
export interface Desk {
  readonly drawMs: number;
  readonly lateMs: number;
}
export const QUICK: Desk = { drawMs: 16, lateMs: 5 };
export const SLOW: Desk = { drawMs: 150, lateMs: 280 };

/** A paused element with 15 pictures a second. */
export class PausedVideo {
  readonly HAVE_CURRENT_DATA = 2;
  readonly readyState = 4;
  readonly shown: number[] = [0];
  readonly #desk: Desk;
  readonly #listeners = new Map<string, () => void>();
  readonly #asked = new Map<number, (nowMs: number, frame: { mediaTime: number }) => void>();
  #positionSec = 0;
  #seek = 0;
  #number = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }
  get currentTime(): number {
    return this.#positionSec;
  }
  set currentTime(positionSec: number) {
    this.#positionSec = positionSec;
    const seek = (this.#seek += 1);
    this.#listeners.get('seeking')?.();
    setTimeout(() => this.#listeners.get('seeked')?.(), SEEK_MS);
    setTimeout(() => {
      if (seek === this.#seek) this.#show(Math.floor(positionSec / PICTURE_SEC + 1e-6));
    }, SEEK_MS + this.#desk.lateMs);
  }
  /** The number of the picture that shows. */
  get picture(): number {
    return this.shown.at(-1) ?? 0;
  }
  addEventListener(name: string, listener: () => void): void {
    this.#listeners.set(name, listener);
  }
  removeEventListener(name: string): void {
    this.#listeners.delete(name);
  }
  requestVideoFrameCallback(callback: (nowMs: number, frame: { mediaTime: number }) => void): number {
    this.#asked.set((this.#number += 1), callback);
    return this.#number;
  }
  cancelVideoFrameCallback(number: number): void {
    this.#asked.delete(number);
  }
  #show(picture: number): void {
    if (picture === this.picture) return;
    this.shown.push(picture);
    setTimeout(() => {
      const asked = [...this.#asked.values()];
      this.#asked.clear();
      for (const callback of asked) callback(performance.now(), { mediaTime: picture * PICTURE_SEC });
    }, this.#desk.drawMs);
  }
}

/** Until the test ends, time is simulated, and the page is drawn and the pictures of an element show as on this desk. */
export function setUpDesk(speed: Desk): PausedVideo {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const video = new PausedVideo(speed);
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, speed.drawMs));
  vi.stubGlobal('cancelAnimationFrame', (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer));
  vi.stubGlobal(
    'VideoFrame',
    class {
      readonly timestamp = video.picture * PICTURE_SEC * 1e6;
      close(): void {
        // holds nothing
      }
    },
  );
  return video;
}

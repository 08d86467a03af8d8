import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FrameStepper } from '../../../../../renderer/media/past/frame-stepper.ts';

const PICTURE_SEC = 1 / 15;
const SEEK_MS = 20;

/** How fast a desk is: the page is drawn every `drawMs`, and a picture shows `lateMs` after its seek has ended. */
interface Desk {
  readonly drawMs: number;
  readonly lateMs: number;
}
const QUICK: Desk = { drawMs: 16, lateMs: 5 };
const SLOW: Desk = { drawMs: 150, lateMs: 280 };

/** A paused element with 15 pictures a second. */
class PausedVideo {
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

function desk(speed: Desk): { readonly video: PausedVideo; readonly stepper: FrameStepper } {
  const video = new PausedVideo(speed);
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
  return { video, stepper: new FrameStepper(video as unknown as HTMLVideoElement) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function step(stepper: FrameStepper, by: -1 | 1): Promise<void> {
  stepper.step(by);
  while (stepper.isBusy) await vi.advanceTimersByTimeAsync(10);
}

it.each([
  ['quick', QUICK],
  ['slow', SLOW],
])('on a %s desk each step forward shows the next picture, and each step back the picture before', async (_, speed) => {
  const { video, stepper } = desk(speed);
  for (let i = 0; i < 5; i += 1) await step(stepper, 1);
  expect(video.shown).toEqual([0, 1, 2, 3, 4, 5]);
  for (let i = 0; i < 3; i += 1) await step(stepper, -1);
  expect(video.shown).toEqual([0, 1, 2, 3, 4, 5, 4, 3, 2]);
  stepper.dispose();
  await vi.advanceTimersByTimeAsync(speed.drawMs);
  expect(vi.getTimerCount()).toBe(0);
});

it('a step ends without a picture where the page is not drawn', async () => {
  const { video, stepper } = desk(QUICK);
  vi.stubGlobal('requestAnimationFrame', () => 0);
  stepper.step(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([stepper.isBusy, video.shown]).toEqual([false, [0]]);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delaysOf, FrameBeat, nominalInterval, type Steady } from '../../../../renderer/media/frame-beat.ts';

const REFRESH_MS = 1000 / 30;
const INTERVAL_MS = 1000 / 15;

describe('how late a tile must be once', () => {
  const at = (shownAtMs: number, intervalMs = INTERVAL_MS): Steady => ({
    shownAtMs,
    intervalMs,
    refreshMs: REFRESH_MS,
  });

  it('is nothing for tiles in step, however many pictures lie between', () => {
    expect(delaysOf([at(0), at(INTERVAL_MS * 3 + 0.4), at(INTERVAL_MS * 7 - 0.4)])).toEqual([0, 0, 0]);
  });

  it('brings the few to the many', () => {
    const [first, second, third, fourth] = delaysOf([at(REFRESH_MS), at(0), at(INTERVAL_MS), at(2 * INTERVAL_MS)]);
    expect(first).toBeCloseTo(REFRESH_MS, 1);
    expect([second, third, fourth]).toEqual([0, 0, 0]);
  });

  it('compares tiles of one rate only', () => {
    expect(delaysOf([at(0), at(20, 100), at(INTERVAL_MS)])).toEqual([0, 0, 0]);
  });

  it('knows the rates of cameras, and leaves others alone', () => {
    expect(nominalInterval(14.6)).toBeCloseTo(INTERVAL_MS);
    expect(nominalInterval(25.3)).toBe(40);
    expect(nominalInterval(5)).toBeNull();
    expect(nominalInterval(0)).toBeNull();
  });
});

type Callback = (nowMs: number, sight: { expectedDisplayTime: number; presentationTime: number }) => void;

/** A video as Chromium composes it: refreshes come every 33 ms, and a playing one gets each second since its last. */
class Composed {
  src = 'blob:one';
  isConnected = true;
  paused = false;
  pauses = 0;
  shown = 0;
  readonly #callbacks = new Map<number, Callback>();
  #last: number;
  #id = 0;

  constructor(phase: 0 | 1) {
    this.#last = phase - 2;
  }

  get phase(): number {
    return Math.abs(this.#last % 2);
  }

  refresh(slot: number): void {
    if (this.paused || slot - this.#last < 2) return;
    this.#last = slot;
    this.shown += 1;
    const presentationTime = slot * REFRESH_MS;
    const waiting = [...this.#callbacks.values()];
    this.#callbacks.clear();
    for (const call of waiting)
      call(presentationTime, { presentationTime, expectedDisplayTime: presentationTime + REFRESH_MS });
  }

  requestVideoFrameCallback(callback: Callback): number {
    this.#callbacks.set(++this.#id, callback);
    return this.#id;
  }

  cancelVideoFrameCallback(id: number): void {
    this.#callbacks.delete(id);
  }

  pause(): void {
    this.paused = true;
    this.pauses += 1;
  }

  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }
}

describe('the beat of a wall', () => {
  let slot = 0;
  let videos: Composed[] = [];
  const beat = (): FrameBeat => new FrameBeat();
  const tiles = () => videos.map((video) => ({ video: video as unknown as HTMLVideoElement, fps: 15 }));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    slot = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets the screen refresh for a time. */
  async function run(seconds: number): Promise<void> {
    for (const end = slot + seconds * 30; slot < end; slot += 1) {
      await vi.advanceTimersByTimeAsync(Math.max(0, slot * REFRESH_MS - performance.now()));
      for (const video of videos) video.refresh(slot);
      await vi.advanceTimersByTimeAsync(0);
    }
  }

  it('is one refresh for all after tiles that were out of step were held once', async () => {
    videos = [0, 0, 1, 0, 1].map((phase) => new Composed(phase as 0 | 1));
    await run(1);
    beat().look(tiles(), Date.now());
    await run(2);
    expect(new Set(videos.map(({ phase }) => phase)).size).toBe(1);
    expect(videos.map(({ pauses }) => pauses)).toEqual([0, 0, 1, 0, 1]);
    expect(videos.every(({ paused }) => !paused)).toBe(true);
    // The tile that waited shows one picture less than the others at the most.
    expect(Math.max(...videos.map(({ shown }) => shown)) - Math.min(...videos.map(({ shown }) => shown))).toBeLessThan(
      2,
    );
  });

  it('plays nothing on in an element that serves another stream by then', async () => {
    videos = [0, 0, 1].map((phase) => new Composed(phase as 0 | 1));
    await run(1);
    beat().look(tiles(), Date.now());
    while (!videos[2]?.paused) await run(0.1);
    videos[2].src = '';
    await run(2);
    expect(videos[2].paused).toBe(true);
  });

  it('gives up on a tile without pictures and looks again later', async () => {
    videos = [0, 1].map((phase) => new Composed(phase as 0 | 1));
    await run(1);
    const one = beat();
    for (const video of videos) video.pause();
    one.look(tiles(), Date.now());
    await run(1);
    for (const video of videos) void video.play();
    await run(11);
    one.look(tiles(), Date.now());
    await run(2);
    expect(videos.map(({ phase }) => phase)).toEqual([videos[0]?.phase, videos[0]?.phase]);
  });
});

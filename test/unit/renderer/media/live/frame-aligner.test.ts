import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  FrameAligner,
  nominalInterval,
  phasesFor,
  type AlignableTile,
  type SteadyTile,
} from '../../../../../renderer/media/live/frame-aligner.ts';

const REFRESH_MS = 1000 / 30;
const INTERVAL_MS = 1000 / 15;

describe('the due times of pictures', () => {
  const at = (shownAtMs: number, dueAtMs = shownAtMs, intervalMs = INTERVAL_MS): SteadyTile => ({
    shownAtMs,
    dueAtMs,
    intervalMs,
    refreshMs: REFRESH_MS,
  });

  it('the times of pictures are unchanged for tiles in step, however many pictures lie between', () => {
    expect(phasesFor([at(0), at(INTERVAL_MS * 3 + 0.4), at(INTERVAL_MS * 7 - 0.4)])).toEqual([null, null, null]);
  });

  it('the pictures of the few are moved to the times of the many as they are seen, whatever the clocks of the many', () => {
    const many = [at(-1, 29), at(INTERVAL_MS + 2, 29), at(2 * INTERVAL_MS + 2, -4)];
    const [few, ...others] = phasesFor([at(REFRESH_MS, 40), ...many]);
    expect(few).toBeCloseTo(1, 0);
    expect(others).toEqual([null, null, null]);
  });

  it('only tiles of one rate are compared', () => {
    expect(phasesFor([at(0), at(20, 20, 100), at(INTERVAL_MS)])).toEqual([null, null, null]);
  });

  it('the aligner knows the usual rates of cameras, and leaves other rates alone', () => {
    expect(nominalInterval(14.6)).toBeCloseTo(INTERVAL_MS);
    expect(nominalInterval(25.3)).toBe(40);
    expect(nominalInterval(5)).toBeNull();
    expect(nominalInterval(0)).toBeNull();
  });
});

type Callback = (nowMs: number, sight: VideoFrameCallbackMetadata) => void;

/**
 * A video as Chromium composes it: every 33 ms the screen refreshes, and a video is given each second of them, whatever
 * its clock says, until its speed has been another for two seconds; the next choice is made by the clock, for the refresh
 * that is seen within half a refresh of the moment when a picture falls due.
 */
class Composed {
  src = 'blob:one';
  playbackRate = 1;
  currentTime = 0;
  moves = 0;
  isStubborn = false;
  hasPictures = true;
  readonly buffered = { length: 1, end: () => this.currentTime + 1 };
  readonly #callbacks = new Map<number, Callback>();
  #parity: number;
  #changedForMs = 0;
  #id = 0;

  /** @param lagMs how much later a picture is seen than its clock says, less a whole number of pictures. */
  constructor(parity: 0 | 1, lagMs = 0) {
    this.#parity = parity;
    this.currentTime = (10 * INTERVAL_MS + lagMs - (parity + 2) * REFRESH_MS) / 1000;
  }

  get parity(): number {
    return this.#parity;
  }

  tile(): AlignableTile {
    return {
      video: this as unknown as HTMLVideoElement,
      stream: this,
      fps: 15,
      lendSpeed: () => {
        this.moves += 1;
        return () => {
          this.playbackRate = 1;
        };
      },
    };
  }

  refresh(slot: number): void {
    this.currentTime += (REFRESH_MS * this.playbackRate) / 1000;
    if (this.playbackRate !== 1) this.#changedForMs += REFRESH_MS;
    else if (this.#changedForMs > 0) {
      if (this.#changedForMs >= 2_000 && !this.isStubborn) this.#choose(slot);
      this.#changedForMs = 0;
    }
    if (!this.hasPictures || slot % 2 !== this.#parity) return;
    const presentationTime = slot * REFRESH_MS;
    const mediaTime = Math.floor((this.currentTime * 1000) / INTERVAL_MS + 0.01) * (INTERVAL_MS / 1000);
    const sight = { presentationTime, expectedDisplayTime: presentationTime + REFRESH_MS, mediaTime };
    const waiting = [...this.#callbacks.values()];
    this.#callbacks.clear();
    for (const call of waiting) call(presentationTime, sight as VideoFrameCallbackMetadata);
  }

  #choose(slot: number): void {
    const lagMs = (REFRESH_MS + this.currentTime * 1000) % INTERVAL_MS;
    const isNear = Math.min(lagMs, INTERVAL_MS - lagMs) < REFRESH_MS / 2;
    this.#parity = isNear ? slot % 2 : (slot + 1) % 2;
  }

  requestVideoFrameCallback(callback: Callback): number {
    this.#callbacks.set(++this.#id, callback);
    return this.#id;
  }

  cancelVideoFrameCallback(id: number): void {
    this.#callbacks.delete(id);
  }
}

describe('the beat of a wall', () => {
  let slot = 0;
  let videos: Composed[] = [];
  let beat: FrameAligner;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    slot = 0;
    beat = new FrameAligner();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets the screen refresh for a time, while the pool measures once a second the tiles at normal speed. */
  async function run(seconds: number): Promise<void> {
    for (const end = slot + seconds * 30; slot < end; slot += 1) {
      await vi.advanceTimersByTimeAsync(Math.max(0, slot * REFRESH_MS - performance.now()));
      for (const video of videos) video.refresh(slot);
      if (slot % 30 === 0) {
        const own = videos.filter(({ playbackRate }) => playbackRate === 1);
        beat.check(own.map((video) => video.tile()));
      }
      await vi.advanceTimersByTimeAsync(0);
    }
  }

  const parities = (): number => new Set(videos.map(({ parity }) => parity)).size;

  it('all tiles of a wall share one refresh after those out of step went at another speed for a moment', async () => {
    videos = [0, 0, 1, 0, 1].map((parity) => new Composed(parity as 0 | 1));
    await run(2);
    expect(parities()).toBe(2);
    await run(12);
    expect(parities()).toBe(1);
    expect(videos.map(({ playbackRate }) => playbackRate)).toEqual([1, 1, 1, 1, 1]);
  });

  it('the refresh of a wall is that of the many though their own clocks have long gone another way', async () => {
    const many = [-30, -30, 5, -30].map((lagMs) => new Composed(0, lagMs));
    videos = [...many, new Composed(1), new Composed(1, 8)];
    await run(14);
    expect(videos.map(({ parity }) => parity)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(videos.map(({ moves }) => moves)).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('the aligner moves a tile into step that comes later', async () => {
    videos = [0, 0, 0].map((parity) => new Composed(parity as 0 | 1));
    await run(15);
    videos.push(new Composed(1));
    await run(12);
    expect(parities()).toBe(1);
  });

  it('the aligner gives up a tile that does not come into step, while others come and go', async () => {
    videos = [0, 0, 0, 1].map((parity) => new Composed(parity as 0 | 1));
    const stubborn = videos[3];
    if (!stubborn) throw new Error('four videos');
    stubborn.isStubborn = true;
    await run(40);
    videos.push(new Composed(1));
    await run(40);
    expect(stubborn.moves).toBe(3);
    expect(videos.map(({ parity }) => parity)).toEqual([0, 0, 0, 1, 0]);
  });

  it('the aligner restores the speed where the pictures end in the meantime', async () => {
    videos = [0, 0, 1].map((parity) => new Composed(parity as 0 | 1));
    while (videos.every(({ playbackRate }) => playbackRate === 1)) await run(1);
    for (const video of videos) video.hasPictures = false;
    await run(5);
    expect(videos.map(({ playbackRate }) => playbackRate)).toEqual([1, 1, 1]);
  });
});

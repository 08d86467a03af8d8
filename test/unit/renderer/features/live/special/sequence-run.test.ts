import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import {
  FOLLOW_GRACE_MS,
  FollowRun,
  SequenceRun,
  WarmSlot,
} from '../../../../../../renderer/features/live/special/sequence-run.ts';
import {
  SequenceEngine,
  WARM_MS,
  type SequenceView,
} from '../../../../../../renderer/state/sequences/sequences-engine.ts';
import { specialSlotOf, type SpecialKey } from '../../../../../../renderer/state/sequences/sequences-shown.ts';
import { harness, LARGE, SMALL, wire, type FakeEngine, type Harness } from '../../../media/player-harness.ts';

const KEY = 'sequence:round~0' as SpecialKey;
const DWELL_MS = 10_000;
const camera = (n: number): ChannelId => `acc:dev/${n}` as ChannelId;
const slotOf = (id: ChannelId) => specialSlotOf(id, KEY);

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => vi.useRealTimers());

/** The tile on the page: it borrows the slot of the stream that it shall show, as its component does. */
class Tile {
  readonly #h: Harness;
  #lease: { release(): void } | null = null;
  #shown: ChannelId | null = null;
  readonly cutsWithoutPicture: ChannelId[] = [];

  constructor(h: Harness) {
    this.#h = h;
  }

  show(id: ChannelId | null, extent = SMALL): void {
    if (id === this.#shown) return;
    if (id !== null && this.#shown !== null && this.#h.pool.snapshot(slotOf(id))?.state.phase !== 'playing') {
      this.cutsWithoutPicture.push(id);
    }
    const before = this.#lease;
    this.#lease = id === null ? null : this.#h.pool.acquire(slotOf(id), { channelId: id, hasSubStream: true, extent });
    before?.release();
    this.#shown = id;
  }
}

/** Lets time pass in ticks; every open stream shows frames, unless the test blocks it. */
async function pass(h: Harness, ms: number, tick: () => void, isHeld: (engine: FakeEngine) => boolean = () => false) {
  for (let at = 0; at < ms; at += 250) {
    for (const engine of h.live().filter((one) => !isHeld(one))) {
      engine.video.showFirstFrame();
      engine.video.totalVideoFrames += 4;
      engine.video.currentTime += 0.25;
      engine.video.endSec = engine.video.currentTime + 0.6;
    }
    await vi.advanceTimersByTimeAsync(250);
    tick();
  }
}

function sequence(h: Harness, count: number, isOff: (id: ChannelId) => boolean = () => false) {
  const warm = new WarmSlot({ pool: h.pool, slotOf, hasSubStream: () => true, isBest: false });
  const frames = Array.from({ length: count }, (_, i) => ({ id: camera(i), dwellMs: DWELL_MS }));
  const run = new SequenceRun(new SequenceEngine(frames, 'skip'), warm, isOff);
  const tile = new Tile(h);
  const seen: ChannelId[] = [];
  let view: SequenceView = run.advance(Date.now());
  const tick = (): void => {
    view = run.advance(Date.now());
    const shown = view.shownId as ChannelId | null;
    tile.show(shown);
    if (shown !== null && seen.at(-1) !== shown) seen.push(shown);
  };
  tick();
  return { run, warm, tile, seen, tick, view: () => view };
}

describe('a sequence on a tile', () => {
  it('a sequence on a tile has the next stream open, and its picture there, before it changes to it', async () => {
    const h = harness();
    const s = sequence(h, 3);
    await pass(h, (s.view().dueAtMs ?? 0) - Date.now() - 1_000, s.tick);
    expect(s.seen).toEqual([camera(0)]);
    expect(h.pool.snapshot(slotOf(camera(1)))?.state.phase).toBe('playing');
    expect(h.pool.snapshot(slotOf(camera(2)))).toBeNull();
    await pass(h, 3 * DWELL_MS, s.tick);
    expect(s.seen.length).toBeGreaterThanOrEqual(4);
    expect(s.tile.cutsWithoutPicture).toEqual([]);
    s.warm.release();
    h.pool.dispose();
  });

  it('a sequence opens each stream once: the tile takes the stream that was opened ahead', async () => {
    const h = harness();
    const s = sequence(h, 2);
    await pass(h, 2 * DWELL_MS, s.tick);
    expect(s.seen.length).toBeGreaterThanOrEqual(2);
    expect(h.opened.length).toBeLessThanOrEqual(s.seen.length + 1);
    h.pool.dispose();
  });

  it('one stream is open besides the shown one at the most, once the one before has lingered', async () => {
    const h = harness();
    const s = sequence(h, 5);
    let most = 0;
    await pass(h, 4 * DWELL_MS, () => {
      s.tick();
      if ((s.view().dueAtMs ?? 0) - Date.now() > WARM_MS) return;
      most = Math.max(most, h.pool.counts().players);
    });
    expect(most).toBe(2);
    h.pool.dispose();
  });

  it('a sequence stays on its picture while the next camera has none, and moves to the camera after it', async () => {
    const h = harness();
    const s = sequence(h, 3);
    const isHeld = ({ url }: FakeEngine): boolean => url?.endsWith('/lease-2') ?? true;
    await pass(h, 3 * DWELL_MS, s.tick, isHeld);
    expect(s.seen.slice(0, 2)).toEqual([camera(0), camera(2)]);
    expect(s.tile.cutsWithoutPicture).toEqual([]);
    h.pool.dispose();
  });

  it('a sequence closes the stream that was opened ahead when it is paused and when it ends', async () => {
    const h = harness();
    const s = sequence(h, 2);
    await pass(h, (s.view().dueAtMs ?? 0) - Date.now() - 1_000, s.tick);
    expect(h.pool.counts().players).toBe(2);
    s.run.engine.pause('hand');
    await pass(h, 3_000, s.tick);
    expect(h.pool.counts().players).toBe(1);
    s.tile.show(null);
    s.warm.release();
    await pass(h, 3_000, () => undefined);
    expect(h.pool.counts()).toMatchObject({ slots: 0, players: 0, videos: 0 });
    h.pool.dispose();
  });
});

it('a tile that follows changes to another camera when that camera has its picture, in the wanted stream', async () => {
  const h = harness();
  const warm = new WarmSlot({ pool: h.pool, slotOf, hasSubStream: () => true, isBest: true });
  const run = new FollowRun(warm);
  const tile = new Tile(h);
  let target: ChannelId | null = null;
  const tick = (): void => tile.show(run.follow(target, Date.now()), LARGE);
  target = camera(1);
  tick();
  await pass(h, 2_000, tick);
  target = camera(2);
  tick();
  expect(run.follow(target, Date.now())).toBe(camera(1));
  await pass(h, 2_000, tick);
  expect(run.follow(target, Date.now())).toBe(camera(2));
  expect(tile.cutsWithoutPicture).toEqual([]);
  expect(h.opened.map(({ profile }) => profile)).toEqual(['main', 'main']);
  h.pool.dispose();
});

it('a tile that follows changes without a picture when the camera fails, or takes too long', async () => {
  const h = harness();
  const run = new FollowRun(new WarmSlot({ pool: h.pool, slotOf, hasSubStream: () => true, isBest: false }));
  expect(run.follow(camera(1), Date.now())).toBe(camera(1));
  h.refusals.push(wire('device.offline', false));
  run.follow(camera(2), Date.now());
  await vi.advanceTimersByTimeAsync(500);
  expect(run.follow(camera(2), Date.now())).toBe(camera(2));
  run.follow(camera(3), Date.now());
  await vi.advanceTimersByTimeAsync(FOLLOW_GRACE_MS);
  expect(run.follow(camera(3), Date.now())).toBe(camera(3));
  h.pool.dispose();
});

import { describe, expect, it } from 'vitest';
import type { OfflineWay } from '../../../../../preload/domain/sequences.ts';
import {
  GRACE_MS,
  SequenceEngine,
  WARM_MS,
  type Frame,
  type Health,
  type SequenceView,
} from '../../../../../renderer/state/sequences/sequences-engine.ts';

const DWELL_MS = 10_000;
const T0 = 1_800_000_000_000;

const frames = (...ids: readonly string[]): readonly Frame[] => ids.map((id) => ({ id, dwellMs: DWELL_MS }));

/** An engine with a clock of its own; an opened camera has its picture after `openMs`, if it has one. */
function bench(list: readonly Frame[], options: { offline?: OfflineWay; startAt?: number; atMs?: number } = {}) {
  const engine = new SequenceEngine(list, options.offline ?? 'skip', options.startAt);
  const health = new Map<string, Health>();
  const openedAtMs = new Map<string, number>();
  const openMs = 500;
  let nowMs = options.atMs ?? T0;
  let view: SequenceView;
  const healthOf = (id: string): Health => {
    const known = health.get(id);
    if (known !== undefined) return known;
    const since = openedAtMs.get(id);
    if (since === undefined) return 'unknown';
    return nowMs - since >= openMs ? 'ready' : 'opening';
  };
  const seen: string[] = [];
  const look = (): SequenceView => {
    view = engine.update(nowMs, healthOf);
    if (view.nextId !== null && !openedAtMs.has(view.nextId)) openedAtMs.set(view.nextId, nowMs);
    if (view.shownId !== null && seen.at(-1) !== view.shownId) seen.push(view.shownId);
    return view;
  };
  look();
  return {
    engine,
    health,
    seen,
    openedAtMs,
    look,
    now: () => nowMs,
    setClock(byMs: number): void {
      nowMs += byMs;
    },
    run(ms: number): SequenceView {
      for (const endMs = nowMs + ms; nowMs < endMs;) {
        nowMs += 250;
        look();
      }
      return view;
    },
  };
}

describe('turns', () => {
  it('a sequence shows every frame in turn for its dwell, and begins again', () => {
    const b = bench(frames('a', 'b', 'c'));
    b.run(4 * DWELL_MS);
    expect(b.seen).toEqual(['a', 'b', 'c', 'a', 'b']);
  });

  it('a sequence opens the next frame before it is due, one at a time, and not earlier', () => {
    const b = bench(frames('a', 'b', 'c'));
    const dueAtMs = b.look().dueAtMs ?? 0;
    b.run(dueAtMs - WARM_MS - b.now() - 250);
    expect(b.look().nextId).toBeNull();
    expect(b.run(250).nextId).toBe('b');
    expect(b.run(WARM_MS - 250)).toMatchObject({ shownId: 'a', nextId: 'b' });
    expect(b.run(250)).toMatchObject({ shownId: 'b', nextId: null, index: 1, count: 3 });
  });

  it('each frame of a sequence has the dwell of its step', () => {
    const b = bench([
      { id: 'a', dwellMs: 5_000 },
      { id: 'b', dwellMs: 20_000 },
    ]);
    b.run((b.look().dueAtMs ?? 0) - b.now());
    expect(b.seen).toEqual(['a', 'b']);
    b.run(19_750);
    expect(b.seen).toEqual(['a', 'b']);
    b.run(250);
    expect(b.seen).toEqual(['a', 'b', 'a']);
  });

  it('two sequences of the same dwell change together, though one was started at another time and paused in between', () => {
    const one = bench(frames('a', 'b'), { atMs: T0 });
    const two = bench(frames('c', 'd', 'e'), { atMs: T0 + 3_700 });
    one.run(3_750);
    two.run(250);
    two.engine.pause('hover');
    one.run(4_000);
    two.run(4_000);
    two.engine.resume('hover', two.now());
    one.run(DWELL_MS);
    two.run(DWELL_MS);
    expect(one.look().dueAtMs).toBe(two.look().dueAtMs);
  });

  it('the second tile that shows a sequence begins at another frame', () => {
    expect(bench(frames('a', 'b', 'c'), { startAt: 1 }).look().shownId).toBe('b');
    expect(bench(frames('a', 'b', 'c'), { startAt: 4 }).look().shownId).toBe('b');
  });

  // @promise failures.clock-set
  it('a sequence continues when the clock is set back or ahead', () => {
    const b = bench(frames('a', 'b', 'c'));
    b.setClock(-3_600_000);
    b.run(2 * DWELL_MS);
    expect(b.seen).toEqual(['a', 'b', 'c']);
    b.setClock(86_400_000);
    b.run(DWELL_MS);
    expect(b.seen.length).toBeLessThanOrEqual(5);
    const shown = b.seen.length;
    b.engine.step(-1, b.now());
    b.setClock(-86_400_000);
    b.run(GRACE_MS + 2 * DWELL_MS);
    expect(b.seen.length).toBeGreaterThan(shown);
  });

  it('a sequence of one camera shows it without a countdown', () => {
    const b = bench(frames('a'));
    expect(b.run(3 * DWELL_MS)).toMatchObject({ shownId: 'a', dueAtMs: null, nextId: null });
  });

  it('an edited sequence continues with the shown camera, and elsewhere when the camera was taken out', () => {
    const b = bench(frames('a', 'b', 'c'));
    b.run(DWELL_MS);
    expect(b.seen.at(-1)).toBe('b');
    b.engine.setFrames(frames('x', 'y', 'b'), 'skip', b.now());
    expect(b.look()).toMatchObject({ shownId: 'b', index: 2 });
    b.engine.setFrames(frames('x', 'y'), 'skip', b.now());
    expect(b.look().shownId).toBe('x');
    b.engine.setFrames([], 'skip', b.now());
    expect(b.look()).toMatchObject({ shownId: null, count: 0 });
  });
});

describe('cameras without a picture', () => {
  it('the present picture stays until the next camera has a picture of its own', () => {
    const b = bench(frames('a', 'b'));
    b.health.set('b', 'opening');
    const late = b.run((b.look().dueAtMs ?? 0) - b.now() + 2_000);
    expect(late).toMatchObject({ shownId: 'a', nextId: 'b', isWaiting: true });
    b.health.set('b', 'ready');
    expect(b.look().shownId).toBe('b');
  });

  it('a sequence passes over cameras that are known to be off without opening them', () => {
    const b = bench(frames('a', 'b', 'c'));
    b.health.set('b', 'offline');
    b.run(2 * DWELL_MS + 3_000);
    expect(b.seen).toEqual(['a', 'c', 'a']);
    expect(b.openedAtMs.has('b')).toBe(false);
  });

  // @promise failures.sequence
  it('a sequence passes over a camera that fails or gives no picture in time, and returns to it in the next round', () => {
    const b = bench(frames('a', 'b', 'c', 'd'));
    b.health.set('b', 'failed');
    b.health.set('c', 'opening');
    b.run((b.look().dueAtMs ?? 0) - b.now() + GRACE_MS + 1_000);
    expect(b.seen).toEqual(['a', 'd']);
    b.health.clear();
    b.run(3 * DWELL_MS);
    expect(b.seen.slice(1)).toEqual(['d', 'a', 'b', 'c']);
  });

  it('a sequence that is set to show cameras without a picture shows them in their turn, with the reason', () => {
    const b = bench(frames('a', 'b', 'c'), { offline: 'show' });
    b.health.set('b', 'offline');
    b.run(2 * DWELL_MS);
    expect(b.seen).toEqual(['a', 'b', 'c']);
  });

  it('a sequence stays where it is while no other camera can be shown', () => {
    const b = bench(frames('a', 'b'));
    b.health.set('b', 'failed');
    b.run(5 * DWELL_MS);
    expect(b.seen).toEqual(['a']);
    b.health.delete('b');
    b.run(2 * DWELL_MS);
    expect(b.seen).toEqual(['a', 'b', 'a'].slice(0, b.seen.length));
    expect(b.seen).toContain('b');
  });

  it('a sequence shows nothing while all cameras are off, and begins as soon as a camera is back', () => {
    const b = bench([]);
    b.health.set('a', 'offline').set('b', 'offline');
    b.engine.setFrames(frames('a', 'b'), 'skip', b.now());
    expect(b.run(DWELL_MS)).toMatchObject({ shownId: null, count: 2 });
    b.health.set('b', 'unknown');
    expect(b.look()).toMatchObject({ shownId: 'b', index: 1 });
  });
});

describe('pauses', () => {
  it('a sequence opens and changes nothing while it has any reason to pause', () => {
    const b = bench(frames('a', 'b'));
    b.engine.pause('hover');
    b.engine.pause('hand');
    expect(b.run(3 * DWELL_MS)).toMatchObject({ shownId: 'a', nextId: null, dueAtMs: null });
    b.engine.resume('hover', b.now());
    expect(b.run(3 * DWELL_MS).pausedBy).toEqual(['hand']);
    b.engine.resume('hand', b.now());
    const dueAtMs = b.look().dueAtMs ?? 0;
    expect(dueAtMs - b.now()).toBeGreaterThanOrEqual(3_000);
    b.run(dueAtMs - b.now());
    expect(b.seen).toEqual(['a', 'b']);
  });

  it('a paused sequence steps on and back by hand, as soon as the picture is there', () => {
    const b = bench(frames('a', 'b', 'c'));
    b.engine.pause('hand');
    b.engine.step(1, b.now());
    expect(b.look()).toMatchObject({ shownId: 'a', nextId: 'b' });
    b.run(1_000);
    b.engine.step(-1, b.now());
    b.health.set('a', 'ready');
    b.run(250);
    b.engine.step(-1, b.now());
    b.run(1_000);
    expect(b.seen).toEqual(['a', 'b', 'a', 'c']);
    expect(b.look()).toMatchObject({ pausedBy: ['hand'], dueAtMs: null });
  });

  it('a sequence opens nothing for a tile that cannot be seen, not even when the operator steps', () => {
    const b = bench(frames('a', 'b'));
    b.engine.pause('unseen');
    b.engine.step(1, b.now());
    expect(b.run(DWELL_MS)).toMatchObject({ shownId: 'a', nextId: null });
  });
});

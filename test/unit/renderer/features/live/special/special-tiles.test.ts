// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  asAccountId,
  asSequenceId,
  asWallId,
  type ChannelId,
  type WallId,
} from '../../../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../../../preload/domain/cameras/cameras.ts';
import type { TileContent, Wall } from '../../../../../../preload/domain/walls/wall.ts';
import type { Sequence, StepTarget } from '../../../../../../preload/domain/sequences.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import { ASSUMED_PIXEL_RATES } from '../../../../../../renderer/media/pool/decoder-budget.ts';
import { Governor } from '../../../../../../renderer/media/pool/governor.ts';
import { LoadWatch } from '../../../../../../renderer/media/pool/load-watch.ts';
import { slotOf } from '../../../../../../renderer/media/slot-key.ts';
import { PoolGovernor } from '../../../../../../renderer/media/pool/pool-governor.ts';
import { SpecialTiles } from '../../../../../../renderer/features/live/special/sequence-tiles.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import {
  acknowledge,
  changeAlarms,
  EMPTY_BOARD,
  showAlarm,
  useAlarmTiles,
} from '../../../../../../renderer/features/live/special/sequences-alarms.ts';
import {
  specialSlotOf,
  useShown,
  type SpecialKey,
} from '../../../../../../renderer/state/sequences/sequences-shown.ts';
import { useSequences } from '../../../../../../renderer/state/sequences/sequences.ts';
import { useWalls } from '../../../../../../renderer/state/walls/walls.ts';
import { harness, SMALL, wire, type Harness } from '../../../media/player-harness.ts';

const DWELL_SEC = 10;
const ACCOUNT = asAccountId('acc');
const camera = (n: number): ChannelId => `acc:dev/${n}` as ChannelId;
const ROUND = asSequenceId('round');
const SEQUENCE: TileContent = { kind: 'sequence', sequenceId: ROUND };
const KEY = 'sequence:round~0' as SpecialKey;
const HOTSPOT = 'hotspot~0' as SpecialKey;
const ALARM = 'alarm~0' as SpecialKey;

const wallOf = (id: string, ...tiles: readonly TileContent[]): Wall =>
  normalise({ id: asWallId(id), name: id, layout: 4, tiles, aspects: [], isLocked: false, revision: 1 });

const sequence = (...targets: readonly StepTarget[]): Sequence => ({
  id: ROUND,
  name: 'Round',
  kind: targets[0]?.kind === 'wall' ? 'walls' : 'cameras',
  dwellSec: DWELL_SEC,
  offline: 'skip',
  steps: targets.map((target) => ({ target, name: '', dwellSec: null })),
  revision: 1,
});
const cameras = (...numbers: readonly number[]): Sequence =>
  sequence(...numbers.map((n): StepTarget => ({ kind: 'camera', channelId: camera(n) })));

let h: Harness;
let tiles: SpecialTiles;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  const byId = new Map(
    [1, 2, 3, 4].map((n) => [camera(n), { id: camera(n), capabilities: ['sub-stream'] } as unknown as NumberedChannel]),
  );
  const part = { accountId: ACCOUNT, revision: 1, groups: [], channels: [...byId.values()] };
  useDirectory.setState({ view: { parts: [part], byId } });
  useAccounts.setState({ accounts: [{ id: ACCOUNT }] as never, load: { status: 'ready' } });
  useAlarmTiles.setState(EMPTY_BOARD, true);
  h = harness();
  tiles = new SpecialTiles(h.pool);
});
afterEach(() => {
  tiles.dispose();
  h.pool.dispose();
  useWalls.setState(useWalls.getInitialState(), true);
  useSequences.setState(useSequences.getInitialState(), true);
  vi.useRealTimers();
});

function show(wall: Wall, ...sequences: readonly Sequence[]): void {
  useWalls.setState({ walls: [wall], currentId: wall.id, selectedTile: null, maximisedTile: null });
  useSequences.setState({ sequences, load: { status: 'ready' } });
  tiles.update(Date.now());
}

/** Lets seconds pass; every open stream has a picture, and every tile borrows the slot that it shall show. */
async function pass(seconds: number): Promise<void> {
  const held = new Map<string, { release(): void }>();
  for (let at = 0; at < seconds * 4; at += 1) {
    for (const engine of h.live()) {
      engine.video.showFirstFrame();
      engine.video.totalVideoFrames += 4;
      engine.video.currentTime += 0.25;
      engine.video.endSec = engine.video.currentTime + 0.6;
    }
    await vi.advanceTimersByTimeAsync(250);
    tiles.update(Date.now());
    for (const [key, id] of Object.entries(useShown.getState().cameras)) {
      const slot = id === null ? null : specialSlotOf(id, key as SpecialKey);
      if (slot === null || id === null || held.has(slot)) continue;
      held.set(slot, h.pool.acquire(slot, { channelId: id, hasSubStream: true, extent: SMALL }));
    }
  }
  for (const lease of held.values()) lease.release();
}

const shown = (key: SpecialKey): ChannelId | null | undefined => useShown.getState().cameras[key];
const paused = (): readonly string[] | undefined => useShown.getState().runs[KEY]?.pausedBy;

describe('a sequence on the wall', () => {
  it('a sequence runs although placing it selected its tile, and stops when the tile is selected later', async () => {
    show(wallOf('w', SEQUENCE), cameras(1, 2));
    useWalls.setState({ selectedTile: 0 });
    await pass(2);
    expect(paused()).toEqual([]);
    useWalls.setState({ selectedTile: 1 });
    await pass(1);
    useWalls.setState({ selectedTile: 0 });
    await pass(1);
    const stoppedAt = shown(KEY);
    await pass(2 * DWELL_SEC);
    expect(paused()).toEqual(['selected']);
    expect(shown(KEY)).toBe(stoppedAt);
    tiles.togglePause(KEY);
    await pass(2 * DWELL_SEC);
    expect(paused()).toEqual([]);
  });

  it('a sequence opens nothing while another tile covers it', async () => {
    show(wallOf('w', SEQUENCE, camera(4)), cameras(1, 2));
    useWalls.setState({ maximisedTile: 1 });
    await pass(2 * DWELL_SEC);
    expect(paused()).toEqual(['unseen']);
    expect(shown(KEY)).toBe(camera(1));
  });

  it('a sequence does not stay longer with an alarm because the clock was set back', async () => {
    show(wallOf('w', SEQUENCE), cameras(1, 2));
    tiles.onAlarm(camera(1));
    await pass(1);
    expect(paused()).toEqual(['alarm']);
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(1);
    expect(paused()).toEqual([]);
  });

  it('a sequence stays on a camera that raises an alarm', async () => {
    show(wallOf('w', SEQUENCE), cameras(1, 2));
    tiles.onAlarm(camera(2));
    expect(paused()).toEqual([]);
    tiles.onAlarm(camera(1));
    await pass(3 * DWELL_SEC);
    expect(paused()).toEqual(['alarm']);
    expect(shown(KEY)).toBe(camera(1));
    tiles.togglePause(KEY);
    expect(paused()).toEqual([]);
  });

  it('a sequence begins one camera later on each further tile', () => {
    show(wallOf('w', SEQUENCE, SEQUENCE), cameras(1, 2, 3));
    expect(Object.values(useShown.getState().cameras)).toEqual([camera(1), camera(2)]);
  });

  it('a deleted sequence shows nothing, a restored one begins again, and missing steps are named', () => {
    show(wallOf('w', SEQUENCE), cameras(1));
    useSequences.setState({ sequences: [] });
    tiles.update(Date.now());
    expect(shown(KEY)).toBeNull();
    useSequences.setState({ sequences: [cameras(8, 9)] });
    tiles.update(Date.now());
    expect(useShown.getState().runs[KEY]).toMatchObject({ count: 0, gone: [{}, {}] });
    useSequences.setState({ sequences: [cameras(3)] });
    tiles.update(Date.now());
    expect(shown(KEY)).toBe(camera(3));
  });

  it('a sequence stops with all others, and resumes with them', () => {
    show(wallOf('w', SEQUENCE), cameras(1, 2));
    expect(tiles.togglePauseAll()).toBe(true);
    expect(paused()).toEqual(['hand']);
    expect(tiles.togglePauseAll()).toBe(false);
    expect(paused()).toEqual([]);
    show(wallOf('w', camera(1)));
    expect(tiles.togglePauseAll()).toBeNull();
  });
});

it('a sequence runs further after one update that failed', async () => {
  let isBroken = true;
  const pool: typeof h.pool = Object.create(h.pool, {
    acquire: {
      value: (...request: Parameters<typeof h.pool.acquire>) => {
        if (isBroken) throw new Error('no memory for a player');
        return h.pool.acquire(...request);
      },
    },
    snapshot: { value: (key: Parameters<typeof h.pool.snapshot>[0]) => h.pool.snapshot(key) },
    room: { value: () => h.pool.room() },
  });
  tiles.dispose();
  tiles = new SpecialTiles(pool);
  show(wallOf('w', SEQUENCE), cameras(1, 2));
  const dueAtMs = useShown.getState().runs[KEY]?.dueAtMs ?? 0;
  vi.setSystemTime(dueAtMs);
  expect(() => tiles.update(Date.now())).toThrow('no memory');
  isBroken = false;
  await pass(2 * DWELL_SEC);
  expect(shown(KEY)).toBe(camera(2));
});

it('a hotspot shows the selected camera, also of a sequence, and does not change when an empty tile is selected', () => {
  show(wallOf('w', { kind: 'hotspot' }, camera(4), SEQUENCE), cameras(1));
  expect(shown(HOTSPOT)).toBeNull();
  useWalls.setState({ selectedTile: 1 });
  tiles.update(Date.now());
  expect(shown(HOTSPOT)).toBe(camera(4));
  for (const empty of [3, 0]) {
    useWalls.setState({ selectedTile: empty });
    tiles.update(Date.now());
    expect(shown(HOTSPOT)).toBe(camera(4));
  }
});

it('an alarm tile shows the camera of an alarm until the alarm is acknowledged', () => {
  show(wallOf('w', { kind: 'alarm' }));
  expect(shown(ALARM)).toBeNull();
  showAlarm(camera(2), Date.now(), 'Intrusion');
  tiles.update(Date.now());
  expect(shown(ALARM)).toBe(camera(2));
  changeAlarms((board, nowMs) => acknowledge(board, ALARM, nowMs));
  tiles.update(Date.now());
  expect(shown(ALARM)).toBeNull();
});

describe('walls in turn', () => {
  const wall = (id: string): StepTarget => ({ kind: 'wall', wallId: asWallId(id) });
  const [one, two] = [wallOf('one', camera(1)), wallOf('two', camera(2), camera(3), camera(4))];
  const current = (): WallId | null => useWalls.getState().currentId;

  // @promise sequence.walls: Walls in turn show each wall for its dwell.
  it('walls in turn show each wall for its dwell, every picture opened ahead, and no picture ahead after their end', async () => {
    useSequences.setState({ sequences: [sequence(wall('one'), wall('two'))], runningId: ROUND });
    useWalls.setState({ walls: [one, two], currentId: two.id });
    tiles.update(Date.now());
    expect(current()).toBe(one.id);
    const dueAtMs = useShown.getState().wallRun?.dueAtMs ?? 0;
    await pass((dueAtMs - Date.now()) / 1000 - 1);
    expect(current()).toBe(one.id);
    expect(h.pool.counts().players).toBe(3);
    await pass(2);
    expect(current()).toBe(two.id);
    // The slots that the tiles of the wall borrow now.
    for (const id of [2, 3, 4]) expect(h.pool.snapshot(slotOf(camera(id), 0))?.state.phase).toBe('playing');
    useSequences.setState({ runningId: null });
    await pass(2 * DWELL_SEC);
    expect(current()).toBe(two.id);
    expect(useShown.getState().wallRun).toBeNull();
  });

  it('walls in turn open no more ahead than this computer can decode beside the shown wall, and change nevertheless', async () => {
    const watch = new LoadWatch({ takeHeldUpMs: () => 0, cpu: () => null });
    h.pool.dispose();
    h = harness({ governor: new PoolGovernor(new Governor(2.5 * ASSUMED_PIXEL_RATES.sub), watch) });
    tiles.dispose();
    tiles = new SpecialTiles(h.pool);
    useSequences.setState({ sequences: [sequence(wall('one'), wall('two'))], runningId: ROUND });
    useWalls.setState({ walls: [one, two], currentId: one.id });
    const shows = h.pool.acquire(slotOf(camera(1), 0), { channelId: camera(1), hasSubStream: true, extent: SMALL });
    tiles.update(Date.now());
    const dueAtMs = useShown.getState().wallRun?.dueAtMs ?? 0;
    await pass((dueAtMs - Date.now()) / 1000 - 1);
    expect(h.pool.counts().players).toBe(2);
    await pass(2);
    expect(current()).toBe(two.id);
    shows.release();
  });

  it('walls in turn change although a camera of the next wall fails', async () => {
    useSequences.setState({ sequences: [sequence(wall('one'), wall('two'))], runningId: ROUND });
    useWalls.setState({ walls: [one, two], currentId: one.id });
    h.refusals.push(wire('device.offline', false));
    tiles.update(Date.now());
    const dueAtMs = useShown.getState().wallRun?.dueAtMs ?? 0;
    await pass((dueAtMs - Date.now()) / 1000 + 1);
    expect(current()).toBe(two.id);
  });

  // @promise failures.clock-set
  it('walls in turn stop for an alarm, and not longer because the clock was set back', async () => {
    useSequences.setState({ sequences: [sequence(wall('one'), wall('two'))], runningId: ROUND });
    useWalls.setState({ walls: [one, two], currentId: one.id });
    tiles.update(Date.now());
    tiles.onAlarm(camera(1));
    await pass(2 * DWELL_SEC);
    expect(useShown.getState().wallRun?.pausedBy).toEqual(['alarm']);
    expect(current()).toBe(one.id);
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(1);
    expect(useShown.getState().wallRun?.pausedBy).toEqual([]);
  });

  it('walls in turn stop when the operator opens another wall or selects a tile', async () => {
    useSequences.setState({ sequences: [sequence(wall('one'), wall('two'))], runningId: ROUND });
    useWalls.setState({ walls: [one, two, wallOf('three')], currentId: one.id });
    tiles.update(Date.now());
    await pass(1);
    useWalls.setState({ selectedTile: 0 });
    await pass(2 * DWELL_SEC);
    expect(useShown.getState().wallRun?.pausedBy).toEqual(['selected']);
    useWalls.setState({ selectedTile: null, currentId: asWallId('three') });
    await pass(2 * DWELL_SEC);
    expect(useShown.getState().wallRun?.pausedBy).toEqual(['hand']);
    expect(current()).toBe('three');
  });
});

it('walls in turn stop with the sequences, although a tile is selected, and resume together', async () => {
  const target: StepTarget = { kind: 'wall', wallId: asWallId('one') };
  useSequences.setState({ sequences: [sequence(target, target)], runningId: ROUND });
  useWalls.setState({ walls: [wallOf('one', camera(1))], currentId: asWallId('one') });
  tiles.update(Date.now());
  await pass(1);
  useWalls.setState({ selectedTile: 0 });
  await pass(1);
  expect(useShown.getState().wallRun?.pausedBy).toEqual(['selected']);
  expect(tiles.togglePauseAll()).toBe(true);
  expect(useShown.getState().wallRun?.pausedBy).toContain('hand');
  expect(tiles.togglePauseAll()).toBe(false);
  expect(useShown.getState().wallRun?.pausedBy).toEqual([]);
});

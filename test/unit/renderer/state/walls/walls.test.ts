import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { Wall } from '../../../../../preload/domain/walls/wall.ts';
import { NO_STATISTICS, type PlayerSnapshot } from '../../../../../renderer/media/live/player-state.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { countLimited, countPlaying, reportsOf } from '../../../../../renderer/state/players/players.ts';
import { mergeWalls } from '../../../../../preload/domain/walls/wall-merge.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { redoLast, undoLast } from '../../../../../renderer/state/page/undo.ts';
import { exportWalls } from '../../../../../renderer/state/walls/wall-library.ts';
import * as walls from '../../../../../renderer/state/walls/walls.ts';
import { createWall, removeWall } from '../../../../../renderer/state/windows/wall-tabs.ts';
import { firstTiles, startWalls } from './walls-page.ts';

const [a, b] = ['acc:d/a', 'acc:d/b'] as unknown as [ChannelId, ChannelId];
const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false };
const stored: Wall = normalise({ ...facts, layout: 4, tiles: [a], revision: 1 });

/** The other side of the door: the walls that main stores, the requests to store them, and a way to send events. */
const saved: Wall[] = [];
let kept = stored;
/** The wall as main had it when main was asked for a file, a copy or a deletion. */
let used: Wall | null = null;
/** Set to false where the disk takes nothing. */
let isDiskFine = true;
/** Set to hold back the answers to saves. */
let gate: Promise<void> = Promise.resolve();
const FULL = { code: 'storage.write-failed', params: {}, retryable: true, action: 'none', vendor: null };
let send: (wall: Wall) => void = () => undefined;
let stop: () => void = () => undefined;

beforeEach(async () => {
  vi.useFakeTimers();
  saved.length = 0;
  kept = stored;
  gate = Promise.resolve();
  isDiskFine = true;
  used = null;
  const use = (value: unknown) => () => {
    used = kept;
    return Promise.resolve({ ok: true, value });
  };
  const door = {
    request: {
      'wall.export': use({ outcome: 'saved', suggestedName: '', text: '', count: 1 }),
      'wall.remove': use(undefined),
      'wall.create': use({ ...stored, id: asWallId('copy') }),
      'wall.list': () => Promise.resolve({ ok: true, value: [kept] }),
      'wall.save': async ({ base, wall }: { base: Wall; wall: Wall }) => {
        saved.push(wall);
        if (!isDiskFine) return { ok: false, error: FULL };
        const joined = base.revision === kept.revision ? wall : mergeWalls(base, wall, kept);
        const answer = (kept = { ...joined, revision: kept.revision + 1 });
        await gate;
        return { ok: true, value: answer };
      },
    },
    on: (_name: string, listener: (wall: Wall) => void) => {
      send = listener;
      return () => undefined;
    },
  };
  stop = await startWalls(door);
});
afterEach(() => stop());

describe('the current wall', () => {
  it('a burst of changes is saved once, with the last content', async () => {
    walls.placeChannels([b]);
    walls.setLayout(9);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({ layout: 9 });
    expect(saved[0]?.tiles.slice(0, 2)).toEqual([a, b]);
    expect(walls.useWalls.getState().save.status).toBe('saved');
  });

  it('each wall reports when it was saved, and a wall that was not changed reports nothing', async () => {
    const other = { ...stored, id: asWallId('other'), name: 'Other' };
    send(other);
    walls.setLayout(9);
    await vi.advanceTimersByTimeAsync(1_000);
    const { savedAtMs } = walls.useWalls.getState();
    expect(Object.keys(savedAtMs)).toEqual([stored.id]);
    walls.useWalls.setState({ currentId: other.id });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(walls.useWalls.getState().savedAtMs).toEqual(savedAtMs);
  });

  it('a wall that is edited without a pause is saved meanwhile', async () => {
    for (const layout of [9, 16, 25, 36, 64] as const) {
      walls.setLayout(layout);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(saved.length).toBeGreaterThan(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saved.at(-1)).toMatchObject({ layout: 64 });
  });

  it('the last change of a wall is saved when its window goes', () => {
    walls.setLayout(9);
    expect(saved).toHaveLength(0);
    window.dispatchEvent(new Event('pagehide'));
    expect(saved).toMatchObject([{ layout: 9 }]);
  });

  it('a change of main shows on the wall, but an older echo does not replace a change that is not saved yet', async () => {
    walls.placeChannels([b]);
    send(stored);
    expect(firstTiles()).toEqual([a, b, null, null]);
    await vi.advanceTimersByTimeAsync(1_000);
    send({ ...stored, tiles: [null, b], revision: 3 });
    expect(firstTiles()).toEqual([null, b, null, null]);
  });

  it('an edit and the change that automation made before the edit was saved both stay', async () => {
    walls.placeChannels([b]);
    kept = { ...stored, layout: 9, tiles: [null], revision: 2 };
    send(kept);
    expect(firstTiles()).toEqual([null, b, null, null]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept).toMatchObject({ layout: 9, revision: 3 });
    expect(kept.tiles.slice(0, 3)).toEqual([null, b, null]);
    expect(walls.useWalls.getState().save.status).toBe('saved');
  });

  it('an edit and a change of automation both stay when the event of the saved change is still on the way', async () => {
    walls.placeChannels([b]);
    kept = { ...stored, layout: 9, revision: 2 };
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept).toMatchObject({ layout: 9, revision: 3 });
    expect(firstTiles().slice(0, 2)).toEqual([a, b]);
    expect(walls.selectWall(walls.useWalls.getState())?.layout).toBe(9);
  });

  it('an edit made while a save is under way stays, even an edit that reverts the sent change', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    walls.placeChannels([b]);
    await vi.advanceTimersByTimeAsync(700);
    expect(saved).toHaveLength(1);
    walls.removeTile(1);
    send(kept); // the echo of the save, before its answer
    expect(firstTiles()).toEqual([a, null, null, null]);
    open();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(firstTiles()).toEqual([a, null, null, null]);
    expect(kept.tiles.slice(0, 2)).toEqual([a, null]);
  });

  it('an edit that is not saved stays when the walls are read again', async () => {
    walls.placeChannels([b]);
    kept = { ...stored, layout: 9, revision: 2 };
    await walls.loadWalls();
    expect(walls.selectWall(walls.useWalls.getState())).toMatchObject({ layout: 9, revision: 2 });
    expect(firstTiles().slice(0, 2)).toEqual([a, b]);
  });

  it('a camera that is already on the wall is selected instead of placed twice', () => {
    expect(walls.placeChannels([a])).toBe(1);
    expect(firstTiles()).toEqual([a, null, null, null]);
    expect(walls.useWalls.getState().selectedTile).toBe(0);
  });

  it('Undo is offered for ten seconds, and only while nothing was done since', () => {
    walls.removeTile(0);
    const { undo } = useNotices.getState().last ?? {};
    expect(undo?.untilMs).toBe(Date.now() + 10_000);
    expect(firstTiles()).toEqual([null, null, null, null]);
    undo?.run();
    expect(firstTiles()).toEqual([a, null, null, null]);
    walls.removeTile(0);
    const { undo: late } = useNotices.getState().last ?? {};
    walls.placeChannels([b]);
    late?.run();
    expect(firstTiles()).toEqual([b, null, null, null]);
  });

  it('every edit of a wall is taken back in turn and made again, until another edit is made', () => {
    const grid = { columns: 2, rows: 1, cells: [0, 1].map((x) => ({ x, y: 0, w: 1, h: 1 })) };
    walls.placeChannels([b]);
    walls.swapTiles(0, 1);
    walls.setAspect([0], 'fill');
    walls.setDrawnLayout(grid, [[0], [1]]);
    walls.fillWall([a], 'Gates');
    const now = () => walls.selectWall(walls.useWalls.getState());
    const end = now();
    expect(firstTiles().slice(0, 2)).toEqual([a, null]);
    undoLast();
    expect(firstTiles().slice(0, 2)).toEqual([b, a]);
    expect(now()?.layout).toEqual(grid);
    undoLast();
    expect(now()?.layout).toBe(4);
    undoLast();
    expect(now()?.aspects[0]).toBe('fit');
    undoLast();
    undoLast();
    expect(firstTiles()).toEqual([a, null, null, null]);
    undoLast();
    expect(useNotices.getState().last?.key).toBe('nothingToUndo');
    for (let i = 0; i < 5; i++) redoLast();
    expect(now()).toEqual(end);
    undoLast();
    walls.removeTile(0);
    redoLast();
    expect(useNotices.getState().last?.key).toBe('nothingToRedo');
  });

  it('the changes of others in the meantime stay when an edit is taken back', async () => {
    walls.removeTile(0);
    await vi.advanceTimersByTimeAsync(1_000);
    send((kept = { ...kept, tiles: [null, null, b], revision: 9 }));
    undoLast();
    expect(firstTiles()).toEqual([a, null, b, null]);
  });

  it('a locked wall changes nothing, and reports it', () => {
    walls.setAspect([0], 'native');
    walls.toggleLock();
    const locked = walls.selectWall(walls.useWalls.getState());
    for (const edit of [
      () => walls.placeChannels([b]),
      () => walls.setLayout(9),
      () => walls.swapTiles(0, 1),
      () => walls.removeTile(0),
      () => walls.clearWall(),
      () => walls.fillWall([b], 'Gates'),
      () => walls.setAspect([0], 'fill'),
      () => walls.setDrawnLayout(1, [[0]]),
      () => undoLast(),
    ]) {
      useNotices.setState({ last: null });
      edit();
      expect(walls.selectWall(walls.useWalls.getState())).toBe(locked);
      expect(useNotices.getState().last?.key).toBe('wallIsLocked');
    }
    walls.toggleLock();
    walls.removeTile(0);
    expect(firstTiles()).toEqual([null, null, null, null]);
  });

  it('the wall grows to the smallest square with room for a group, and reports when there is none for all', () => {
    const group = Array.from({ length: 70 }, (_, n) => `acc:d/${n}` as ChannelId);
    const layout = () => walls.selectWall(walls.useWalls.getState())?.layout;
    walls.fillWall(group.slice(0, 3), 'Gates');
    expect([layout(), firstTiles()[3]]).toEqual([4, null]);
    walls.fillWall(group.slice(0, 17), 'Gates');
    expect(layout()).toBe(25);
    walls.fillWall(group, 'Gates');
    expect([layout(), useNotices.getState().last?.params]).toEqual([64, { name: 'Gates', count: 64, total: 70 }]);
  });

  it('several chosen tiles act together, and a plain click chooses one again', () => {
    const chosen = () => walls.chosenTiles(walls.useWalls.getState());
    walls.placeChannels([b]);
    walls.selectTile(0);
    walls.chooseTo(2);
    expect(chosen()).toEqual([0, 1, 2]);
    walls.toggleChosen(2);
    expect(chosen()).toEqual([0, 1]);
    walls.removeTiles(chosen());
    expect(firstTiles()).toEqual([null, null, null, null]);
    undoLast();
    expect(firstTiles()).toEqual([a, b, null, null]);
    walls.chooseAll();
    expect(chosen()).toEqual([0, 1, 2, 3]);
    walls.selectTile(3);
    expect(chosen()).toEqual([3]);
  });

  it('an empty tile is not maximised, and a maximised tile that is emptied is not left behind', () => {
    walls.toggleMaximised(2);
    expect(walls.useWalls.getState().maximisedTile).toBeNull();
    walls.toggleMaximised(0);
    expect(walls.useWalls.getState().maximisedTile).toBe(0);
    walls.removeTile(0);
    expect(walls.useWalls.getState().maximisedTile).toBeNull();
  });

  it('the selection stays inside a smaller layout', () => {
    walls.selectTile(3);
    walls.setLayout(1);
    expect(walls.useWalls.getState().selectedTile).toBe(0);
  });
});

describe('a recently changed wall', () => {
  const whole = { id: stored.id, name: 'Wall' };

  it.each([
    ['a file', () => exportWalls([stored.id])],
    ['a copy', () => createWall({ copyOf: stored.id })],
    ['a deletion that can be taken back', () => removeWall(whole)],
  ])('%s has the change that was not saved yet', async (_what, use) => {
    walls.placeChannels([b]);
    await use();
    expect(used?.tiles.slice(0, 2)).toEqual([a, b]);
  });

  it('a file waits for a save that is under way, and contains later changes', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));
    walls.placeChannels([b]);
    await vi.advanceTimersByTimeAsync(400);
    walls.setLayout(9);
    const exporting = exportWalls([stored.id]);
    await vi.advanceTimersByTimeAsync(10);
    expect(used).toBeNull();
    open();
    await exporting;
    expect(used).toMatchObject({ layout: 9 });
  });

  it('a file contains a change that the disk took only at the second try', async () => {
    isDiskFine = false;
    walls.placeChannels([b]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(walls.useWalls.getState().save.status).toBe('failed');
    isDiskFine = true;
    await exportWalls([stored.id]);
    expect(used?.tiles.slice(0, 2)).toEqual([a, b]);
  });

  it.each([
    ['file', () => exportWalls([stored.id])],
    ['copy', () => createWall({ copyOf: stored.id })],
  ])('a %s is not made where the changes cannot be saved, and the operator reads why', async (_what, use) => {
    isDiskFine = false;
    walls.placeChannels([b]);
    await use();
    expect(used).toBeNull();
    expect(useNotices.getState().last?.key).toBe('failed');
  });
});

// @promise failures.counts
it('the report of a wall has every visible tile, and counts only tiles with a camera', () => {
  expect(reportsOf(stored, {}).map((report) => report.phase)).toEqual(['opening', 'empty', 'empty', 'empty']);
  expect(countPlaying(stored, {})).toEqual({ tiles: 1, playing: 0 });
});

it('the load of this wall counts tiles that were lowered, and no tile of a wall that is only opened ahead', () => {
  const lowered = (channelId: ChannelId): PlayerSnapshot => ({
    channelId,
    profile: 'sub',
    state: { phase: 'playing', sinceMs: 0 },
    statistics: NO_STATISTICS,
    notice: { kind: 'lowered', reason: 'decode' },
  });
  expect(countLimited(stored, { [slotOf(a, 0)]: lowered(a), [slotOf(b, 0)]: lowered(b) })).toBe(1);
  expect(countLimited(stored, { [slotOf(b, 0)]: lowered(b) })).toBe(0);
});

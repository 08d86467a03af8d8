import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { Wall } from '../../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { undoLast } from '../../../../../renderer/state/page/undo.ts';
import * as walls from '../../../../../renderer/state/walls/walls.ts';
import { firstTiles, startWalls } from './walls-page.ts';

const [a, b] = ['acc:d/a', 'acc:d/b'] as unknown as [ChannelId, ChannelId];
const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false };

/** The wall as main stores it. */
let kept: Wall;
let stop: () => void = () => undefined;

beforeEach(async () => {
  vi.useFakeTimers();
  kept = normalise({ ...facts, layout: 4, tiles: [a], revision: 1 });
  const request = {
    'wall.list': () => Promise.resolve({ ok: true, value: [kept] }),
    'wall.save': ({ wall }: { wall: Wall }) => {
      kept = { ...wall, revision: kept.revision + 1 };
      return Promise.resolve({ ok: true, value: kept });
    },
  };
  stop = await startWalls({ request, on: () => () => undefined });
});
afterEach(() => stop());

describe('a wall with too few tiles', () => {
  const [c, d, e] = ['acc:d/c', 'acc:d/d', 'acc:d/e'] as unknown as ChannelId[] as [ChannelId, ChannelId, ChannelId];
  const HOTSPOT = { kind: 'hotspot' } as const;
  const last = () => useNotices.getState().last;
  const now = () => walls.selectWall(walls.useWalls.getState());

  it('a full wall offers a larger layout for the cameras that found no tile, and places exactly these there in one step', () => {
    expect(walls.placeChannels([b, c, d, e], 2)).toBe(3);
    expect(firstTiles()).toEqual([a, d, b, c]);
    expect(last()).toMatchObject({ key: 'placedSome', params: { count: 3, total: 4 }, link: { count: 6 } });
    last()?.link?.run();
    expect(now()).toMatchObject({ layout: 6 });
    expect(now()?.tiles.slice(0, 6)).toEqual([a, d, b, c, e, null]);
    undoLast();
    expect(now()).toMatchObject({ layout: 4 });
    expect(now()?.tiles[4]).toBeNull();
  });

  it('a hotspot replaces no camera on a full wall: the wall reports it, and places the hotspot once the wall is larger', () => {
    walls.placeChannels([b, c, d], 1);
    walls.selectTile(2);
    expect(walls.placeContents([HOTSPOT])).toBe(0);
    expect(firstTiles()).toEqual([a, b, c, d]);
    expect(last()).toMatchObject({
      key: 'wallIsFull',
      params: { name: 'hotspot' },
      link: { kind: 'enlarge', count: 6 },
    });
    walls.enlargeWall();
    expect(now()?.tiles.slice(0, 5)).toEqual([a, b, c, d, HOTSPOT]);
  });

  it('the offer of a larger layout ends when the wall is changed otherwise', () => {
    walls.placeChannels([b, c, d, e], 2);
    walls.removeTile(0);
    walls.enlargeWall();
    expect(now()?.tiles.slice(0, 6)).toEqual([null, d, b, c, null, null]);
  });
});

describe('a layout that does not show everything', () => {
  const cameras = Array.from({ length: 9 }, (_, n) => `acc:d/${n}` as ChannelId);
  const now = () => walls.selectWall(walls.useWalls.getState());
  const shown = () => now()?.tiles.slice(0, 4);
  const paging = () => walls.selectPaging(walls.useWalls.getState());

  beforeEach(() => {
    walls.fillWall(cameras, 'Gates');
    walls.setLayout(4);
  });

  it('a small layout shows its cameras page by page, in both directions and round the end', () => {
    expect(useNotices.getState().last).toMatchObject({ key: 'layoutPaged', params: { hidden: 5 } });
    expect(paging()).toEqual({ page: 0, pages: 3, shown: 4, total: 9 });
    walls.turnPage(1);
    expect(shown()).toEqual(cameras.slice(4, 8));
    walls.turnPage(1);
    expect(shown()).toEqual([cameras[8], null, null, null]);
    expect(paging()).toEqual({ page: 2, pages: 3, shown: 1, total: 9 });
    walls.turnPage(1);
    expect(shown()).toEqual(cameras.slice(0, 4));
    walls.turnPage(-1);
    expect(paging()?.page).toBe(2);
  });

  it('a change on a page changes the tiles of the page and no others, and is taken back from any page', async () => {
    walls.turnPage(1);
    walls.swapTiles(0, 3);
    walls.removeTile(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept.tiles.slice(0, 9)).toEqual([0, 1, 2, 3, 7, null, 6, 4, 8].map((n) => (n === null ? null : cameras[n])));
    walls.turnPage(1);
    undoLast();
    undoLast();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept.tiles.slice(0, 9)).toEqual(cameras);
  });

  it('a larger layout shows everything again, whatever page was shown', () => {
    walls.turnPage(-1);
    walls.setLayout(9);
    expect(paging()).toBeNull();
    expect(now()?.tiles.slice(0, 9)).toEqual(cameras);
  });

  it('the wall turns to the page of a camera that is called and stands on another page', () => {
    expect(walls.placeChannels([cameras[6] ?? a])).toBe(1);
    expect(paging()?.page).toBe(1);
    expect(walls.useWalls.getState().selectedTile).toBe(2);
    expect(now()?.tiles.filter((content) => content === cameras[6])).toHaveLength(1);
  });

  it('a wall with pages can be locked, and its order stays', async () => {
    walls.turnPage(1);
    walls.toggleLock();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept.isLocked).toBe(true);
    expect(kept.tiles.slice(0, 9)).toEqual(cameras);
  });

  it('a wall has no pages where the layout shows everything', () => {
    walls.setLayout(16);
    expect(walls.turnPage(1)).toBe(false);
  });
});

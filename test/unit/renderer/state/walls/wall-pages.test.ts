import { expect, it } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { LayoutPreset } from '../../../../../preload/domain/walls/layout.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { offPage, onPage, pageCount, storedPlace } from '../../../../../renderer/state/walls/wall-pages.ts';

const cameras = Array.from({ length: 64 }, (_, n) => `acc:d/${n}` as ChannelId);
const wallOf = (layout: LayoutPreset, count: number) =>
  normalise({
    id: asWallId('w'),
    name: 'Wall',
    layout,
    aspects: [],
    isLocked: false,
    revision: 0,
    tiles: cameras.slice(0, count),
  });

it('every page of every layout is the same stored wall again when nothing was changed on it', () => {
  for (const layout of [1, 4, 6, 9, 10, 13, 16, 25, 36, 64] as const) {
    const wall = wallOf(layout, 64);
    for (let page = 0; page < pageCount(wall); page += 1) {
      const shown = onPage(wall, page);
      expect(new Set(shown.tiles).size).toBe(64);
      expect(offPage(shown, shown).tiles).toEqual(wall.tiles);
      expect(wall.tiles[storedPlace(shown, 0)]).toBe(shown.tiles[0]);
    }
  }
});

it('every camera of a full wall is on a page of the wall', () => {
  for (const layout of [9, 10, 13, 25, 36] as const) {
    const wall = wallOf(layout, 64);
    const seen = new Set<unknown>();
    for (let page = 0; page < pageCount(wall); page += 1) {
      for (const camera of onPage(wall, page).tiles.slice(0, layout)) seen.add(camera);
    }
    expect(seen.size).toBe(64);
  }
});

it('the same page of the same wall is the same object, and a page that is gone shows the last page', () => {
  const wall = wallOf(4, 9);
  expect(onPage(wall, 1)).toBe(onPage(wall, 1));
  expect(onPage(wall, 9)).toBe(onPage(wall, 2));
  expect(onPage(wall, 0)).toBe(wall);
});

import { describe, expect, it } from 'vitest';
import { asWallFolderId, asWallId } from '../../../../../preload/domain/ids.ts';
import {
  freeWallName,
  MAX_WALL_NAME,
  nextWallName,
  placesWith,
  wallNameProblem,
} from '../../../../../preload/domain/walls/wall-library.ts';
import { MAX_VERSIONS, versionsToForget } from '../../../../../preload/domain/walls/wall-thinning.ts';

it('names of walls are refused when empty, too long or taken, whatever the case and the blanks', () => {
  expect(wallNameProblem([], '  ')).toBe('empty');
  expect(wallNameProblem([], 'x'.repeat(MAX_WALL_NAME + 1))).toBe('long');
  expect(wallNameProblem(['Night  Wall'], ' night wall ')).toBe('taken');
  expect(wallNameProblem(['Night wall'], 'Day wall')).toBeNull();
});

it('names of walls get the next free number, within the limit', () => {
  expect(freeWallName(['Gates', 'gates (2)'], 'Gates')).toBe('Gates (3)');
  const long = 'y'.repeat(MAX_WALL_NAME);
  expect(freeWallName([long], long)).toBe(`${'y'.repeat(MAX_WALL_NAME - 4)} (2)`);
  expect(nextWallName(['Wall 1', 'wall 3'], 'Wall')).toBe('Wall 2');
});

it('a wall is put before another wall of its folder, else behind the last one', () => {
  const folder = asWallFolderId('f');
  const [a, b, c] = [asWallId('a'), asWallId('b'), asWallId('c')];
  const places = [
    { wallId: a, folderId: null },
    { wallId: b, folderId: folder },
    { wallId: c, folderId: null },
  ];
  const order = (moved: Parameters<typeof placesWith>[1], before: typeof a | null) =>
    placesWith(places, moved, before).map(({ wallId, folderId }) => `${wallId}${folderId ?? ''}`);
  expect(order({ wallId: c, folderId: null }, a)).toEqual(['c', 'a', 'bf']);
  expect(order({ wallId: a, folderId: folder }, null)).toEqual(['bf', 'af', 'c']);
  expect(order({ wallId: a, folderId: null }, b)).toEqual(['bf', 'c', 'a']);
});

describe('versions of a wall', () => {
  const HOUR = 3_600_000;
  const now = 1_800_000_000_000;
  const kept = (ages: readonly number[], at = now): number[] => {
    const versions = ages.map((age, id) => ({ id, atMs: now - age }));
    const gone = new Set(versionsToForget(versions, at));
    return versions.flatMap(({ id }) => (gone.has(id) ? [] : [ages[id] ?? 0]));
  };

  it('versions of a wall are all stored for two hours', () => {
    const ages = Array.from({ length: 100 }, (_, i) => HOUR - i * 1000);
    expect(kept(ages)).toEqual(ages);
  });

  it('versions of a wall thin out with age, the last of each span staying, and the newest always', () => {
    const everyMinute = Array.from({ length: 20 * 60 }, (_, i) => 23 * HOUR - i * 60_000);
    const left = kept(everyMinute);
    expect(left.length).toBeLessThanOrEqual(20 * 6 + 1);
    expect(left.at(-1)).toBe(everyMinute.at(-1));
    expect(kept([400 * 24 * HOUR])).toEqual([400 * 24 * HOUR]);
  });

  it('versions of a wall never come back to life and never lose more when looked at again', () => {
    const ages = Array.from({ length: 400 }, (_, i) => (400 - i) * 6 * HOUR);
    const once = kept(ages);
    expect(kept(once)).toEqual(once);
  });

  it('versions of a wall are never more than the limit, the oldest going first', () => {
    const ages = Array.from({ length: MAX_VERSIONS + 50 }, (_, i) => HOUR - i * 1000);
    expect(kept(ages)).toEqual(ages.slice(50));
  });
});

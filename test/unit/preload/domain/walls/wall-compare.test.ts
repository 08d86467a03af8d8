import { describe, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { TileContent } from '../../../../../preload/domain/walls/wall.ts';
import {
  changeBetween,
  compareWalls,
  isSameArrangement,
  isSameVersion,
  type WallContent,
} from '../../../../../preload/domain/walls/wall-compare.ts';

const camera = (n: number) => channelIdOf(deviceIdOf(asAccountId('a'), `d${n}`), '0');
const [A, B, C] = [camera(1), camera(2), camera(3)];
const wall = (tiles: readonly TileContent[], more: Partial<WallContent> = {}): WallContent => ({
  name: 'Night',
  layout: 4,
  aspects: [],
  tiles,
  ...more,
});

describe('the difference between two walls', () => {
  it('the difference between two walls is listed tile by tile, with the contents of both walls', () => {
    const difference = compareWalls(wall([A, null, { kind: 'hotspot' }]), wall([B, null, { kind: 'alarm' }]));
    expect(difference.tiles).toEqual([
      { tile: 0, from: A, to: B },
      { tile: 2, from: { kind: 'hotspot' }, to: { kind: 'alarm' } },
    ]);
    expect([difference.layout, difference.name, difference.aspects]).toEqual([null, null, []]);
  });

  it('the difference leaves out tiles that neither layout shows, and lists tiles that one of them shows', () => {
    const hidden = [null, null, null, null, A];
    expect(compareWalls(wall(hidden), wall([])).tiles).toEqual([]);
    expect(compareWalls(wall(hidden, { layout: 9 }), wall([])).tiles).toEqual([{ tile: 4, from: A, to: null }]);
  });

  it('the difference names the layout, the name and the fit of pictures', () => {
    const to = wall([A], { name: 'Day', layout: 9, aspects: ['fill'] });
    expect(compareWalls(wall([A]), to)).toMatchObject({
      name: { from: 'Night', to: 'Day' },
      layout: { from: 4, to: 9 },
      aspects: [{ tile: 0, from: 'fit', to: 'fill' }],
    });
  });
});

describe('the history of a wall', () => {
  it.each([
    ['a camera on a free tile was added', [null], [A], { added: 1 }],
    ['a camera that left was removed', [A, B], [A], { removed: 1 }],
    ['another one on its tile replaced it', [A, B], [C, B], { replaced: 1 }],
    ['two that changed places moved', [A, B], [B, A], { moved: 2 }],
    ['one that went to a free tile moved', [A, null], [null, A], { moved: 1 }],
    ['one that took the tile of another moved, the other was not removed twice', [A, B], [B, null], { moved: 1 }],
    ['one of two copies was removed', [A, A], [A, null], { removed: 1 }],
  ])('%s', (_name, from, to, expected) => {
    const nothing = { added: 0, removed: 0, replaced: 0, moved: 0, aspects: 0, layout: null, name: null };
    const change = changeBetween(wall(from), wall(to));
    expect(change).toEqual({ ...nothing, ...expected });
  });

  it('the history counts the tiles of a first state as added', () => {
    expect(changeBetween(null, wall([A, B]))).toMatchObject({ added: 2, layout: null, name: null });
  });
});

it('a renamed wall is another version with the same arrangement', () => {
  const renamed = wall([A], { name: 'Other' });
  expect([isSameVersion(wall([A]), renamed), isSameArrangement(wall([A]), renamed)]).toEqual([false, true]);
});

import { expect, it } from 'vitest';
import { readDrag, TILE_TYPE } from '../../../../../../renderer/features/live/model/drag-now.ts';
import { CHANNELS_TYPE, CONTENT_TYPE } from '../../../../../../renderer/state/page/drag-types.ts';

const read = (type: string, value: unknown): unknown => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return readDrag({ getData: (asked) => (asked === type ? text : '') });
};

it('a drop reads tiles, special tiles and cameras that a window of this client drags', () => {
  const tiles = { wallId: 'w', from: 1, tiles: [1, 2], contents: ['acc:d/a', null] };
  expect(read(TILE_TYPE, tiles)).toEqual({ kind: 'tiles', tiles });
  const sequence = { kind: 'sequence', sequenceId: 'round' };
  expect(read(CONTENT_TYPE, sequence)).toEqual({ kind: 'contents', contents: [sequence] });
  expect(read(CHANNELS_TYPE, ['acc:d/a'])).toEqual({ kind: 'contents', contents: ['acc:d/a'] });
});

// @promise security.drags: A drag that another page made is bounded and read as data; only tiles of a wall, contents of
// a tile and ids are taken.
it.each([
  ['text that is not JSON', TILE_TYPE, 'no JSON'],
  ['a tile that is no number', TILE_TYPE, { wallId: 'w', from: 0, tiles: ['0'], contents: [] }],
  ['a tile that no wall has', TILE_TYPE, { wallId: 'w', from: 0, tiles: [1e9], contents: [] }],
  ['tiles without their contents', TILE_TYPE, { wallId: 'w', from: 0, tiles: [0] }],
  ['a content of an unknown kind', CONTENT_TYPE, { kind: 'page', url: 'https://example.org' }],
  ['a number for a content', CONTENT_TYPE, 5],
  ['a sequence without an id', CONTENT_TYPE, { kind: 'sequence' }],
  ['more text than a drag of tiles takes', TILE_TYPE, `${' '.repeat(1_000_000)}{}`],
])('a drop reads nothing from a drag that another page made: %s', (_what, type, value) => {
  expect(read(type, value)).toBeNull();
});

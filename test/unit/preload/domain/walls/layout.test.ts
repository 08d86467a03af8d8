import { describe, expect, it } from 'vitest';
import {
  canResize,
  drawingOf,
  finish,
  mergeTiles,
  resize,
  splitFault,
  splitTile,
} from '../../../../../preload/domain/walls/grid-drawing.ts';
import {
  cellsOf,
  gridFault,
  gridOf,
  gridWithLarge,
  isSameLayout,
  LAYOUT_PRESETS,
  MAX_TILES,
  neighbour,
  simplest,
  tileCount,
  uniformGrid,
  type Cell,
  type FreeGrid,
} from '../../../../../preload/domain/walls/layout.ts';

/** How often each unit of the grid is covered. */
function coverage({ columns, rows, cells }: FreeGrid): readonly number[] {
  return uniformGrid(columns, rows).cells.map(
    (unit) => cells.filter(({ x, y, w, h }) => unit.x >= x && unit.x < x + w && unit.y >= y && unit.y < y + h).length,
  );
}
const cell = (x: number, y: number, w = 1, h = 1): Cell => ({ x, y, w, h });

it.each(LAYOUT_PRESETS)('presets cover the grid of %i exactly, with the number of tiles in their name', (preset) => {
  expect(tileCount(preset)).toBe(preset);
  expect(gridFault(gridOf(preset))).toBeNull();
  expect(new Set(coverage(gridOf(preset)))).toEqual(new Set([1]));
});

it('presets have their large tiles first', () => {
  expect(cellsOf(6)[0]).toEqual(cell(0, 0, 2, 2));
  expect(cellsOf(8)[0]).toEqual(cell(0, 0, 3, 3));
  expect(cellsOf(10).slice(0, 2)).toEqual([cell(0, 0, 2, 2), cell(2, 0, 2, 2)]);
  expect(cellsOf(13)[0]).toEqual(cell(1, 1, 2, 2));
  expect(tileCount(gridWithLarge(8))).toBe(16);
});

describe('the tile beside a tile', () => {
  it('the tile beside a tile is the next of an even grid, and the tile itself at the edge', () => {
    expect(neighbour(9, 4, 'up')).toBe(1);
    expect(neighbour(9, 4, 'left')).toBe(3);
    expect(neighbour(9, 5, 'right')).toBe(5);
    expect(neighbour(4, 2, 'down')).toBe(2);
    expect(neighbour(1, 0, 'right')).toBe(0);
  });

  it('the neighbour of a tile is the tile that is seen there when tiles differ in size', () => {
    expect(neighbour(6, 0, 'right')).toBe(1);
    expect(neighbour(6, 0, 'down')).toBe(3);
    expect(neighbour(6, 2, 'left')).toBe(0);
    expect(neighbour(6, 4, 'up')).toBe(0);
    expect(neighbour(13, 0, 'up')).toBe(2);
    expect(neighbour(13, 5, 'right')).toBe(0);
  });

  it('the tile beside a tile is found beyond places that have no tile', () => {
    const grid = { columns: 4, rows: 1, cells: [cell(0, 0), cell(3, 0)] };
    expect(neighbour(grid, 0, 'right')).toBe(1);
    expect(neighbour(grid, 0, 'down')).toBe(0);
    expect(neighbour(grid, 9, 'left')).toBe(9);
  });

  it.each(LAYOUT_PRESETS)('the arrow keys alone reach every tile of %i', (preset) => {
    const seen = new Set([0]);
    for (const tile of seen) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) seen.add(neighbour(preset, tile, direction));
    }
    expect(seen.size).toBe(preset);
  });
});

describe('a grid from outside', () => {
  const good: FreeGrid = { columns: 3, rows: 2, cells: [cell(0, 0, 2, 2), cell(2, 0), cell(2, 1)] };

  it('a grid from outside is taken when its cells are whole, inside and apart, with gaps or without', () => {
    expect(gridFault(good)).toBeNull();
    expect(gridFault({ ...good, cells: [cell(1, 1)] })).toBeNull();
    expect(gridFault(uniformGrid(16, 4))).toBeNull();
  });

  it.each([
    ['size', { ...good, columns: 0 }],
    ['size', { ...good, rows: 17 }],
    ['size', { ...good, columns: 2.5 }],
    ['size', { ...good, rows: Number.NaN }],
    ['count', { ...good, cells: [] }],
    ['count', uniformGrid(13, 5)],
    ['cell', { ...good, cells: [cell(0, 0, 0, 1)] }],
    ['cell', { ...good, cells: [cell(0.5, 0)] }],
    ['cell', { ...good, cells: [cell(0, 0, Number.POSITIVE_INFINITY, 1)] }],
    ['outside', { ...good, cells: [cell(-1, 0)] }],
    ['outside', { ...good, cells: [cell(2, 0, 2, 1)] }],
    ['overlap', { ...good, cells: [cell(0, 0, 2, 2), cell(1, 1)] }],
    ['overlap', { ...good, cells: [cell(0, 0), cell(0, 0)] }],
  ] as const)('a grid from outside is refused for its %s', (fault, grid) => {
    expect(gridFault(grid)).toBe(fault);
  });

  it('a grid from outside is the preset when its tiles are those of one', () => {
    expect(simplest(uniformGrid(3, 3))).toBe(9);
    expect(simplest({ ...gridOf(13), cells: gridOf(13).cells.toReversed() })).toBe(13);
    expect(simplest(good)).toBe(good);
  });

  it('a grid from outside is the same layout only cell by cell', () => {
    expect(isSameLayout(good, structuredClone(good))).toBe(true);
    expect(isSameLayout(good, { ...good, cells: good.cells.toReversed() })).toBe(false);
    expect(isSameLayout(4, uniformGrid(2, 2))).toBe(false);
  });
});

it('the drawing joins tiles to a rectangle that cuts no other tile, and lists the joined tiles', () => {
  const { layout, sources } = finish(mergeTiles(drawingOf(16), [5, 10]));
  expect(layout).toBe(13);
  expect(sources[0]).toEqual([5, 6, 9, 10]);
  expect(sources.slice(1, 3)).toEqual([[0], [1]]);
  const grown = mergeTiles(drawingOf(6), [3, 0]);
  expect(finish(grown).layout).toEqual({
    columns: 3,
    rows: 3,
    cells: [cell(0, 0, 2, 3), cell(2, 0), cell(2, 1), cell(2, 2)],
  });
});

it('the drawing divides a joined tile into its units and a single tile into four', () => {
  const merged = mergeTiles(drawingOf(9), [0, 4]);
  expect(finish(splitTile(merged, 0))).toEqual(finish(drawingOf(9)));
  const finer = finish(splitTile(drawingOf(4), 1));
  expect(gridOf(finer.layout)).toMatchObject({ columns: 4, rows: 4 });
  expect(tileCount(finer.layout)).toBe(7);
  expect(finer.sources.filter((from) => from.length > 0)).toEqual([[0], [1], [2], [3]]);
});

it('the drawing refuses a division that would be too fine or make too many tiles', () => {
  expect(splitFault(drawingOf(64), 0)).toBe('too-many-tiles');
  expect(splitFault(drawingOf(uniformGrid(9, 1)), 0)).toBe('too-fine');
  expect(splitFault(drawingOf(4), 4)).toBe('no-tile');
  expect(splitTile(drawingOf(64), 0)).toEqual(drawingOf(64));
});

it('the drawing adds tiles at the right and at the bottom and cuts there, never beyond the limits of a wall', () => {
  const wide = resize(drawingOf(4), 3, 2);
  expect(finish(wide).layout).toEqual(uniformGrid(3, 2));
  expect(finish(wide).sources).toEqual([[0], [1], [], [2], [3], []]);
  expect(finish(resize(wide, 2, 2)).layout).toBe(4);
  const cut = resize(drawingOf(6), 1, 3);
  expect(cut.tiles.map(({ w, h }) => [w, h])).toEqual([
    [1, 2],
    [1, 1],
  ]);
  expect(canResize(drawingOf(64), 9, 8)).toBe(false);
  expect(canResize(drawingOf(4), 0, 2)).toBe(false);
  expect(resize(drawingOf(64), 9, 8)).toEqual(drawingOf(64));
});

it('the drawing never makes a grid that would be refused from outside', () => {
  let drawing = drawingOf(4);
  for (let i = 0; i < 200; i++) {
    const at = (i * 7) % drawing.tiles.length;
    const step = [
      () => splitTile(drawing, at),
      () => mergeTiles(drawing, [at, (at + 1) % drawing.tiles.length]),
      () => resize(drawing, 1 + (i % 16), 1 + ((i * 5) % 16)),
    ][i % 3];
    drawing = step?.() ?? drawing;
    const { layout, sources } = finish(drawing);
    expect(gridFault(gridOf(layout))).toBeNull();
    expect(new Set(coverage(gridOf(layout)))).toEqual(new Set([1]));
    expect(sources).toHaveLength(tileCount(layout));
    expect(tileCount(layout)).toBeLessThanOrEqual(MAX_TILES);
  }
});

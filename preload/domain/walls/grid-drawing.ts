/**
 * Drawing a free grid: joining tiles, dividing one, more or fewer columns and rows. Pure. A drawing knows from which tiles
 * of the layout that it began with each of its tiles came, so that the pictures can stay where they are.
 */
import {
  gridOf,
  MAX_GRID_UNITS,
  MAX_TILES,
  overlaps,
  simplest,
  uniformGrid,
  type Cell,
  type FreeGrid,
  type WallLayout,
} from './layout.ts';

export interface DrawnTile extends Cell {
  /** Tiles of the first layout that are in this one, in the order in which they were joined. */
  readonly sources: readonly number[];
}

/** Its tiles are in reading order. */
export interface Drawing {
  readonly columns: number;
  readonly rows: number;
  readonly tiles: readonly DrawnTile[];
}

export function drawingOf(layout: WallLayout): Drawing {
  const { columns, rows, cells } = gridOf(layout);
  return inOrder({ columns, rows, tiles: cells.map((cell, i) => ({ ...cell, sources: [i] })) });
}

function inOrder(drawing: Drawing): Drawing {
  return { ...drawing, tiles: drawing.tiles.toSorted((a, b) => a.y - b.y || a.x - b.x) };
}

/**
 * The drawn grid as a layout: a preset if it equals one. `sources[i]` are the tiles of the first layout that are now in
 * tile i.
 */
export function finish(drawing: Drawing): {
  readonly layout: WallLayout;
  readonly sources: Drawing['tiles'][number]['sources'][];
} {
  const { columns, rows, tiles } = drawing;
  const cells = tiles.map(({ x, y, w, h }) => ({ x, y, w, h }));
  const layout = simplest({ columns, rows, cells } satisfies FreeGrid);
  const at = (cell: Cell): readonly number[] => tiles.find(({ x, y }) => x === cell.x && y === cell.y)?.sources ?? [];
  return { layout, sources: gridOf(layout).cells.map(at) };
}

/** The smallest rectangle of whole tiles around the ones given: it grows until it cuts none. Null without a tile. */
export function hull(cells: readonly Cell[], tiles: readonly number[]): Cell | null {
  const chosen = tiles.flatMap((tile) => cells[tile] ?? []);
  if (chosen.length === 0) return null;
  let box = around(chosen);
  for (;;) {
    const grown = around([box, ...cells.filter((cell) => overlaps(cell, box))]);
    if (grown.w === box.w && grown.h === box.h) return box;
    box = grown;
  }
}

function around(cells: readonly Cell[]): Cell {
  const x = Math.min(...cells.map((cell) => cell.x));
  const y = Math.min(...cells.map((cell) => cell.y));
  const right = Math.max(...cells.map((cell) => cell.x + cell.w));
  const bottom = Math.max(...cells.map((cell) => cell.y + cell.h));
  return { x, y, w: right - x, h: bottom - y };
}

/** One tile where the ones given, and those between them, stood. */
export function mergeTiles(drawing: Drawing, tiles: readonly number[]): Drawing {
  const box = hull(drawing.tiles, tiles);
  if (box === null) return drawing;
  const [inside, outside] = [
    drawing.tiles.filter((tile) => overlaps(tile, box)),
    drawing.tiles.filter((tile) => !overlaps(tile, box)),
  ];
  return inOrder({ ...drawing, tiles: [{ ...box, sources: inside.flatMap(({ sources }) => sources) }, ...outside] });
}

export type SplitFault = 'no-tile' | 'too-many-tiles' | 'too-fine';

/** Why a tile cannot be divided, or null. */
export function splitFault(drawing: Drawing, tile: number): SplitFault | null {
  const cell = drawing.tiles[tile];
  if (cell === undefined) return 'no-tile';
  const isUnit = cell.w === 1 && cell.h === 1;
  if (isUnit && Math.max(drawing.columns, drawing.rows) * 2 > MAX_GRID_UNITS) return 'too-fine';
  const pieces = isUnit ? 4 : cell.w * cell.h;
  return drawing.tiles.length - 1 + pieces > MAX_TILES ? 'too-many-tiles' : null;
}

/** A tile of several units becomes those units; a tile of one unit becomes four, on a grid twice as fine. */
export function splitTile(drawing: Drawing, tile: number): Drawing {
  const cell = drawing.tiles[tile];
  if (cell === undefined || splitFault(drawing, tile) !== null) return drawing;
  if (cell.w === 1 && cell.h === 1) return splitTile(finer(drawing), tile);
  const units = uniformGrid(cell.w, cell.h).cells;
  const pieces = units.map(({ x, y, w, h }, i) => {
    const isLast = i === units.length - 1;
    return { x: x + cell.x, y: y + cell.y, w, h, sources: cell.sources.slice(i, isLast ? undefined : i + 1) };
  });
  return inOrder({ ...drawing, tiles: [...drawing.tiles.filter((other) => other !== cell), ...pieces] });
}

function finer({ columns, rows, tiles }: Drawing): Drawing {
  const twice = ({ x, y, w, h, sources }: DrawnTile) => ({ x: x * 2, y: y * 2, w: w * 2, h: h * 2, sources });
  return { columns: columns * 2, rows: rows * 2, tiles: tiles.map(twice) };
}

/** Whether the drawing can have that many columns and rows. */
export function canResize(drawing: Drawing, columns: number, rows: number): boolean {
  const isSize = (units: number): boolean => Number.isInteger(units) && units >= 1 && units <= MAX_GRID_UNITS;
  return isSize(columns) && isSize(rows) && resized(drawing, columns, rows).tiles.length <= MAX_TILES;
}

/** Adds single tiles at the right and at the bottom, or cuts off there: a tile that is cut keeps the part that is left. */
export function resize(drawing: Drawing, columns: number, rows: number): Drawing {
  return canResize(drawing, columns, rows) ? resized(drawing, columns, rows) : drawing;
}

function resized(drawing: Drawing, columns: number, rows: number): Drawing {
  const kept = drawing.tiles
    .filter(({ x, y }) => x < columns && y < rows)
    .map((tile) => ({ ...tile, w: Math.min(tile.w, columns - tile.x), h: Math.min(tile.h, rows - tile.y) }));
  const isNew = ({ x, y }: Cell): boolean => x >= drawing.columns || y >= drawing.rows;
  const added = uniformGrid(columns, rows)
    .cells.filter(isNew)
    .map((cell) => ({ ...cell, sources: [] }));
  return inOrder({ columns, rows, tiles: [...kept, ...added] });
}

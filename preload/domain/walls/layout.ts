/**
 * How a wall is divided into tiles: the usual layouts by their number of tiles, and free grids that operators draw.
 * Everything here is geometry in grid units and pure; what the tiles show is the wall's.
 */

/** Layouts that every operator knows. 6 is 1+5, 8 is 1+7, 10 is 2+8, 13 is 1+12; the others are square grids. */
export const LAYOUT_PRESETS = [1, 4, 6, 8, 9, 10, 13, 16, 25, 36, 64] as const;
export type LayoutPreset = (typeof LAYOUT_PRESETS)[number];

/** Where a tile stands, in units of the grid, from the top left. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A grid that an operator drew. Cells do not overlap; they may leave places of the grid empty. */
export interface FreeGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly Cell[];
}

export type WallLayout = LayoutPreset | FreeGrid;

/** The most tiles that a wall can have. */
export const MAX_TILES = 64;
/** The most columns, and the most rows, of a free grid. */
export const MAX_GRID_UNITS = 16;

export type Direction = 'left' | 'right' | 'up' | 'down';

/** A grid of equal cells, row by row. */
export function uniformGrid(columns: number, rows: number): FreeGrid {
  const cells = Array.from({ length: columns * rows }, (_, i) => ({
    x: i % columns,
    y: Math.floor(i / columns),
    w: 1,
    h: 1,
  }));
  return { columns, rows, cells };
}

/** `size` by `size` units with large cells in the order given, then the single units that are left, row by row. */
function gridAround(size: number, large: readonly Cell[]): FreeGrid {
  const rest = uniformGrid(size, size).cells.filter((unit) => !large.some((cell) => overlaps(cell, unit)));
  return { columns: size, rows: size, cells: [...large, ...rest] };
}

/** One large tile at the top left and `2 * size - 1` small ones along two sides: 3 gives 1+5, 4 gives 1+7, 8 gives 1+15. */
export function gridWithLarge(size: number): FreeGrid {
  return gridAround(size, [{ x: 0, y: 0, w: size - 1, h: size - 1 }]);
}

const PRESETS: Readonly<Record<LayoutPreset, FreeGrid>> = {
  1: uniformGrid(1, 1),
  4: uniformGrid(2, 2),
  6: gridWithLarge(3),
  8: gridWithLarge(4),
  9: uniformGrid(3, 3),
  10: gridAround(4, [
    { x: 0, y: 0, w: 2, h: 2 },
    { x: 2, y: 0, w: 2, h: 2 },
  ]),
  13: gridAround(4, [{ x: 1, y: 1, w: 2, h: 2 }]),
  16: uniformGrid(4, 4),
  25: uniformGrid(5, 5),
  36: uniformGrid(6, 6),
  64: uniformGrid(8, 8),
};

export function isPreset(layout: unknown): layout is LayoutPreset {
  return (LAYOUT_PRESETS as readonly unknown[]).includes(layout);
}

/** The layout as columns, rows and cells; `cells[i]` is where tile i stands. */
export function gridOf(layout: WallLayout): FreeGrid {
  return typeof layout === 'number' ? PRESETS[layout] : layout;
}

export function cellsOf(layout: WallLayout): readonly Cell[] {
  return gridOf(layout).cells;
}

export function tileCount(layout: WallLayout): number {
  return cellsOf(layout).length;
}

export function isSameLayout(a: WallLayout, b: WallLayout): boolean {
  if (a === b) return true;
  if (typeof a === 'number' || typeof b === 'number') return false;
  return a.columns === b.columns && a.rows === b.rows && isSameCells(a.cells, b.cells);
}

function isSameCells(a: readonly Cell[], b: readonly Cell[]): boolean {
  return a.length === b.length && a.every((cell, i) => isSameCell(cell, b[i]));
}

function isSameCell(a: Cell, b: Cell | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}

/** The preset that stands for a free grid of the very same tiles, or the grid itself. The tiles may be in another order. */
export function simplest(grid: FreeGrid): WallLayout {
  const wanted = inReadingOrder(grid).cells;
  const same = LAYOUT_PRESETS.find((preset) => {
    const known = PRESETS[preset];
    const isSameSize = known.columns === grid.columns && known.rows === grid.rows;
    return isSameSize && isSameCells(inReadingOrder(known).cells, wanted);
  });
  return same ?? grid;
}

/** The same tiles, numbered row by row as they are read. */
function inReadingOrder(grid: FreeGrid): FreeGrid {
  return { ...grid, cells: grid.cells.toSorted((a, b) => a.y - b.y || a.x - b.x) };
}

export type GridFault = 'size' | 'count' | 'cell' | 'outside' | 'overlap';

/** Checks a free grid from a file or a request; null if it is valid. */
export function gridFault({ columns, rows, cells }: FreeGrid): GridFault | null {
  const isSize = (units: number): boolean => Number.isInteger(units) && units >= 1 && units <= MAX_GRID_UNITS;
  if (!isSize(columns) || !isSize(rows)) return 'size';
  if (cells.length < 1 || cells.length > MAX_TILES) return 'count';
  const isWhole = ({ x, y, w, h }: Cell): boolean => [x, y, w, h].every(Number.isInteger) && w >= 1 && h >= 1;
  if (!cells.every(isWhole)) return 'cell';
  const isInside = ({ x, y, w, h }: Cell): boolean => x >= 0 && y >= 0 && x + w <= columns && y + h <= rows;
  if (!cells.every(isInside)) return 'outside';
  const isAlone = (cell: Cell, i: number): boolean => !cells.some((other, k) => k > i && overlaps(cell, other));
  return cells.every(isAlone) ? null : 'overlap';
}

export function overlaps(a: Cell, b: Cell): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** The tile beside `tile` as it is seen: the nearest that shares a line of sight, or `tile` itself at the edge. */
export function neighbour(layout: WallLayout, tile: number, direction: Direction): number {
  const cells = cellsOf(layout);
  const from = cells[tile];
  if (from === undefined) return tile;
  let best = { tile, distance: Infinity, shared: 0 };
  cells.forEach((cell, i) => {
    const { distance, shared } = view(from, cell, direction);
    if (distance < 0 || shared <= 0) return;
    const isBetter = distance < best.distance || (distance === best.distance && shared > best.shared);
    if (isBetter) best = { tile: i, distance, shared };
  });
  return best.tile;
}

/** How far `to` lies from `from` in a direction (negative: it does not), and how many units they face each other. */
function view(from: Cell, to: Cell, direction: Direction): { readonly distance: number; readonly shared: number } {
  const besides = Math.min(from.y + from.h, to.y + to.h) - Math.max(from.y, to.y);
  const stacked = Math.min(from.x + from.w, to.x + to.w) - Math.max(from.x, to.x);
  switch (direction) {
    case 'left':
      return { distance: from.x - (to.x + to.w), shared: besides };
    case 'right':
      return { distance: to.x - (from.x + from.w), shared: besides };
    case 'up':
      return { distance: from.y - (to.y + to.h), shared: stacked };
    case 'down':
      return { distance: to.y - (from.y + from.h), shared: stacked };
    default:
      return direction satisfies never;
  }
}

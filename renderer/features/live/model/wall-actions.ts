/** Actions for the wall on screen: one list for keys, menus and palette. */
import { drawingOf, finish, mergeTiles, splitFault, splitTile } from '../../../../preload/domain/walls/grid-drawing.ts';
import { openLayoutPanel, toggleLayoutPanel } from './layout-panel.ts';
import { postNotice } from '../../../state/page/notices.ts';
import type { Runs } from '../../../state/actions/shortcut-actions.ts';
import { printedModifier } from '../../../state/actions/shortcuts.ts';
import * as walls from '../../../state/walls/walls.ts';
import { currentWall, useWalls } from '../../../state/walls/walls-store.ts';

const chosen = (): readonly number[] => walls.chosenTiles(useWalls.getState());

/** Selects what a tile of the layout before has become. */
function selectSource(sources: readonly (readonly number[])[], tile: number): void {
  const at = sources.findIndex((from) => from.includes(tile));
  walls.selectTile(Math.max(0, at));
}

/** One tile where the chosen ones, and those between them, stand. */
export function joinChosen(): void {
  const wall = currentWall();
  const tiles = chosen();
  if (!wall || tiles.length < 2) return postNotice('joinNeedsTwo', { modifier: printedModifier() });
  const drawing = drawingOf(wall.layout);
  // Drawings number their tiles as they are read, layouts with a large tile begin with that.
  const drawn = drawing.tiles.flatMap(({ sources }, i) => (sources.some((from) => tiles.includes(from)) ? [i] : []));
  const { layout, sources } = finish(mergeTiles(drawing, drawn));
  if (walls.setDrawnLayout(layout, sources)) selectSource(sources, tiles[0] ?? 0);
}

/** The selected tile as its units, or as four. */
function divideSelected(): void {
  const wall = currentWall();
  const [tile] = chosen();
  if (!wall || tile === undefined) return;
  const drawing = drawingOf(wall.layout);
  const at = drawing.tiles.findIndex(({ sources }) => sources.includes(tile));
  const fault = splitFault(drawing, at);
  if (fault !== null) return postNotice(fault === 'too-fine' ? 'divideTooFine' : 'divideTooMany');
  const { layout, sources } = finish(splitTile(drawing, at));
  if (walls.setDrawnLayout(layout, sources)) selectSource(sources, tile);
}

/** The functions of the wall's actions. */
export const wallRuns = {
  'wall.layouts': toggleLayoutPanel,
  'wall.draw': () => openLayoutPanel('draw'),
  'wall.enlarge': walls.enlargeWall,
  'wall.join': joinChosen,
  'wall.divide': divideSelected,
  'tile.aspect': () => walls.cycleAspect(chosen()),
  'tile.remove': () => walls.removeTiles(chosen()),
  'tile.chooseAll': walls.chooseAll,
  'wall.clear': walls.clearWall,
  'wall.lock': walls.toggleLock,
} satisfies Runs;

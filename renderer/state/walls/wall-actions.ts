/** What can be done to the wall on screen, by key, by menu and from the palette: one list. */
import { drawingOf, finish, mergeTiles, splitFault, splitTile } from '../../../preload/domain/walls/grid-drawing.ts';
import type { IconName } from '../../ui/icons/names.ts';
import { openLayoutPanel, toggleLayoutPanel } from './layout-panel.ts';
import { postNotice } from '../page/notices.ts';
import type { Runs } from '../actions/shortcut-actions.ts';
import type { ActionId } from '../actions/shortcut-table.ts';
import { printedModifier } from '../actions/shortcuts.ts';
import * as walls from './walls.ts';
import { currentWall, useWalls } from './walls-store.ts';

/** Named as in the texts `live.actions`. */
export type WallActionName =
  'undo' | 'redo' | 'layouts' | 'draw' | 'join' | 'divide' | 'aspect' | 'remove' | 'chooseAll' | 'clear' | 'lock';

export interface WallAction {
  readonly name: WallActionName;
  readonly icon: IconName;
  /** Its row in the table of keys. */
  readonly id: ActionId;
  readonly run: () => void;
}

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

export const WALL_ACTIONS: readonly WallAction[] = [
  { name: 'undo', icon: 'back30', id: 'wall.undo', run: walls.undoEdit },
  { name: 'redo', icon: 'fwd30', id: 'wall.redo', run: walls.redoEdit },
  { name: 'layouts', icon: 'grid9', id: 'wall.layouts', run: toggleLayoutPanel },
  { name: 'draw', icon: 'edit', id: 'wall.draw', run: () => openLayoutPanel('draw') },
  { name: 'join', icon: 'merge', id: 'wall.join', run: joinChosen },
  { name: 'divide', icon: 'grid4', id: 'wall.divide', run: divideSelected },
  { name: 'aspect', icon: 'photo', id: 'tile.aspect', run: () => walls.cycleAspect(chosen()) },
  { name: 'remove', icon: 'x', id: 'tile.remove', run: () => walls.removeTiles(chosen()) },
  { name: 'chooseAll', icon: 'check', id: 'tile.chooseAll', run: walls.chooseAll },
  { name: 'clear', icon: 'trash', id: 'wall.clear', run: walls.clearWall },
  { name: 'lock', icon: 'lock', id: 'wall.lock', run: walls.toggleLock },
];

/** As the table of keys takes them. */
export const wallRuns: Runs = Object.fromEntries(WALL_ACTIONS.map(({ id, run }) => [id, run]));

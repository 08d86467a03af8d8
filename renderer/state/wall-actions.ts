/** What can be done to the wall on screen, by key, by menu and from the palette: one list. */
import { drawingOf, finish, mergeTiles, splitFault, splitTile } from '../../preload/domain/grid-drawing.ts';
import type { WallLayout } from '../../preload/domain/layout.ts';
import type { IconName } from '../ui/icons/names.ts';
import { openLayoutPanel, toggleLayoutPanel } from './layout-panel.ts';
import { postNotice } from './notices.ts';
import * as walls from './walls.ts';
import { currentWall, useWalls } from './walls-store.ts';

/** Named as in the texts `live.actions`. */
export type WallActionName =
  'undo' | 'redo' | 'layouts' | 'draw' | 'join' | 'divide' | 'aspect' | 'remove' | 'chooseAll' | 'clear' | 'lock';

export interface WallAction {
  readonly name: WallActionName;
  readonly icon: IconName;
  /** As they are written: modifiers first, then one key. */
  readonly keys: readonly string[];
  readonly run: () => void;
}

const chosen = (): readonly number[] => walls.chosenTiles(useWalls.getState());

/** One tile where the chosen ones, and those between them, stand. */
export function joinChosen(): void {
  const wall = currentWall();
  const tiles = chosen();
  if (!wall || tiles.length < 2) return postNotice('joinNeedsTwo');
  const drawing = drawingOf(wall.layout);
  // Drawings number their tiles as they are read, layouts with a large tile begin with that.
  const drawn = drawing.tiles.flatMap(({ sources }, i) => (sources.some((from) => tiles.includes(from)) ? [i] : []));
  const { layout, sources } = finish(mergeTiles(drawing, drawn));
  walls.setDrawnLayout(layout, sources);
  walls.selectTile(sources.findIndex((from) => from.includes(tiles[0] ?? 0)));
}

/** The selected tile as its units, or as four. */
export function divideSelected(): void {
  const wall = currentWall();
  const [tile] = chosen();
  if (!wall || tile === undefined) return;
  const drawing = drawingOf(wall.layout);
  const at = drawing.tiles.findIndex(({ sources }) => sources.includes(tile));
  const fault = splitFault(drawing, at);
  if (fault !== null) return postNotice(fault === 'too-fine' ? 'divideTooFine' : 'divideTooMany');
  const { layout, sources } = finish(splitTile(drawing, at));
  walls.setDrawnLayout(layout, sources);
  walls.selectTile(
    Math.max(
      0,
      sources.findIndex((from) => from.includes(tile)),
    ),
  );
}

export const WALL_ACTIONS: readonly WallAction[] = [
  { name: 'undo', icon: 'back30', keys: ['Ctrl Z'], run: walls.undoEdit },
  { name: 'redo', icon: 'fwd30', keys: ['Ctrl Shift Z', 'Ctrl Y'], run: walls.redoEdit },
  { name: 'layouts', icon: 'grid9', keys: ['Alt G'], run: toggleLayoutPanel },
  { name: 'draw', icon: 'edit', keys: ['Alt Shift G'], run: () => openLayoutPanel('draw') },
  { name: 'join', icon: 'merge', keys: ['J'], run: joinChosen },
  { name: 'divide', icon: 'grid4', keys: ['Shift J'], run: divideSelected },
  { name: 'aspect', icon: 'photo', keys: ['V'], run: () => walls.cycleAspect(chosen()) },
  { name: 'remove', icon: 'x', keys: ['Delete'], run: () => walls.removeTiles(chosen()) },
  { name: 'chooseAll', icon: 'check', keys: ['Ctrl A'], run: walls.chooseAll },
  { name: 'clear', icon: 'trash', keys: ['Shift Delete'], run: walls.clearWall },
  { name: 'lock', icon: 'lock', keys: ['Alt L'], run: walls.toggleLock },
];

/** Layouts by their key, the quick ones of the toolbar first. */
export const LAYOUT_KEYS: readonly { readonly layout: WallLayout & number; readonly key: string }[] = [
  { layout: 1, key: '1' },
  { layout: 4, key: '2' },
  { layout: 9, key: '3' },
  { layout: 16, key: '4' },
  { layout: 25, key: '5' },
  { layout: 36, key: '6' },
  { layout: 64, key: '7' },
  { layout: 6, key: '8' },
  { layout: 8, key: '9' },
  { layout: 10, key: '0' },
];

/** The chord of a key event as {@link WallAction.keys} writes it; figures and letters by their key, whatever the script. */
export function chordOf(event: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key = digit ?? (/^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : (letter ?? event.key));
  const modifiers = [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
  ];
  return [...modifiers, key].join(' ');
}

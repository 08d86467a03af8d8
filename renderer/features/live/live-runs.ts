/** Functions of the live screen's actions that need no element of the screen. */
import type { Direction, LayoutPreset } from '../../../preload/domain/walls/layout.ts';
import type { Runs } from '../../state/actions/shortcut-actions.ts';
import { goTo } from '../../state/page/navigation.ts';
import { toggleProtection } from './model/protection.ts';
import { toggleStreamsPanel } from './model/streams-panel.ts';
import { camerasOn } from '../../state/sequences/sequences-shown.ts';
import { wallRuns } from './model/wall-actions.ts';
import * as walls from '../../state/walls/walls.ts';
import { cycleWallStream } from './model/wall-stream.ts';
import { toggleStatistics } from './use-wall-keys.ts';

const { useWalls } = walls;

const layout = (preset: LayoutPreset) => () => walls.setLayout(preset);
const move = (direction: Direction) => () => void walls.moveSelection(direction);
const shift = (direction: Direction) => () => walls.shiftTiles(direction);
const recall = (step: 1 | -1) => onSelected((tile) => walls.recallTile(tile, step));
const extend = (direction: Direction) => () => walls.extendChoice(direction);

function onSelected(act: (tile: number) => void): () => boolean {
  return () => {
    const { selectedTile } = useWalls.getState();
    if (selectedTile !== null) act(selectedTile);
    return selectedTile !== null;
  };
}

/** The tile that has the focus; null while something else has it, such as the palette. */
function focusedTile(): number | null {
  const tile = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['tile'] : undefined;
  return tile === undefined ? null : Number(tile);
}

/** As a double click: selects the tile first if it is not selected, then shows it large. */
function enterTile(): boolean {
  const { selectedTile } = useWalls.getState();
  const focused = focusedTile();
  if (focused !== null && focused !== selectedTile) walls.selectTile(focused);
  else if (selectedTile !== null) walls.toggleMaximised(selectedTile);
  else return false;
  return true;
}

function protectSelected(): boolean {
  const state = useWalls.getState();
  const wall = walls.selectWall(state);
  const camera = wall === null ? null : (camerasOn(wall)[state.selectedTile ?? -1]?.channelId ?? null);
  if (camera !== null) toggleProtection(camera);
  return camera !== null;
}

export const liveRuns: Runs = {
  ...wallRuns,
  'app.live': () => goTo('live'),
  'app.load': () => toggleStreamsPanel('load'),
  'app.outages': () => toggleStreamsPanel('outages'),
  'wall.layout1': layout(1),
  'wall.layout4': layout(4),
  'wall.layout9': layout(9),
  'wall.layout16': layout(16),
  'wall.layout25': layout(25),
  'wall.layout36': layout(36),
  'wall.layout64': layout(64),
  'wall.layout6': layout(6),
  'wall.layout8': layout(8),
  'wall.layout10': layout(10),
  'wall.layout13': layout(13),
  'wall.statistics': toggleStatistics,
  'wall.stream': cycleWallStream,
  'wall.nextPage': () => walls.turnPage(1),
  'wall.previousPage': () => walls.turnPage(-1),
  // The same keys on a tile: a tile that runs no sequence leaves the keys to the pages of the wall.
  'tile.nextStep': () => walls.turnPage(1),
  'tile.previousStep': () => walls.turnPage(-1),
  'tile.left': move('left'),
  'tile.right': move('right'),
  'tile.up': move('up'),
  'tile.down': move('down'),
  'tile.extendLeft': extend('left'),
  'tile.extendRight': extend('right'),
  'tile.extendUp': extend('up'),
  'tile.extendDown': extend('down'),
  'tile.choose': onSelected(walls.toggleChosen),
  'tile.protect': protectSelected,
  'tile.maximise': enterTile,
  'tile.moveLeft': shift('left'),
  'tile.moveRight': shift('right'),
  'tile.moveUp': shift('up'),
  'tile.moveDown': shift('down'),
  'tile.earlier': recall(-1),
  'tile.later': recall(1),
};

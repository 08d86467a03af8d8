/** What the actions do that need no screen of their own: the window, the wall on it, the cameras. */
import type { Direction, LayoutPreset } from '../../preload/domain/walls/layout.ts';
import type { Wall } from '../../preload/domain/walls/wall.ts';
import { currentLocale } from '../i18n/i18n.ts';
import { useAccounts } from '../state/accounts/accounts.ts';
import { refreshDirectory } from '../state/cameras/directory.ts';
import {
  goTo,
  openCloudsPanel,
  openSettings,
  setKeySheetOpen,
  setPaletteOpen,
  useNavigation,
  type Screen,
} from '../state/page/navigation.ts';
import type { Area } from '../state/actions/area.ts';
import { setPreferences, stepText, usePreferences } from '../state/page/preferences.ts';
import { camerasOn } from '../state/sequences/sequences-shown.ts';
import { runAction, type Runs } from '../state/actions/shortcut-actions.ts';
import { actionOf, scopesFrom, type ActionId } from '../state/actions/shortcut-table.ts';
import { wallRuns } from '../state/walls/wall-actions.ts';
import { toggleProtection } from '../state/players/protection.ts';
import { toggleStreamsPanel } from '../state/players/streams-panel.ts';
import * as walls from '../state/walls/walls.ts';
import { useWalls } from '../state/walls/walls.ts';
import { exportWalls } from '../state/walls/wall-library.ts';
import { createWall, removeWall } from '../state/windows/wall-tabs.ts';
import { openWallForm, openWallSide, toggleWallList } from '../state/page/wall-panel.ts';
import { copyWallLink } from '../state/windows/links.ts';
import { closeTab, openInWindow, stepTab } from '../state/windows/window.ts';
import { focusRegion } from './regions.ts';

function toggleSidePanel(): void {
  void setPreferences({ isSidePanelOpen: !usePreferences.getState().isSidePanelOpen });
}

/** Puts the focus into the search of the screen, in the side panel. */
export function findIn(areas: readonly Area[]): void {
  if (!usePreferences.getState().isSidePanelOpen) toggleSidePanel();
  areas.find(({ id }) => id === useNavigation.getState().screen)?.screen?.find();
}

/** Does something with the wall that shows. */
function onWall(act: (wall: Wall) => void): () => boolean {
  return () => {
    const wall = walls.selectWall(useWalls.getState());
    if (wall !== null) act(wall);
    return wall !== null;
  };
}

const VIEWS = ['both', 'sites', 'clouds'] as const;

function nextView(): void {
  const at = VIEWS.indexOf(usePreferences.getState().cameraView);
  void setPreferences({ cameraView: VIEWS[(at + 1) % VIEWS.length] ?? 'both' });
}

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

/** As a double click: what is not selected is selected first, then it is shown large. */
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

export const shellActions = {
  ...wallRuns,
  'app.palette': () => setPaletteOpen(true),
  'app.shortcuts': () => setKeySheetOpen(true),
  'app.settings': () => openSettings('general'),
  'app.live': () => goTo('live'),
  'app.clouds': () => goTo('clouds'),
  'app.console': () => goTo('console'),
  'app.panel': toggleSidePanel,
  'app.nextRegion': () => focusRegion(1),
  'app.previousRegion': () => focusRegion(-1),
  'app.textLarger': () => stepText(1),
  'app.textSmaller': () => stepText(-1),
  'app.textNormal': () => void setPreferences({ textPercent: 100 }),
  'app.language': () => void setPreferences({ locale: currentLocale() === 'zh-CN' ? 'en-US' : 'zh-CN' }),
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
  'wall.next': () => stepTab(1),
  'wall.previous': () => stepTab(-1),
  'wall.list': toggleWallList,
  'wall.create': () => void createWall(),
  'wall.duplicate': onWall(({ id }) => void createWall({ copyOf: id })),
  'wall.remove': onWall(({ id, name }) => void removeWall({ id, name })),
  'wall.moveTo': onWall(({ id, name }) => openWallForm({ kind: 'move', id, name })),
  'wall.createFolder': () => openWallForm({ kind: 'create-folder', wallId: null }),
  'wall.exportAll': () => void exportWalls(useWalls.getState().walls.map(({ id }) => id)),
  'wall.copyLink': onWall((wall) => void copyWallLink(wall)),
  'wall.closeTab': onWall(({ id }) => closeTab(id)),
  'wall.newWindow': onWall(({ id }) => void openInWindow(id)),
  'wall.rename': onWall(({ id, name }) => openWallForm({ kind: 'rename-wall', id, name })),
  'wall.versions': onWall(({ id }) => openWallSide({ kind: 'versions', wallId: id })),
  'wall.missing': onWall(({ id }) => openWallSide({ kind: 'missing', wallId: id })),
  'wall.import': () => openWallSide({ kind: 'import' }),
  'wall.export': onWall(({ id }) => void exportWalls([id])),
  'wall.statistics': () => void setPreferences({ isStatisticsShown: !usePreferences.getState().isStatisticsShown }),
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
  'cameras.refresh': () => useAccounts.getState().accounts.forEach(({ id }) => void refreshDirectory(id)),
  'cameras.view': nextView,
  'clouds.add': () => openCloudsPanel({ kind: 'add' }),
  'clouds.import': () => openCloudsPanel({ kind: 'import' }),
} satisfies Runs;

/** Runs an action from anywhere: its screen comes first. */
export function runFromAnywhere(id: ActionId): void {
  // Below `everywhere` stands the screen that the scope is on.
  const screen = scopesFrom(actionOf(id).scope).at(-2);
  if (screen !== undefined) goTo(screen as Screen);
  runAction(id);
}

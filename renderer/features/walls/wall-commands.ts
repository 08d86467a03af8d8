/** Commands for a wall or a folder: one list for the menus and for the keys. The keys are those of the table. */
import type { WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import type { WallFolder } from '../../../preload/domain/walls/wall-library.ts';
import {
  exportWalls,
  moveFolder,
  moveWall,
  removeFolder,
  selectMissing,
  useWallLibrary,
} from '../../state/walls/wall-library.ts';
import { createWall, removeWall } from '../../state/windows/wall-tabs.ts';
import { copyWallLink } from '../../state/windows/links.ts';
import type { ActionId } from '../../state/actions/shortcut-table.ts';
import { keyed } from '../../state/actions/shortcuts.ts';
import type { Action } from '../../ui/action.ts';
import { textNow } from '../../i18n/i18n.ts';
import { openWallForm, openWallSide } from '../../state/page/wall-panel.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { closeTab, openInWindow, openTab, tabsOf, useWindow } from '../../state/windows/window.ts';
import { stepTarget } from './wall-rows.ts';

/** Named as in the texts `walls.actions`. */
type WallWord =
  | 'open'
  | 'newWindow'
  | 'openKiosk'
  | 'copyLink'
  | 'rename'
  | 'duplicate'
  | 'moveTo'
  | 'up'
  | 'down'
  | 'versions'
  | 'missing'
  | 'export'
  | 'exportFolder'
  | 'closeTab'
  | 'createIn'
  | 'remove';

/** The actions of the table that act on the row that has the focus, in place of the wall that shows. */
export const ROW_ACTIONS = [
  'walls.open',
  'walls.newWindow',
  'walls.menu',
  'walls.rename',
  'walls.up',
  'walls.down',
  'walls.remove',
  'wall.newWindow',
  'wall.openKiosk',
  'wall.copyLink',
  'wall.rename',
  'wall.duplicate',
  'wall.moveTo',
  'wall.versions',
  'wall.missing',
  'wall.export',
  'wall.closeTab',
  'wall.create',
  'wall.remove',
] as const satisfies readonly ActionId[];
export type RowActionId = (typeof ROW_ACTIONS)[number];

/** With the focus on the row of a wall, the keys of these actions mean the wall of the row as well. */
const SAME_ON_ROW: Readonly<Partial<Record<RowActionId, RowActionId>>> = {
  'wall.newWindow': 'walls.newWindow',
  'wall.rename': 'walls.rename',
  'wall.remove': 'walls.remove',
};

/** The action of the wall of a row that the keys of an action of the table mean. */
export const actionOnWall = (wall: Wall, id: RowActionId): Action | undefined =>
  wallActions(wall).find((action) => action.id === (SAME_ON_ROW[id] ?? id));

const named = (id: RowActionId, word: WallWord, run: () => void): Action =>
  keyed(id, { name: textNow()(`walls.actions.${word}`), run });

export function wallActions({ id, name }: Wall): readonly Action[] {
  const tabs = tabsOf(useWindow.getState(), useWalls.getState().currentId);
  const isOpen = tabs.includes(id);
  const isMissing = selectMissing(id)(useWallLibrary.getState()).length > 0;
  return [
    named('walls.open', 'open', () => openTab(id)),
    named('walls.newWindow', 'newWindow', () => void openInWindow(id)),
    named('wall.openKiosk', 'openKiosk', () => void openInWindow(id, { isKiosk: true })),
    named('wall.copyLink', 'copyLink', () => void copyWallLink({ id, name })),
    named('walls.rename', 'rename', () => openWallForm({ kind: 'rename-wall', id, name })),
    named('wall.duplicate', 'duplicate', () => void createWall({ copyOf: id })),
    named('wall.moveTo', 'moveTo', () => openWallForm({ kind: 'move', id, name })),
    named('walls.up', 'up', () => stepWall(id, -1)),
    named('walls.down', 'down', () => stepWall(id, 1)),
    named('wall.versions', 'versions', () => openSide(id, 'versions')),
    ...(isMissing ? [named('wall.missing', 'missing', () => openSide(id, 'missing'))] : []),
    named('wall.export', 'export', () => void exportWalls([id])),
    ...(isOpen && tabs.length > 1 ? [named('wall.closeTab', 'closeTab', () => closeTab(id))] : []),
    named('walls.remove', 'remove', () => void removeWall({ id, name })),
  ];
}

/** Beside the wall that it is about. */
function openSide(wallId: WallId, kind: 'versions' | 'missing'): void {
  openTab(wallId);
  openWallSide({ kind, wallId });
}

export function folderActions(folder: WallFolder): readonly Action[] {
  const { id, name } = folder;
  const inside = useWallLibrary.getState().places.filter(({ folderId }) => folderId === id);
  return [
    named('wall.create', 'createIn', () => void createWall({ folderId: id })),
    named('walls.rename', 'rename', () => openWallForm({ kind: 'rename-folder', id, name })),
    named('walls.up', 'up', () => stepFolder(folder, -1)),
    named('walls.down', 'down', () => stepFolder(folder, 1)),
    ...(inside.length === 0
      ? []
      : [named('wall.export', 'exportFolder', () => void exportWalls(inside.map(({ wallId }) => wallId)))]),
    named('walls.remove', 'remove', () => void removeFolder(folder)),
  ];
}

function stepWall(id: WallId, step: 1 | -1): void {
  const { places } = useWallLibrary.getState();
  const own = places.find(({ wallId }) => wallId === id);
  const beforeId = stepTarget(places, id, step);
  if (own && beforeId !== undefined) void moveWall(id, own.folderId, beforeId);
}

function stepFolder({ id }: WallFolder, step: 1 | -1): void {
  const { folders } = useWallLibrary.getState();
  const at = folders.findIndex((folder) => folder.id === id);
  if (folders[at + step] === undefined) return;
  void moveFolder(id, folders[step > 0 ? at + 2 : at - 1]?.id ?? null);
}

/** What can be done with a wall or a folder: one list for the menus and for the keys. */
import type { WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/model.ts';
import type { WallFolder } from '../../../preload/domain/walls/wall-library.ts';
import {
  createWall,
  exportWalls,
  moveFolder,
  moveWall,
  removeFolder,
  removeWall,
  selectMissing,
  useWallLibrary,
} from '../../state/walls/wall-library.ts';
import { copyWallLink } from '../../state/windows/links.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { openWallForm, openWallSide } from '../../state/page/wall-panel.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { closeTab, openInWindow, openTab, tabsOf, useWindow } from '../../state/windows/window.ts';
import { stepTarget } from './wall-rows.ts';

/** Named as in the texts `walls.actions`. */
export type WallCommandName =
  | 'open'
  | 'newWindow'
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

export interface WallCommand {
  readonly name: WallCommandName;
  /** Works in the list. */
  readonly keys?: Chord;
  readonly run: () => void;
}

export function commandsOf({ id, name }: Wall): readonly WallCommand[] {
  const tabs = tabsOf(useWindow.getState(), useWalls.getState().currentId);
  const isOpen = tabs.includes(id);
  const isMissing = selectMissing(id)(useWallLibrary.getState()).length > 0;
  return [
    { name: 'open', keys: 'Enter', run: () => openTab(id) },
    { name: 'newWindow', keys: 'Shift+Enter', run: () => void openInWindow(id) },
    { name: 'copyLink', run: () => void copyWallLink({ id, name }) },
    { name: 'rename', keys: 'F2', run: () => openWallForm({ kind: 'rename-wall', id, name }) },
    { name: 'duplicate', run: () => void createWall({ copyOf: id }) },
    { name: 'moveTo', run: () => openWallForm({ kind: 'move', id, name }) },
    { name: 'up', keys: 'Alt+ArrowUp', run: () => stepWall(id, -1) },
    { name: 'down', keys: 'Alt+ArrowDown', run: () => stepWall(id, 1) },
    { name: 'versions', run: () => openSide(id, 'versions') },
    ...(isMissing ? [{ name: 'missing' as const, run: () => openSide(id, 'missing') }] : []),
    { name: 'export', run: () => void exportWalls([id]) },
    ...(isOpen && tabs.length > 1 ? [{ name: 'closeTab' as const, run: () => closeTab(id) }] : []),
    { name: 'remove', keys: 'Delete', run: () => void removeWall({ id, name }) },
  ];
}

/** Beside the wall that it is about. */
function openSide(wallId: WallId, kind: 'versions' | 'missing'): void {
  openTab(wallId);
  openWallSide({ kind, wallId });
}

export function folderCommandsOf(folder: WallFolder): readonly WallCommand[] {
  const { id, name } = folder;
  const inside = useWallLibrary.getState().places.filter(({ folderId }) => folderId === id);
  return [
    { name: 'createIn', run: () => void createWall({ folderId: id }) },
    { name: 'rename', keys: 'F2', run: () => openWallForm({ kind: 'rename-folder', id, name }) },
    { name: 'up', keys: 'Alt+ArrowUp', run: () => stepFolder(folder, -1) },
    { name: 'down', keys: 'Alt+ArrowDown', run: () => stepFolder(folder, 1) },
    ...(inside.length === 0
      ? []
      : [{ name: 'exportFolder' as const, run: () => void exportWalls(inside.map(({ wallId }) => wallId)) }]),
    { name: 'remove', keys: 'Delete', run: () => void removeFolder(folder) },
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

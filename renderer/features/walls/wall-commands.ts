/** What can be done with a wall or a folder: one list for the menus and for the keys. The keys are those of the table. */
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

export interface WallCommand {
  readonly name: WallCommandName;
  /** The actions of the table whose keys run the command on the row that has the focus; a menu prints the keys of the first. */
  readonly actions: readonly [RowActionId, ...RowActionId[]];
  readonly run: () => void;
}

export function commandsOf({ id, name }: Wall): readonly WallCommand[] {
  const tabs = tabsOf(useWindow.getState(), useWalls.getState().currentId);
  const isOpen = tabs.includes(id);
  const isMissing = selectMissing(id)(useWallLibrary.getState()).length > 0;
  return [
    { name: 'open', actions: ['walls.open'], run: () => openTab(id) },
    { name: 'newWindow', actions: ['walls.newWindow', 'wall.newWindow'], run: () => void openInWindow(id) },
    { name: 'copyLink', actions: ['wall.copyLink'], run: () => void copyWallLink({ id, name }) },
    {
      name: 'rename',
      actions: ['walls.rename', 'wall.rename'],
      run: () => openWallForm({ kind: 'rename-wall', id, name }),
    },
    { name: 'duplicate', actions: ['wall.duplicate'], run: () => void createWall({ copyOf: id }) },
    { name: 'moveTo', actions: ['wall.moveTo'], run: () => openWallForm({ kind: 'move', id, name }) },
    { name: 'up', actions: ['walls.up'], run: () => stepWall(id, -1) },
    { name: 'down', actions: ['walls.down'], run: () => stepWall(id, 1) },
    { name: 'versions', actions: ['wall.versions'], run: () => openSide(id, 'versions') },
    ...(isMissing
      ? [{ name: 'missing' as const, actions: ['wall.missing'] as const, run: () => openSide(id, 'missing') }]
      : []),
    { name: 'export', actions: ['wall.export'], run: () => void exportWalls([id]) },
    ...(isOpen && tabs.length > 1
      ? [{ name: 'closeTab' as const, actions: ['wall.closeTab'] as const, run: () => closeTab(id) }]
      : []),
    { name: 'remove', actions: ['walls.remove', 'wall.remove'], run: () => void removeWall({ id, name }) },
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
    { name: 'createIn', actions: ['wall.create'], run: () => void createWall({ folderId: id }) },
    { name: 'rename', actions: ['walls.rename'], run: () => openWallForm({ kind: 'rename-folder', id, name }) },
    { name: 'up', actions: ['walls.up'], run: () => stepFolder(folder, -1) },
    { name: 'down', actions: ['walls.down'], run: () => stepFolder(folder, 1) },
    ...(inside.length === 0
      ? []
      : [
          {
            name: 'exportFolder' as const,
            actions: ['wall.export'] as const,
            run: () => void exportWalls(inside.map(({ wallId }) => wallId)),
          },
        ]),
    { name: 'remove', actions: ['walls.remove'], run: () => void removeFolder(folder) },
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

/** The actions of the library of walls: tabs, windows, folders, versions, files, and the rows of the list of walls. */
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { openWallForm, openWallSide, toggleWallList } from '../../state/page/wall-panel.ts';
import { exportWalls } from '../../state/walls/wall-library.ts';
import { selectWall, useWalls } from '../../state/walls/walls.ts';
import { copyWallLink } from '../../state/windows/links.ts';
import { createWall, removeWall } from '../../state/windows/wall-tabs.ts';
import { closeTab, openInWindow, stepTab } from '../../state/windows/window.ts';

const inWalls = (...keys: readonly Chord[]): DeclaredAction => ({
  group: 'walls',
  scope: 'walls',
  keys,
  isKeyOnly: true,
});
const wall = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'wall', scope: 'live', keys });

const actions = {
  'walls.move': { ...inWalls('ArrowUp', 'ArrowDown', 'Home', 'End'), isFixed: true },
  'walls.fold': { ...inWalls('ArrowLeft', 'ArrowRight'), isFixed: true },
  'walls.open': inWalls('Enter', 'Space'),
  'walls.newWindow': inWalls('Shift+Enter'),
  'walls.menu': inWalls('ContextMenu', 'Shift+F10'),
  'walls.rename': inWalls('F2'),
  'walls.up': { ...inWalls('Alt+ArrowUp'), isRepeating: true },
  'walls.down': { ...inWalls('Alt+ArrowDown'), isRepeating: true },
  'walls.remove': inWalls('Delete'),

  'wall.next': { ...wall('Mod+PageDown'), isRepeating: true, after: 'wall.divide' },
  'wall.previous': { ...wall('Mod+PageUp'), isRepeating: true },

  'wall.list': { ...wall('W'), after: 'wall.fullScreen' },
  'wall.create': wall('Alt+T'),
  'wall.duplicate': wall('Alt+Shift+D'),
  'wall.remove': wall('Alt+Delete'),
  'wall.moveTo': wall('Alt+Shift+F'),
  'wall.createFolder': wall('Alt+Shift+T'),
  'wall.copyLink': wall('Alt+Shift+C'),
  'wall.closeTab': wall('Alt+W'),
  'wall.newWindow': wall('Alt+N'),
  'wall.openKiosk': wall('Alt+K'),
  'wall.rename': wall('Alt+Shift+R'),
  'wall.versions': wall('Alt+H'),
  'wall.missing': wall('Alt+M'),
  'wall.import': wall('Alt+I'),
  'wall.export': wall('Alt+E'),
  'wall.exportAll': wall('Alt+Shift+E'),
  'wall.pasteLink': { ...wall('Mod+V'), isFixed: true, isKeyOnly: true },
} satisfies Readonly<Record<string, DeclaredAction>>;

/** Does something with the wall that shows. */
function onWall(act: (wall: Wall) => void): () => boolean {
  return () => {
    const shown = selectWall(useWalls.getState());
    if (shown !== null) act(shown);
    return shown !== null;
  };
}

export const wallsActions: AreaActions<keyof typeof actions, 'walls'> = areaActions({
  groups: [{ id: 'walls', icon: 'grid4', label: (t) => t('walls.names.group') }],
  scopes: [{ id: 'walls', around: 'live', takesLetters: true }],
  actions,
  title: (t, id) => t(`walls.names.actions.${id}`),
  runs: {
    'wall.next': () => stepTab(1),
    'wall.previous': () => stepTab(-1),
    'wall.list': toggleWallList,
    'wall.create': () => void createWall(),
    'wall.duplicate': onWall(({ id }) => void createWall({ copyOf: id })),
    'wall.remove': onWall(({ id, name }) => void removeWall({ id, name })),
    'wall.moveTo': onWall(({ id, name }) => openWallForm({ kind: 'move', id, name })),
    'wall.createFolder': () => openWallForm({ kind: 'create-folder', wallId: null }),
    'wall.copyLink': onWall((shown) => void copyWallLink(shown)),
    'wall.closeTab': onWall(({ id }) => closeTab(id)),
    'wall.newWindow': onWall(({ id }) => void openInWindow(id)),
    'wall.openKiosk': onWall(({ id }) => void openInWindow(id, { isKiosk: true })),
    'wall.rename': onWall(({ id, name }) => openWallForm({ kind: 'rename-wall', id, name })),
    'wall.versions': onWall(({ id }) => openWallSide({ kind: 'versions', wallId: id })),
    'wall.missing': onWall(({ id }) => openWallSide({ kind: 'missing', wallId: id })),
    'wall.import': () => openWallSide({ kind: 'import' }),
    'wall.export': onWall(({ id }) => void exportWalls([id])),
    'wall.exportAll': () => void exportWalls(useWalls.getState().walls.map(({ id }) => id)),
  },
});

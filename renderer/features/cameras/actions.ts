/** The actions of the list of cameras and of its rows. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { refreshDirectory } from '../../state/cameras/directory.ts';
import { openNumbers } from '../../state/cameras/numbers.ts';
import { showInTree } from './model/tree-reveal.ts';
import { postNotice } from '../../state/page/notices.ts';
import { selectedCamera } from '../../state/sequences/selected-camera.ts';
import { setPreferences, usePreferences } from '../../state/page/preferences.ts';
import { copyIds, openInNewWall } from './camera-menu.ts';

const row = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'cameras', scope: 'tree', keys, isKeyOnly: true });
/** Of the list itself, which stands beside the wall and beside playback. */
const list = (key: Chord): DeclaredAction => ({ group: 'cameras', scope: 'live', keys: [key], alsoOn: ['playback'] });
const fixed = (...keys: readonly Chord[]): DeclaredAction => ({ ...row(...keys), isFixed: true });

const actions = {
  'cameras.refresh': { group: 'cameras', scope: 'live', keys: ['Shift+R'] },
  'cameras.newSite': list('Shift+N'),
  'cameras.filter': list('Shift+F'),
  'cameras.view': list('Shift+V'),
  'cameras.numbers': { group: 'cameras', scope: 'live', keys: ['Alt+U'] },
  'cameras.expandAll': list('Shift+X'),
  'cameras.collapseAll': list('Shift+C'),
  'cameras.listMenu': { ...list('Shift+L'), isKeyOnly: true },
  'cameras.follow': { group: 'cameras', scope: 'live', keys: ['Alt+Shift+G'] },
  'cameras.show': { group: 'cameras', scope: 'live', keys: ['Shift+T'] },
  'cameras.newWall': { group: 'cameras', scope: 'live', keys: ['Alt+Shift+W'] },
  'cameras.newWindow': { group: 'cameras', scope: 'live', keys: ['Alt+Shift+O'] },
  'cameras.copyIds': { group: 'cameras', scope: 'live', keys: ['Alt+Shift+I'] },
  'tree.move': fixed('ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'),
  'tree.fold': fixed('ArrowLeft', 'ArrowRight'),
  'tree.activate': fixed('Enter'),
  'tree.choose': fixed('Space'),
  'tree.preview': row('Alt+P'),
  'tree.menu': row('ContextMenu', 'Shift+F10'),
  'tree.wall': row('Mod+Enter'),
  'tree.fill': row('Mod+Shift+Enter'),
  'tree.addTo': row('Insert'),
  'tree.createInside': row('Shift+Insert'),
  'tree.moveTo': row('Mod+M'),
  'tree.rename': row('F2'),
  'tree.number': row('Shift+F2'),
  'tree.up': { ...row('Alt+ArrowUp'), isRepeating: true },
  'tree.down': { ...row('Alt+ArrowDown'), isRepeating: true },
  'tree.indent': row('Alt+ArrowRight'),
  'tree.outdent': row('Alt+ArrowLeft'),
  'tree.remove': row('Delete'),
} satisfies Readonly<Record<string, DeclaredAction>>;

/** Does something with the camera of the selected tile; there is nothing to do where the tile shows no camera. */
function onSelected(act: (channelId: ChannelId) => void): () => boolean {
  return () => {
    const channelId = selectedCamera();
    if (channelId !== null) act(channelId);
    return channelId !== null;
  };
}

function toggleFollowing(): void {
  const isTreeFollowing = !usePreferences.getState().isTreeFollowing;
  void setPreferences({ isTreeFollowing });
  postNotice(isTreeFollowing ? 'treeFollows' : 'treeStays');
}

const VIEWS = ['both', 'sites', 'clouds'] as const;

function nextView(): void {
  const at = VIEWS.indexOf(usePreferences.getState().cameraView);
  void setPreferences({ cameraView: VIEWS[(at + 1) % VIEWS.length] ?? 'both' });
}

export const camerasActions: AreaActions<keyof typeof actions, 'tree'> = areaActions({
  groups: [{ id: 'cameras', icon: 'device', label: (t) => t('cameras.names.group') }],
  // As on the wall: letters and figures are keys of the screen, and the search field finds names.
  scopes: [{ id: 'tree', around: 'live', alsoOn: ['playback'], takesLetters: true }],
  actions,
  title: (t, id) => t(`cameras.names.actions.${id}`),
  runs: {
    'cameras.refresh': () => useAccounts.getState().accounts.forEach(({ id }) => void refreshDirectory(id)),
    'cameras.view': nextView,
    'cameras.numbers': () => openNumbers(),
    'cameras.follow': toggleFollowing,
    'cameras.show': onSelected(showInTree),
    'cameras.newWall': onSelected((id) => openInNewWall(id, false)),
    'cameras.newWindow': onSelected((id) => openInNewWall(id, true)),
    'cameras.copyIds': onSelected((id) => void copyIds(id)),
  },
});

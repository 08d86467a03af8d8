/** The actions of the list of cameras and of its rows. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { refreshDirectory } from '../../state/cameras/directory.ts';
import { openNumbers } from '../../state/cameras/numbers.ts';
import { setPreferences, usePreferences } from '../../state/page/preferences.ts';

const row = (...keys: readonly Chord[]): DeclaredAction => ({
  ...{ group: 'cameras', scope: 'tree', keys, isKeyOnly: true },
});
const fixed = (...keys: readonly Chord[]): DeclaredAction => ({ ...row(...keys), isFixed: true });

const actions = {
  'cameras.refresh': { group: 'cameras', scope: 'live', keys: ['Shift+R'] },
  'cameras.newSite': { group: 'cameras', scope: 'live', keys: ['Shift+N'] },
  'cameras.filter': { group: 'cameras', scope: 'live', keys: ['Shift+F'] },
  'cameras.view': { group: 'cameras', scope: 'live', keys: ['Shift+V'] },
  'cameras.numbers': { group: 'cameras', scope: 'live', keys: ['Alt+U'] },
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

const VIEWS = ['both', 'sites', 'clouds'] as const;

function nextView(): void {
  const at = VIEWS.indexOf(usePreferences.getState().cameraView);
  void setPreferences({ cameraView: VIEWS[(at + 1) % VIEWS.length] ?? 'both' });
}

export const camerasActions: AreaActions<keyof typeof actions, 'tree'> = areaActions({
  groups: [{ id: 'cameras', icon: 'device', label: (t) => t('cameras.names.group') }],
  scopes: [{ id: 'tree', around: 'live' }],
  actions,
  title: (t, id) => t(`cameras.names.actions.${id}`),
  runs: {
    'cameras.refresh': () => useAccounts.getState().accounts.forEach(({ id }) => void refreshDirectory(id)),
    'cameras.view': nextView,
    'cameras.numbers': () => openNumbers(),
  },
});

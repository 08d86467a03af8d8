/** The actions of the screen of cloud accounts. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { goTo, openCloudsPanel } from '../../state/page/navigation.ts';

const clouds = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'clouds', scope: 'clouds', keys });

const actions = {
  'clouds.add': { group: 'clouds', scope: 'everywhere', keys: ['Shift+A'] },
  'clouds.import': clouds('Shift+I'),
  'clouds.export': clouds('Shift+E'),
  'clouds.testAll': clouds('Shift+T'),
  'clouds.test': { ...clouds('T'), isKeyOnly: true },
  'clouds.switch': { ...clouds('O'), isKeyOnly: true },
  'clouds.edit': { ...clouds('F2'), isKeyOnly: true },
  'clouds.remove': { ...clouds('Delete'), isKeyOnly: true },

  'app.clouds': { group: 'window', scope: 'everywhere', keys: ['Mod+8'], reach: 'fields', after: 'app.live' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const cloudsActions: AreaActions<keyof typeof actions, 'clouds'> = areaActions({
  groups: [{ id: 'clouds', icon: 'cloud', label: (t) => t('clouds.names.group') }],
  scopes: [{ id: 'clouds', around: 'everywhere' }],
  actions,
  title: (t, id) => t(`clouds.names.actions.${id}`),
  runs: {
    'app.clouds': () => goTo('clouds'),
    'clouds.add': () => openCloudsPanel({ kind: 'add' }),
    'clouds.import': () => openCloudsPanel({ kind: 'import' }),
  },
});

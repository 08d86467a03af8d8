/** The actions of the table of devices. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { goTo } from '../../state/page/navigation.ts';

const actions = {
  'devices.save': { group: 'devices', scope: 'devices', keys: ['Shift+E'] },

  'app.devices': { group: 'window', scope: 'everywhere', keys: ['Mod+6'], reach: 'fields', after: 'app.targets' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const devicesActions: AreaActions<keyof typeof actions, 'devices'> = areaActions({
  groups: [{ id: 'devices', icon: 'device', label: (t) => t('devices.names.screen') }],
  scopes: [{ id: 'devices', around: 'everywhere' }],
  actions,
  title: (t, id) => t(`devices.names.actions.${id}`),
  runs: { 'app.devices': () => goTo('devices') },
});

/** The actions of the exports. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { goTo } from '../../state/page/navigation.ts';
import { checkAnywhere, showLibrary } from './model/exports.ts';

const actions = {
  'exports.search': { group: 'exports', scope: 'exports', keys: ['/'] },
  'exports.view': { group: 'exports', scope: 'exports', keys: ['V'] },
  'exports.check': { group: 'exports', scope: 'exports', keys: ['C'] },
  'exports.checkZip': { group: 'exports', scope: 'exports', keys: ['Shift+C'] },

  'app.exports': { group: 'window', scope: 'everywhere', keys: ['Mod+3'], reach: 'fields', after: 'app.playback' },
  'app.library': { group: 'window', scope: 'everywhere', keys: ['Alt+Shift+B'], reach: 'fields', after: 'app.exports' },
  'app.check': { group: 'window', scope: 'everywhere', keys: ['Alt+Shift+V'], reach: 'fields', after: 'app.library' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const exportsActions: AreaActions<keyof typeof actions, 'exports'> = areaActions({
  groups: [{ id: 'exports', icon: 'export', label: (t) => t('exports.names.group') }],
  scopes: [{ id: 'exports', around: 'everywhere' }],
  actions,
  title: (t, id) => t(`exports.names.actions.${id}`),
  runs: { 'app.exports': () => goTo('exports'), 'app.library': showLibrary, 'app.check': checkAnywhere },
});

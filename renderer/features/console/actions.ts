/** The actions of the API console. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { goTo } from '../../state/page/navigation.ts';

const actions = {
  'console.run': { group: 'console', scope: 'console', keys: ['Mod+Enter'], reach: 'fields' },
  'console.search': { group: 'console', scope: 'console', keys: ['/'] },
  'console.tree': { group: 'console', scope: 'console', keys: ['Alt+1'] },
  'console.json': { group: 'console', scope: 'console', keys: ['Alt+2'] },
  'console.history': { group: 'console', scope: 'console', keys: ['Alt+3'] },

  'app.console': { group: 'window', scope: 'everywhere', keys: ['Mod+9'], reach: 'fields', after: 'app.clouds' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const consoleActions: AreaActions<keyof typeof actions, 'console'> = areaActions({
  groups: [{ id: 'console', icon: 'console', label: (t) => t('console.names.group') }],
  scopes: [{ id: 'console', around: 'everywhere' }],
  actions,
  title: (t, id) => t(`console.names.actions.${id}`),
  runs: { 'app.console': () => goTo('console') },
});

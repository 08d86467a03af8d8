/** The actions of the list of saved files. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { toggleSavedPanel } from './model/saved.ts';

const actions = {
  'app.saved': { group: 'window', scope: 'everywhere', keys: ['Alt+Shift+K'], reach: 'fields', after: 'app.messages' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const savedActions: AreaActions<keyof typeof actions> = areaActions({
  actions,
  title: (t, id) => t(`saved.names.actions.${id}`),
  runs: { 'app.saved': toggleSavedPanel },
});

/** The action of the page of all jobs. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { goTo } from '../../state/page/navigation.ts';

const actions = {
  'app.jobs': { group: 'window', scope: 'everywhere', keys: ['Alt+Shift+Q'], reach: 'fields', after: 'app.devices' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const jobsActions: AreaActions<keyof typeof actions> = areaActions({
  actions,
  title: (t, id) => t(`jobs.names.actions.${id}`),
  runs: { 'app.jobs': () => goTo('jobs') },
});

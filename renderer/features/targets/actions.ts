/** The actions of the target libraries. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { goTo } from '../../state/page/navigation.ts';

const actions = {
  'app.targets': { group: 'window', scope: 'everywhere', keys: ['Mod+5'], reach: 'fields', after: 'app.presets' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const targetsActions: AreaActions<keyof typeof actions> = areaActions({
  actions,
  title: (t, id) => t(`targets.names.actions.${id}`),
  runs: { 'app.targets': () => goTo('targets') },
});

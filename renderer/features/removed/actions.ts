/** The action that opens the list of deleted things. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { openWallSide } from '../../state/page/wall-panel.ts';

const actions = {
  'removed.open': { group: 'wall', scope: 'live', keys: ['Alt+Z'], after: 'wall.missing' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const removedActions: AreaActions<keyof typeof actions> = areaActions({
  actions,
  title: (t, id) => t(`removed.names.actions.${id}`),
  runs: { 'removed.open': () => openWallSide({ kind: 'removed' }) },
});

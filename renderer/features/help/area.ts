/** Help: keys, what messages of failures mean, the problem report. An area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { openDialog } from '../../state/page/navigation.ts';
import { texts } from './texts/index.ts';

const actions = {
  'app.help': { group: 'window', scope: 'everywhere', keys: ['F1'], reach: 'fields', after: 'app.shortcuts' },
} satisfies Readonly<Record<string, DeclaredAction>>;

const helpActions: AreaActions<keyof typeof actions> = areaActions({
  actions,
  title: (t, id) => t(`help.names.actions.${id}`),
  runs: { 'app.help': () => openDialog('help') },
});

export const helpArea = { id: 'help', texts, actions: helpActions } as const satisfies Area;

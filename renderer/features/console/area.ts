/** The API console as an area, see state/page/area.ts. */
import { focusConsoleSearch } from './model/console.ts';
import type { Area } from '../../state/page/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { operationSource } from './operation-entries.ts';

export const consoleArea = {
  id: 'console',
  screen: {
    label: (t) => t('shell.activities.console'),
    icon: 'console',
    tab: { icon: 'console', label: (t) => t('shell.tabs.console') },
    Content: fetched(async () => (await import('./console-page.tsx')).ConsolePage),
    side: {
      region: 'operations',
      title: (t) => t('console.list.title'),
      Content: fetched(async () => (await import('./operation-list.tsx')).OperationList),
    },
    find: focusConsoleSearch,
  },
  palette: operationSource,
} as const satisfies Area;

/** The API console as an area, see state/page/area.ts. */
import { focusConsoleSearch } from './model/console.ts';
import type { Area } from '../../state/actions/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { operationSource } from './operation-entries.ts';
import { texts } from './texts/index.ts';

export const consoleArea = {
  id: 'console',
  texts,
  screen: {
    label: (t) => t('console.names.screen'),
    icon: 'console',
    tab: { icon: 'console', label: (t) => t('console.names.tab') },
    Content: fetched('console', async () => (await import('./console-page.tsx')).ConsolePage),
    side: {
      region: 'operations',
      title: (t) => t('console.names.side'),
      Content: fetched('console', async () => (await import('./operation-list.tsx')).OperationList),
    },
    find: focusConsoleSearch,
  },
  palette: operationSource,
} as const satisfies Area;

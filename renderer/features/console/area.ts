/** The API console as an area, see state/actions/area.ts. */
import { followWanted } from './model/wanted-operation.ts';
import { focusConsoleSearch } from './model/console.ts';
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { consoleActions } from './actions.ts';
import { operationSource } from './operations/operation-entries.ts';
import { texts } from './texts/index.ts';

/** Typed here, so that the names of all screens can be derived from the areas. */
const screen: AreaScreen = {
  label: (t) => t('console.names.screen'),
  icon: 'console',
  tab: { icon: 'console', label: (t) => t('console.names.tab') },
  Content: fetched(async () => (await import('./console-page.tsx')).ConsolePage),
  side: {
    region: 'operations',
    title: (t) => t('console.names.side'),
    Content: fetched(async () => (await import('./operations/operation-list.tsx')).OperationList),
  },
  find: focusConsoleSearch,
};

export const consoleArea = {
  id: 'console',
  texts,
  actions: consoleActions,
  screen,
  palette: [operationSource],
  follow: followWanted,
} as const satisfies Area;

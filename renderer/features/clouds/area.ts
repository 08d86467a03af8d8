/** The cloud accounts as an area, see state/actions/area.ts. */
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { focusCameraSearch } from '../../state/page/navigation.ts';
import { fetched } from '../../ui/fetched.ts';
import { cloudsActions } from './actions.ts';
import { cloudStatus } from './cloud-status.tsx';
import { texts } from './texts/index.ts';

/** Typed here, so that the names of all screens can be derived from the areas. */
const screen: AreaScreen = {
  label: (t) => t('clouds.names.screen'),
  icon: 'cloud',
  tab: { icon: 'cloud', label: (t) => t('clouds.names.tab') },
  Content: fetched(async () => (await import('./clouds-page.tsx')).CloudsPage),
  // The page has no search of its own: the search of the cameras comes up.
  find: focusCameraSearch,
};

export const cloudsArea = {
  id: 'clouds',
  texts,
  actions: cloudsActions,
  screen,
  status: cloudStatus,
} as const satisfies Area;

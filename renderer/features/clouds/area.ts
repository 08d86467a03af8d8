/** The cloud accounts as an area, see state/page/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { focusCameraSearch } from '../../state/page/navigation.ts';
import { fetched } from '../../ui/fetched.ts';
import { texts } from './texts/index.ts';

export const cloudsArea = {
  id: 'clouds',
  texts,
  screen: {
    label: (t) => t('clouds.names.screen'),
    icon: 'cloud',
    tab: { icon: 'cloud', label: (t) => t('clouds.names.tab') },
    Content: fetched('clouds', async () => (await import('./clouds-page.tsx')).CloudsPage),
    // The page has no search of its own: the search of the cameras comes up.
    find: focusCameraSearch,
  },
} as const satisfies Area;

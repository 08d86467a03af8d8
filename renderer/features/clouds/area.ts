/** The cloud accounts as an area, see state/page/area.ts. */
import type { Area } from '../../state/page/area.ts';
import { focusCameraSearch } from '../../state/page/navigation.ts';
import { fetched } from '../../ui/fetched.ts';

export const cloudsArea = {
  id: 'clouds',
  screen: {
    label: (t) => t('shell.activities.clouds'),
    icon: 'cloud',
    tab: { icon: 'cloud', label: (t) => t('shell.tabs.accounts') },
    Content: fetched(async () => (await import('./clouds-page.tsx')).CloudsPage),
    // The page has no search of its own: the search of the cameras comes up.
    find: focusCameraSearch,
  },
} as const satisfies Area;

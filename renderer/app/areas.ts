/**
 * The areas of the client, in the order of the activity bar: the one list that a new area enters. Screens and their names are
 * derived from the list; the bars, the palette and the start of the page read it.
 */
import { camerasArea } from '../features/cameras/area.ts';
import { cloudsArea } from '../features/clouds/area.ts';
import { consoleArea } from '../features/console/area.ts';
import { sequencesArea } from '../features/sequences/area.ts';
import { wallsArea } from '../features/walls/area.ts';
import { WallTabs } from '../shell/wall-tabs.tsx';
import type { Area, PlannedArea } from '../state/actions/area.ts';
import { focusCameraSearch } from '../state/page/navigation.ts';
import type { IconName } from '../ui/icons/names.ts';
import { LiveScreen } from './live-screen.tsx';

/** The live screen joins several features, so app describes it. It comes with the page. */
const liveArea = {
  id: 'live',
  screen: {
    label: (t) => t('live.names.screen'),
    icon: 'live',
    tab: WallTabs,
    Content: LiveScreen,
    isWhole: true,
    find: focusCameraSearch,
  },
} as const satisfies Area;

const planned = (
  id: 'playback' | 'alarms' | 'targets' | 'devices' | 'statistics' | 'exports',
  icon: IconName,
): PlannedArea => ({ id, icon, isPlanned: true, label: (t) => t(`shell.activities.${id}`) });

/** Every area that is there. */
export const AREAS = [liveArea, cloudsArea, consoleArea, camerasArea, wallsArea, sequencesArea] as const;

/** The way to every screen, and the places of screens to come. */
export const ACTIVITIES: readonly (Area | PlannedArea)[] = [
  liveArea,
  planned('playback', 'playback'),
  planned('alarms', 'alarm'),
  planned('targets', 'targets'),
  planned('devices', 'device'),
  planned('statistics', 'stats'),
  planned('exports', 'export'),
  cloudsArea,
  consoleArea,
];

type ScreenId = Extract<(typeof AREAS)[number], { readonly screen: object }>['id'];

declare module '../state/page/navigation.ts' {
  interface Screens extends Record<ScreenId, true> {
    readonly live: true;
  }
}

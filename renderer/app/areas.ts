/**
 * The areas of the client: the one list that a new area enters. Screens and their names are derived from the list; the bars,
 * the palette, the table of keys and the start of the page read it.
 */
import { camerasArea } from '../features/cameras/area.ts';
import { cloudsArea } from '../features/clouds/area.ts';
import { consoleArea } from '../features/console/area.ts';
import { devicesArea } from '../features/devices/area.ts';
import { exportsArea } from '../features/exports/area.ts';
import { targetsArea } from '../features/targets/area.ts';
import { focusJobs } from '../features/targets/model/jobs.ts';
import { helpArea } from '../features/help/area.ts';
import { texts as liveTexts } from '../features/live/texts/index.ts';
import { jobsArea } from '../features/jobs/area.ts';
import { networkArea } from '../features/network/area.ts';
import { onboardingArea } from '../features/onboarding/area.ts';
import { playbackArea } from '../features/playback/area.ts';
import { picturesArea } from '../features/pictures/area.ts';
import { presetsArea } from '../features/presets/area.ts';
import { removedArea } from '../features/removed/area.ts';
import { savedArea } from '../features/saved/area.ts';
import { sequencesArea } from '../features/sequences/area.ts';
import { liveActions } from '../features/live/actions.ts';
import { liveSettings } from '../features/live/settings.ts';
import { liveStatus } from '../features/live/status/live-status.tsx';
import { liveCameraMenu } from '../features/live/tools/camera-menu.ts';
import { settingsArea } from '../features/settings/area.ts';
import { wallsArea } from '../features/walls/area.ts';
import { windowActions } from '../shell/actions.ts';
import { WallTabs } from '../features/walls/wall-tabs.tsx';
import type { Area, AreaScreen } from '../state/actions/area.ts';
import { setCameraMenu, setCamerasMenu } from '../state/actions/camera-menu.ts';
import { setRemovable } from '../state/actions/removable.ts';
import { setActions, type KeysOf } from '../state/actions/shortcut-table.ts';
import { findCamera } from '../state/page/wall-panel.ts';
import { fetched } from '../ui/fetched.ts';
import { LiveScreen } from './live-screen.tsx';

/** The window around the screens has actions of its own. */
const windowArea = { id: 'window', actions: windowActions } as const satisfies Area;

/** The live screen joins several features, so app describes it. It comes with the page. */
const liveScreen: AreaScreen = {
  label: (t) => t('live.names.screen'),
  icon: 'live',
  tab: WallTabs,
  Content: LiveScreen,
  isWhole: true,
  find: findCamera,
};
const liveArea = {
  id: 'live',
  texts: liveTexts,
  screen: liveScreen,
  actions: liveActions,
  cameraMenu: liveCameraMenu,
  settings: liveSettings,
  status: liveStatus,
} as const satisfies Area;

/** The PTZ stage joins the picture and the controls of the live area with the presets. */
const ptzArea = presetsArea(fetched(async () => (await import('./presets-screen.tsx')).PresetsScreen));

/** Beside the pictures of playback stands the list of cameras, as beside the wall. */
const pastArea = playbackArea(fetched(async () => (await import('./playback-side.tsx')).PlaybackSide));

/** The page of all jobs joins the jobs of the areas that have some: so far the imports of people. */
const allJobsArea = jobsArea(
  fetched(async () => (await import('../features/targets/jobs-page.tsx')).JobsPage),
  focusJobs,
);

/** Adding cameras joins the live picture with the steps of a new camera. */
const addArea = onboardingArea(fetched(async () => (await import('./onboarding-screen.tsx')).OnboardingScreen));

/** Every area that is there, in the order in which the sheet of keys lists their actions. */
export const AREAS = [
  windowArea,
  liveArea,
  camerasArea,
  wallsArea,
  removedArea,
  sequencesArea,
  cloudsArea,
  consoleArea,
  pastArea,
  exportsArea,
  ptzArea,
  targetsArea,
  allJobsArea,
  addArea,
  settingsArea,
  networkArea,
  savedArea,
  picturesArea,
  devicesArea,
  helpArea,
] as const;

const areas: readonly Area[] = AREAS;
setActions(areas.flatMap(({ actions }) => actions ?? []));
setCameraMenu(areas.map(({ cameraMenu }) => cameraMenu ?? []));
setCamerasMenu(areas.flatMap((area) => area.camerasMenu ?? []));
setRemovable(areas.flatMap(({ removed }) => removed ?? []));

/** The areas with a screen, in the order of the activity bar. */
export const ACTIVITIES: readonly Area[] = [
  ...[liveArea, pastArea, exportsArea, ptzArea, targetsArea, devicesArea, allJobsArea, addArea, cloudsArea],
  consoleArea,
];

type AreaActionsOf = Extract<(typeof AREAS)[number], { readonly actions: object }>['actions'];

declare module '../state/actions/shortcut-table.ts' {
  interface AreaKeys {
    readonly areas: KeysOf<AreaActionsOf>;
  }
}

type ScreenId = Extract<(typeof AREAS)[number], { readonly screen: object }>['id'];

declare module '../state/page/navigation.ts' {
  interface Screens {
    readonly areas: ScreenId;
  }
}

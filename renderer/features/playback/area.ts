/** Playback of recordings as an area, see state/actions/area.ts. */
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { playbackActions } from './actions.ts';
import { playbackCameraMenu, playbackCamerasMenu } from './camera-menu.ts';
import { focusCameraChoice } from './model/camera-choice.ts';
import { followRetrievalEnds } from './model/retrieval-end.ts';
import { followReviews } from './model/reviews.ts';
import { texts } from './texts/index.ts';

/** Typed here, so that the names of all screens can be derived from the areas. */
const screen: AreaScreen = {
  label: (t) => t('playback.names.screen'),
  icon: 'playback',
  tab: fetched('playback', async () => (await import('./review-tabs.tsx')).ReviewTabs),
  Content: fetched('playback', async () => (await import('./playback-page.tsx')).PlaybackPage),
  side: {
    region: 'playback',
    title: (t) => t('playback.names.side'),
    Content: fetched('playback', async () => (await import('./camera-list.tsx')).CameraList),
  },
  find: focusCameraChoice,
  kiosk: true,
};

function follow(): () => void {
  const stops = [followReviews(), followRetrievalEnds()];
  return () => stops.forEach((stop) => stop());
}

export const playbackArea = {
  id: 'playback',
  texts,
  actions: playbackActions,
  cameraMenu: playbackCameraMenu,
  camerasMenu: playbackCamerasMenu,
  screen,
  follow,
} as const satisfies Area;

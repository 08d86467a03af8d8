/** Playback of recordings as an area, see state/actions/area.ts. */
import type { ComponentType } from 'react';
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { playbackActions } from './actions.ts';
import { takeBookmarkAway } from './bookmarks/take-away.ts';
import { playbackCameraMenu, playbackCamerasMenu } from './cameras/camera-menu.ts';
import { focusCameraChoice } from './cameras/camera-choice.ts';
import { followRetrievalEnds } from './retrievals/retrieval-end.ts';
import { followReviews } from './reviews/reviews.ts';
import { texts } from './texts/index.ts';

/** @param Side the cameras of the review with the list of all cameras, which is of another area. */
const screenOf = (Side: ComponentType): AreaScreen => ({
  label: (t) => t('playback.names.screen'),
  icon: 'playback',
  tab: fetched(async () => (await import('./reviews/review-tabs.tsx')).ReviewTabs),
  Content: fetched(async () => (await import('./playback-page.tsx')).PlaybackPage),
  side: { region: 'playback', title: (t) => t('playback.names.side'), Content: Side },
  find: focusCameraChoice,
  kiosk: true,
});

function follow(): () => void {
  const stops = [followReviews(), followRetrievalEnds()];
  return () => stops.forEach((stop) => stop());
}

export const playbackArea = (Side: ComponentType) =>
  ({
    id: 'playback',
    texts,
    actions: playbackActions,
    cameraMenu: playbackCameraMenu,
    camerasMenu: playbackCamerasMenu,
    removed: [
      { kind: 'bookmark', icon: 'bookmark', label: (t) => t('playback.names.bookmark'), takeAway: takeBookmarkAway },
    ],
    screen: screenOf(Side),
    follow,
  }) as const satisfies Area;

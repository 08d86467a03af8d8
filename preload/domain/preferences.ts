import type { ChannelId } from './ids.ts';
import type { RecordingPlace } from './recording/recordings.ts';
import type { Review } from './recording/reviews.ts';

/** More cameras at once are too small to review, and too much to decode. */
export const MAX_PLAYBACK_CAMERAS = 16;

export interface PlaybackCamera {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
}

/**
 * The settings before the operator chooses others. Main stores the choices, and the page draws before it receives them:
 * both begin with these values.
 */
export const DEFAULT_PREFERENCES = {
  locale: null,
  /** As wide as the theme draws it; see `layout.sidePanel.wide` there. */
  sidePanelWidthPx: 264,
  isSidePanelOpen: true,
  isStatisticsShown: false,
  isClockShown: false,
  cameraView: 'both' as const,
  textPercent: 100 as const,
  motion: 'system' as const,
  shortcuts: {},
  protectedCameras: [],
  streamChoices: [],
  wallStreams: [],
  startWallId: null,
  alarmHoldSec: 20,
  isPreviewOn: true,
  isTreeFollowing: true,
  treeFolding: { base: 'usual' as const, opened: [], closed: [] },
  deviceColumns: null as string[] | null,
  playbackRowsPx: null as number | null,
  recentCommands: [],
  playback: { cameras: [] as PlaybackCamera[], atMs: null as number | null },
  reviews: { sessions: [] as Review[], currentId: null as string | null },
  deskTour: null as { readonly channelId: ChannelId; readonly atMs: number } | null,
  playbackZone: 'operator' as 'operator' | 'cameras' | 'utc',
  camerasZone: null as string | null,
};

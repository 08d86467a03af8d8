/** Requests about the client itself: who runs it, preferences, reports of the wall, the simulated clouds. */
import { z } from 'zod';
import { MAX_PLAYBACK_CAMERAS } from '../domain/preferences.ts';
import { MAX_REVIEW_NAME, MAX_REVIEWS, type Review } from '../domain/recording/reviews.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, epochMs, nothing, wallId } from './shared.ts';
import { windowKey } from './windows.ts';

const locale = z.enum(['zh-CN', 'en-US']);

const groupKeys = z.array(z.string().min(1).max(600)).max(500);

/** The folded groups of the list of cameras: the rule for all, and the groups that differ. */
const treeFolding = z.strictObject({ base: z.enum(['usual', 'open', 'closed']), opened: groupKeys, closed: groupKeys });
export type TreeFolding = z.infer<typeof treeFolding>;

const playbackCameras = z
  .array(z.strictObject({ channelId, place: z.enum(['cloud', 'device']) }))
  .max(MAX_PLAYBACK_CAMERAS);
const span = z.strictObject({ fromMs: epochMs, toMs: epochMs });

const review: z.ZodType<Review> = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  number: z.number().int().min(1).max(9_999),
  name: z.string().max(MAX_REVIEW_NAME),
  cameras: playbackCameras,
  atMs: epochMs.nullable(),
  view: span,
  part: span.nullable(),
  enlargedId: channelId.nullable(),
  rate: z.number().min(-16).max(16),
});

export const preferences = z.strictObject({
  locale: locale.nullable(),
  sidePanelWidthPx: z.number().int().min(200).max(480),
  isSidePanelOpen: z.boolean(),
  isStatisticsShown: z.boolean(),
  /** The moment of the picture in the header of every tile; the selected one always shows it. */
  isClockShown: z.boolean(),
  cameraView: z.enum(['both', 'sites', 'clouds']),
  /** Size of everything on the page, in percent. */
  textPercent: z.union([z.literal(100), z.literal(110), z.literal(125), z.literal(150)]),
  /** `less` keeps everything still, whatever the system asks for. */
  motion: z.enum(['system', 'less']),
  /** Keys that the operator chose, by action; the page knows which actions there are. */
  shortcuts: z.record(z.string().max(80), z.array(z.string().min(1).max(40)).max(8)),
  /** Cameras that keep their stream whatever the load. */
  protectedCameras: z.array(channelId).max(512),
  /** Cameras whose stream the operator chose; all others take theirs by the size of the tile. */
  streamChoices: z.array(z.strictObject({ channelId, profile: z.enum(['main', 'sub']) })).max(512),
  /** Walls whose tiles all play the stream that the operator chose; a choice for a camera goes before it. */
  wallStreams: z.array(z.strictObject({ wallId, profile: z.enum(['main', 'sub']) })).max(500),
  /** The wall that the first window shows after a start; null for the wall that was shown last. */
  startWallId: wallId.nullable(),
  /** How long an alarm keeps its tile while others wait, in seconds; null until it is acknowledged. */
  alarmHoldSec: z.number().int().min(5).max(3600).nullable(),
  /** A camera in the list plays while the pointer rests on it. */
  isPreviewOn: z.boolean(),
  /** The list of cameras shows the camera of the selected tile. */
  isTreeFollowing: z.boolean(),
  treeFolding,
  /** The columns of the table of devices; null for those that the window has room for. The page knows which there are. */
  deviceColumns: z.array(z.string().max(40)).max(40).nullable(),
  /** The height of the timeline of playback as the operator set it; null for one that follows the window. */
  playbackRowsPx: z.number().int().min(60).max(2_000).nullable(),
  /** The cameras that were reviewed last, and the moment, epoch ms. */
  playback: z.strictObject({ cameras: playbackCameras, atMs: epochMs.nullable() }),
  /** The sessions of playback in the order of their tabs, and the one that was shown last. */
  reviews: z.strictObject({ sessions: z.array(review).max(MAX_REVIEWS), currentId: z.string().max(64).nullable() }),
  /** The zone of the times of playback: that of this computer, the one of `camerasZone`, or UTC. */
  playbackZone: z.enum(['operator', 'cameras', 'utc']),
  /** The zone in which the cameras stand, a name of the IANA database, as the operator named it; null while unnamed. */
  camerasZone: z.string().min(1).max(64).nullable(),
  /** The tour over presets that a window makes now, and when it began; null while none makes one. */
  deskTour: z.strictObject({ channelId, atMs: epochMs }).nullable(),
  /** Commands that were run from the palette, the last one first. */
  recentCommands: z.array(z.string().max(600)).max(12),
});
export type Preferences = z.infer<typeof preferences>;

export const appInfo = z.strictObject({
  version: z.string(),
  host: z.enum(['electron', 'browser']),
  platform: z.enum(['win32', 'darwin', 'linux', 'other']),
  systemLocale: z.string(),
  isDemoAvailable: z.boolean(),
  isDemoRunning: z.boolean(),
  /** When the client started, epoch ms. */
  startedAtMs: epochMs,
  /** Files of the profile that could not be taken as they were at the start. */
  restored: z.array(
    z.strictObject({ file: z.string(), kind: z.enum(['backup', 'newer', 'reset']), keptAs: z.string() }),
  ),
});
export type AppInfo = z.infer<typeof appInfo>;

const tileReport = z.strictObject({
  tile: z.number().int().min(0).max(63),
  channelId: channelId.nullable(),
  phase: z.enum(['empty', 'parked', 'opening', 'playing', 'delayed', 'stalled', 'frozen', 'reconnecting', 'failed']),
  firstFrameMs: z.number().nonnegative().nullable(),
  fps: z.number().nonnegative(),
  droppedFrames: z.number().int().nonnegative(),
  error: z.string().nullable(),
});

const requests = {
  'app.info': { in: nothing, out: appInfo, kiosk: true },
  /** Where the log lies, for a problem report. `canReveal`: whether the host can show the folder. */
  'app.log': { in: nothing, out: z.strictObject({ path: z.string(), canReveal: z.boolean() }) },
  /** Shows the log in its folder. */
  'app.reveal-log': { in: nothing, out: done },
  'app.get-preferences': { in: nothing, out: preferences, kiosk: true },
  'app.set-preferences': { in: preferences.partial(), out: preferences },
  /** The language that this page shows while the user chose none, so that dialogs of main's own speak it too. */
  'app.tell-locale': { in: z.strictObject({ locale }), out: done, kiosk: true },
  /** Sent about once a second while a wall is on screen; automation and the load meter read it. */
  'app.report-wall': { in: z.strictObject({ tiles: z.array(tileReport).max(64) }), out: done, kiosk: true },
  'app.report-failure': {
    in: z.strictObject({ where: z.string().max(200), text: z.string().max(4000) }),
    out: done,
    kiosk: true,
  },
  /** The link that waits for the window that asks, unchecked; null when none does. It is given once. */
  'app.take-link': { in: nothing, out: z.strictObject({ text: z.string().max(2_000).nullable() }), kiosk: true },
  /** Starts the simulated clouds beside the client and adds their accounts for this session. */
  'demo.start': { in: z.strictObject({ cameras: z.number().int().min(1).max(20_000) }), out: done },
} as const satisfies RequestTable;

const events = {
  /** A window changed them: every window shows them at once. */
  'app.preferences-changed': event(preferences),
  /** The launch address of a window was opened a second time, and was refused. */
  'app.entry-repeated': event(z.strictObject({ atMs: epochMs })),
  /** The window of this key is to ask `app.take-link`. */
  'app.link-arrived': event(z.strictObject({ key: windowKey })),
  'load.measured': event(
    z.strictObject({
      atMs: epochMs,
      computerCpu: z.number().nullable(),
      computerMemoryBytes: z.number(),
      cpu: z.number(),
      memoryBytes: z.number(),
      memoryTotalBytes: z.number(),
      networkBps: z.number(),
    }),
  ),
  'system.resumed': event(z.strictObject({ atMs: epochMs })),
  /** Automation waits for what the tiles show: answer with `app.report-wall`. */
  'wall.report-wanted': event(nothing),
} as const satisfies EventTable;

export const appContract = { requests, events } as const;

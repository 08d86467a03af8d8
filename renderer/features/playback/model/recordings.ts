/** What is known of the recordings of the cameras in playback, as far as the timeline shows. */
import { create } from 'zustand';
import type { RecordingsAnswer } from '../../../../preload/contract/recordings.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { RecordingPlace } from '../../../../preload/domain/recordings.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { request } from '../../../page/bridge.ts';
import { rowModel, type RowModel } from '../../../ui/timeline/row-model.ts';
import { useSession } from './session.ts';
import { timeline } from './timeline.ts';

export interface CameraRecordings {
  readonly place: RecordingPlace;
  /** The range of the last question. */
  readonly range: TimeRange;
  /** Null before the first answer. */
  readonly model: RowModel | null;
  /** The time of the oldest answer, epoch ms; null where no cloud answered. */
  readonly asOfMs: number | null;
  /** How many entries of the cloud's lists could not be read. */
  readonly unreadable: number;
  readonly isAsking: boolean;
  /** Why the last question ended early; what was known before is in the model. */
  readonly error: WireError | null;
}

export const useRecordings = create<Readonly<Record<ChannelId, CameraRecordings>>>(() => ({}));

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A camera records while it is looked at: the newest time is asked for again after this time. */
const FRESH_MS = 60_000;
/** A view that moves asks no cloud. */
const REST_MS = 250;

/** Whole days around the view, so that small moves need no further question; nothing is recorded in the future. */
export function rangeToAsk({ fromMs, toMs }: TimeRange, nowMs: number): TimeRange | null {
  const range = {
    fromMs: Math.floor(Math.max(0, fromMs) / DAY_MS) * DAY_MS,
    toMs: Math.min(Math.ceil(toMs / DAY_MS) * DAY_MS, Math.ceil(nowMs)),
  };
  return range.fromMs < range.toMs ? range : null;
}

/** A wide view shows no quarters of an hour, and each halving costs the cloud a request. */
function archiveGrainMs({ fromMs, toMs }: TimeRange): number {
  if (toMs - fromMs <= 3 * DAY_MS) return HOUR_MS / 4;
  return toMs - fromMs <= 10 * DAY_MS ? HOUR_MS : 6 * HOUR_MS;
}

function isKnown(camera: PlaybackCamera, range: TimeRange): boolean {
  const known = useRecordings.getState()[camera.channelId];
  if (known === undefined || known.place !== camera.place || known.range.fromMs > range.fromMs) return false;
  return known.range.toMs >= range.toMs || (known.error === null && range.toMs - known.range.toMs < FRESH_MS);
}

const newest = new Map<ChannelId, object>();

/** Asks for what lacks in the view of the timeline. @param isForced asks for all again. */
export function askRecordings(isForced = false): void {
  const range = rangeToAsk(timeline.view, Date.now());
  const { cameras } = useSession.getState();
  forget(cameras);
  if (range === null) return;
  for (const camera of cameras) if (isForced || !isKnown(camera, range)) void ask(camera, range, isForced);
}

/** Asks anew for all that shows. Resolves after the answers. */
export async function askAnew(): Promise<void> {
  const range = rangeToAsk(timeline.view, Date.now());
  if (range !== null) await Promise.all(useSession.getState().cameras.map((camera) => ask(camera, range, true)));
}

/** Asks one camera again, after a failure. */
export function askAgain(camera: PlaybackCamera): void {
  const range = rangeToAsk(timeline.view, Date.now());
  if (range !== null) void ask(camera, range);
}

function forget(cameras: readonly PlaybackCamera[]): void {
  const kept = new Set(cameras.map(({ channelId }) => channelId));
  const all = Object.entries(useRecordings.getState()) as [ChannelId, CameraRecordings][];
  if (all.every(([id]) => kept.has(id))) return;
  for (const [id] of all) if (!kept.has(id)) newest.delete(id);
  useRecordings.setState(Object.fromEntries(all.filter(([id]) => kept.has(id))), true);
}

/** What was answered before shows at once; then the cloud is asked for what lacks. A newer question ends this one. */
async function ask({ channelId, place }: PlaybackCamera, range: TimeRange, isAnew = false): Promise<void> {
  const token = {};
  newest.set(channelId, token);
  const isNewest = (): boolean => newest.get(channelId) === token;
  const input = { channelId, place, range, archiveGrainMs: archiveGrainMs(range) };
  const before = useRecordings.getState()[channelId];
  const isSamePlace = before?.place === place;
  put(channelId, {
    ...{ place, range, isAsking: true, error: isSamePlace ? before.error : null },
    ...{ model: isSamePlace ? before.model : null, asOfMs: isSamePlace ? before.asOfMs : null },
    unreadable: isSamePlace ? before.unreadable : 0,
  });
  const known = await request['recordings.known'](input);
  if (!isNewest()) return;
  if (known.ok) put(channelId, answered(place, known.value));
  const read = await request['recordings.read']({ ...input, isAnew });
  if (!isNewest()) return;
  if (read.ok) put(channelId, { ...answered(place, read.value.view), isAsking: false, error: read.value.error });
  else put(channelId, { isAsking: false, error: read.error });
}

function answered(place: RecordingPlace, answer: RecordingsAnswer): Partial<CameraRecordings> {
  const { recordings, coverage, asOfMs, unreadable } = answer;
  return { model: rowModel({ place, recordings, coverage }), asOfMs, unreadable };
}

function put(id: ChannelId, change: Partial<CameraRecordings>): void {
  useRecordings.setState((all) => ({ [id]: { ...(all[id] as CameraRecordings), ...change } }));
}

/** Asks as the view and the cameras change, and for the newest time while it shows. @returns ends it. */
export function followRecordings(): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(rest);
    rest = setTimeout(askRecordings, REST_MS);
  };
  const stops = [
    timeline.subscribe((change) => change === 'view' && soon()),
    useSession.subscribe(({ cameras }, before) => {
      if (cameras !== before.cameras) askRecordings();
    }),
  ];
  const beat = setInterval(askRecordings, FRESH_MS);
  askRecordings();
  return () => {
    clearTimeout(rest);
    clearInterval(beat);
    stops.forEach((stop) => stop());
  };
}

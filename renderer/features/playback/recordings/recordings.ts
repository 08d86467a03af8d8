/** The known recordings of the cameras in playback, within the range of the timeline. */
import { create } from 'zustand';
import type { RecordingsAnswer } from '../../../../preload/contract/recordings.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import { RECORDING_KINDS, RECORDING_STORAGES } from '../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { request } from '../../../page/bridge.ts';
import { Newest } from '../../../state/page/newest.ts';
import { rowModel, type RowModel } from '../../../ui/timeline/row-model.ts';
import { listingOf } from './listing.ts';
import { isRecorded, useSession, type CameraPlace, type SessionCamera } from '../session.ts';
import { timeline } from '../timeline/timeline.ts';

export interface CameraRecordings {
  readonly place: CameraPlace;
  /** The range of the last question. */
  readonly range: TimeRange;
  /** Null before the first answer. */
  readonly model: RowModel | null;
  /** The time of the oldest answer, epoch ms; null where no cloud answered. */
  readonly asOfMs: number | null;
  /** How many entries of the cloud's lists could not be read. */
  readonly unreadable: number;
  readonly isAsking: boolean;
  /** The range of the last question, when it was answered to its end: unknown times in it stay unknown. */
  readonly answered: TimeRange | null;
  /** Why the last question ended early; the model still has the earlier answers. */
  readonly error: WireError | null;
  /** After a failure that may pass: when the list is asked for again, epoch ms. */
  readonly againAtMs?: number | null;
}

export const useRecordings = create<Readonly<Record<ChannelId, CameraRecordings>>>(() => ({}));

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A camera records while it is looked at: the newest time is asked for again after this time. */
const FRESH_MS = 60_000;
/** How often it is looked whether a list has to be asked for again. */
const BEAT_MS = 1_000;
/** A device that is off line and a cloud that does not answer come back by themselves, and nothing announces it. */
const AGAIN_MS = 30_000;
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

/** A wide view shows no quarters of an hour, and each halving costs the cloud up to two requests for each gap. */
function archiveGrainMs({ fromMs, toMs }: TimeRange): number {
  if (toMs - fromMs <= 3 * DAY_MS) return HOUR_MS / 4;
  return toMs - fromMs <= 10 * DAY_MS ? HOUR_MS : 6 * HOUR_MS;
}

function isKnown(camera: PlaybackCamera, range: TimeRange): boolean {
  const known = useRecordings.getState()[camera.channelId];
  if (known === undefined || known.place !== camera.place || known.range.fromMs > range.fromMs) return false;
  if (known.error !== null && !known.isAsking && isPassing(known.error))
    return performance.now() < (failedAtMs.get(camera.channelId) ?? 0) + AGAIN_MS;
  return known.range.toMs >= range.toMs || range.toMs - known.range.toMs < FRESH_MS;
}

const isPassing = ({ code, retryable }: WireError): boolean => retryable || code === 'device.offline';

/** The questions for each camera; those of a camera that left playback are ended. */
const questions = new Map<ChannelId, Newest>();
/** When the last question of a camera failed, on the clock of the page. */
const failedAtMs = new Map<ChannelId, number>();

/** Asks for what lacks in the view of the timeline. @param isForced asks for all again. */
export function askRecordings(isForced = false): void {
  const range = rangeToAsk(timeline.view, Date.now());
  const { cameras } = useSession.getState();
  forget(cameras);
  if (range === null) return;
  for (const camera of cameras.filter(isListable))
    if (isForced || !isKnown(camera, range)) void ask(camera, range, isForced);
}

/** Asks anew for all that shows. Resolves after the answers. */
export async function askAnew(): Promise<void> {
  const range = rangeToAsk(timeline.view, Date.now());
  if (range !== null)
    await Promise.all(
      useSession
        .getState()
        .cameras.filter(isListable)
        .map((camera) => ask(camera, range, true)),
    );
}

/** Asks one camera again, after a failure. */
export function askAgain(camera: SessionCamera): void {
  const range = rangeToAsk(timeline.view, Date.now());
  if (range !== null && isListable(camera)) void ask(camera, range);
}

/** Nothing is asked of a cloud that offers no recordings. */
const isListable = (camera: SessionCamera): camera is PlaybackCamera =>
  isRecorded(camera) && listingOf(camera) !== 'none';

function forget(cameras: readonly SessionCamera[]): void {
  const kept = new Set(cameras.map(({ channelId }) => channelId));
  const all = Object.entries(useRecordings.getState()) as [ChannelId, CameraRecordings][];
  if (all.every(([id]) => kept.has(id))) return;
  for (const [id] of all) {
    if (kept.has(id)) continue;
    questions.get(id)?.next();
    questions.delete(id);
    failedAtMs.delete(id);
  }
  useRecordings.setState(Object.fromEntries(all.filter(([id]) => kept.has(id))), true);
}

/**
 * A cloud that publishes no list of recordings did not fail: its recordings play all the same. A cloud that publishes lists and
 * refuses that of one camera did: nothing is known of the camera's recordings.
 */
export const failure = (camera: SessionCamera, error: WireError | null): WireError | null =>
  error?.code === 'cloud.not-supported' && listingOf(camera) !== 'listed' ? null : error;

/** @returns whether no newer question for the camera was begun since. */
function beginQuestion(channelId: ChannelId): () => boolean {
  const own = questions.get(channelId) ?? new Newest();
  questions.set(channelId, own);
  return own.next();
}

/** Shows the stored answers at once, then asks the cloud for the missing pieces. A newer question ends this one. */
async function ask({ channelId, place }: PlaybackCamera, range: TimeRange, isAnew = false): Promise<void> {
  const isNewest = beginQuestion(channelId);
  const input = { channelId, place, range, archiveGrainMs: archiveGrainMs(range) };
  const before = useRecordings.getState()[channelId];
  const isSamePlace = before?.place === place;
  put(channelId, {
    place,
    range,
    isAsking: true,
    error: isSamePlace ? before.error : null,
    againAtMs: null,
    model: isSamePlace ? before.model : null,
    asOfMs: isSamePlace ? before.asOfMs : null,
    unreadable: isSamePlace ? before.unreadable : 0,
    answered: isSamePlace ? before.answered : null,
  });
  const known = await request['recordings.known'](input);
  if (!isNewest()) return;
  if (known.ok) put(channelId, answered({ channelId, place }, known.value));
  const read = await request['recordings.read']({ ...input, isAnew });
  if (!isNewest()) return;
  const error = failure({ channelId, place }, read.ok ? read.value.error : read.error);
  if (error !== null) failedAtMs.set(channelId, performance.now());
  const againAtMs = error !== null && isPassing(error) ? Date.now() + AGAIN_MS : null;
  const ended = { isAsking: false, error, againAtMs, answered: error === null ? range : null };
  put(channelId, read.ok ? { ...answered({ channelId, place }, read.value.view), ...ended } : ended);
}

const answered = (camera: PlaybackCamera, answer: RecordingsAnswer): Partial<CameraRecordings> => ({
  model: modelOf(camera, answer),
  asOfMs: answer.asOfMs,
  unreadable: answer.unreadable,
});

/** The row of a camera. Without a list nothing proves that a time is empty: then it counts as unknown. */
export function modelOf(camera: PlaybackCamera, { recordings, coverage }: RecordingsAnswer): RowModel {
  const isListed = listingOf(camera) === 'listed';
  return rowModel({ place: camera.place, recordings, coverage: isListed ? coverage : [] });
}

/** Puts files in the place of the recordings of a camera: where they lie is known at all times. */
export function putFiles(channelId: ChannelId, spans: readonly TimeRange[]): void {
  const count = spans.length;
  const recordings = {
    fromMs: spans.map(({ fromMs }) => fromMs),
    toMs: spans.map(({ toMs }) => toMs),
    kind: Array.from({ length: count }, () => RECORDING_KINDS.indexOf('unknown')),
    storage: Array.from({ length: count }, () => RECORDING_STORAGES.indexOf('ready')),
  };
  const range = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  put(channelId, {
    place: 'files',
    range,
    answered: range,
    isAsking: false,
    error: null,
    againAtMs: null,
    unreadable: 0,
    asOfMs: Date.now(),
    model: rowModel({ place: 'device', recordings, coverage: [] }),
  });
}

function put(id: ChannelId, change: Partial<CameraRecordings>): void {
  useRecordings.setState((all) => ({ [id]: { ...(all[id] as CameraRecordings), ...change } }));
}

/**
 * Asks as the view and the cameras change, for the newest time while it shows, and after a failure that may pass. @returns
 * ends it.
 */
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
  const beat = setInterval(askRecordings, BEAT_MS);
  askRecordings();
  return () => {
    clearTimeout(rest);
    clearInterval(beat);
    stops.forEach((stop) => stop());
  };
}

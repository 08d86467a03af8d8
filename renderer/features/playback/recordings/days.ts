/** The calendar of playback: on which days cameras have footage. The clouds are asked for the month that shows, and for no other. */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import { channelRefOf, type AccountId, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { RecordingsAnswer } from '../../../../preload/contract/recordings.ts';
import { request } from '../../../page/bridge.ts';
import {
  addMonths,
  dayFootage,
  monthOf,
  type DayFootage,
  type Month,
} from '../../../ui/timeline/calendar/calendar-days.ts';
import { playableFromMs } from '../../../ui/timeline/pieces.ts';
import type { RowModel } from '../../../ui/timeline/row-model.ts';
import { dayOf, dayRange, type Day, type ZoneId } from '../../../ui/timeline/zone.ts';
import { failure, modelOf, useRecordings } from './recordings.ts';
import { isRecorded, useSession, type SessionCamera } from '../session.ts';
import { timeline } from '../timeline/timeline.ts';
import { seek } from '../play-bar/play-bar.ts';
import { Newest } from '../../../state/page/newest.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';

interface MonthOfCamera {
  readonly model: RowModel;
  /** The time of the oldest answer, epoch ms; null where no cloud answered. */
  readonly asOfMs: number | null;
}

interface Days {
  readonly isOpen: boolean;
  readonly month: Month;
  /** Whether the footage of all cameras of playback counts, or of the selected one only. */
  readonly isOfAll: boolean;
  /** Months that were read, by `keyOf`. */
  readonly known: Readonly<Record<string, MonthOfCamera>>;
  /** While cameras are asked for the month that shows. */
  readonly isAsking: boolean;
  /** The cameras whose list of the month could not be read, and why. */
  readonly failures: readonly DaysFailure[];
  /** The day that was picked; the screen goes there once a cloud has reported its footage. */
  readonly wanted: Day | null;
}

interface DaysFailure {
  readonly channelId: ChannelId;
  readonly error: WireError;
}

const thisMonth = (): Month => monthOf(dayOf(stampZone(), Date.now()));

export const useDays = create<Days>(() => ({
  isOpen: false,
  month: thisMonth(),
  isOfAll: false,
  known: {},
  isAsking: false,
  failures: [],
  wanted: null,
}));

const DAY_MS = 86_400_000;
/** A month that is left at once is asked for of no cloud. */
const REST_MS = 250;
/** Limit of accounts that are asked at the same time: a cloud that does not answer delays no other. */
const ACCOUNTS_AT_ONCE = 4;

const keyOf = ({ channelId, place }: SessionCamera, month: Month, zone: ZoneId): string =>
  `${month} ${zone} ${place} ${channelId}`;

/** The time of a month up to now, by the clocks of the zone; null where nothing of the month can be recorded. */
export function monthRange(zone: ZoneId, month: Month, nowMs: number): TimeRange | null {
  const { fromMs } = dayRange(zone, `${month}-01`);
  const toMs = Math.min(dayRange(zone, `${addMonths(month, 1)}-01`).fromMs, Math.ceil(nowMs));
  return fromMs < 0 || toMs <= fromMs ? null : { fromMs, toMs };
}

/** The cameras whose footage counts. */
export function countedCameras(
  { cameras, selectedId }: Pick<ReturnType<typeof useSession.getState>, 'cameras' | 'selectedId'>,
  isOfAll: boolean,
): readonly SessionCamera[] {
  const selected = cameras.filter(({ channelId }) => channelId === selectedId);
  return isOfAll || selected.length === 0 ? cameras : selected;
}

/** The known footage of a day. */
export function footageOf(
  known: Days['known'],
  cameras: readonly SessionCamera[],
  { zone, day, nowMs }: { readonly zone: ZoneId; readonly day: Day; readonly nowMs: number },
): DayFootage {
  return dayFootage(modelsOf(known, cameras, { zone, day }), dayRange(zone, day), nowMs);
}

const modelsOf = (
  known: Days['known'],
  cameras: readonly SessionCamera[],
  { zone, day }: { readonly zone: ZoneId; readonly day: Day },
): readonly RowModel[] => cameras.flatMap((camera) => known[keyOf(camera, monthOf(day), zone)]?.model ?? []);

/** Number of cameras for which the cloud reported nothing in a month. */
export const countUntold = (known: Days['known'], cameras: readonly SessionCamera[], month: Month): number =>
  cameras.filter((camera) => known[keyOf(camera, month, stampZone())]?.asOfMs === null).length;

/**
 * The moment of a day at which its footage begins: what can be played counts first, then what must be brought back, then the
 * begin of the day.
 */
export function firstMomentOf(models: readonly RowModel[], { fromMs, toMs }: TimeRange): number {
  const starts = [
    models.map((model) => playableFromMs(model, fromMs)),
    models.flatMap(({ any, within }) =>
      [any, within].map((cover) => Math.max(fromMs, cover.beginOf(cover.indexAt(fromMs)))),
    ),
  ].map((moments) => Math.min(...moments.map((ms) => ms ?? Infinity)));
  return Math.ceil(starts.find((ms) => ms < toMs) ?? fromMs);
}

/** Goes to the first footage of a day, and shows the day on the timeline. */
function goToDay(day: Day): void {
  const zone = stampZone();
  const { known, isOfAll } = useDays.getState();
  const range = dayRange(zone, day);
  timeline.show(range);
  seek(firstMomentOf(modelsOf(known, countedCameras(useSession.getState(), isOfAll), { zone, day }), range));
  closeDays();
}

/**
 * Goes to a day at once where some footage of the day is known. Where none is known yet, the first answer with footage of the day
 * decides, and picking the day again goes to its begin.
 */
export function pickDay(day: Day): void {
  const { isAsking, wanted } = useDays.getState();
  if (!isAsking || wanted === day || hasFootage(day)) goToDay(day);
  else useDays.setState({ wanted: day });
}

function hasFootage(day: Day): boolean {
  const zone = stampZone();
  const { known, isOfAll } = useDays.getState();
  const { fromMs, toMs } = dayRange(zone, day);
  const cameras = countedCameras(useSession.getState(), isOfAll);
  return modelsOf(known, cameras, { zone, day }).some(({ playable }) => playable.within(fromMs, toMs) > 0);
}

/** Opens the calendar at the month of the moment, or closes the calendar. False without a camera. */
export function toggleDays(): boolean {
  const { cameras, atMs } = useSession.getState();
  if (useDays.getState().isOpen) closeDays();
  else if (cameras.length === 0) return false;
  else useDays.setState({ isOpen: true, month: monthOf(dayOf(stampZone(), atMs ?? Date.now())) });
  return true;
}

/** The answers are in the database of main: none is kept here. */
export function closeDays(): void {
  questions.next();
  useDays.setState({ isOpen: false, known: {}, isAsking: false, failures: [], wanted: null });
}

export const showMonth = (month: Month): void => useDays.setState({ month, wanted: null });

export const countAll = (isOfAll: boolean): void => useDays.setState({ isOfAll });

const questions = new Newest();

/**
 * Asks for the month that shows: the stored answers show at once, then each cloud is asked for the missing days.
 * Accounts are asked at the same time, the cameras of an account one after the other. A newer question ends this one.
 */
export async function askMonth(): Promise<void> {
  const isNewest = questions.next();
  const { month, isOfAll } = useDays.getState();
  const zone = stampZone();
  const range = monthRange(zone, month, Date.now());
  const cameras = countedCameras(useSession.getState(), isOfAll);
  const keep = (camera: SessionCamera, footage: MonthOfCamera): void => {
    useDays.setState(({ known }) => ({ known: { ...known, [keyOf(camera, month, zone)]: footage } }));
    const { wanted } = useDays.getState();
    if (wanted !== null && hasFootage(wanted)) goToDay(wanted);
  };
  const put = (camera: PlaybackCamera, answer: RecordingsAnswer): void =>
    keep(camera, { model: modelOf(camera, answer), asOfMs: answer.asOfMs });
  useDays.setState(({ known }) => ({ isAsking: range !== null, failures: [], known: near(known, month) }));
  if (range === null) return;
  // Where files lie is known at once.
  for (const camera of cameras) {
    const known = isRecorded(camera) ? undefined : useRecordings.getState()[camera.channelId];
    if (known !== undefined && known.model !== null) keep(camera, { model: known.model, asOfMs: known.asOfMs });
  }
  const recorded = cameras.filter(isRecorded);
  const inputOf = (camera: PlaybackCamera) => ({ ...camera, range, archiveGrainMs: DAY_MS });
  for (const camera of recorded) {
    const answer = await request['recordings.known'](inputOf(camera));
    if (!isNewest()) return;
    if (answer.ok) put(camera, answer.value);
  }
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const askAccount = async (ofAccount: readonly PlaybackCamera[]): Promise<void> => {
    for (const camera of ofAccount) {
      if (!isNewest()) return;
      const answer = await request['recordings.read']({ ...inputOf(camera), use: 'calendar' });
      if (!isNewest()) return;
      const error = failure(camera, answer.ok ? answer.value.error : answer.error);
      if (answer.ok) put(camera, answer.value.view);
      if (error !== null) tellFailure({ channelId: camera.channelId, error });
    }
  };
  await inTurns(byAccount(recorded), ACCOUNTS_AT_ONCE, askAccount);
  if (!isNewest()) return;
  useDays.setState({ isAsking: false });
  const { wanted } = useDays.getState();
  if (wanted !== null) goToDay(wanted);
}

const tellFailure = (one: DaysFailure): void => useDays.setState(({ failures }) => ({ failures: [...failures, one] }));

/** The cameras of each account, in their order. */
function byAccount(cameras: readonly PlaybackCamera[]): readonly (readonly PlaybackCamera[])[] {
  const accounts = new Map<AccountId, PlaybackCamera[]>();
  for (const camera of cameras) {
    const { accountId } = channelRefOf(camera.channelId);
    accounts.set(accountId, [...(accounts.get(accountId) ?? []), camera]);
  }
  return [...accounts.values()];
}

/** Works on all items, on `atOnce` items at the same time. */
async function inTurns<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The month that shows and its neighbours: an operator who turns many pages keeps no more. */
function near(known: Days['known'], month: Month): Days['known'] {
  const kept = [-1, 0, 1].map((by) => addMonths(month, by));
  return Object.fromEntries(Object.entries(known).filter(([key]) => kept.some((one) => key.startsWith(one))));
}

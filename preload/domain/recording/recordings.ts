/** Recordings of cameras, in the cloud and on devices, and how much is known of a piece of time. */
import type { ChannelId } from '../ids.ts';
import { intersect, type TimeRange } from '../time.ts';

export const RECORDING_PLACES = ['cloud', 'device'] as const;
export type RecordingPlace = (typeof RECORDING_PLACES)[number];

export const RECORDING_KINDS = ['continuous', 'motion', 'alarm', 'manual', 'unknown'] as const;
export type RecordingKind = (typeof RECORDING_KINDS)[number];

/**
 * Whether a recording can be played now. `ready` and `cold` can (`cold` is cheaper storage of the cloud, still played at
 * once), `archived` cannot until somebody restores the recording, `restoring` will be ready later.
 */
export const RECORDING_STORAGES = ['ready', 'cold', 'archived', 'restoring', 'unknown'] as const;
export type RecordingStorage = (typeof RECORDING_STORAGES)[number];

/** Kinds of alarms that start a recording, where a document of the cloud explains its name for the alarm. */
export const ALARM_KINDS = [
  'motion',
  'input',
  'target',
  'mask',
  'queue',
  'area-count',
  'line-count',
  'line-crossing',
  'intrusion',
  'area-entry',
  'area-exit',
  'fast-move',
  'loitering',
  'third-party',
  'face',
  'left-object',
  'removed-object',
  'e-bike',
  'left-post',
  'e-bike-in-lift',
  'occlusion',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Half-open in time: `fromMs` is inside, `toMs` is not. */
export interface Recording extends TimeRange {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly kind: RecordingKind;
  readonly storage: RecordingStorage;
  /** The cloud's own id of the file; null where the cloud lists spans without ids. */
  readonly nativeId: string | null;
  /** The size of the file; null where the cloud does not say. */
  readonly sizeBytes: number | null;
  /** The alarms that started the recording, most often none: of {@link ALARM_KINDS}, or the cloud's own name of another alarm. */
  readonly alarmKinds: readonly string[];
}

/** Playable footage of which only the time is known: neither its kind, nor an id, a size or an alarm. */
export const recordingOfSpan = (
  { channelId, place }: Pick<Recording, 'channelId' | 'place'>,
  { fromMs, toMs }: TimeRange,
): Recording => ({
  channelId,
  place,
  fromMs,
  toMs,
  kind: 'unknown',
  storage: 'ready',
  nativeId: null,
  sizeBytes: null,
  alarmKinds: [],
});

/**
 * The known state of a piece of time. `covered`: a recording lies there. `empty`: the newest list of the cloud covers
 * the piece, and has nothing there. `unpublished`: the piece lies behind all that the list has, and the list was read
 * so soon after the piece that a recording may still come. `archived-within`: nothing can be played, and the cloud says
 * that archived footage lies somewhere in the piece. `unknown`: the cloud was not asked, or cannot list recordings.
 */
export const COVERAGE_STATES = ['covered', 'empty', 'unpublished', 'archived-within', 'unknown'] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

/** Clouds list recordings some minutes late, and no document says how late. */
export const LISTED_LATE_MS = 600_000;

export interface Coverage extends TimeRange {
  readonly state: CoverageState;
}

/** A piece of time of which the cloud was asked. */
export interface RecordingsRead extends TimeRange {
  /** When the cloud answered, epoch ms. */
  readonly asOfMs: number;
  /** Pieces somewhere in which the cloud has archived footage; it does not report where. */
  readonly archivedWithin: readonly TimeRange[];
}

/** Ranges in order, joined where they touch or overlap. */
export function joinRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of [...ranges].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
}

/** The parts of `range` that none of `taken` covers, in order. */
export function withoutRanges(range: TimeRange, taken: readonly TimeRange[]): TimeRange[] {
  const left: TimeRange[] = [];
  let atMs = range.fromMs;
  for (const { fromMs, toMs } of joinRanges(taken)) {
    if (toMs <= atMs || fromMs >= range.toMs) continue;
    if (fromMs > atMs) left.push({ fromMs: atMs, toMs: fromMs });
    atMs = toMs;
  }
  if (atMs < range.toMs) left.push({ fromMs: atMs, toMs: range.toMs });
  return left;
}

/**
 * The parts of ranges that none of `taken` covers, in order: one pass over both.
 *
 * @param ranges in order and without overlap, as `taken`; see {@link joinRanges}.
 */
export function rangesWithout(ranges: readonly TimeRange[], taken: readonly TimeRange[]): TimeRange[] {
  const left: TimeRange[] = [];
  let at = 0;
  for (const { fromMs, toMs } of ranges) {
    let fromLeftMs = fromMs;
    while (at < taken.length && (taken[at]?.toMs ?? 0) <= fromMs) at += 1;
    for (let i = at; i < taken.length; i += 1) {
      const other = taken[i];
      if (other === undefined || other.fromMs >= toMs) break;
      if (other.fromMs > fromLeftMs) left.push({ fromMs: fromLeftMs, toMs: other.fromMs });
      fromLeftMs = Math.max(fromLeftMs, other.toMs);
    }
    if (fromLeftMs < toMs) left.push({ fromMs: fromLeftMs, toMs });
  }
  return left;
}

/**
 * Everything that is known of `range`, in order, without gaps and without overlap. A recording counts more than
 * archived footage somewhere around it, and that more than an empty answer.
 *
 * @param recordings that can overlap each other and reach out of the range.
 */
export function coverageOf(
  range: TimeRange,
  recordings: readonly TimeRange[],
  reads: readonly RecordingsRead[],
): Coverage[] {
  const within = (ranges: readonly TimeRange[]): TimeRange[] => ranges.flatMap((one) => intersect(one, range) ?? []);
  const covered = joinRanges(within(recordings));
  const archived = joinRanges(within(reads.flatMap((read) => read.archivedWithin)));
  const read = joinRanges(within(reads));
  const unpublished = joinRanges(within(reads.flatMap((one) => openEnd(one, recordings))));
  const pieces = (state: CoverageState, ranges: readonly TimeRange[]): Coverage[] =>
    ranges.map(({ fromMs, toMs }) => ({ state, fromMs, toMs }));
  const known = joinRanges([...covered, ...archived]);
  const closed = joinRanges([...known, ...unpublished]);
  return [
    ...pieces('covered', covered),
    ...pieces('archived-within', rangesWithout(archived, covered)),
    ...pieces('empty', rangesWithout(read, closed)),
    ...pieces('unpublished', rangesWithout(unpublished, known)),
    ...pieces('unknown', rangesWithout([range], joinRanges([...known, ...read]))),
  ].sort((a, b) => a.fromMs - b.fromMs);
}

/** The end of an answer in which recordings may still be listed. */
function openEnd(read: RecordingsRead, recordings: readonly TimeRange[]): TimeRange[] {
  if (read.toMs <= read.asOfMs - LISTED_LATE_MS) return [];
  const lastMs = recordings.reduce(
    (last, one) => (intersect(one, read) === null ? last : Math.max(last, one.toMs)),
    read.asOfMs - LISTED_LATE_MS,
  );
  const fromMs = Math.max(lastMs, read.fromMs);
  return fromMs < read.toMs ? [{ fromMs, toMs: read.toMs }] : [];
}

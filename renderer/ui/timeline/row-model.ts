/** The known recordings of one camera, prepared once from an answer and read by every drawing. */
import {
  RECORDING_KINDS,
  RECORDING_STORAGES,
  type Coverage,
  type RecordingPlace,
} from '../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { CoverBuilder, type Cover } from './paint/cover.ts';

/** Recordings as columns, as `recordings.known` answers them: in the order of their beginnings. */
export interface SegmentColumns {
  readonly fromMs: ArrayLike<number>;
  readonly toMs: ArrayLike<number>;
  /** Places in `RECORDING_KINDS`. */
  readonly kind: ArrayLike<number>;
  /** Places in `RECORDING_STORAGES`. */
  readonly storage: ArrayLike<number>;
}

/** The same as typed arrays: `count` recordings. */
export interface Segments {
  readonly count: number;
  readonly begin: Float64Array;
  readonly end: Float64Array;
  readonly kind: Uint8Array;
  readonly storage: Uint8Array;
}

function segmentsOf({ fromMs, toMs, kind, storage }: SegmentColumns): Segments {
  const segments = {
    count: fromMs.length,
    begin: Float64Array.from(fromMs),
    end: Float64Array.from(toMs),
    kind: Uint8Array.from(kind),
    storage: Uint8Array.from(storage),
  };
  return isInOrder(segments.begin) ? segments : sorted(segments);
}

function isInOrder(begin: Float64Array): boolean {
  for (let i = 1; i < begin.length; i += 1) if ((begin[i] ?? 0) < (begin[i - 1] ?? 0)) return false;
  return true;
}

function sorted({ count, begin, end, kind, storage }: Segments): Segments {
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => (begin[a] ?? 0) - (begin[b] ?? 0));
  const put = (from: Float64Array): Float64Array => Float64Array.from(order, (i) => from[i] ?? 0);
  const putBytes = (from: Uint8Array): Uint8Array => Uint8Array.from(order, (i) => from[i] ?? 0);
  return { count, begin: put(begin), end: put(end), kind: putBytes(kind), storage: putBytes(storage) };
}

/**
 * The time of a row by what lies there.
 *
 * - `any`: a recording of any kind, wherever stored. `playable`, `restoring` and `archived` part these by storage.
 * - `plain`: playable recordings of a kind that is neither motion nor alarm.
 * - `motion`, `alarm`: recordings of this kind, wherever stored.
 * - `within`: archived footage lies somewhere in here. `empty`: the newest list of the cloud has nothing here. `unpublished`:
 *   neither has it, but was read so soon after that a recording may still come.
 *
 * The rest of the time is unknown.
 */
export interface RowModel {
  readonly place: RecordingPlace;
  readonly any: Cover;
  readonly playable: Cover;
  readonly restoring: Cover;
  readonly archived: Cover;
  readonly plain: Cover;
  readonly motion: Cover;
  readonly alarm: Cover;
  readonly within: Cover;
  readonly empty: Cover;
  readonly unpublished: Cover;
}

const MOTION = RECORDING_KINDS.indexOf('motion');
const ALARM = RECORDING_KINDS.indexOf('alarm');
const ARCHIVED = RECORDING_STORAGES.indexOf('archived');
const RESTORING = RECORDING_STORAGES.indexOf('restoring');

interface RowSource {
  readonly place: RecordingPlace;
  readonly recordings: SegmentColumns;
  /** In order, as `recordings.known` answers. */
  readonly coverage: readonly Coverage[];
}

export function rowModel({ place, recordings, coverage }: RowSource): RowModel {
  const { count, begin, end, kind, storage } = segmentsOf(recordings);
  const builders = {
    any: new CoverBuilder(),
    playable: new CoverBuilder(),
    restoring: new CoverBuilder(),
    archived: new CoverBuilder(),
    plain: new CoverBuilder(),
    motion: new CoverBuilder(),
    alarm: new CoverBuilder(),
    within: new CoverBuilder(),
    empty: new CoverBuilder(),
    unpublished: new CoverBuilder(),
  };
  for (let i = 0; i < count; i += 1) {
    const fromMs = begin[i] ?? 0;
    const toMs = end[i] ?? 0;
    builders.any.add(fromMs, toMs);
    const isPlayable = storage[i] !== ARCHIVED && storage[i] !== RESTORING;
    if (isPlayable) builders.playable.add(fromMs, toMs);
    else (storage[i] === ARCHIVED ? builders.archived : builders.restoring).add(fromMs, toMs);
    if (kind[i] === MOTION) builders.motion.add(fromMs, toMs);
    else if (kind[i] === ALARM) builders.alarm.add(fromMs, toMs);
    else if (isPlayable) builders.plain.add(fromMs, toMs);
  }
  for (const { state, fromMs, toMs } of coverage) {
    if (state === 'archived-within') builders.within.add(fromMs, toMs);
    else if (state === 'empty' || state === 'unpublished') builders[state].add(fromMs, toMs);
  }
  const { any, restoring, archived, motion, alarm, within, empty, unpublished } = builders;
  const stored = { restoring: restoring.cover(), archived: archived.cover() };
  const kinds = { motion: motion.cover(), alarm: alarm.cover() };
  // The same object where two would have the same pieces: the drawing asks each object once.
  const playable = builders.playable.cover();
  return {
    place,
    playable,
    ...stored,
    ...kinds,
    within: within.cover(),
    empty: empty.cover(),
    unpublished: unpublished.cover(),
    any: stored.archived.count + stored.restoring.count === 0 ? playable : any.cover(),
    plain: kinds.motion.count + kinds.alarm.count === 0 ? playable : builders.plain.cover(),
  };
}

/** From the beginning of the first recording to the end of the last; null without recordings. */
export function footageRange(rows: readonly RowModel[]): TimeRange | null {
  const begins = rows.flatMap(({ any }) => any.fromMs ?? []);
  const ends = rows.flatMap(({ any }) => any.toMs ?? []);
  return begins.length === 0 ? null : { fromMs: Math.min(...begins), toMs: Math.max(...ends) };
}

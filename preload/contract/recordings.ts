/** The recordings of a camera, as its cloud reports them. */
import { MAX_SENT_COVERAGE, MAX_SENT_RECORDINGS } from '../domain/bounds.ts';
import { z } from 'zod';
import { GAP_REASONS } from '../domain/recording/recording-gaps.ts';
import { COVERAGE_STATES, RECORDING_KINDS, RECORDING_STORAGES } from '../domain/recording/recordings.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { channelId, epochMs } from './shared.ts';

const place = z.enum(['cloud', 'device']);
const range = { fromMs: epochMs, toMs: epochMs };
const indexOf = (list: readonly string[]) => z.number().int().min(0).lt(list.length);

const recording = z.strictObject({
  channelId,
  place,
  kind: z.enum(RECORDING_KINDS),
  storage: z.enum(RECORDING_STORAGES),
  ...range,
  nativeId: z.string().max(128).nullable(),
  sizeBytes: z.number().nonnegative().nullable(),
  alarmKinds: z.array(z.string().max(64)).max(16).readonly(),
});

const request = z.strictObject({
  channelId,
  place,
  /** Half-open, at most 40 days. */
  range: z.strictObject(range),
  /**
   * Precision of the search for archived footage in a cloud that reports only whether a request has some: a length in
   * ms.
   */
  archiveGrainMs: z.number().int().positive(),
});

const column = <T extends z.ZodType>(of: T) => z.array(of).max(MAX_SENT_RECORDINGS);

/** A month can have tens of thousands of recordings: columns of numbers are checked and copied at once. */
const columns = z.strictObject({
  /** In order. Recordings can reach out of the range and overlap each other. */
  fromMs: column(epochMs),
  toMs: column(epochMs),
  /** Places in `RECORDING_KINDS`. */
  kind: column(indexOf(RECORDING_KINDS)),
  /** Places in `RECORDING_STORAGES`. */
  storage: column(indexOf(RECORDING_STORAGES)),
});

const view = z.strictObject({
  recordings: columns,
  /** Every moment of the range, in order. */
  coverage: z.array(z.strictObject({ state: z.enum(COVERAGE_STATES), ...range })).max(MAX_SENT_COVERAGE),
  /** The time of the oldest answer; null where nothing was answered. */
  asOfMs: epochMs.nullable(),
  /** How many entries of the cloud's lists could not be read. */
  unreadable: z.number().int().nonnegative(),
});
export type RecordingsAnswer = z.infer<typeof view>;

const gaps = z.strictObject({
  /** In order, without overlap: the pieces in which the newest list of the cloud has nothing, listed late or not. */
  gaps: z
    .array(z.strictObject({ reason: z.enum(GAP_REASONS), ...range }))
    .max(MAX_SENT_COVERAGE)
    .readonly(),
  /** The age of the plan that explains the gaps, epoch ms; null where no plan is known. The plan is the one of today. */
  planAsOfMs: epochMs.nullable(),
  /** Why the plan could not be read, or null. */
  error: wireError.nullable(),
});
export type GapsAnswer = z.infer<typeof gaps>;

const requests = {
  /** The stored answers of clouds. Asks no cloud, so that a timeline shows the known recordings at once. */
  'recordings.known': { in: request, out: view, kiosk: true },
  /**
   * Asks the cloud for the pieces that are missing or too old. `error` is the failure that ended the question early, or
   * null; the view has everything that is known then. A newer question of the same window for the same camera and the
   * same use ends this one. `isAnew` asks for all pieces, however young their answers are. `use` is `timeline` by
   * default.
   */
  'recordings.read': {
    in: request.extend({ isAnew: z.boolean().optional(), use: z.enum(['timeline', 'calendar', 'search']).optional() }),
    out: z.strictObject({ view, error: wireError.nullable() }),
    kiosk: true,
  },
  /** Why nothing is recorded in the pieces of a range that are known to be empty. */
  'recordings.gaps': { in: z.strictObject({ channelId, place, range: z.strictObject(range) }), out: gaps, kiosk: true },
  /** All that is known of the recordings at one moment; at most 100. */
  'recordings.at': {
    in: z.strictObject({ channelId, place, atMs: epochMs }),
    out: z.array(recording).readonly(),
    kiosk: true,
  },
} as const satisfies RequestTable;

export const recordingsContract = { requests } as const;

/** Jobs over many rows of a file: what runs, what waits for its file, and what became of each row. */
import { z } from 'zod';
import { MAX_JOB_COLUMNS, MAX_JOB_ROWS, MAX_JOB_ROWS_AT_ONCE, MAX_JOBS } from '../domain/bounds.ts';
import { ERROR_CODES } from '../domain/error.ts';
import {
  JOB_KINDS,
  JOB_ROW_STATES,
  JOB_STATES,
  type Job,
  type JobId,
  type JobRow,
  type JobRowError,
} from '../domain/jobs.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { accountId, deviceId, done, epochMs, nothing } from './shared.ts';

export const jobId = z.string().min(1).max(64) as unknown as z.ZodType<JobId>;
/** From 1. */
export const jobRowNumber = z.number().int().positive().max(10_000_000);
export const jobExternalId = z.string().min(1).max(64);
export const fileHash = z.string().regex(/^[0-9a-f]{64}$/);
export const jobTotal = z.number().int().positive().max(MAX_JOB_ROWS);
export const jobColumns = z.array(z.string().max(64).nullable()).max(MAX_JOB_COLUMNS).readonly();
const count = z.number().int().nonnegative();

export const jobRowError: z.ZodType<JobRowError> = z.strictObject({
  code: z.enum(ERROR_CODES),
  field: z.string().max(64).nullable(),
  detail: z.string().max(64).nullable(),
  limit: z.number().nullable(),
  vendorCode: z.string().max(256).nullable(),
  requestId: z.string().max(256).nullable(),
});

const jobRow: z.ZodType<JobRow> = z.strictObject({
  row: jobRowNumber,
  state: z.enum(JOB_ROW_STATES),
  error: jobRowError.nullable(),
});

const job: z.ZodType<Job> = z.strictObject({
  id: jobId,
  kind: z.enum(JOB_KINDS),
  accountId,
  place: z.strictObject({ deviceId, groupId: z.string().max(64) }),
  fileHash,
  total: jobTotal,
  columns: jobColumns,
  state: z.enum(JOB_STATES),
  counts: z.strictObject({ notAsked: count, done: count, skipped: count, refused: count, unknown: count }),
  stopped: jobRowError.nullable(),
  createdAtMs: epochMs,
  endedAtMs: epochMs.nullable(),
});

const requests = {
  /** The latest first. */
  'jobs.list': { in: nothing, out: z.strictObject({ jobs: z.array(job).max(MAX_JOBS).readonly() }) },
  /** Rows in the order of the file. @param after the number of the last row that is known; 0 for the first rows. */
  'jobs.rows': {
    in: z.strictObject({
      jobId,
      states: z.array(z.enum(JOB_ROW_STATES)).min(1).max(JOB_ROW_STATES.length).readonly(),
      after: count,
      limit: z.number().int().positive().max(MAX_JOB_ROWS_AT_ONCE),
    }),
    out: z.strictObject({ rows: z.array(jobRow).max(MAX_JOB_ROWS_AT_ONCE).readonly() }),
  },
  /** Begins or continues a job: the window that asks has the file. `jobs.other-file` where the hash is another one. */
  'jobs.run': { in: z.strictObject({ jobId, fileHash }), out: done },
  /** Answers when the call under way is finished. */
  'jobs.pause': { in: z.strictObject({ jobId }), out: done },
  'jobs.cancel': { in: z.strictObject({ jobId }), out: done },
  /** Forgets a job that does not run, with its rows. */
  'jobs.remove': { in: z.strictObject({ jobId }), out: done },
} as const satisfies RequestTable;

const events = {
  /** The list of jobs changed, or a job made progress. */
  'jobs.changed': event(nothing),
} as const satisfies EventTable;

export const jobsContract = { requests, events } as const;

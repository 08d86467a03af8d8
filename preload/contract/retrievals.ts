/** Tasks that bring archived recordings back, at the clouds that have such tasks. */
import { MAX_RETRIEVED_CAMERAS } from '../domain/bounds.ts';
import { z } from 'zod';
import type { Retrieval, RetrievalState } from '../domain/recording/retrievals.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, channelId, done, epochMs } from './shared.ts';

const MAX_NAME_CHARS = 64;

const nativeId = z.string().min(1).max(128);
const state: z.ZodType<RetrievalState> = z.enum(['waiting', 'running', 'done', 'unknown']);

const taskFields = {
  nativeId,
  name: z.string(),
  state,
  /** The footage. */
  fromMs: epochMs,
  toMs: epochMs,
  keepDays: z.number().nullable(),
  sizeMb: z.number().nullable(),
};
const task: z.ZodType<Retrieval> = z.strictObject(taskFields);

const listed = z.strictObject({
  ...taskFields,
  /** When this client ordered the task, epoch ms; null for a task that somebody else ordered. */
  orderedAtMs: epochMs.nullable(),
  /** When this client saw the end of its own task; null before, and for tasks of others. */
  endedAtMs: epochMs.nullable(),
});

const list = z.strictObject({
  tasks: z.array(listed).readonly(),
  limits: z.strictObject({
    maxChannels: z.number(),
    maxNameChars: z.number(),
    maxKeepDays: z.number(),
    /** Times at which every task must end: times of each UTC day, in ms after midnight. */
    cutsMs: z.array(z.number()).readonly(),
  }),
  /** The median of the times from order to end of this client's own tasks; null before the first end. */
  typicalMs: z.number().nonnegative().nullable(),
});
export type RetrievalList = z.infer<typeof list>;

const details = z.strictObject({
  ...taskFields,
  channels: z
    .array(z.strictObject({ channelId, state: z.enum(['waiting', 'running', 'done', 'unknown', 'none-archived']) }))
    .readonly(),
});

const order = z.strictObject({
  accountId,
  /** A range over several dates becomes several tasks: the second has the name with `-2`, and so on. */
  name: z.string().min(1).max(MAX_NAME_CHARS),
  channelIds: z.array(channelId).min(1).max(MAX_RETRIEVED_CAMERAS).readonly(),
  /** Half-open, at most 40 days. */
  range: z.strictObject({ fromMs: epochMs, toMs: epochMs }),
  keepDays: z.number().int().positive(),
});
export type RetrievalRequest = z.infer<typeof order>;

/** `rest` was not ordered because of `error`; both are null where all was ordered. */
const ordered = z.strictObject({
  added: z.array(task).readonly(),
  rest: z.strictObject({ fromMs: epochMs, toMs: epochMs }).nullable(),
  error: wireError.nullable(),
});
export type OrderedRetrievals = z.infer<typeof ordered>;

const requests = {
  /** All tasks of the account. `cloud.not-supported` where the cloud has no such tasks. */
  'retrievals.list': { in: z.strictObject({ accountId }), out: list },
  /** One task with the state of each camera. */
  'retrievals.read': { in: z.strictObject({ accountId, nativeId }), out: details },
  /** Orders retrievals. If one fails, the answer still lists those that were ordered before it. */
  'retrievals.order': { in: order, out: ordered },
  /** Ends and forgets a task at the cloud. */
  'retrievals.delete': { in: z.strictObject({ accountId, nativeId }), out: done },
} as const satisfies RequestTable;

const events = {
  /** The list of the account differs from before. */
  'retrievals.changed': event(z.strictObject({ accountId }), ({ accountId }) => accountId),
  /** A task that this client ordered has ended. */
  'retrievals.ended': event(
    z.strictObject({ accountId, task }),
    ({ accountId, task }) => `${accountId} ${task.nativeId}`,
  ),
} as const satisfies EventTable;

export const retrievalsContract = { requests, events } as const;

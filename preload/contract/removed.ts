/** Deleted things that can be restored: one list of all areas. Things stay in it for 30 days. */
import { z } from 'zod';
import { REMOVED_KINDS, type RemovedThing } from '../domain/removed.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { epochMs, nothing } from './shared.ts';

const kind = z.enum(REMOVED_KINDS);
const id = z.string().min(1).max(512);

const thing: z.ZodType<RemovedThing> = z.strictObject({
  kind,
  id,
  name: z.string(),
  removedAtMs: epochMs,
  path: z.array(z.string()),
  count: z.number().int().nonnegative(),
});

const requests = {
  /** The newest first. */
  'removed.list': { in: nothing, out: z.array(thing) },
  /**
   * Brings a thing back as it was. A name that was given to another thing meanwhile gets a number: `name` is the name now.
   * @throws `removed.not-found`, `wall.too-many`, `site.too-many`, `input.invalid-field`, `storage.write-failed`.
   */
  'removed.restore': { in: z.strictObject({ kind, id }), out: z.strictObject({ name: z.string() }) },
} as const satisfies RequestTable;

const events = {
  /** Something was deleted or came back: read `removed.list` again. */
  'removed.changed': event(nothing),
} as const satisfies EventTable;

export const removedContract = { requests, events } as const;

/** Sequences of cameras and of walls, and what automation puts on the alarm tiles. */
import { z } from 'zod';
import {
  MAX_DWELL_SEC,
  MAX_SEQUENCE_NAME,
  MAX_SEQUENCES,
  MAX_STEPS,
  MIN_DWELL_SEC,
  OFFLINE_WAYS,
  SEQUENCE_KINDS,
  type Sequence,
  type SequenceStep,
} from '../domain/sequences.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, epochMs, nothing, orgNodeId, sequenceId, siteId, wallId } from './shared.ts';

const dwellSec = z.number().int().min(MIN_DWELL_SEC).max(MAX_DWELL_SEC);

const step: z.ZodType<SequenceStep> = z.strictObject({
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('camera'), channelId }),
    z.strictObject({ kind: z.literal('site'), siteId }),
    z.strictObject({ kind: z.literal('group'), groupId: orgNodeId }),
    z.strictObject({ kind: z.literal('wall'), wallId }),
  ]),
  name: z.string().max(512),
  dwellSec: dwellSec.nullable(),
});

const sequence: z.ZodType<Sequence> = z.strictObject({
  id: sequenceId,
  name: z.string().min(1).max(MAX_SEQUENCE_NAME),
  kind: z.enum(SEQUENCE_KINDS),
  dwellSec,
  offline: z.enum(OFFLINE_WAYS),
  steps: z.array(step).max(MAX_STEPS),
  revision: z.number().int().nonnegative(),
});

const requests = {
  'sequence.list': {
    in: nothing,
    out: z.strictObject({ sequences: z.array(sequence).max(MAX_SEQUENCES) }),
    kiosk: true,
  },
  /** Adds a sequence, or replaces the one of that id. Answers the stored sequence. */
  'sequence.save': { in: z.strictObject({ sequence }), out: sequence },
  /** `removed.restore` brings a deleted sequence back. */
  'sequence.remove': { in: z.strictObject({ sequenceId }), out: done },
  /** Shows the walls of a sequence in turn in this window from now on, also after a restart; null ends that. */
  'sequence.run': { in: z.strictObject({ sequenceId: sequenceId.nullable() }), out: done },
} as const satisfies RequestTable;

const events = {
  /** Read `sequence.list` again. */
  'sequences.changed': event(z.strictObject({ revision: z.number().int() })),
  /** Automation wants a camera on the alarm tiles. */
  'alarm.show-wanted': event(
    z.strictObject({ channelId, atMs: epochMs, words: z.string().max(200) }),
    (p) => `${p.channelId}|${p.atMs}`,
  ),
} as const satisfies EventTable;

export const sequenceContract = { requests, events } as const;

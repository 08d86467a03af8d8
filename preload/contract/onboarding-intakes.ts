/** Intake groups and their instances. The password of a platform goes inwards alone: no answer, no event and no table has any. */
import { z } from 'zod';
import {
  INTAKE_FIELDS,
  MAX_INTAKES,
  type Intakes,
  type IntakeValues,
  type KeptIntake,
} from '../domain/onboarding/intakes.ts';
import { ruleLimits } from './onboarding-rules.ts';
import type { RequestTable } from './request.ts';
import { accountId, done, epochMs, orgNodeId } from './shared.ts';

const field = z.enum(INTAKE_FIELDS);
/** Longer than any rule allows: main answers with the problem of a value. */
const text = z.string().max(1_024);
const values: z.ZodType<IntakeValues> = z.partialRecord(field, text);
const string = z.string();

const intakes: z.ZodType<Intakes & { readonly kept: readonly KeptIntake[] }> = z.strictObject({
  rules: z
    .array(z.strictObject({ field, limits: ruleLimits, isMandatory: z.boolean(), isSecret: z.boolean() }))
    .readonly(),
  nameRule: ruleLimits,
  instances: z
    .array(
      z.strictObject({
        id: orgNodeId,
        name: string,
        isRunning: z.boolean().nullable(),
        capacity: z.number().nonnegative().nullable(),
      }),
    )
    .max(MAX_INTAKES)
    .readonly(),
  groups: z
    .array(
      z.strictObject({
        id: orgNodeId,
        instanceId: orgNodeId,
        name: string,
        protocol: string.nullable(),
        description: string,
        isScheduled: z.boolean().nullable(),
      }),
    )
    .max(MAX_INTAKES)
    .readonly(),
  isCut: z.boolean(),
  kept: z
    .array(
      z.strictObject({
        groupId: orgNodeId,
        accountId,
        addedAtMs: epochMs,
        ip: string,
        port: string,
        account: string,
        jobs: string,
        topics: string,
        prefix: string,
      }),
    )
    .max(MAX_INTAKES)
    .readonly(),
});

export const intakeRequests = {
  /**
   * The intake groups of an account with the rules of a new one, from the cloud, and the values that were entered here.
   */
  'onboarding.intakes': { in: z.strictObject({ accountId }), out: intakes },
  /** How many cameras stand in a group or an instance, from the cloud. */
  'onboarding.intakeCameras': {
    in: z.strictObject({ id: orgNodeId }),
    out: z.strictObject({ cameras: z.number().int().nonnegative() }),
  },
  /** Makes a group in an instance. It goes to the cloud once. */
  'onboarding.addIntake': {
    in: z.strictObject({ instanceId: orgNodeId, values }),
    out: z.strictObject({ id: orgNodeId }),
  },
  /** Gives a group another description: the cloud changes nothing else of it. */
  'onboarding.describeIntake': { in: z.strictObject({ id: orgNodeId, description: text }), out: done },
  /** Refused while cameras stand in the group. */
  'onboarding.removeIntake': { in: z.strictObject({ id: orgNodeId }), out: done },
  /** Renames an instance, starts it, or stops it with all its cameras. Null: stays. */
  'onboarding.setInstance': {
    in: z.strictObject({ id: orgNodeId, name: text.nullable(), isRunning: z.boolean().nullable() }),
    out: done,
  },
} as const satisfies RequestTable;

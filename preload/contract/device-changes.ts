/** Changes of devices in bulk. */
import { z } from 'zod';
import { ACCESS_PROTOCOLS } from '../domain/cameras/cameras.ts';
import {
  DEVICE_CHANGES,
  MAX_DEVICE_NAME_CHARS,
  MAX_DEVICES_PER_CHANGE,
  type DeviceChangeRule,
  type DeviceOutcome,
} from '../domain/cameras/device-changes.ts';
import { OUTCOMES } from '../domain/outcomes.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, channelId, orgNodeId } from './shared.ts';

const change = z.enum(DEVICE_CHANGES);
const count = z.number().int().nonnegative();

const rule: z.ZodType<DeviceChangeRule> = z.strictObject({
  change,
  isByDevice: z.boolean(),
  perCall: count,
  protocols: z.array(z.enum(ACCESS_PROTOCOLS)).readonly().nullable(),
  name: z
    .strictObject({
      minLength: count.optional(),
      maxLength: count.optional(),
      lengthUnit: z.string().optional(),
      patterns: z.array(z.string()).readonly().optional(),
    })
    .nullable(),
});

const outcome: z.ZodType<DeviceOutcome> = z.strictObject({
  id: channelId,
  state: z.enum(OUTCOMES),
  error: wireError.nullable(),
  requestId: z.string().nullable(),
});

/** `groupId` is set for a move, `name` for a rename. */
const order = z.strictObject({
  accountId,
  change,
  items: z
    .array(z.strictObject({ id: channelId, name: z.string().max(MAX_DEVICE_NAME_CHARS).nullable() }))
    .min(1)
    .max(MAX_DEVICES_PER_CHANGE),
  groupId: orgNodeId.nullable(),
});

const requests = {
  /** The changes that the cloud of an account documents; none is a list without entries. */
  'devices.rules': { in: z.strictObject({ accountId }), out: z.strictObject({ rules: z.array(rule).readonly() }) },
  /** Outcomes in the order of the items. Main reads the directory of the account again after that. */
  'devices.change': { in: order, out: z.strictObject({ outcomes: z.array(outcome).readonly() }) },
} as const satisfies RequestTable;

export const deviceChangesContract = { requests } as const;

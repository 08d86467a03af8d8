/** Facts of single devices, read when somebody asks for them, and changes of devices in bulk. */
import { z } from 'zod';
import { MAX_ROWS_FILE_BYTES, MAX_ROWS_PIECE_CHARS } from '../domain/bounds.ts';
import {
  DEVICE_CHANGES,
  DEVICE_OUTCOMES,
  MAX_DEVICE_NAME_CHARS,
  MAX_DEVICES_PER_CHANGE,
  type DeviceChangeRule,
  type DeviceOutcome,
} from '../domain/device-changes.ts';
import { DEVICE_FACTS, type DeviceFacts } from '../domain/device-facts.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, channelId, epochMs, orgNodeId } from './shared.ts';

/** Longer than any documented value. */
const MAX_FACT_CHARS = 2_048;

const facts: z.ZodType<DeviceFacts> = z.strictObject({
  values: z.record(z.enum(DEVICE_FACTS), z.string().max(MAX_FACT_CHARS).nullable()),
  createdAtMs: epochMs.nullable(),
  changedAtMs: epochMs.nullable(),
});

const told = z.strictObject({ facts, asOfMs: epochMs });
export type ToldDeviceFacts = z.infer<typeof told>;

const change = z.enum(DEVICE_CHANGES);
const count = z.number().int().nonnegative();

const rule: z.ZodType<DeviceChangeRule> = z.strictObject({
  ...{ change, isByDevice: z.boolean(), perCall: count },
  protocols: z
    .array(z.enum(['holosens', 'gb28181', 'other']))
    .readonly()
    .nullable(),
  name: z
    .strictObject({
      ...{ minLength: count.optional(), maxLength: count.optional(), lengthUnit: z.string().optional() },
      patterns: z.array(z.string()).readonly().optional(),
    })
    .nullable(),
});

const outcome: z.ZodType<DeviceOutcome> = z.strictObject({
  id: channelId,
  state: z.enum(DEVICE_OUTCOMES),
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
  /** The facts of the device of a camera: of the camera itself where the cloud counts it as a device. No password is among them. */
  'devices.facts': { in: z.strictObject({ channelId }), out: told },
  /** The changes that the cloud of an account documents; none is a list without entries. */
  'devices.rules': { in: z.strictObject({ accountId }), out: z.strictObject({ rules: z.array(rule).readonly() }) },
  /** Outcomes in the order of the items. Main reads the directory of the account again after that. */
  'devices.change': { in: order, out: z.strictObject({ outcomes: z.array(outcome).readonly() }) },
  /**
   * Brings the file of the table piece by piece; with the last piece main asks where the file goes. `at`: characters brought
   * before. `download`: the host has no dialog, and the page saves its own text.
   *
   * @throws `ipc.invalid-input` for a piece that does not follow the one before it, `storage.*`.
   */
  'devices.save-table': {
    in: z.strictObject({
      text: z.string().max(MAX_ROWS_PIECE_CHARS),
      at: z.number().int().nonnegative().max(MAX_ROWS_FILE_BYTES),
      isLast: z.boolean(),
    }),
    out: z.strictObject({ outcome: z.enum(['more', 'saved', 'cancelled', 'download']), suggestedName: z.string() }),
  },
} as const satisfies RequestTable;

export const devicesContract = { requests } as const;

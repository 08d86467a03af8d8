/**
 * Orders whether a cloud takes a camera's pictures: some clouds take them on order only. The answer to an order is the
 * state that the cloud reports afterwards.
 */
import { z } from 'zod';
import { ACCESS_KINDS, ACCESS_STATES, type AccessPlan, type CameraAccess } from '../domain/cameras/camera-access.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { channelId } from './shared.ts';

const minute = z.number().int().min(0).max(1_440);

const plan: z.ZodType<AccessPlan> = z.strictObject({
  kind: z.enum(ACCESS_KINDS),
  startMinute: minute,
  endMinute: minute.nullable(),
  lengthMinutes: minute,
  isDaily: z.boolean(),
  isActive: z.boolean(),
});

const access: z.ZodType<CameraAccess> = z.strictObject({
  state: z.enum(ACCESS_STATES),
  word: z.string().max(64).nullable(),
  plan: plan.nullable(),
  limits: z
    .strictObject({
      stepMinutes: minute,
      firstMinute: minute,
      lastStartMinute: minute,
      lastEndMinute: minute,
      utcOffsetMinutes: z.number().int(),
    })
    .nullable(),
  isReadingChannels: z.boolean().nullable(),
});

/** `access` is null where the cloud took the order and did not answer afterwards, for the reason in `error`. */
const ordered = z.strictObject({ access: access.nullable(), error: wireError.nullable() });
export type OrderedAccess = z.infer<typeof ordered>;

const requests = {
  'devices.access': { in: z.strictObject({ channelId }), out: z.strictObject({ access }) },
  /** Lets the cloud take the picture of a camera, or not any more. */
  'devices.switch-access': { in: z.strictObject({ channelId, isOn: z.boolean() }), out: ordered },
  /** Sets the whole plan of a camera. */
  'devices.plan-access': { in: z.strictObject({ channelId, plan }), out: ordered },
  /** Lets the cloud read the channels of the recorder of a camera, which takes a while. */
  'devices.read-channels': { in: z.strictObject({ channelId }), out: ordered },
} as const satisfies RequestTable;

export const cameraAccessContract = { requests } as const;

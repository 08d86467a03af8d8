/** Facts of single devices, read when somebody asks for them. */
import { z } from 'zod';
import { DEVICE_FACTS, type DeviceFacts } from '../domain/device-facts.ts';
import type { RequestTable } from './request.ts';
import { channelId, epochMs } from './shared.ts';

/** Longer than any documented value. */
const MAX_FACT_CHARS = 2_048;

const facts: z.ZodType<DeviceFacts> = z.strictObject({
  values: z.record(z.enum(DEVICE_FACTS), z.string().max(MAX_FACT_CHARS).nullable()),
  createdAtMs: epochMs.nullable(),
  changedAtMs: epochMs.nullable(),
});

const told = z.strictObject({ facts, asOfMs: epochMs });
export type ToldDeviceFacts = z.infer<typeof told>;

const requests = {
  /** The facts of the device of a camera: of the camera itself where the cloud counts it as a device. No password is among them. */
  'devices.facts': { in: z.strictObject({ channelId }), out: told },
} as const satisfies RequestTable;

export const devicesContract = { requests } as const;

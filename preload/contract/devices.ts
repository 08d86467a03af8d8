/** Facts of single devices, read when somebody asks for them. */
import { z } from 'zod';
import { MAX_ROWS_FILE_BYTES, MAX_ROWS_PIECE_CHARS } from '../domain/bounds.ts';
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

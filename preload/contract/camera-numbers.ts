/** The numbers by which operators call cameras: an administrator sets them here or brings them in a file. */
import { z } from 'zod';
import { MAX_CAMERA_NUMBER, MAX_NUMBER_CHANGES, NUMBER_PIECE } from '../domain/cameras/camera-numbers.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, nothing } from './shared.ts';

const change = z.strictObject({ channelId, number: z.number().int().min(1).max(MAX_CAMERA_NUMBER) });

/** `saved`: through the system's dialog. `cancelled`: the dialog was closed. `download`: this host has none, the page saves. */
const exportedNumbers = z.strictObject({
  outcome: z.enum(['saved', 'cancelled', 'download']),
  suggestedName: z.string(),
  /** Empty unless the page saves. */
  text: z.string(),
  count: z.number().int().nonnegative(),
});

const requests = {
  /**
   * Numbers of many cameras come in pieces under one name; with the last piece all of them change at once or none. A camera
   * that holds one of the numbers must be among them. `from`: how many numbers the pieces before this one brought.
   * @throws `number.taken`, `number.too-many`, `number.interrupted` where a piece is missing, `channel.not-found`,
   *   `storage.write-failed`.
   */
  'number.set': {
    in: z.strictObject({
      batch: z.string().min(1).max(64),
      from: z.number().int().min(0).max(MAX_NUMBER_CHANGES),
      changes: z.array(change).max(NUMBER_PIECE),
      isLast: z.boolean(),
    }),
    out: done,
  },
  /** All numbers as a file of comma-separated values. @throws `storage.write-failed`. */
  'number.export': { in: nothing, out: exportedNumbers },
} as const satisfies RequestTable;

export const numberContract = { requests } as const;

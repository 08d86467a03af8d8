/**
 * Copies of exported files with the time and the camera below each picture. A window codes the pictures anew: it asks main for
 * the pictures of the file piece by piece, and gives main those of the copy, which main writes. No path goes to main.
 */
import { MAX_COPY_PICTURES } from '../domain/bounds.ts';
import { z } from 'zod';
import type { CopyPictures, CopyPiece } from '../domain/exports/export-copies.ts';
import type { FileTimes } from '../domain/exports/export-times.ts';
import type { RequestTable } from './request.ts';
import { done, exportId } from './shared.ts';

/** 675,000 bytes as base64: the largest that fits a request. */
const MAX_BASE64 = 900_000;
const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
/** A decoder configuration record has some dozen bytes. */
const record = base64.max(8_192);
const copyId = z.uuid();

const pictures: z.ZodType<CopyPictures> = z.strictObject({
  codec: z.string(),
  record,
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  lengthMs: z.number().nonnegative(),
});

const coded = z.strictObject({ bytes: z.number().int().positive(), isKey: z.boolean(), atUs: z.number().int() });
const piece = z.strictObject({ pictures: z.array(coded).max(MAX_COPY_PICTURES).readonly(), base64 });

const times: z.ZodType<FileTimes> = z
  .array(z.strictObject({ atMs: z.number(), utcMs: z.number().nullable() }))
  .readonly();

const begun = z.strictObject({
  copyId,
  pictures,
  /** The size of the file, in bytes. */
  sizeBytes: z.number().int().nonnegative(),
  times,
  number: z.number().int().nullable(),
  camera: z.string(),
  /** How far the clock of the camera is ahead, set by eye; null where nobody set an offset. */
  offsetMs: z.number().nullable(),
  /** The copy, below the folder of the export. */
  file: z.string(),
});
export type BegunCopy = z.infer<typeof begun>;

export const copyRequests = {
  /**
   * Begins a copy of a file of an export that is over; a window makes one at a time.
   * @throws `export.not-found`, `export.running`, `export.copy-running`, `export.copy-no-times`, `export.copy-not-read`,
   *   `storage.*`.
   */
  'exports.begin-copy': { in: z.strictObject({ id: exportId, of: z.string().min(1).max(2048) }), out: begun },
  /** The next pictures of the file in the order of decoding; none at its end. @throws `cancelled`, `export.copy-not-read`. */
  'exports.read-copy': { in: z.strictObject({ copyId }), out: piece },
  /** Takes the next pictures of the copy, H.264. @throws `cancelled`, `export.copy-not-coded`, `storage.*`: the copy is over then. */
  'exports.write-copy': {
    in: z.strictObject({
      copyId,
      /** The decoder configuration record, with the first pictures; null behind them. */
      record: record.nullable(),
      piece: z.strictObject({ ...piece.shape, base64: base64.max(MAX_BASE64) }) satisfies z.ZodType<CopyPiece>,
    }),
    out: done,
  },
  /** Gives the copy its name. @throws `cancelled`, `export.copy-not-coded`, `storage.*`. */
  'exports.finish-copy': { in: z.strictObject({ copyId }), out: done },
  /** Ends a copy, and leaves nothing of it. Twice is not an error. */
  'exports.end-copy': {
    in: z.strictObject({
      copyId,
      /** `not-read`: this computer cannot decode the pictures. `not-coded`: it cannot code pictures of this size. */
      why: z.enum(['cancelled', 'not-read', 'not-coded']),
    }),
    out: done,
  },
} as const satisfies RequestTable;

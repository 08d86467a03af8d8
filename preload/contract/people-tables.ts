/** Files of people. Their rows go inwards and outwards in pieces; no table, no log and no event has them. */
import { z } from 'zod';
import {
  MAX_JOB_COLUMNS,
  MAX_JOB_ROWS_AT_ONCE,
  MAX_JOB_ROWS,
  MAX_NAMED_SHEETS,
  MAX_PIECE_BYTES,
  MAX_ROWS_FILE_BYTES,
  MAX_TABLE_CELL_CHARS,
} from '../domain/bounds.ts';
import {
  CELL_PROBLEMS,
  TABLE_FAULTS,
  type OtherSheet,
  type TablePiece,
  type TableRow,
  type TableSummary,
} from '../domain/people/people-tables.ts';
import type { RequestTable } from './request.ts';

const count = z.number().int().nonnegative();
/** Base64 has four characters for three bytes. */
const piece = z
  .string()
  .max(Math.ceil(MAX_PIECE_BYTES / 3) * 4)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);
const otherSheet: z.ZodType<OtherSheet> = z.strictObject({ name: z.string(), isHidden: z.boolean() });
const table: z.ZodType<TableSummary> = z.strictObject({
  sheet: z.string().nullable(),
  others: z.array(otherSheet).max(MAX_NAMED_SHEETS).readonly(),
  rows: count,
});
const row: z.ZodType<TableRow> = z.strictObject({
  cells: z.array(z.string().max(MAX_TABLE_CELL_CHARS)).max(MAX_JOB_COLUMNS).readonly(),
  faults: z
    .array(z.strictObject({ column: count, problem: z.enum(CELL_PROBLEMS) }))
    .max(MAX_JOB_COLUMNS)
    .readonly(),
});
const rows: z.ZodType<TablePiece> = z.strictObject({
  rows: z.array(row).max(MAX_JOB_ROWS_AT_ONCE).readonly(),
  isLast: z.boolean(),
});

export const peopleTableRequests = {
  /**
   * Brings a workbook, or a text in UTF-8, in pieces of `MAX_PIECE_BYTES`; behind the last one it is read. Another file of the window takes the place of
   * this one.
   *
   * @param at bytes that were brought before; 0 begins. @throws `ipc.invalid-input` for a piece that does not follow.
   */
  'targets.bringTable': {
    in: z.strictObject({ base64: piece, at: count.max(MAX_ROWS_FILE_BYTES), isLast: z.boolean() }),
    out: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('more') }),
      z.strictObject({ outcome: z.literal('refused'), fault: z.enum(TABLE_FAULTS) }),
      z.strictObject({ outcome: z.literal('read'), table }),
    ]),
  },
  /** The next rows of the file; the first row has the names of the columns. With the last row the file is forgotten. */
  'targets.takeTable': { in: z.strictObject({ fromRow: count.max(MAX_JOB_ROWS + 1) }), out: rows },
} as const satisfies RequestTable;

/** Workbooks of devices. Their rows, passwords among them, go inwards and outwards in pieces of a file; no table and no event has them. */
import { z } from 'zod';
import { MAX_PIECE_BYTES, MAX_WORKBOOK_BYTES } from '../domain/bounds.ts';
import {
  IMPORT_STATES,
  MAX_WORKBOOK_IMPORTS,
  MAX_WORKBOOK_NAME,
  WORKBOOK_KINDS,
  WORKBOOK_REASONS,
  type WorkbookImport,
} from '../domain/onboarding/workbooks.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, done, epochMs, nothing, orgNodeId } from './shared.ts';

const importId = z.string().min(1).max(64);
const count = z.number().int().nonnegative();
const kind = z.enum(WORKBOOK_KINDS);
const groupId = orgNodeId.nullable();
/** Base64 has four characters for three bytes. */
const piece = z
  .string()
  .max(Math.ceil(MAX_PIECE_BYTES / 3) * 4)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);

const oneImport: z.ZodType<WorkbookImport> = z.strictObject({
  id: z.string(),
  accountId,
  groupId,
  kind,
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  counts: z.strictObject({ total: count, added: count, failed: count }).nullable(),
  sentAtMs: epochMs,
  endedAtMs: epochMs.nullable(),
});

/** `more` until the last piece came. `unknown`: it was sent, and its answer was lost. `notAsked`: the cloud did not receive it. */
const brought = z.strictObject({
  outcome: z.enum(['more', 'accepted', 'unknown', 'refused', 'notAsked']),
  reason: z.enum(WORKBOOK_REASONS).nullable(),
  error: wireError.nullable(),
});
export type BroughtWorkbook = z.infer<typeof brought>;

/** `download` where the host has no dialog: `onboarding.takeWorkbook` gives the file. `name`: without the folder. */
const saved = z.strictObject({ outcome: z.enum(['saved', 'cancelled', 'download']), name: z.string() });
export type SavedWorkbook = z.infer<typeof saved>;

export const workbookRequests = {
  /** The imports that this client sent, the latest first. Asks no cloud. */
  'onboarding.imports': {
    in: nothing,
    out: z.strictObject({ imports: z.array(oneImport).max(MAX_WORKBOOK_IMPORTS).readonly() }),
  },
  /**
   * Brings a filled-in workbook in pieces of `MAX_PIECE_BYTES`; with the last piece it goes to the cloud, once. `at`: bytes brought
   * before.
   *
   * @throws `ipc.invalid-input` for a piece that does not follow the one before it, `input.invalid-field` for a file that is no
   *   workbook, `onboarding.too-many-imports`.
   */
  'onboarding.bringWorkbook': {
    in: z.strictObject({
      accountId,
      groupId,
      kind,
      fileName: z.string().max(MAX_WORKBOOK_NAME),
      base64: piece,
      at: count.max(MAX_WORKBOOK_BYTES),
      isLast: z.boolean(),
    }),
    out: brought,
  },
  /** Asks the cloud now how far an import is. @throws `onboarding.no-import`. */
  'onboarding.askImport': { in: z.strictObject({ id: importId }), out: oneImport },
  /** Removes an import from the list. The cloud still carries it out. */
  'onboarding.forgetImport': { in: z.strictObject({ id: importId }), out: done },
  /**
   * Asks where a file of the cloud goes, and writes it there for the user alone. `result` needs the id of an import, the others an
   * account; `list` is of a group with all groups below it, and of all groups where there is no id.
   *
   * @throws `onboarding.no-import`, `input.invalid-field`, `cloud.*`, `storage.*`.
   */
  'onboarding.saveWorkbook': {
    in: z.discriminatedUnion('file', [
      z.strictObject({ file: z.literal('template'), accountId, kind }),
      z.strictObject({ file: z.literal('result'), id: importId }),
      z.strictObject({ file: z.literal('list'), accountId, groupId }),
    ]),
    out: saved,
  },
  /** The next piece of a file that the page saves by itself. @throws `ipc.invalid-input` for another place. */
  'onboarding.takeWorkbook': {
    in: z.strictObject({ fromByte: count }),
    out: z.strictObject({ base64: z.string(), isLast: z.boolean() }),
  },
} as const satisfies RequestTable;

/**
 * Workbooks: files in which a cloud takes many devices at once, and gives the list of its devices. This client reads none of them:
 * what a person fills in goes to the cloud as it is, and what the cloud answers goes into the person's file as it came.
 */
import type { AccountId, OrgNodeId } from '../ids.ts';

/** How the devices of one workbook reach the cloud. */
export const WORKBOOK_KINDS = ['gb28181', 'rtmp'] as const;
export type WorkbookKind = (typeof WORKBOOK_KINDS)[number];

/** Imports that are kept; the oldest that are over leave the list. */
export const MAX_WORKBOOK_IMPORTS = 100;
/** Characters of the name of a chosen file. */
export const MAX_WORKBOOK_NAME = 255;

/**
 * - `sending`: the answer of the cloud is not there yet.
 * - `unknown`: the answer was lost. The cloud is asked for the progress, which decides.
 * - `working`: the cloud works through the rows.
 * - `ended`: no row is left.
 * - `absent`: the answer was lost, and the cloud says that it has no such import.
 * - `forgotten`: the cloud took the file, and says now that it has no such import.
 */
export const IMPORT_STATES = ['sending', 'unknown', 'working', 'ended', 'absent', 'forgotten'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** The import is not over: the cloud is asked how far it is. */
export const isImportOpen = ({ state }: Pick<WorkbookImport, 'state'>): boolean =>
  state === 'sending' || state === 'unknown' || state === 'working';

export interface ImportCounts {
  readonly total: number;
  readonly added: number;
  readonly failed: number;
}

/** One workbook that was sent. Its rows are kept nowhere here. */
export interface WorkbookImport {
  /** A uuid of this client, by which the cloud knows the import. */
  readonly id: string;
  readonly accountId: AccountId;
  /** Null: the root. */
  readonly groupId: OrgNodeId | null;
  readonly kind: WorkbookKind;
  readonly fileName: string;
  readonly state: ImportState;
  /** Rows, as the cloud reported them last; null before its first report. */
  readonly counts: ImportCounts | null;
  readonly sentAtMs: number;
  /** When the end was reported; null before. */
  readonly endedAtMs: number | null;
}

/** Rows that the cloud reported neither as added nor as failed. */
export const untoldRows = ({ total, added, failed }: ImportCounts): number => Math.max(0, total - added - failed);

/** Why the cloud refused a workbook, where its document has a code for it. */
export const WORKBOOK_REASONS = ['changed-template', 'too-many-rows', 'too-many-sheets'] as const;
export type WorkbookReason = (typeof WORKBOOK_REASONS)[number];

/** How ZIP files begin, and a workbook (xlsx) is one. */
const SIGNATURE = [0x50, 0x4b, 0x03, 0x04] as const;
/** The bytes of a file's begin that show whether it can be a workbook. */
export const SIGNATURE_BYTES = SIGNATURE.length;

export const looksLikeWorkbook = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

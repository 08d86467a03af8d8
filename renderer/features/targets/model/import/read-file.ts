/** Reads a file of people by a thread of main: a text, a workbook, or a ZIP file with one of the two and pictures. */
import {
  MAX_JOB_COLUMNS,
  MAX_JOB_ROWS,
  MAX_PIECE_BYTES,
  MAX_ROWS_FILE_BYTES,
} from '../../../../../preload/domain/bounds.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type {
  CellFault,
  OtherSheet,
  TableFault,
  TableRow,
} from '../../../../../preload/domain/people/people-tables.ts';
import { base64Of } from '../../../../page/base64.ts';
import { request } from '../../../../page/bridge.ts';
import { fileText } from '../../../../state/page/file-text.ts';
import { hashOf } from './picture-check.ts';
import { zipPictures, type NamedPicture } from './zip.ts';

/** Why a file is not read. */
export type FileFault = TableFault | 'no-text' | 'no-pictures' | 'no-table';

export interface PeopleTable {
  /** SHA-256 of the table. */
  readonly hash: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Cells that a workbook does not have as they were typed, by the place of their row in `rows`. */
  readonly faults: ReadonlyMap<number, readonly CellFault[]>;
  /** Null for a text. */
  readonly sheet: { readonly name: string; readonly others: readonly OtherSheet[] } | null;
}

export type ReadFile =
  | { readonly table: PeopleTable; readonly pictures: readonly NamedPicture[] | null }
  | { readonly fault: FileFault }
  | { readonly error: WireError };

type ReadTable = { readonly table: PeopleTable } | { readonly fault: FileFault } | { readonly error: WireError };

const HEAD_BYTES = 8;
/** PK: ZIP files, and workbooks, which are such files. */
const ZIP = [0x50, 0x4b] as const;
/** Of the files of Excel 97 to 2003, and of workbooks with a password. */
const CONTAINER = [0xd0, 0xcf, 0x11, 0xe0] as const;
const WORKBOOK_PARTS = ['[Content_Types].xml', 'workbook.xml'] as const;

/**
 * The content decides, not the name of the file.
 *
 * @param isCurrent false once another file was chosen: what is read is not wanted any more.
 * @returns `pictures` null for a file without any.
 */
export async function readPeopleFile(file: File, isCurrent: () => boolean): Promise<ReadFile> {
  const head = await headOf(file);
  if (head === null) return { fault: 'no-text' };
  if (!beginsWith(head, ZIP)) {
    if (/\.zip$/i.test(file.name)) return { fault: 'no-pictures' };
    return withoutPictures(await readTable(file, head, isCurrent));
  }
  const entries = await zipPictures(file).catch(() => null);
  const names = new Set(entries?.map(({ name }) => name));
  if (/\.xlsx$/i.test(file.name) || WORKBOOK_PARTS.every((name) => names.has(name))) {
    return withoutPictures(await readTable(file, head, isCurrent));
  }
  if (entries === null) return { fault: 'no-pictures' };
  return await readZip(entries, isCurrent);
}

const withoutPictures = (read: ReadTable): ReadFile => ('table' in read ? { ...read, pictures: null } : read);

async function readZip(entries: readonly NamedPicture[], isCurrent: () => boolean): Promise<ReadFile> {
  const isTable = ({ name }: NamedPicture): boolean => /\.(?:csv|xlsx)$/i.test(name) && !isOfSystem(name);
  const [table, ...others] = entries.filter(isTable);
  if (table === undefined || others.length > 0) return { fault: 'no-table' };
  const bytes = await table.read(MAX_ROWS_FILE_BYTES).catch(() => null);
  if (bytes === null) return { fault: 'no-pictures' };
  const content = new Blob([bytes]);
  const head = await headOf(content);
  if (head === null) return { fault: 'no-pictures' };
  const read = await readTable(content, head, isCurrent);
  return 'table' in read ? { ...read, pictures: entries.filter((one) => !isTable(one)) } : read;
}

/** Files that macOS and Excel put beside a file with the name of the file. */
const isOfSystem = (name: string): boolean => name.startsWith('._') || name.startsWith('~$');

async function readTable(content: Blob, head: Uint8Array, isCurrent: () => boolean): Promise<ReadTable> {
  if (content.size === 0) return { fault: 'no-rows' };
  if (content.size > MAX_ROWS_FILE_BYTES) return { fault: 'too-large' };
  const bytes = await content.arrayBuffer().catch(() => null);
  if (bytes === null) return { fault: 'no-text' };
  const isWorkbook = beginsWith(head, ZIP) || beginsWith(head, CONTAINER);
  const table = isWorkbook ? content : textOf(bytes);
  const read = table instanceof Blob ? await rowsOf(table, isCurrent) : table;
  if (!('rows' in read)) return read;
  const [names, ...rows] = read.rows;
  if (names === undefined || rows.length === 0) return { fault: 'no-rows' };
  if (names.length > MAX_JOB_COLUMNS) return { fault: 'too-many-columns' };
  if (rows.length > MAX_JOB_ROWS) return { fault: 'too-many-rows' };
  const { faults, sheet } = read;
  return { table: { hash: await hashOf(bytes), head: names, rows, faults, sheet } };
}

type Rows =
  Pick<PeopleTable, 'rows' | 'faults' | 'sheet'> | { readonly fault: FileFault } | { readonly error: WireError };

/** In UTF-8. */
function textOf(bytes: ArrayBuffer): Blob | { readonly fault: FileFault } {
  const text = fileText(bytes);
  if (text === null) return { fault: 'no-text' };
  // A page of the web with a table, which many programs save under the name of a workbook.
  if (text.trimStart().startsWith('<')) return { fault: 'damaged' };
  return new Blob([text]);
}

/** Main reads the file: the page has no threads of its own. */
async function rowsOf(content: Blob, isCurrent: () => boolean): Promise<Rows> {
  const brought = await bring(content, isCurrent);
  if (!('table' in brought)) return brought;
  const { sheet, others } = brought.table;
  const rows: (readonly string[])[] = [];
  const faults = new Map<number, readonly CellFault[]>();
  const add = ({ cells, faults: bad }: TableRow): void => {
    // The first row has the names of the columns.
    if (bad.length > 0 && rows.length > 0) faults.set(rows.length - 1, bad);
    rows.push(cells);
  };
  for (;;) {
    const answer = await request['targets.takeTable']({ fromRow: rows.length });
    if (!answer.ok) return { error: answer.error };
    for (const row of answer.value.rows) add(row);
    if (answer.value.isLast) return { rows, faults, sheet: sheet === null ? null : { name: sheet, others } };
    if (!isCurrent()) return { fault: 'damaged' };
  }
}

type Brought = Extract<
  Extract<Awaited<ReturnType<(typeof request)['targets.bringTable']>>, { readonly ok: true }>['value'],
  { readonly outcome: 'read' }
>;

async function bring(
  content: Blob,
  isCurrent: () => boolean,
): Promise<Pick<Brought, 'table'> | { readonly fault: FileFault } | { readonly error: WireError }> {
  for (let at = 0; ; at += MAX_PIECE_BYTES) {
    const base64 = await base64Of(content.slice(at, at + MAX_PIECE_BYTES)).catch(() => null);
    if (base64 === null || !isCurrent()) return { fault: 'damaged' };
    const isLast = at + MAX_PIECE_BYTES >= content.size;
    const answer = await request['targets.bringTable']({ base64, at, isLast });
    if (!answer.ok) return { error: answer.error };
    if (answer.value.outcome === 'refused') return { fault: answer.value.fault };
    if (answer.value.outcome === 'read') return { table: answer.value.table };
  }
}

/** Null for a file that cannot be read. */
const headOf = async (content: Blob): Promise<Uint8Array | null> =>
  await content
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .then(
      (bytes) => new Uint8Array(bytes),
      () => null,
    );

const beginsWith = (bytes: Uint8Array, head: readonly number[]): boolean => head.every((one, at) => bytes[at] === one);

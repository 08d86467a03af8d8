/** The rows of a file of people: a workbook, or a text with separated values. */
import type { OtherSheet, TableRow } from '../../../../preload/domain/people/people-tables.ts';
import { readText } from './text-table.ts';
import { isWorkbook } from './workbook-parts.ts';
import { readWorkbook } from './workbook.ts';

export interface Table {
  /** Null for a text. */
  readonly sheet: string | null;
  readonly others: readonly OtherSheet[];
  /** The names of the columns first. */
  readonly rows: readonly TableRow[];
}

/** @throws {TableError} for a file that is not read. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (isWorkbook(bytes)) return await readWorkbook(bytes);
  return { sheet: null, others: [], rows: readText(bytes) };
}

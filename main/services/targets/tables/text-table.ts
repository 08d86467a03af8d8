/**
 * The rows of a text with separated values (RFC 4180), as csv-parse reads them. Chinese and European spreadsheets separate by `;` or
 * a tab as well. Runs in a thread that is ended at its bounds.
 */
import { CsvError, parse } from 'csv-parse/sync';
import {
  MAX_JOB_COLUMNS,
  MAX_JOB_ROWS,
  MAX_TABLE_CELL_CHARS,
  MAX_TABLE_CELLS,
} from '../../../../preload/domain/bounds.ts';
import type { CellFault, TableRow } from '../../../../preload/domain/people/people-tables.ts';
import { cellText } from './cell-text.ts';
import { TableError } from './table-error.ts';

const SEPARATORS = [',', ';', '\t'] as const;
/** A row of all columns whose cells are as long as they may be, with room for cells that are too long. */
const MAX_ROW_CHARS = 2 * MAX_JOB_COLUMNS * MAX_TABLE_CELL_CHARS;

/** The separator is looked for in this begin of a file: a longer first line has some before its end. */
const HEAD_BYTES = 64 * 1_024;

/** The separator that stands most often in the first line, outside of quotes. */
function separatorOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
  const head = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (one: string): number => head.split(one).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * Empty rows are left out. A cell that `csvLine` escaped is as it was before.
 *
 * @param bytes UTF-8, with or without its mark.
 * @throws {TableError} `open-quote`, `too-many-rows`, `too-many-columns`, `unpacks-too-large`, `damaged`.
 */
export function readText(bytes: Uint8Array): readonly TableRow[] {
  const rows: TableRow[] = [];
  let cells = 0;
  forEachRecord(bytes, (record) => {
    if (record.length > MAX_JOB_COLUMNS) throw new TableError('too-many-columns');
    const row = rowOf(record);
    if (row.cells.every((cell) => cell === '')) return;
    cells += record.length;
    if (cells > MAX_TABLE_CELLS) throw new TableError('unpacks-too-large');
    rows.push(row);
    if (rows.length > MAX_JOB_ROWS + 1) throw new TableError('too-many-rows');
  });
  return rows;
}

/** One record after the other: all records at once take as much memory as all rows. */
function forEachRecord(bytes: Uint8Array, take: (record: readonly string[]) => void): void {
  try {
    parse(bytes, {
      bom: true,
      delimiter: separatorOf(bytes),
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: MAX_ROW_CHARS,
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: readonly string[]) => {
        take(record);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new TableError(faultOf(error));
  }
}

function faultOf({ code }: CsvError): TableError['fault'] {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'open-quote';
  return code === 'CSV_MAX_RECORD_SIZE' ? 'unpacks-too-large' : 'damaged';
}

/** Of almost every row. */
const NO_FAULTS: readonly CellFault[] = [];

function rowOf(record: readonly string[]): TableRow {
  let faults = NO_FAULTS;
  const cells = record.map((cell, column) => {
    const { text, problem } = cellText(plain(cell));
    if (problem !== null) faults = [...faults, { column, problem }];
    return text;
  });
  return { cells, faults };
}

/** Takes back what `spreadsheetText` does. */
const plain = (cell: string): string =>
  cell.trim().replace(/(^|[;,\t\r\n"])'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g, '$1');

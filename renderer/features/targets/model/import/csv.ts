/** Files with comma-separated values (RFC 4180). Chinese and European spreadsheets separate by `;` or a tab as well. */
import { csvLine, csvOf } from '../../../../../preload/domain/csv.ts';
import { restBetween } from './rests.ts';

const SEPARATORS = [',', ';', '\t'] as const;

/** The separator that stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (one: string): number => head.split(one).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * The rows with their cells, read while the window goes on to answer; empty lines are left out. A cell that {@link csvText}
 * escaped is as it was before.
 */
export async function csvRows(text: string): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  const rest = restBetween();
  for (const row of rowsOf(text)) {
    rows.push(row);
    if (rest.isDue()) await rest.take();
  }
  return rows;
}

function* rowsOf(text: string): Generator<readonly string[]> {
  const separator = separatorOf(text);
  const hasCells = (cells: readonly string[]): boolean => cells.some((cell) => cell !== '');
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = cellAt(text, at, separator);
    row.push(cell.value);
    at = cell.end;
    const mark = text[at];
    if (mark !== separator) {
      if (hasCells(row)) yield row;
      row = [];
      if (mark === '\r' && text[at + 1] === '\n') at += 1;
    } else if (at + 1 === text.length) row.push('');
    at += 1;
  }
  if (hasCells(row)) yield row;
}

interface Cell {
  readonly value: string;
  /** Where the separator or the end of the line stands. */
  readonly end: number;
}

function cellAt(text: string, start: number, separator: string): Cell {
  let end = start;
  if (text[start] !== '"') {
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
    return { value: plain(text.slice(start, end)), end };
  }
  end += 1;
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
  const value = text.slice(start + 1, end).replaceAll('""', '"');
  end += 1;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: plain(value), end };
}

/** Takes back what `spreadsheetText` does. */
const plain = (cell: string): string =>
  cell.trim().replace(/(^|[;,\t\r\n"])'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g, '$1');

/** A file that spreadsheets read as UTF-8, in which no cell is a formula. */
export const csvText = (rows: readonly (readonly string[])[]): string => csvOf(rows.map(csvLine));

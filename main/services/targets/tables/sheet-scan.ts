/** A look over a sheet before its values are read: how large it is, and what its values do not show. */
import { MAX_JOB_COLUMNS, MAX_JOB_ROWS, MAX_TABLE_CELLS, MAX_TABLE_CHARS } from '../../../../preload/domain/bounds.ts';
import { TableError } from './table-error.ts';
import { attributeOf, eachTag, type Tag } from './xml-tags.ts';

/** From 1, as in the addresses of cells. */
interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetScan {
  /** How many rows have values. */
  readonly rows: number;
  /** Keys of cells, see {@link cellKey}, with a formula whose result is an error or is not stored. */
  readonly noResult: ReadonlySet<number>;
  /** Keys of cells whose number is shown with zeros before it, with the largest number of digits. */
  readonly digits: ReadonlyMap<number, number>;
  readonly merged: readonly Area[];
}

/** More columns than a sheet can have. */
const COLUMNS = 16_384;
/** Rows above the names of the columns, such as a title. */
const ROWS_ABOVE = 100;
const MAX_ROW = 1_048_576;
const AT = /\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']/;
const STYLE = /\ss\s*=\s*["'](\d{1,6})["']/;
const IS_ERROR = /\st\s*=\s*["']e["']/;

/** @param row and column from 1. */
export const cellKey = (row: number, column: number): number => row * (COLUMNS + 1) + column;

const columnOf = (letters: string): number => [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);

interface Open {
  readonly row: number;
  readonly column: number;
  readonly style: number;
  readonly isError: boolean;
  hasFormula: boolean;
  hasValue: boolean;
}

/**
 * @param digitsOf how many digits the style of a cell shows at least, by the number of the style.
 * @throws {TableError} `too-many-rows`, `too-many-columns`; `unpacks-too-large` for more cells than are read; `damaged`.
 */
export function scanSheet(xml: string, digitsOf: ReadonlyMap<number, number>): SheetScan {
  const noResult = new Set<number>();
  const digits = new Map<number, number>();
  const merged: Area[] = [];
  let cell: Open | null = null;
  let [rows, lastRow, lastColumn, cells] = [0, 0, 0, 0];
  const close = (): void => {
    if (cell === null) return;
    const { row, column, style, isError, hasFormula, hasValue } = cell;
    cell = null;
    if (isError || (hasFormula && !hasValue)) noResult.add(cellKey(row, column));
    else if (!hasValue) return;
    const width = digitsOf.get(style);
    if (width !== undefined) digits.set(cellKey(row, column), width);
    if (row > lastRow) rows += 1;
    lastRow = Math.max(lastRow, row);
    lastColumn = Math.max(lastColumn, column);
    cells += 1;
    checkSize(lastRow, lastColumn, cells);
  };
  eachTag(xml, (tag) => {
    if (tag.name === 'c') {
      if (tag.isEnd) close();
      else cell = tag.isEmpty ? null : opened(tag);
    } else if (tag.name === 'mergeCell' && !tag.isEnd) {
      merged.push(areaOf(attributeOf(tag, 'ref') ?? ''));
      if (merged.length > MAX_TABLE_CELLS) throw new TableError('unpacks-too-large');
    } else if (cell !== null && !tag.isEnd) {
      if (tag.name === 'f') cell.hasFormula = true;
      // A value that is there and empty is none.
      else if ((tag.name === 'v' || tag.name === 'is') && !tag.isEmpty) cell.hasValue ||= hasText(xml, tag);
    }
  });
  return { rows, noResult, digits, merged };
}

const hasText = (xml: string, { name, end }: Tag): boolean => name === 'is' || xml[end] !== '<';

function opened(tag: Tag): Open {
  const at = AT.exec(tag.text);
  const [row, column] = at === null ? [0, 0] : [Number(at[2]), columnOf(at[1] ?? '')];
  if (row < 1 || row > MAX_ROW || column > COLUMNS) throw new TableError('damaged');
  const style = Number(STYLE.exec(tag.text)?.[1] ?? -1);
  return { row, column, style, isError: IS_ERROR.test(tag.text), hasFormula: false, hasValue: false };
}

function checkSize(lastRow: number, lastColumn: number, cells: number): void {
  if (lastRow > MAX_JOB_ROWS + ROWS_ABOVE) throw new TableError('too-many-rows');
  if (lastColumn > MAX_JOB_COLUMNS) throw new TableError('too-many-columns');
  if (Math.max(cells, lastRow * lastColumn) > MAX_TABLE_CELLS) throw new TableError('unpacks-too-large');
}

const AREA = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/;

function areaOf(ref: string): Area {
  const found = AREA.exec(ref);
  if (found === null) throw new TableError('damaged');
  const [, left = '', top = '', right = left, bottom = top] = found;
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) };
}

/** Gives each cell of a merged area the value of its first one. @param rows from row 1 on; those that are given change. */
export function fillMerged(rows: string[][], merged: readonly Area[]): void {
  let filled = 0;
  let chars = 0;
  for (const { top, left, bottom, right } of merged) {
    const value = rows[top - 1]?.[left - 1] ?? '';
    if (value === '') continue;
    for (let row = top; row <= Math.min(bottom, rows.length); row += 1) {
      const cells = rows[row - 1];
      if (cells === undefined) continue;
      for (let column = left; column <= Math.min(right, cells.length); column += 1) {
        filled += 1;
        chars += value.length;
        if (filled > MAX_TABLE_CELLS || chars > MAX_TABLE_CHARS) throw new TableError('unpacks-too-large');
        cells[column - 1] = value;
      }
    }
  }
}

/** A row above the names of the columns whose only value stands over several columns, such as a title. @param row from 1. */
export function isTitle(row: number, cells: readonly string[], merged: readonly Area[]): boolean {
  const filled = cells.flatMap((cell, at) => (cell === '' ? [] : [at + 1]));
  const [only] = filled;
  if (filled.length !== 1 || only === undefined) return false;
  return merged.some(({ top, left, right }) => top === row && left === only && right > left);
}

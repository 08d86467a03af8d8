/**
 * The rows of a workbook (ECMA-376, Part 1, chapter 18): of the first sheet that is not hidden and has rows. Parts are unpacked
 * within bounds and looked over before read-excel-file reads their values. Runs in a thread that is ended at its bounds.
 */
import { readSheet } from 'read-excel-file/universal';
import { MAX_JOB_ROWS, MAX_NAMED_SHEETS, MAX_TABLE_CHARS } from '../../../../preload/domain/bounds.ts';
import type { CellFault, OtherSheet, TableRow } from '../../../../preload/domain/people/people-tables.ts';
import { cellText, Digits } from './cell-text.ts';
import { cellKey, fillMerged, isTitle, scanSheet, type SheetScan } from './sheet-scan.ts';
import { TableError } from './table-error.ts';
import { digitsOf, sheetsOf, textOf, type Sheet } from './workbook-book.ts';
import { fileOf, partsOf, type Parts } from './workbook-parts.ts';

interface Workbook {
  readonly sheet: string;
  readonly others: readonly OtherSheet[];
  /** The names of the columns first. */
  readonly rows: readonly TableRow[];
}

/** The names of the columns, and one row. */
const LEAST_ROWS = 2;

/** @throws {TableError} for a workbook that is not read. */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const parts = partsOf(bytes);
  const sheets = sheetsOf(parts);
  const digits = digitsOf(parts);
  const found = firstWithRows(sheets, digits);
  if (found === null) throw new TableError('no-rows');
  const { at, sheet, scan } = found;
  const rows = withoutEmpty(textRows(await valuesOf(parts, at, sheet), scan), scan);
  if (rows.length < LEAST_ROWS) throw new TableError('no-rows');
  if (rows.length > MAX_JOB_ROWS + 1) throw new TableError('too-many-rows');
  const others = sheets
    .filter(({ xml }, i) => i !== at && xml !== null && hasValues(xml))
    .slice(0, MAX_NAMED_SHEETS)
    .map(({ name, isHidden }) => ({ name, isHidden }));
  return { sheet: sheet.name, others, rows };
}

function firstWithRows(
  sheets: readonly Sheet[],
  digits: ReadonlyMap<number, number>,
): { readonly at: number; readonly sheet: Sheet; readonly scan: SheetScan } | null {
  for (const [at, sheet] of sheets.entries()) {
    if (sheet.isHidden || sheet.xml === null) continue;
    const scan = scanSheet(textOf(sheet.xml), digits);
    if (scan.rows >= LEAST_ROWS) return { at, sheet, scan };
  }
  return null;
}

const VALUE = /<(?:[^\s:<>/]+:)?(?:v|is)[\s>]/;
const hasValues = (xml: Uint8Array): boolean => VALUE.test(textOf(xml));

/** @param at of the sheet, from 0. */
async function valuesOf(parts: Parts, at: number, { path }: Sheet): Promise<readonly (readonly unknown[])[]> {
  try {
    return await readSheet(fileOf(parts, path), at + 1, { parseNumber: (text) => new Digits(text) });
  } catch {
    throw new TableError('damaged');
  }
}

interface TextRow {
  readonly cells: string[];
  readonly faults: readonly CellFault[];
}

/** From row 1 on, empty ones too. */
function textRows(values: readonly (readonly unknown[])[], { noResult, digits }: SheetScan): readonly TextRow[] {
  let chars = 0;
  return values.map((row, i) => {
    const faults: CellFault[] = [];
    const cells = row.map((value, column) => {
      const key = cellKey(i + 1, column + 1);
      const { text, problem } = cellText(value, digits.get(key));
      const found = noResult.has(key) ? 'no-result' : problem;
      if (found !== null) faults.push({ column, problem: found });
      chars += text.length;
      if (chars > MAX_TABLE_CHARS) throw new TableError('unpacks-too-large');
      return text;
    });
    return { cells, faults };
  });
}

/** Without the titles above the names of the columns and without empty rows; a merged cell has its value in each cell. */
function withoutEmpty(rows: readonly TextRow[], { merged }: SheetScan): readonly TableRow[] {
  const isEmpty = ({ cells, faults }: TextRow): boolean => faults.length === 0 && cells.every((cell) => cell === '');
  const first = rows.findIndex((row, i) => !isEmpty(row) && !isTitle(i + 1, row.cells, merged));
  fillMerged(
    rows.map(({ cells }) => cells),
    merged,
  );
  return rows.slice(Math.max(0, first)).filter((row) => !isEmpty(row));
}

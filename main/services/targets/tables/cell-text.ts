/** The text of a value of a cell, as a person who looks at the sheet reads it. */
import { MAX_TABLE_CELL_CHARS } from '../../../../preload/domain/bounds.ts';
import type { CellProblem } from '../../../../preload/domain/people/people-tables.ts';

/** A number as the file has it: a longer one would lose digits here. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

interface CellText {
  readonly text: string;
  readonly problem: CellProblem | null;
}

/** From this whole number on a workbook does not keep every digit. */
const FIRST_LOST = 1e15;
const KEPT_DIGITS = 15;
const DAY_CHARS = 'yyyy-mm-dd'.length;
const SECOND_CHARS = 'yyyy-mm-dd hh:mm:ss'.length;

/** @param width digits that the style of the cell shows at least. */
export function cellText(value: unknown, width = 0): CellText {
  if (value instanceof Digits) return numberText(value.text, width);
  if (value instanceof Date) return { text: dateText(value), problem: null };
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', problem: null };
  if (typeof value !== 'string') return { text: '', problem: null };
  const isLong = value.length > MAX_TABLE_CELL_CHARS;
  return { text: isLong ? value.slice(0, MAX_TABLE_CELL_CHARS) : value, problem: isLong ? 'too-long' : null };
}

function numberText(text: string, width: number): CellText {
  const value = Number(text);
  if (!Number.isFinite(value)) return { text: text.slice(0, MAX_TABLE_CELL_CHARS), problem: 'no-result' };
  if (Number.isInteger(value)) {
    const isLost = Math.abs(value) >= FIRST_LOST;
    // 1e300 has no digits that anybody typed.
    const digits = Number.isSafeInteger(value) || Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
    const shown = value < 0 ? digits : digits.padStart(width, '0');
    return { text: shown, problem: isLost ? 'digits-lost' : null };
  }
  // 0.1 + 0.2 is shown as 0.3.
  return { text: String(Number(value.toPrecision(KEPT_DIGITS))), problem: null };
}

/** A workbook has no time zone: the date is the one that stands in the cell. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString().replace('T', ' ');
  return text.slice(0, text.includes(' 00:00:00') ? DAY_CHARS : SECOND_CHARS);
}

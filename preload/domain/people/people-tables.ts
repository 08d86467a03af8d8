/** The table of a file of people, as main reads it for a window. Values of persons: in memory only, and gone once taken. */

/**
 * Why a file of people is not read. `locked`: it has a password. `old-form`: a file of Excel 97 to 2003. `damaged`: no workbook, or one
 * that breaks the form. `unpacks-too-large`: more text or cells than is read. `too-slow`: it takes longer than is waited for. `open-quote`: a
 * quotation mark of a text has no end.
 */
export const TABLE_FAULTS = [
  'locked',
  'old-form',
  'damaged',
  'too-large',
  'unpacks-too-large',
  'too-slow',
  'open-quote',
  'no-rows',
  'too-many-rows',
  'too-many-columns',
] as const;
export type TableFault = (typeof TABLE_FAULTS)[number];

/**
 * The problems of a cell, by the names of field problems. `digits-lost`: a number with more than 15 digits, of which a
 * workbook keeps 15. `no-result`: a formula whose result is an error, or is not stored. `too-long`: only the beginning
 * is here.
 */
export const CELL_PROBLEMS = ['digits-lost', 'no-result', 'too-long'] as const;
export type CellProblem = (typeof CELL_PROBLEMS)[number];

export interface CellFault {
  /** From 0. */
  readonly column: number;
  readonly problem: CellProblem;
}

/** The cells as texts, each row as long as the longest. A merged cell has its value in each of its cells. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly faults: readonly CellFault[];
}

/** A sheet with values that is not read. */
export interface OtherSheet {
  readonly name: string;
  readonly isHidden: boolean;
}

export interface TableSummary {
  /** The name of the sheet: the first one that is not hidden and has rows. Null for a text. */
  readonly sheet: string | null;
  /** At most `MAX_NAMED_SHEETS`. */
  readonly others: readonly OtherSheet[];
  /** How many rows there are, the names of the columns included. Empty rows do not count. */
  readonly rows: number;
}

/** A part of the rows. */
export interface TablePiece {
  readonly rows: readonly TableRow[];
  readonly isLast: boolean;
}

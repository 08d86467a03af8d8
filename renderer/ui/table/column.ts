/** The columns of a table as data: the head, the cells, the file and the choice of columns read the same list. */
import type { ReactNode } from 'react';

export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Pixels that the column has at least; the table scrolls sideways where the columns do not fit. */
  readonly minPx: number;
  /** The share of the width that is left; 0 for a column that stays as wide as `minPx`. */
  readonly share: number;
  /** The cell in words: the tooltip, and the cell of the file. */
  readonly text: (row: Row) => string;
  /** Where the cell shows more than its words. */
  readonly cell?: (row: Row) => ReactNode;
  /** Classes of the cell. */
  readonly look?: string;
  /** The head shows no words and sorts nothing, as over a picture; the title is for screen readers. */
  readonly isPlain?: true;
  /** The head shows its words and sorts nothing. */
  readonly isUnsorted?: true;
}

export interface TableSort {
  /** The id of a column. */
  readonly column: string;
  readonly isDown: boolean;
}

/** The order after a click on the head of a column: up, down, and the order of the list again. */
export function nextSort(sort: TableSort | null, column: string): TableSort | null {
  if (sort?.column !== column) return { column, isDown: false };
  return sort.isDown ? null : { column, isDown: true };
}

/** The set with the id where it lacked the id, and without the id where it had the id. */
export function toggled<T>(ids: ReadonlySet<T>, id: T): ReadonlySet<T> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Properties of a table, which the table, its head and its rows share. */
import type { TableColumn, TableSort } from './column.ts';

export const NOTHING_SELECTED: ReadonlySet<string> = new Set();

export interface TableWords {
  readonly label: string;
  /** Of the box that selects every row; not needed where rows cannot be selected, as `select`. */
  readonly selectAll?: string;
  readonly select?: string;
  readonly sort: string;
}

export interface TableProps<Row> {
  readonly words: TableWords;
  /** In the order in which they show. */
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly columns: readonly TableColumn<Row>[];
  readonly sort: TableSort | null;
  readonly onSort: (column: string) => void;
  /** Ids; those of rows that a filter hides stay selected. */
  readonly selected?: ReadonlySet<string>;
  /** Absent: rows cannot be selected, and the table has no boxes. */
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** The id of the row on which keys act. */
  readonly at: string | null;
  readonly onAt: (id: string) => void;
  readonly onOpen: (row: Row) => void;
  readonly onMenu?: (row: Row, point: { readonly x: number; readonly y: number }) => void;
  /** The Delete key, with the rows that are selected, else the row on which keys act. */
  readonly onDelete?: (ids: ReadonlySet<string>) => void;
  /** The id of the row that stands open beside the table. */
  readonly openId?: string | null;
  /** Called with the index behind the last row that is drawn, as the table is scrolled: more rows can be read. */
  readonly onSight?: (to: number) => void;
  /** For few rows whose cells have several lines: every row is drawn, as high as its cells. */
  readonly isWhole?: true;
  /** Classes of a row. */
  readonly lookOf?: (row: Row) => string;
}

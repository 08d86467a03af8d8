/** The messages between main and the thread that reads a workbook. */
import type { TableFault, TablePiece, TableSummary } from '../../../../preload/domain/people/people-tables.ts';

export type ToTableWorker =
  /** The next bytes of the file. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** All bytes came: reads the file. */
  | { readonly kind: 'read' }
  /** @param fromRow from 0, with the names of the columns. */
  | { readonly kind: 'take'; readonly fromRow: number };

export type FromTableWorker =
  | { readonly kind: 'refused'; readonly fault: TableFault }
  | { readonly kind: 'read'; readonly summary: TableSummary }
  | { readonly kind: 'piece'; readonly piece: TablePiece };

/**
 * Entry of the thread that reads one file of people and gives its rows away in pieces. Knows no account, no file and no
 * secret; the thread ends with the last piece, and with it everybody in the file is gone.
 */
import { parentPort } from 'node:worker_threads';
import { MAX_JOB_ROWS_AT_ONCE, MAX_ROWS_PIECE_CHARS } from '../../../../preload/domain/bounds.ts';
import type { TablePiece, TableRow } from '../../../../preload/domain/people/people-tables.ts';
import { TableError } from './table-error.ts';
import type { FromTableWorker, ToTableWorker } from './table-messages.ts';
import { readTable } from './table.ts';

if (parentPort === null) throw new Error('table-worker runs as a worker thread');
const port = parentPort;

const pieces: Uint8Array[] = [];
let rows: readonly TableRow[] = [];

/** One row at least. */
function pieceFrom(fromRow: number): TablePiece {
  let [chars, end] = [0, fromRow];
  for (; end < rows.length && end - fromRow < MAX_JOB_ROWS_AT_ONCE && chars < MAX_ROWS_PIECE_CHARS; end += 1) {
    for (const cell of rows[end]?.cells ?? []) chars += cell.length;
  }
  return { rows: rows.slice(fromRow, end), isLast: end >= rows.length };
}

async function read(): Promise<FromTableWorker> {
  try {
    const file = Buffer.concat(pieces.splice(0));
    const { sheet, others, rows: all } = await readTable(file);
    rows = all;
    return { kind: 'read', summary: { sheet, others, rows: all.length } };
  } catch (error) {
    return { kind: 'refused', fault: error instanceof TableError ? error.fault : 'damaged' };
  }
}

const post = (message: FromTableWorker): void => port.postMessage(message);

port.on('message', (order: ToTableWorker) => {
  if (order.kind === 'bytes') pieces.push(order.bytes);
  else if (order.kind === 'read') void read().then(post);
  else post({ kind: 'piece', piece: pieceFrom(order.fromRow) });
});

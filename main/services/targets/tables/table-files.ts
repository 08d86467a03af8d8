/**
 * Files of people that windows bring piece by piece and take back as rows. Main holds none of it: the bytes and the rows are in
 * the memory of a thread, which ends with the last row, with the window, and when an account is deleted or turned off.
 */
import { MAX_PIECE_BYTES, MAX_ROWS_FILE_BYTES } from '../../../../preload/domain/bounds.ts';
import type { TableFault, TablePiece, TableSummary } from '../../../../preload/domain/people/people-tables.ts';
import { AppError } from '../../../errors.ts';
import { TableThread, type TableThreadOptions } from './table-thread.ts';

interface Piece {
  readonly base64: string;
  /** How many bytes were brought before. */
  readonly at: number;
  readonly isLast: boolean;
}

export type BroughtTable =
  | { readonly outcome: 'more' }
  | { readonly outcome: 'refused'; readonly fault: TableFault }
  | { readonly outcome: 'read'; readonly table: TableSummary };

interface Reading {
  readonly thread: TableThread;
  /** `busy`: the thread reads the file or a piece of its rows. */
  state: 'bringing' | 'busy' | 'taking';
  bytes: number;
  takenRows: number;
}

export class TableFiles {
  readonly #options: TableThreadOptions;
  /** By window: one workbook at a time. */
  readonly #readings = new Map<string, Reading>();
  /** Windows whose reading was ended from outside, until they begin another one. */
  readonly #ended = new Set<string>();

  constructor(options: TableThreadOptions) {
    this.#options = options;
  }

  /**
   * The first piece of another file takes the place of this one; behind the last piece the file is read.
   *
   * @throws {AppError} `targets.reading-ended` where the reading was ended from outside; `ipc.invalid-input` for a piece that does not follow the one before it, and for one before the last that is
   *   not `MAX_PIECE_BYTES` long.
   */
  async bring({ base64, at, isLast }: Piece, windowId: string): Promise<BroughtTable> {
    if (at === 0) this.onWindowGone(windowId);
    else this.#checkGoing(windowId);
    const reading = at === 0 ? this.#begun(windowId) : this.#readings.get(windowId);
    if (reading?.state !== 'bringing' || at !== reading.bytes) {
      throw new AppError('ipc.invalid-input', 'a piece of a file that does not follow the one before it');
    }
    const bytes = Buffer.from(base64, 'base64');
    if (!isLast && bytes.length !== MAX_PIECE_BYTES) {
      throw new AppError('ipc.invalid-input', 'a piece that is not full');
    }
    reading.bytes += bytes.length;
    if (reading.bytes > MAX_ROWS_FILE_BYTES) {
      this.#end(windowId, reading);
      return { outcome: 'refused', fault: 'too-large' };
    }
    reading.thread.add(bytes);
    if (!isLast) return { outcome: 'more' };
    reading.state = 'busy';
    const read = await reading.thread.read();
    if (read === null) {
      this.#end(windowId, reading);
      throw ended();
    }
    if (typeof read === 'string') {
      this.#end(windowId, reading);
      return { outcome: 'refused', fault: read };
    }
    reading.state = 'taking';
    return { outcome: 'read', table: read };
  }

  /**
   * The next rows. With the last one the file is forgotten.
   *
   * @param fromRow how many rows were taken before, from 0. @throws {AppError} `ipc.invalid-input` for another place.
   */
  async take(windowId: string, fromRow: number): Promise<TablePiece> {
    this.#checkGoing(windowId);
    const reading = this.#readings.get(windowId);
    if (reading?.state !== 'taking' || reading.takenRows !== fromRow) throw noRows();
    reading.state = 'busy';
    const piece = await reading.thread.take(fromRow);
    if (piece === null) {
      this.#end(windowId, reading);
      throw ended();
    }
    reading.state = 'taking';
    reading.takenRows += piece.rows.length;
    if (piece.isLast) this.#end(windowId, reading);
    return piece;
  }

  onWindowGone(windowId: string): void {
    this.#ended.delete(windowId);
    const reading = this.#readings.get(windowId);
    if (reading !== undefined) this.#end(windowId, reading);
  }

  /** Nobody of any file stays in memory. */
  forget(): void {
    for (const [windowId, reading] of this.#readings) {
      this.#ended.add(windowId);
      this.#end(windowId, reading);
    }
  }

  #checkGoing(windowId: string): void {
    if (this.#ended.has(windowId)) throw ended();
  }

  #begun(windowId: string): Reading {
    const thread = new TableThread(this.#options);
    const reading: Reading = { thread, state: 'bringing', bytes: 0, takenRows: 0 };
    this.#readings.set(windowId, reading);
    return reading;
  }

  #end(windowId: string, reading: Reading): void {
    if (this.#readings.get(windowId) === reading) this.#readings.delete(windowId);
    void reading.thread.end();
  }
}

/** By a change of an account, or after a long pause: nothing of the file is in memory any more. */
const ended = (): AppError => new AppError('targets.reading-ended', 'the reading of a file was ended');
const noRows = (): AppError => new AppError('ipc.invalid-input', 'no such rows of a file wait for this window');

/** Rows of a directory by their ids. A row without an id can be neither shown nor opened. */
import { AppError } from '../../../errors.ts';
import { log } from '../../../log.ts';

/** Where rows come from, for messages. */
export interface RowSource {
  readonly host: string;
  readonly operation: string;
}

/**
 * The rows that have an id. The others are dropped, with a line in the log.
 *
 * @throws {AppError} `network.bad-answer` when no row of the page has an id: then the answer is not the documented
 *   list.
 */
export function rowsWithId<T>(
  rows: readonly T[],
  idOf: (row: T) => string | undefined,
  { host, operation }: RowSource,
): readonly T[] {
  const kept = rows.filter((row) => !!idOf(row));
  if (kept.length === rows.length) return rows;
  if (kept.length > 0) {
    log.warn('rows without an id were dropped', { operation, rows: rows.length - kept.length });
    return kept;
  }
  const detail = `${operation}: the rows have no ids`;
  throw new AppError('network.bad-answer', `${host}: ${detail}`, {
    params: { host, detail },
    retryable: true,
    action: 'retry',
  });
}

/** Maps rows and drops those that cannot be mapped, with a line in the log. */
export function mapRows<T, U>(rows: readonly T[], map: (row: T) => U | null): U[] {
  const kept = rows.map(map).filter((row) => row !== null);
  if (kept.length < rows.length) log.warn('rows without an id were dropped', { rows: rows.length - kept.length });
  return kept;
}

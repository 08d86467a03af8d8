/**
 * A database that takes no number which it cannot give back: node:sqlite reads integers up to 2^53 - 1 alone, and one larger
 * one makes its whole table unreadable. Every table of the client is written through this one guard.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { inTransaction } from './transaction.ts';

/** Set in the head of a file whose rows can all be read: the rows of such a file need no look. */
const LOOKED_AT = 0x4c616e72;

export class SafeDatabase extends DatabaseSync {
  /** @returns a statement whose methods throw `storage.write-failed` for a number beyond 2^53 - 1. */
  override prepare(sql: string): StatementSync {
    const statement = super.prepare(sql);
    for (const name of ['run', 'get', 'all', 'iterate'] as const) {
      const method = statement[name].bind(statement) as (...values: readonly unknown[]) => unknown;
      Object.defineProperty(statement, name, {
        value: (...values: readonly unknown[]) => {
          for (const value of values) checkNumbers(value);
          return method(...values);
        },
      });
    }
    return statement;
  }
}

/** @param value of one parameter, or the values of all parameters by name. */
function checkNumbers(value: unknown): void {
  const isNamed = typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
  for (const one of isNamed ? Object.values(value) : [value]) checkNumber(one);
}

function checkNumber(value: unknown): void {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (!isNumber || (value >= -Number.MAX_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER)) return;
  throw new AppError('storage.write-failed', 'a number that nothing could read back');
}

/**
 * Removes the rows that cannot be read because of a number beyond 2^53 - 1, which clients stored before they refused such
 * numbers. A revision begins anew instead. The log names how many rows of which table went.
 */
export function dropUnreadable(db: DatabaseSync): void {
  if (Number(db.prepare('PRAGMA application_id').get()?.['application_id']) === LOOKED_AT) return;
  inTransaction(db, () => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
    for (const { name } of tables) dropIn(db, String(name));
    db.exec(`PRAGMA application_id = ${LOOKED_AT}`);
  });
}

function dropIn(db: DatabaseSync, table: string): void {
  const columns = db
    .prepare('SELECT name FROM pragma_table_info(?) WHERE type = ?')
    .all(table, 'INTEGER')
    .map(({ name }) => String(name));
  const isBeyond = (column: string): string => {
    return `"${column}" NOT BETWEEN -${Number.MAX_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}`;
  };
  if (columns.includes('revision')) db.exec(`UPDATE "${table}" SET revision = 1 WHERE ${isBeyond('revision')}`);
  if (columns.length === 0) return;
  const dropped = db.prepare(`DELETE FROM "${table}" WHERE ${columns.map(isBeyond).join(' OR ')}`).run().changes;
  if (Number(dropped) > 0) log.warn('rows of the database could not be read and are removed', { table, rows: dropped });
}

/** The table of earlier calls of the API console: the newest of each account. Its parameters hold no secrets. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { inTransaction } from '../transaction.ts';

export interface PastCall {
  readonly operationId: string;
  /** Null where the parameters were too long to keep. */
  readonly paramsJson: string | null;
  readonly atMs: number;
  /** The product's error code, or null after a success. */
  readonly code: string | null;
  readonly vendorCode: string | null;
  readonly requestId: string | null;
  readonly elapsedMs: number;
}

export type KeptCall = PastCall & { readonly id: number };

export class ConsoleHistoryTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Newest first. */
  of(accountId: AccountId): KeptCall[] {
    const rows = this.#db.prepare('SELECT * FROM console_calls WHERE account_id = ? ORDER BY id DESC').all(accountId);
    return rows.map((row) => ({
      id: Number(row['id']),
      operationId: row['operation_id'] as string,
      paramsJson: row['params'] as string | null,
      atMs: Number(row['at_ms']),
      code: row['code'] as string | null,
      vendorCode: row['vendor_code'] as string | null,
      requestId: row['request_id'] as string | null,
      elapsedMs: Number(row['elapsed_ms']),
    }));
  }

  /** Adds one and drops the oldest beyond `maxEntries`. */
  add(accountId: AccountId, call: PastCall, maxEntries: number): void {
    const { operationId, paramsJson, atMs, code, vendorCode, requestId, elapsedMs } = call;
    inTransaction(this.#db, () => {
      this.#db
        .prepare(
          `INSERT INTO console_calls
             (account_id, operation_id, params, at_ms, code, vendor_code, request_id, elapsed_ms)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(accountId, operationId, paramsJson, atMs, code, vendorCode, requestId, elapsedMs);
      this.#db
        .prepare(
          `DELETE FROM console_calls WHERE account_id = ?1 AND id NOT IN
             (SELECT id FROM console_calls WHERE account_id = ?1 ORDER BY id DESC LIMIT ?2)`,
        )
        .run(accountId, maxEntries);
    });
  }

  clear(accountId: AccountId): void {
    this.#db.prepare('DELETE FROM console_calls WHERE account_id = ?').run(accountId);
  }

  /** Drops what accounts left that are gone. */
  keepOnly(accountIds: readonly AccountId[]): void {
    const known = JSON.stringify(accountIds);
    this.#db.prepare('DELETE FROM console_calls WHERE account_id NOT IN (SELECT value FROM json_each(?))').run(known);
  }
}

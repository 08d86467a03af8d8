/** The table of drafts of the API console's forms. Its parameters contain no secrets. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId } from '../../../preload/domain/ids.ts';

export class ConsoleDraftTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The parameters as JSON, or null where none are kept. */
  find(accountId: AccountId, operationId: string): string | null {
    const row = this.#db
      .prepare('SELECT params FROM console_drafts WHERE account_id = ? AND operation_id = ?')
      .get(accountId, operationId);
    return row === undefined ? null : (row['params'] as string);
  }

  save(accountId: AccountId, operationId: string, paramsJson: string): void {
    this.#db
      .prepare(
        `INSERT INTO console_drafts (account_id, operation_id, params) VALUES (?, ?, ?)
         ON CONFLICT (account_id, operation_id) DO UPDATE SET params = excluded.params`,
      )
      .run(accountId, operationId, paramsJson);
  }

  remove(accountId: AccountId, operationId: string): void {
    this.#db
      .prepare('DELETE FROM console_drafts WHERE account_id = ? AND operation_id = ?')
      .run(accountId, operationId);
  }

  clear(accountId: AccountId): void {
    this.#db.prepare('DELETE FROM console_drafts WHERE account_id = ?').run(accountId);
  }

  /** Drops what accounts left that are gone. */
  keepOnly(accountIds: readonly AccountId[]): void {
    const known = JSON.stringify(accountIds);
    this.#db.prepare('DELETE FROM console_drafts WHERE account_id NOT IN (SELECT value FROM json_each(?))').run(known);
  }
}

/** The retrieval tasks that this client ordered. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId } from '../../../preload/domain/ids.ts';

/** As many ended orders of an account are kept. */
const MAX_ENDED = 200;

export interface RetrievalOrderRow {
  readonly nativeId: string;
  readonly orderedAtMs: number;
  /** When the client saw the end, epoch ms; null before. */
  readonly endedAtMs: number | null;
}

export class RetrievalOrderTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The orders of the account, the latest first. */
  of(accountId: AccountId): RetrievalOrderRow[] {
    return this.#db
      .prepare('SELECT * FROM retrieval_orders WHERE account_id = ? ORDER BY ordered_ms DESC')
      .all(accountId)
      .map((row) => ({
        nativeId: row['native_id'] as string,
        orderedAtMs: Number(row['ordered_ms']),
        endedAtMs: row['ended_ms'] === null ? null : Number(row['ended_ms']),
      }));
  }

  /** The accounts with orders whose end was not seen yet. */
  accountsWithOpen(): AccountId[] {
    return this.#db
      .prepare('SELECT DISTINCT account_id FROM retrieval_orders WHERE ended_ms IS NULL AND is_gone = 0')
      .all()
      .map((row) => row['account_id'] as AccountId);
  }

  /** The orders of the account whose end was not seen yet. */
  open(accountId: AccountId): string[] {
    return this.#db
      .prepare('SELECT native_id FROM retrieval_orders WHERE account_id = ? AND ended_ms IS NULL AND is_gone = 0')
      .all(accountId)
      .map((row) => row['native_id'] as string);
  }

  /** `gone`: the cloud does not list the task any more, or it is not an order of this client. */
  endOf(accountId: AccountId, nativeId: string): 'open' | 'done' | 'gone' {
    const row = this.#db
      .prepare('SELECT ended_ms, is_gone FROM retrieval_orders WHERE account_id = ? AND native_id = ?')
      .get(accountId, nativeId);
    if (row === undefined) return 'gone';
    if (row['ended_ms'] !== null) return 'done';
    return Number(row['is_gone']) === 1 ? 'gone' : 'open';
  }

  add(accountId: AccountId, nativeId: string, orderedAtMs: number): void {
    this.#db
      .prepare('INSERT OR IGNORE INTO retrieval_orders (account_id, native_id, ordered_ms) VALUES (?, ?, ?)')
      .run(accountId, nativeId, orderedAtMs);
    const kept = `SELECT native_id FROM retrieval_orders WHERE account_id = ?1 ORDER BY ordered_ms DESC LIMIT ${MAX_ENDED}`;
    this.#db
      .prepare(
        `DELETE FROM retrieval_orders WHERE account_id = ?1 AND (ended_ms IS NOT NULL OR is_gone = 1)
         AND native_id NOT IN (${kept})`,
      )
      .run(accountId);
  }

  end(accountId: AccountId, nativeId: string, endedAtMs: number): void {
    this.#db
      .prepare('UPDATE retrieval_orders SET ended_ms = ? WHERE account_id = ? AND native_id = ? AND ended_ms IS NULL')
      .run(endedAtMs, accountId, nativeId);
  }

  /** The cloud does not list the task any more: its end is not known and not waited for. */
  setGone(accountId: AccountId, nativeId: string): void {
    this.#db
      .prepare('UPDATE retrieval_orders SET is_gone = 1 WHERE account_id = ? AND native_id = ?')
      .run(accountId, nativeId);
  }

  /** The account was removed. */
  forget(accountId: AccountId): void {
    this.#db.prepare('DELETE FROM retrieval_orders WHERE account_id = ?').run(accountId);
  }
}

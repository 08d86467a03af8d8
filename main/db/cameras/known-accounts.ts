/** The table of all accounts that this client has or had: which cloud each one belongs to, and how it was called. */
import type { DatabaseSync } from 'node:sqlite';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { inTransaction } from '../transaction.ts';

export type KnownAccount = Pick<Account, 'id' | 'vendor' | 'label'>;

export class KnownAccountTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** In the order in which the accounts became known. */
  all(): KnownAccount[] {
    const rows = this.#db.prepare('SELECT account_id, vendor, label FROM known_accounts ORDER BY position').all();
    return rows.map((row) => ({
      id: row['account_id'] as AccountId,
      vendor: row['vendor'] as VendorId,
      label: row['label'] as string,
    }));
  }

  /** Adds or replaces, all or none. */
  save(accounts: readonly KnownAccount[]): void {
    const write = this.#db.prepare(
      `INSERT INTO known_accounts (account_id, vendor, label) VALUES (?, ?, ?)
       ON CONFLICT (account_id) DO UPDATE SET vendor = excluded.vendor, label = excluded.label`,
    );
    inTransaction(this.#db, () => accounts.forEach(({ id, vendor, label }) => write.run(id, vendor, label)));
  }

  forget(ids: readonly AccountId[]): void {
    const remove = this.#db.prepare('DELETE FROM known_accounts WHERE account_id = ?');
    inTransaction(this.#db, () => ids.forEach((id) => remove.run(id)));
  }
}

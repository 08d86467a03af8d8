/** The meaning of columns that people chose, by a hash of the headings: a file without headings may begin with a person. */
import type { DatabaseSync } from 'node:sqlite';
import { IMPORT_COLUMNS, type ImportColumn } from '../../../preload/domain/people/targets.ts';
import { inTransaction } from '../transaction.ts';

export class TargetColumnTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Null for a heading that is not remembered. */
  of(key: string): ImportColumn | null {
    const row = this.#db.prepare('SELECT meaning FROM target_columns WHERE key = ?').get(key);
    return IMPORT_COLUMNS.find((one) => one === row?.['meaning']) ?? null;
  }

  count(): number {
    return Number(this.#db.prepare('SELECT count(*) AS n FROM target_columns').get()?.['n'] ?? 0);
  }

  /** @param meanings by key; null forgets. @param most of all; those that were remembered first go. */
  save(meanings: ReadonlyMap<string, ImportColumn | null>, most: number): void {
    inTransaction(this.#db, () => {
      for (const [key, meaning] of meanings) {
        this.#db.prepare('DELETE FROM target_columns WHERE key = ?').run(key);
        if (meaning === null) continue;
        this.#db.prepare('INSERT INTO target_columns (key, meaning) VALUES (?, ?)').run(key, meaning);
      }
      this.#db
        .prepare('DELETE FROM target_columns WHERE id NOT IN (SELECT id FROM target_columns ORDER BY id DESC LIMIT ?)')
        .run(most);
    });
  }

  clear(): void {
    this.#db.prepare('DELETE FROM target_columns').run();
  }
}

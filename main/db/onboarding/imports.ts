/** The workbooks that this client sent. Their rows are in no column. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { ImportState, WorkbookImport, WorkbookKind } from '../../../preload/domain/onboarding/workbooks.ts';

type Row = Readonly<Record<string, unknown>>;

export class WorkbookImportTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The latest first. */
  list(): WorkbookImport[] {
    return this.#db.prepare('SELECT * FROM onboarding_imports ORDER BY sent_at_ms DESC, id').all().map(importOf);
  }

  find(id: string): WorkbookImport | null {
    const row = this.#db.prepare('SELECT * FROM onboarding_imports WHERE id = ?').get(id);
    return row === undefined ? null : importOf(row);
  }

  /** Adds or replaces. */
  save({ id, accountId, groupId, kind, fileName, state, counts, sentAtMs, endedAtMs }: WorkbookImport): void {
    const { total = null, added = null, failed = null } = counts ?? {};
    this.#db
      .prepare('INSERT OR REPLACE INTO onboarding_imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(id, accountId, groupId, kind, fileName, state, total, added, failed, sentAtMs, endedAtMs);
  }

  remove(id: string): void {
    this.#db.prepare('DELETE FROM onboarding_imports WHERE id = ?').run(id);
  }

  removeAccount(accountId: AccountId): void {
    this.#db.prepare('DELETE FROM onboarding_imports WHERE account_id = ?').run(accountId);
  }
}

function importOf(row: Row): WorkbookImport {
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]));
  const [total, added, failed] = [number('total'), number('added'), number('failed')];
  return {
    id: row['id'] as string,
    accountId: row['account_id'] as AccountId,
    groupId: row['group_id'] as OrgNodeId | null,
    kind: row['kind'] as WorkbookKind,
    fileName: row['file_name'] as string,
    state: row['state'] as ImportState,
    counts: total === null || added === null || failed === null ? null : { total, added, failed },
    sentAtMs: number('sent_at_ms') ?? 0,
    endedAtMs: number('ended_at_ms'),
  };
}

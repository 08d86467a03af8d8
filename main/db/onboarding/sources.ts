/** The data sources that this client added. Their addresses are in no column. */
import type { DatabaseSync } from 'node:sqlite';
import type { DataSource, DataSourceType } from '../../../preload/domain/onboarding/data-sources.ts';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';

type Row = Readonly<Record<string, unknown>>;

export class DataSourceTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The oldest first. */
  list(limit: number): DataSource[] {
    return this.#db
      .prepare('SELECT * FROM onboarding_sources ORDER BY added_at_ms, id LIMIT ?')
      .all(limit)
      .map(sourceOf);
  }

  find(id: string): DataSource | null {
    const row = this.#db.prepare('SELECT * FROM onboarding_sources WHERE id = ?').get(id);
    return row === undefined ? null : sourceOf(row);
  }

  /** Adds or replaces. */
  save(source: DataSource): void {
    const { id, accountId, groupId, name, type, nativeId, endsAtMs, addedAtMs, renewedAtMs } = source;
    this.#db
      .prepare('INSERT OR REPLACE INTO onboarding_sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(id, accountId, groupId, name, type, nativeId, endsAtMs, addedAtMs, renewedAtMs);
  }

  remove(id: string): void {
    this.#db.prepare('DELETE FROM onboarding_sources WHERE id = ?').run(id);
  }
}

function sourceOf(row: Row): DataSource {
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]));
  return {
    id: row['id'] as string,
    accountId: row['account_id'] as AccountId,
    groupId: row['group_id'] as OrgNodeId,
    name: row['name'] as string,
    type: row['type'] as DataSourceType,
    nativeId: row['native_id'] as string | null,
    endsAtMs: number('ends_at_ms'),
    addedAtMs: number('added_at_ms') ?? 0,
    renewedAtMs: number('renewed_at_ms'),
  };
}

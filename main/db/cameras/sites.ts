/** The table of the operators' sites. */
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId, SiteId } from '../../../preload/domain/ids.ts';
import { inTransaction } from '../transaction.ts';

export interface StoredSite {
  readonly id: SiteId;
  readonly parentId: SiteId | null;
  readonly position: number;
  readonly name: string;
  readonly revision: number;
  readonly cameras: readonly ChannelId[];
  /** The site with which this one was deleted; null for a site that is there. */
  readonly removedWith: SiteId | null;
  readonly removedAtMs: number | null;
}

export class SiteTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Every site, siblings in their order. */
  all(): StoredSite[] {
    const rows = this.#db.prepare('SELECT * FROM sites ORDER BY position').all();
    return rows.map((row) => ({
      id: row['id'] as SiteId,
      parentId: row['parent_id'] as SiteId | null,
      position: Number(row['position']),
      name: row['name'] as string,
      revision: Number(row['revision']),
      cameras: JSON.parse(row['cameras'] as string) as ChannelId[],
      removedWith: row['removed_with'] as SiteId | null,
      removedAtMs: row['removed_at_ms'] === null ? null : Number(row['removed_at_ms']),
    }));
  }

  /** Adds or replaces, all or none. */
  save(sites: Iterable<StoredSite>): void {
    const write = this.#db.prepare('INSERT OR REPLACE INTO sites VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    inTransaction(this.#db, () => {
      for (const { id, parentId, position, name, revision, cameras, removedWith, removedAtMs } of sites) {
        write.run(id, parentId, position, name, revision, JSON.stringify(cameras), removedWith, removedAtMs);
      }
    });
  }

  /** Deletes sites for good. */
  forget(ids: readonly SiteId[]): void {
    const remove = this.#db.prepare('DELETE FROM sites WHERE id = ?');
    inTransaction(this.#db, () => ids.forEach((id) => remove.run(id)));
  }
}

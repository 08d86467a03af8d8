/** The table of walls. */
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId, WallId } from '../../preload/domain/ids.ts';
import type { Wall, WallLayout } from '../../preload/domain/model.ts';

export class WallTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  all(): Wall[] {
    return this.#db.prepare('SELECT * FROM walls ORDER BY position').all().map(wallOf);
  }

  find(id: WallId): Wall | null {
    const row = this.#db.prepare('SELECT * FROM walls WHERE id = ?').get(id);
    return row ? wallOf(row) : null;
  }

  /** Adds at the end, or replaces in place. */
  save({ id, name, layout, tiles, revision }: Wall): void {
    this.#db
      .prepare(
        `INSERT INTO walls (id, position, name, layout, tiles, revision)
         VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM walls), ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, layout = excluded.layout, tiles = excluded.tiles, revision = excluded.revision`,
      )
      .run(id, name, layout, JSON.stringify(tiles), revision);
  }
}

function wallOf(row: Record<string, unknown>): Wall {
  return {
    id: row['id'] as WallId,
    name: row['name'] as string,
    layout: Number(row['layout']) as WallLayout,
    tiles: JSON.parse(row['tiles'] as string) as (ChannelId | null)[],
    revision: Number(row['revision']),
  };
}

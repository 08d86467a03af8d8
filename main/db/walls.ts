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
    const rows = this.#db.prepare('SELECT id, name, layout, tiles FROM walls ORDER BY position').all();
    return rows.map((row) => ({
      id: row['id'] as WallId,
      name: row['name'] as string,
      layout: Number(row['layout']) as WallLayout,
      tiles: JSON.parse(row['tiles'] as string) as (ChannelId | null)[],
    }));
  }

  /** Adds at the end, or replaces in place. */
  save({ id, name, layout, tiles }: Wall): void {
    this.#db
      .prepare(
        `INSERT INTO walls (id, position, name, layout, tiles)
         VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM walls), ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, layout = excluded.layout, tiles = excluded.tiles`,
      )
      .run(id, name, layout, JSON.stringify(tiles));
  }
}

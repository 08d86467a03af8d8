/** The table of walls. */
import type { DatabaseSync } from 'node:sqlite';
import type { WallId } from '../../preload/domain/ids.ts';
import { gridFault, isPreset, type FreeGrid, type WallLayout } from '../../preload/domain/layout.ts';
import type { TileAspect, TileContent, Wall } from '../../preload/domain/model.ts';
import { normalise } from '../../preload/domain/wall-tiles.ts';

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
  save({ id, name, layout, tiles, aspects, isLocked, revision }: Wall): void {
    this.#db
      .prepare(
        `INSERT INTO walls (id, position, name, layout, tiles, aspects, is_locked, revision)
         VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM walls), ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, layout = excluded.layout, tiles = excluded.tiles, aspects = excluded.aspects,
           is_locked = excluded.is_locked, revision = excluded.revision`,
      )
      .run(
        ...[id, name, JSON.stringify(layout), JSON.stringify(tiles), JSON.stringify(aspects)],
        ...[isLocked ? 1 : 0, revision],
      );
  }
}

function wallOf(row: Record<string, unknown>): Wall {
  return normalise({
    id: row['id'] as WallId,
    name: row['name'] as string,
    layout: layoutOf(row['layout'] as string),
    tiles: JSON.parse(row['tiles'] as string) as TileContent[],
    aspects: JSON.parse(row['aspects'] as string) as TileAspect[],
    isLocked: row['is_locked'] === 1,
    revision: Number(row['revision']),
  });
}

/** A layout that this client cannot draw must not take the cameras of the wall with it. */
function layoutOf(text: string): WallLayout {
  const layout = JSON.parse(text) as WallLayout;
  if (typeof layout === 'number') return isPreset(layout) ? layout : 4;
  return gridFault(layout satisfies FreeGrid) === null ? layout : 4;
}

/** The table of walls. A deleted wall stays in the table, unseen, for as long as it can come back. */
import type { DatabaseSync } from 'node:sqlite';
import type { WallFolderId, WallId } from '../../../preload/domain/ids.ts';
import { gridFault, isPreset, type FreeGrid, type WallLayout } from '../../../preload/domain/walls/layout.ts';
import type { TileAspect, TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import type { WallPlace } from '../../../preload/domain/walls/wall-library.ts';
import { normalise } from '../../../preload/domain/walls/wall-tiles.ts';
import { inTransaction } from '../transaction.ts';

export interface RemovedWall {
  readonly wall: Wall;
  readonly folderId: WallFolderId | null;
  readonly removedAtMs: number;
}

export class WallTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  all(): Wall[] {
    return this.#db.prepare('SELECT * FROM walls WHERE removed_at_ms IS NULL ORDER BY position').all().map(wallOf);
  }

  find(id: WallId): Wall | null {
    const row = this.#db.prepare('SELECT * FROM walls WHERE id = ? AND removed_at_ms IS NULL').get(id);
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

  /** In which folder each wall stands, in the order of the walls. */
  places(): WallPlace[] {
    const sql = 'SELECT id, folder_id FROM walls WHERE removed_at_ms IS NULL ORDER BY position';
    const rows = this.#db.prepare(sql).all();
    return rows.map((row) => ({ wallId: row['id'] as WallId, folderId: row['folder_id'] as WallFolderId | null }));
  }

  /** Sets folder and order of these walls; walls that are not named keep theirs. */
  setPlaces(places: readonly WallPlace[]): void {
    const write = this.#db.prepare('UPDATE walls SET folder_id = ?, position = ? WHERE id = ?');
    inTransaction(this.#db, () => places.forEach(({ wallId, folderId }, i) => write.run(folderId, i + 1, wallId)));
  }

  /** Takes walls out of sight, or brings them back. @returns how many there were. */
  setRemoved(ids: readonly WallId[], atMs: number | null): number {
    const condition = atMs === null ? 'IS NOT NULL' : 'IS NULL';
    const write = this.#db.prepare(`UPDATE walls SET removed_at_ms = ? WHERE id = ? AND removed_at_ms ${condition}`);
    return inTransaction(this.#db, () => ids.reduce((sum, id) => sum + Number(write.run(atMs, id).changes), 0));
  }

  /** The deleted walls, each with its folder. */
  removed(): RemovedWall[] {
    const rows = this.#db.prepare('SELECT * FROM walls WHERE removed_at_ms IS NOT NULL').all();
    return rows.map((row) => ({
      wall: wallOf(row),
      folderId: row['folder_id'] as WallFolderId | null,
      removedAtMs: Number(row['removed_at_ms']),
    }));
  }

  /** Whether a wall has this id, also a deleted one. */
  isTaken(id: WallId): boolean {
    return this.#db.prepare('SELECT 1 FROM walls WHERE id = ?').get(id) !== undefined;
  }

  /** Deletes walls for good, with their versions. */
  forget(ids: readonly WallId[]): void {
    const versions = this.#db.prepare('DELETE FROM wall_versions WHERE wall_id = ?');
    const remove = this.#db.prepare('DELETE FROM walls WHERE id = ?');
    inTransaction(this.#db, () => {
      for (const id of ids) {
        versions.run(id);
        remove.run(id);
      }
    });
  }
}

function wallOf(row: Record<string, unknown>): Wall {
  return normalise({
    id: row['id'] as WallId,
    name: row['name'] as string,
    layout: layoutOf(row['layout']),
    tiles: JSON.parse(row['tiles'] as string) as TileContent[],
    aspects: JSON.parse(row['aspects'] as string) as TileAspect[],
    isLocked: row['is_locked'] === 1,
    revision: Number(row['revision']),
  });
}

/** A layout that this client cannot draw must not take the cameras of the wall with it. */
function layoutOf(text: unknown): WallLayout {
  return drawableLayout(JSON.parse(text as string) as WallLayout);
}

export function drawableLayout(layout: WallLayout): WallLayout {
  if (typeof layout === 'number') return isPreset(layout) ? layout : 4;
  return gridFault(layout satisfies FreeGrid) === null ? layout : 4;
}

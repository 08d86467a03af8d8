/** The table of what walls were before. */
import type { DatabaseSync } from 'node:sqlite';
import type { WallId } from '../../../preload/domain/ids.ts';
import type { WallContent } from '../../../preload/domain/walls/wall-compare.ts';
import { drawableLayout } from './walls.ts';

/** How a wall came to be what a version keeps. */
export const VERSION_KINDS = ['found', 'created', 'edited', 'rolled-back', 'imported', 'remapped'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

export interface StoredVersion {
  readonly id: number;
  readonly atMs: number;
  readonly kind: VersionKind;
  readonly content: WallContent;
}

export class WallVersionTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The oldest first. */
  of(wallId: WallId): StoredVersion[] {
    return this.#db.prepare('SELECT * FROM wall_versions WHERE wall_id = ? ORDER BY id').all(wallId).map(versionOf);
  }

  find(wallId: WallId, id: number): StoredVersion | null {
    const row = this.#db.prepare('SELECT * FROM wall_versions WHERE wall_id = ? AND id = ?').get(wallId, id);
    return row ? versionOf(row) : null;
  }

  last(wallId: WallId): StoredVersion | null {
    const row = this.#db.prepare('SELECT * FROM wall_versions WHERE wall_id = ? ORDER BY id DESC LIMIT 1').get(wallId);
    return row ? versionOf(row) : null;
  }

  /** Ids and times, the oldest first. */
  dates(wallId: WallId): { readonly id: number; readonly atMs: number }[] {
    const rows = this.#db.prepare('SELECT id, at_ms FROM wall_versions WHERE wall_id = ? ORDER BY id').all(wallId);
    return rows.map((row) => ({ id: Number(row['id']), atMs: Number(row['at_ms']) }));
  }

  add(wallId: WallId, { atMs, kind, content }: Omit<StoredVersion, 'id'>): void {
    const { name, layout, tiles, aspects } = content;
    this.#db
      .prepare('INSERT INTO wall_versions (wall_id, at_ms, kind, content) VALUES (?, ?, ?, ?)')
      .run(wallId, atMs, kind, JSON.stringify({ name, layout, tiles, aspects }));
  }

  forget(ids: readonly number[]): void {
    const remove = this.#db.prepare('DELETE FROM wall_versions WHERE id = ?');
    for (const id of ids) remove.run(id);
  }
}

function versionOf(row: Record<string, unknown>): StoredVersion {
  const content = JSON.parse(row['content'] as string) as WallContent;
  const kind = row['kind'] as VersionKind;
  return {
    id: Number(row['id']),
    atMs: Number(row['at_ms']),
    kind: VERSION_KINDS.includes(kind) ? kind : 'edited',
    content: { ...content, layout: drawableLayout(content.layout) },
  };
}

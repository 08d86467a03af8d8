/** The table of snapshots and clips that were saved for people, by this run and by earlier ones. */
import type { DatabaseSync } from 'node:sqlite';
import type { LibraryKind, LibrarySearch } from '../../../preload/contract/saved.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { searchedText } from '../searched-text.ts';
import { inTransaction } from '../transaction.ts';

export interface LibraryFile {
  readonly fileId: string;
  readonly kind: LibraryKind;
  readonly channelId: ChannelId | null;
  /** Absolute. */
  readonly path: string;
  readonly savedAtMs: number;
  /** The moment that a snapshot shows, epoch ms; null for other files. */
  readonly ofMs: number | null;
}

interface LibraryPage {
  /** The latest first. */
  readonly files: readonly LibraryFile[];
  readonly total: number;
  readonly next: LibrarySearch['after'];
}

/** More than a desk saves in years; the oldest leave the list, and stay on the disk. */
const MAX_FILES = 20_000;

export class LibraryTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  add({ fileId, kind, channelId, path, savedAtMs, ofMs }: LibraryFile): void {
    inTransaction(this.#db, () => {
      this.#db
        .prepare(
          'INSERT INTO saved_files (id, kind, channel_id, path, searched, of_ms, saved_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
        )
        .run(fileId, kind, channelId, path, searchedText([path]), ofMs, savedAtMs);
      this.#db
        .prepare(
          'DELETE FROM saved_files WHERE id IN (SELECT id FROM saved_files ORDER BY saved_at_ms DESC, id DESC LIMIT -1 OFFSET ?)',
        )
        .run(MAX_FILES);
    });
  }

  find(fileId: string): LibraryFile | null {
    const row = this.#db.prepare('SELECT * FROM saved_files WHERE id = ?').get(fileId);
    return row === undefined ? null : fileOf(row);
  }

  /** The words are looked for in the path, which names camera, day and time; files of the cameras are found without. */
  search({ query, channelIds, after, limit }: LibrarySearch): LibraryPage {
    const fits = '(instr(searched, ?) > 0 OR channel_id IN (SELECT value FROM json_each(?)))';
    const wanted = [searchedText([query]), JSON.stringify(channelIds)] as const;
    const total = this.#db.prepare(`SELECT count(*) AS n FROM saved_files WHERE ${fits}`).get(...wanted);
    const rows = this.#db
      .prepare(
        `SELECT * FROM saved_files WHERE ${fits} AND (saved_at_ms, id) < (?, ?)
         ORDER BY saved_at_ms DESC, id DESC LIMIT ?`,
      )
      .all(...wanted, after?.savedAtMs ?? Number.MAX_SAFE_INTEGER, after?.fileId ?? '', limit + 1);
    const files = rows.slice(0, limit).map(fileOf);
    const last = rows.length > limit ? files.at(-1) : undefined;
    const next = last === undefined ? null : { savedAtMs: last.savedAtMs, fileId: last.fileId };
    return { files, next, total: Number(total?.['n'] ?? 0) };
  }

  /** The snapshots of cameras that show moments of a range, in the order of the moments. */
  snapshotsOf(channelIds: readonly ChannelId[], { fromMs, toMs }: TimeRange, limit: number): readonly LibraryFile[] {
    const rows = this.#db
      .prepare(
        `SELECT * FROM saved_files WHERE kind = 'snapshot' AND of_ms >= ? AND of_ms < ?
         AND channel_id IN (SELECT value FROM json_each(?)) ORDER BY of_ms, id LIMIT ?`,
      )
      .all(fromMs, toMs, JSON.stringify(channelIds), limit);
    return rows.map(fileOf);
  }

  cameraIds(): readonly ChannelId[] {
    const rows = this.#db
      .prepare('SELECT DISTINCT channel_id AS id FROM saved_files WHERE channel_id IS NOT NULL')
      .all();
    return rows.map((row) => row['id'] as ChannelId);
  }

  replaceCameras(cameras: ReadonlyMap<ChannelId, ChannelId>): void {
    inTransaction(this.#db, () => {
      const replace = this.#db.prepare('UPDATE saved_files SET channel_id = ? WHERE channel_id = ?');
      for (const [before, now] of cameras) replace.run(now, before);
    });
  }

  forget(fileId: string): void {
    this.#db.prepare('DELETE FROM saved_files WHERE id = ?').run(fileId);
  }
}

const fileOf = (row: Record<string, unknown>): LibraryFile => ({
  fileId: row['id'] as string,
  kind: row['kind'] as LibraryKind,
  channelId: row['channel_id'] as ChannelId | null,
  path: row['path'] as string,
  savedAtMs: row['saved_at_ms'] as number,
  ofMs: row['of_ms'] as number | null,
});

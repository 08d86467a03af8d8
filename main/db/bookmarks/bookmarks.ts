/** The tables of bookmarks. A deleted bookmark stays, unseen, for as long as it can come back. */
import type { DatabaseSync } from 'node:sqlite';
import type { BookmarkPage, BookmarkSearch } from '../../../preload/contract/bookmarks.ts';
import type { Bookmark } from '../../../preload/domain/recording/bookmarks.ts';
import type { BookmarkId, ChannelId } from '../../../preload/domain/ids.ts';
import { searchedText } from '../searched-text.ts';
import { inTransaction } from '../transaction.ts';

export interface RemovedBookmark {
  readonly bookmark: Bookmark;
  readonly removedAtMs: number;
}

type Row = Record<string, unknown>;
type Value = string | number;

const SEEN = 'removed_at_ms IS NULL';

export class BookmarkTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  count(): number {
    return this.#number(`SELECT count(*) AS n FROM bookmarks WHERE ${SEEN}`, []);
  }

  find(id: BookmarkId): Bookmark | null {
    const row = this.#db.prepare(`SELECT * FROM bookmarks WHERE id = ? AND ${SEEN}`).get(id);
    return row === undefined ? null : this.#bookmarkOf(row);
  }

  /** The latest time first. */
  search({ query, channelIds, range, after, limit }: BookmarkSearch): BookmarkPage {
    const parts = [SEEN];
    const values: Value[] = [];
    const where = (sql: string, ...given: readonly Value[]): void => {
      parts.push(sql);
      values.push(...given);
    };
    const wanted = searchedText([query]);
    // No pattern: what people type may hold the signs of one.
    if (wanted !== '') where('instr(searched, ?) > 0', wanted);
    if (range !== null) where('from_ms < ? AND to_ms > ?', range.toMs, range.fromMs);
    const cameras = 'SELECT bookmark_id FROM bookmark_cameras WHERE channel_id IN (SELECT value FROM json_each(?))';
    if (channelIds !== null) where(`id IN (${cameras})`, JSON.stringify(channelIds));
    const total = this.#number(`SELECT count(*) AS n FROM bookmarks WHERE ${parts.join(' AND ')}`, values);
    if (after !== null) where('(from_ms, id) < (?, ?)', after.fromMs, after.id);
    const rows = this.#db
      .prepare(`SELECT * FROM bookmarks WHERE ${parts.join(' AND ')} ORDER BY from_ms DESC, id DESC LIMIT ?`)
      .all(...values, limit + 1);
    const bookmarks = rows.slice(0, limit).map((row) => this.#bookmarkOf(row));
    const last = rows.length > limit ? bookmarks.at(-1) : undefined;
    return { bookmarks, next: last === undefined ? null : { fromMs: last.fromMs, id: last.id }, total };
  }

  /** Adds or replaces a bookmark. */
  save({ id, fromMs, toMs, text, tags, author, createdAtMs, revision, channelIds }: Bookmark): void {
    inTransaction(this.#db, () => {
      this.#db
        .prepare(
          `INSERT INTO bookmarks (id, from_ms, to_ms, text, tags, author, searched, created_at_ms, revision)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET
             from_ms = excluded.from_ms, to_ms = excluded.to_ms, text = excluded.text, tags = excluded.tags,
             author = excluded.author, searched = excluded.searched, revision = excluded.revision`,
        )
        .run(
          ...[id, fromMs, toMs, text, JSON.stringify(tags), author],
          ...[searchedText([text, ...tags, author]), createdAtMs, revision],
        );
      this.#db.prepare('DELETE FROM bookmark_cameras WHERE bookmark_id = ?').run(id);
      const add = this.#db.prepare('INSERT INTO bookmark_cameras VALUES (?, ?, ?)');
      channelIds.forEach((channelId, position) => add.run(id, position, channelId));
    });
  }

  /** The deleted bookmarks. */
  removed(): RemovedBookmark[] {
    const rows = this.#db.prepare('SELECT * FROM bookmarks WHERE removed_at_ms IS NOT NULL').all();
    return rows.map((row) => ({ bookmark: this.#bookmarkOf(row), removedAtMs: Number(row['removed_at_ms']) }));
  }

  /** Takes a bookmark out of sight, or brings it back. */
  setRemoved(id: BookmarkId, atMs: number | null): void {
    this.#db.prepare('UPDATE bookmarks SET removed_at_ms = ? WHERE id = ?').run(atMs, id);
  }

  /** Deletes a bookmark for good. */
  forget(id: BookmarkId): void {
    inTransaction(this.#db, () => {
      this.#db.prepare('DELETE FROM bookmark_cameras WHERE bookmark_id = ?').run(id);
      this.#db.prepare('DELETE FROM bookmarks WHERE id = ?').run(id);
    });
  }

  /** Every camera of a bookmark, deleted bookmarks too, each once. */
  channelIds(): ChannelId[] {
    const rows = this.#db.prepare('SELECT DISTINCT channel_id FROM bookmark_cameras').all();
    return rows.map((row) => row['channel_id'] as ChannelId);
  }

  /** The camera has another id. */
  rename(from: ChannelId, to: ChannelId): void {
    this.#db.prepare('UPDATE bookmark_cameras SET channel_id = ? WHERE channel_id = ?').run(to, from);
  }

  #number(sql: string, values: readonly Value[]): number {
    return Number(this.#db.prepare(sql).get(...values)?.['n'] ?? 0);
  }

  #bookmarkOf(row: Row): Bookmark {
    const cameras = this.#db
      .prepare('SELECT channel_id FROM bookmark_cameras WHERE bookmark_id = ? ORDER BY position')
      .all(row['id'] as string);
    return {
      id: row['id'] as BookmarkId,
      channelIds: cameras.map((one) => one['channel_id'] as ChannelId),
      fromMs: Number(row['from_ms']),
      toMs: Number(row['to_ms']),
      text: row['text'] as string,
      tags: JSON.parse(row['tags'] as string) as string[],
      author: row['author'] as string,
      createdAtMs: Number(row['created_at_ms']),
      revision: Number(row['revision']),
    };
  }
}

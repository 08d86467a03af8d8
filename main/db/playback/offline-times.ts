/**
 * When cameras were seen off line, by the lists of their clouds: no cloud reports a history. A time ends with the first
 * list that shows the camera on line again, or with the last list that this client read.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { inTransaction } from '../transaction.ts';

export class OfflineTimeTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The open times off line of the account's cameras, each with its begin. */
  lasting(accountId: AccountId): ReadonlyMap<ChannelId, number> {
    const rows = this.#db
      .prepare('SELECT channel_id, from_ms FROM offline_times WHERE account_id = ? AND to_ms IS NULL')
      .all(accountId);
    return new Map(rows.map((row) => [row['channel_id'] as ChannelId, Number(row['from_ms'])]));
  }

  /** When the list of the account was read last, epoch ms; null where none was read. */
  readAtMs(accountId: AccountId): number | null {
    const row = this.#db.prepare('SELECT read_ms FROM offline_reads WHERE account_id = ?').get(accountId);
    return row === undefined ? null : Number(row['read_ms']);
  }

  /** The list of the account was read. */
  setReadAt(accountId: AccountId, readAtMs: number): void {
    this.#db
      .prepare(
        'INSERT INTO offline_reads VALUES (?, ?) ON CONFLICT (account_id) DO UPDATE SET read_ms = excluded.read_ms',
      )
      .run(accountId, readAtMs);
  }

  /** A time off line begins. */
  begin(accountId: AccountId, channelIds: readonly ChannelId[], fromMs: number): void {
    const insert = this.#db.prepare('INSERT INTO offline_times VALUES (?, ?, ?, NULL)');
    inTransaction(this.#db, () => channelIds.forEach((id) => insert.run(id, accountId, fromMs)));
  }

  /** Ends the open times off line of these cameras. */
  end(channelIds: readonly ChannelId[], toMs: number): void {
    const end = this.#db.prepare(
      'UPDATE offline_times SET to_ms = max(from_ms, ?) WHERE channel_id = ? AND to_ms IS NULL',
    );
    inTransaction(this.#db, () => channelIds.forEach((id) => end.run(toMs, id)));
  }

  /** The times of a camera that overlap the range, uncut, in order. An open time reaches to the last list. */
  of(channelId: ChannelId, { fromMs, toMs }: TimeRange): TimeRange[] {
    return this.#db
      .prepare(
        `SELECT from_ms, coalesce(to_ms, read_ms, from_ms) AS until_ms
         FROM offline_times LEFT JOIN offline_reads USING (account_id)
         WHERE channel_id = ? AND from_ms < ? AND until_ms > ? AND until_ms > from_ms ORDER BY from_ms`,
      )
      .all(channelId, toMs, fromMs)
      .map((row) => ({ fromMs: Number(row['from_ms']), toMs: Number(row['until_ms']) }));
  }

  /** Every camera that has a time, once. */
  channelIds(): ChannelId[] {
    return this.#db
      .prepare('SELECT DISTINCT channel_id FROM offline_times')
      .all()
      .map((row) => row['channel_id'] as ChannelId);
  }

  /** The camera has another id, of another account. */
  rename(from: ChannelId, to: ChannelId, accountId: AccountId): void {
    this.#db
      .prepare('UPDATE offline_times SET channel_id = ?, account_id = ? WHERE channel_id = ?')
      .run(to, accountId, from);
  }

  /** Deletes times that ended before, `limit` at the most. @returns how many were deleted. */
  deleteBefore(beforeMs: number, limit: number): number {
    const old = 'SELECT rowid FROM offline_times WHERE to_ms < ? LIMIT ?';
    return Number(this.#db.prepare(`DELETE FROM offline_times WHERE rowid IN (${old})`).run(beforeMs, limit).changes);
  }
}

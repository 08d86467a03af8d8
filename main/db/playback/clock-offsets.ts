/**
 * How far the clocks of cameras are ahead, as operators measured it by eye. No cloud reports it, so it cannot be asked
 * again.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { ClockOffset } from '../../../preload/domain/recording/playback.ts';
import { inTransaction } from '../transaction.ts';

export class ClockOffsetTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The oldest first. */
  all(): ClockOffset[] {
    return this.#db
      .prepare('SELECT channel_id, offset_ms FROM clock_offsets ORDER BY rowid')
      .all()
      .map((row) => ({ channelId: row['channel_id'] as ChannelId, offsetMs: Number(row['offset_ms']) }));
  }

  /** Takes the offset in place of the one before. Of more than `limit` offsets the oldest are forgotten. */
  save({ channelId, offsetMs }: ClockOffset, limit: number): void {
    const newest = 'SELECT rowid FROM clock_offsets ORDER BY rowid DESC LIMIT ?';
    inTransaction(this.#db, () => {
      this.forget(channelId);
      this.#db.prepare('INSERT INTO clock_offsets (channel_id, offset_ms) VALUES (?, ?)').run(channelId, offsetMs);
      this.#db.prepare(`DELETE FROM clock_offsets WHERE rowid NOT IN (${newest})`).run(limit);
    });
  }

  forget(channelId: ChannelId): void {
    this.#db.prepare('DELETE FROM clock_offsets WHERE channel_id = ?').run(channelId);
  }

  /** The camera has another id; an offset that this id has already gives way. */
  rename(from: ChannelId, to: ChannelId): void {
    this.#db.prepare('UPDATE OR REPLACE clock_offsets SET channel_id = ? WHERE channel_id = ?').run(to, from);
  }
}

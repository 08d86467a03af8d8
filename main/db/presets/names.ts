/** The names of presets of cameras whose cloud keeps none. */
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { inTransaction } from '../transaction.ts';

export class PresetNameTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** By number of the preset. */
  of(channelId: ChannelId): ReadonlyMap<number, string> {
    const rows = this.#db.prepare('SELECT preset_index, name FROM preset_names WHERE channel_id = ?').all(channelId);
    return new Map(rows.map((row) => [Number(row['preset_index']), row['name'] as string]));
  }

  save(channelId: ChannelId, index: number, name: string): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO preset_names (channel_id, preset_index, name) VALUES (?, ?, ?)')
      .run(channelId, index, name);
  }

  /** Only the presets with these numbers are there. */
  keepOnly(channelId: ChannelId, indexes: readonly number[]): void {
    const kept = new Set(indexes);
    const gone = [...this.of(channelId).keys()].filter((index) => !kept.has(index));
    if (gone.length === 0) return;
    const forget = this.#db.prepare('DELETE FROM preset_names WHERE channel_id = ? AND preset_index = ?');
    inTransaction(this.#db, () => gone.forEach((index) => forget.run(channelId, index)));
  }

  cameras(): ChannelId[] {
    const rows = this.#db.prepare('SELECT DISTINCT channel_id FROM preset_names').all();
    return rows.map((row) => row['channel_id'] as ChannelId);
  }

  /** The camera has another id; a name that this id has already gives way. */
  rename(from: ChannelId, to: ChannelId): void {
    this.#db.prepare('UPDATE OR REPLACE preset_names SET channel_id = ? WHERE channel_id = ?').run(to, from);
  }
}

/** The takeover of one camera by another that is under way, at most one; none when all of them ended. */
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../../../preload/domain/ids.ts';

/** The numbers are those before the takeover. */
export interface Takeover {
  readonly from: ChannelId;
  readonly to: ChannelId;
  readonly fromNumber: number;
  readonly toNumber: number;
}

export class TakeoverTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Null where no takeover is under way. */
  get(): Takeover | null {
    const row = this.#db.prepare('SELECT from_id, to_id, from_number, to_number FROM camera_takeover').get();
    if (row === undefined) return null;
    return {
      from: row['from_id'] as ChannelId,
      to: row['to_id'] as ChannelId,
      fromNumber: Number(row['from_number']),
      toNumber: Number(row['to_number']),
    };
  }

  begin({ from, to, fromNumber, toNumber }: Takeover): void {
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO camera_takeover (only, from_id, to_id, from_number, to_number) VALUES (1, ?, ?, ?, ?)',
      )
      .run(from, to, fromNumber, toNumber);
  }

  end(): void {
    this.#db.exec('DELETE FROM camera_takeover');
  }
}

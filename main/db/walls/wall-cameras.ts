/** Name, number and account of each camera on a wall, so that a wall can name a camera whose account is gone. */
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { inTransaction } from '../transaction.ts';

export interface RememberedCamera {
  readonly channelId: ChannelId;
  readonly vendor: VendorId;
  readonly accountLabel: string;
  readonly number: number | null;
  readonly name: string;
}

export class WallCameraTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  all(): RememberedCamera[] {
    const rows = this.#db.prepare('SELECT * FROM wall_cameras').all();
    return rows.map((row) => ({
      channelId: row['channel_id'] as ChannelId,
      vendor: row['vendor'] as VendorId,
      accountLabel: row['account_label'] as string,
      number: row['number'] === null ? null : Number(row['number']),
      name: row['name'] as string,
    }));
  }

  save(cameras: readonly RememberedCamera[]): void {
    const write = this.#db.prepare('INSERT OR REPLACE INTO wall_cameras VALUES (?, ?, ?, ?, ?)');
    inTransaction(this.#db, () => {
      for (const { channelId, vendor, accountLabel, number, name } of cameras) {
        write.run(channelId, vendor, accountLabel, number, name);
      }
    });
  }

  forget(ids: readonly ChannelId[]): void {
    const remove = this.#db.prepare('DELETE FROM wall_cameras WHERE channel_id = ?');
    inTransaction(this.#db, () => ids.forEach((id) => remove.run(id)));
  }
}

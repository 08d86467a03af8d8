/** The table of operators' camera numbers. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { inTransaction } from '../transaction.ts';

/** Numbers below are kept for the operator's own use, such as layouts and presets typed by number. */
const FIRST_CAMERA_NUMBER = 101;

const SLICE = 2000;

export class CameraNumbers {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Every number of an account, read in slices. */
  async all(accountId: AccountId): Promise<Map<ChannelId, number>> {
    const select = this.#db.prepare(
      `SELECT channel_id, number FROM camera_numbers WHERE account_id = ? AND number > ? ORDER BY number LIMIT ${SLICE}`,
    );
    const found = new Map<ChannelId, number>();
    for (let last = 0; ;) {
      const rows = select.all(accountId, last);
      for (const row of rows) found.set(row['channel_id'] as ChannelId, (last = Number(row['number'])));
      if (rows.length < SLICE) return found;
      await yieldToEvents();
    }
  }

  /** Gives the next free numbers, in order, to channels that have none yet. */
  assign(accountId: AccountId, channelIds: readonly ChannelId[]): Map<ChannelId, number> {
    return inTransaction(this.#db, () => {
      const last = this.#db.prepare('SELECT max(number) AS last FROM camera_numbers').get()?.['last'];
      let number = last === null || last === undefined ? FIRST_CAMERA_NUMBER : Number(last) + 1;
      const insert = this.#db.prepare('INSERT INTO camera_numbers (number, channel_id, account_id) VALUES (?, ?, ?)');
      const given = new Map<ChannelId, number>();
      for (const id of channelIds) {
        insert.run(number, id, accountId);
        given.set(id, number++);
      }
      return given;
    });
  }

  forget(accountId: AccountId): void {
    this.#db.prepare('DELETE FROM camera_numbers WHERE account_id = ?').run(accountId);
  }
}

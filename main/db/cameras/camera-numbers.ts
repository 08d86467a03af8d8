/** The table of operators' camera numbers. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { nativePartOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { inTransaction } from '../transaction.ts';

/** Numbers below are kept for the operator's own use, such as layouts and presets typed by number. */
const FIRST_CAMERA_NUMBER = 101;

const SLICE = 2000;

/** Beyond this the numbers of the accounts that are gone for the longest time are forgotten. */
const MAX_KEPT = 100_000;

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

  /**
   * Gives numbers to channels that have none yet: the number that the camera had under an account that is gone, else the next
   * free number, in order.
   */
  assign(accountId: AccountId, channelIds: readonly ChannelId[]): Map<ChannelId, number> {
    return inTransaction(this.#db, () => {
      let number = this.#nextFree();
      const vendor = this.#db.prepare('SELECT vendor FROM known_accounts WHERE account_id = ?').get(accountId)?.[
        'vendor'
      ];
      const take = this.#db.prepare('DELETE FROM kept_numbers WHERE vendor = ? AND native_id = ? RETURNING number');
      const insert = this.#db.prepare('INSERT INTO camera_numbers (number, channel_id, account_id) VALUES (?, ?, ?)');
      const given = new Map<ChannelId, number>();
      for (const id of channelIds) {
        const kept = vendor === undefined ? undefined : take.get(vendor, nativePartOf(id))?.['number'];
        const own = kept === undefined ? number++ : Number(kept);
        insert.run(own, id, accountId);
        given.set(id, own);
      }
      return given;
    });
  }

  /**
   * Gives these cameras these numbers, all or none. A camera that no account lists any more and that holds one of the numbers
   * gets the next free number.
   *
   * @param wanted each number once. Cameras without a number are left out.
   */
  async set(wanted: ReadonlyMap<ChannelId, number>): Promise<void> {
    this.#db.exec('DROP TABLE IF EXISTS temp.wanted_numbers');
    this.#db.exec(
      'CREATE TEMP TABLE wanted_numbers (channel_id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE) STRICT, WITHOUT ROWID',
    );
    const stage = this.#db.prepare('INSERT INTO temp.wanted_numbers (channel_id, number) VALUES (?, ?)');
    const all = [...wanted];
    for (let from = 0; from < all.length; from += SLICE) {
      inTransaction(this.#db, () => all.slice(from, from + SLICE).forEach(([id, number]) => stage.run(id, number)));
      await yieldToEvents();
    }
    try {
      inTransaction(this.#db, () => this.#takeWanted());
    } finally {
      this.#db.exec('DROP TABLE temp.wanted_numbers');
    }
  }

  #takeWanted(): void {
    const holders = this.#db
      .prepare(
        `SELECT channel_id FROM camera_numbers WHERE number IN (SELECT number FROM temp.wanted_numbers)
         AND channel_id NOT IN (SELECT channel_id FROM temp.wanted_numbers)`,
      )
      .all();
    const move = this.#db.prepare('UPDATE camera_numbers SET number = ? WHERE channel_id = ?');
    const free = Math.max(this.#nextFree(), this.#lastOf('temp.wanted_numbers') + 1);
    holders.forEach((row, i) => move.run(free + i, row['channel_id'] as ChannelId));
    // The unique numbers forbid to exchange them one by one, so all of them are taken out and put back.
    this.#db.exec(`
      CREATE TEMP TABLE moved_numbers AS
        SELECT wanted.number AS number, owned.channel_id AS channel_id, owned.account_id AS account_id
        FROM temp.wanted_numbers AS wanted JOIN camera_numbers AS owned ON owned.channel_id = wanted.channel_id;
      DELETE FROM camera_numbers WHERE channel_id IN (SELECT channel_id FROM temp.moved_numbers);
      INSERT INTO camera_numbers (number, channel_id, account_id) SELECT number, channel_id, account_id FROM temp.moved_numbers;
      DELETE FROM kept_numbers WHERE number IN (SELECT number FROM temp.moved_numbers);
      DROP TABLE temp.moved_numbers;
    `);
  }

  #nextFree(): number {
    return Math.max(FIRST_CAMERA_NUMBER - 1, this.#lastOf('camera_numbers'), this.#lastOf('kept_numbers')) + 1;
  }

  #lastOf(table: 'camera_numbers' | 'kept_numbers' | 'temp.wanted_numbers'): number {
    return Number(this.#db.prepare(`SELECT max(number) AS last FROM ${table}`).get()?.['last'] ?? 0);
  }

  /** Takes the numbers of an account that is gone away. They wait until an account of the cloud lists the cameras again. */
  forget(accountId: AccountId): void {
    inTransaction(this.#db, () => {
      this.#db
        .prepare(
          `INSERT OR REPLACE INTO kept_numbers (vendor, native_id, number)
           SELECT known.vendor, substr(owned.channel_id, length(owned.account_id) + 1), owned.number
           FROM camera_numbers AS owned JOIN known_accounts AS known ON known.account_id = owned.account_id
           WHERE owned.account_id = ?`,
        )
        .run(accountId);
      this.#db.prepare('DELETE FROM camera_numbers WHERE account_id = ?').run(accountId);
      this.#db
        .prepare('DELETE FROM kept_numbers WHERE position <= (SELECT max(position) FROM kept_numbers) - ?')
        .run(MAX_KEPT);
    });
  }
}

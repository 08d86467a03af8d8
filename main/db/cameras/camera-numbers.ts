/**
 * The table of operators' camera numbers. Changes of many cameras are written in pieces, each in its own transaction,
 * so that no order of an operator waits for all of the work. The decision comes first, in one transaction; if the
 * client ends between two pieces, the next start finishes the work. The methods run one after the other: no method
 * reads a change that is half done.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { nativePartOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { cancelled } from '../../errors.ts';
import { log } from '../../log.ts';
import { inTransaction } from '../transaction.ts';

/** Numbers below are kept for the operator's own use, such as layouts and presets typed by number. */
const FIRST_CAMERA_NUMBER = 101;

/** Cameras that are read in one piece. */
const SLICE = 2000;
/** Cameras that are written in one piece: a few milliseconds of SQLite. */
const PIECE_CAMERAS = 500;

/** Beyond this the numbers of the accounts that are gone for the longest time are forgotten. */
const MAX_KEPT = 100_000;

/** Callbacks that run in the transaction of the decision to change numbers. Neither may await. */
interface Decision {
  /** Throws where the change became wrong while it was prepared; nothing is changed then. */
  readonly check?: () => void;
  /** The new numbers hold from now on. */
  readonly taken?: () => void;
}

export class CameraNumbers {
  readonly #db: DatabaseSync;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Every number of an account. */
  all(accountId: AccountId): Promise<Map<ChannelId, number>> {
    return this.#inTurn(async () => {
      await this.#tryToFinish();
      return await this.#all(accountId);
    });
  }

  /**
   * Gives numbers to channels that have none yet: the number that the camera had under an account that is gone, else the next
   * free number, in order.
   *
   * @param channelIds a few hundred: they are numbered in one piece.
   */
  assign(
    accountId: AccountId,
    channelIds: readonly ChannelId[],
    signal?: AbortSignal,
  ): Promise<Map<ChannelId, number>> {
    return this.#inTurn(async () => {
      await this.#finish();
      signal?.throwIfAborted();
      return inTransaction(this.#db, () => this.#assign(accountId, channelIds));
    });
  }

  /**
   * Gives these cameras these numbers, all or none. A camera that no account lists any more and that holds one of the numbers
   * gets the next free number.
   *
   * @param wanted each number once. Cameras without a number are left out.
   */
  set(wanted: ReadonlyMap<ChannelId, number>, { check, taken }: Decision = {}): Promise<void> {
    return this.#inTurn(async () => {
      await this.#finish();
      await this.#prepare(wanted);
      inTransaction(this.#db, () => {
        check?.();
        this.#db.prepare("INSERT INTO number_work (kind, account_id) VALUES ('set', '')").run();
      });
      taken?.();
      await this.#tryToFinish();
    });
  }

  /** Takes the numbers of an account that is gone away. They wait until an account of the cloud lists the cameras again. */
  async forget(accountId: AccountId): Promise<void> {
    // Before the first await: the removal of the account and this line are not torn by an end of the client in between.
    this.#db.prepare("INSERT OR IGNORE INTO number_work (kind, account_id) VALUES ('forget', ?)").run(accountId);
    await this.#inTurn(() => this.#tryToFinish());
  }

  /** Ends after the present piece; the rest is done after the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#turn;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(() => {
      if (this.#isClosed) throw cancelled('camera numbers');
      return work();
    });
    this.#turn = run.catch(() => {});
    return run;
  }

  /** Lets other events happen between two pieces. */
  async #pause(): Promise<void> {
    await yieldToEvents();
    if (this.#isClosed) throw cancelled('camera numbers');
  }

  async #all(accountId: AccountId): Promise<Map<ChannelId, number>> {
    const select = this.#db.prepare(
      `SELECT channel_id, number FROM camera_numbers WHERE account_id = ? AND number > ? ORDER BY number LIMIT ${SLICE}`,
    );
    const found = new Map<ChannelId, number>();
    for (let last = 0, count = SLICE; count === SLICE;) {
      const rows = select.all(accountId, last);
      for (const row of rows) found.set(row['channel_id'] as ChannelId, (last = Number(row['number'])));
      count = rows.length;
      if (count === SLICE) await this.#pause();
    }
    if (!this.#isDecided()) return found;
    // Numbers that the disk did not take yet.
    const rows = this.#db.prepare('SELECT channel_id, number FROM new_numbers WHERE account_id = ?').all(accountId);
    for (const row of rows) found.set(row['channel_id'] as ChannelId, Number(row['number']));
    return found;
  }

  #assign(accountId: AccountId, channelIds: readonly ChannelId[]): Map<ChannelId, number> {
    let number = this.#nextFree();
    const vendor = this.#vendorOf(accountId);
    const take = this.#db.prepare('DELETE FROM kept_numbers WHERE vendor = ? AND native_id = ? RETURNING number');
    const insert = this.#db.prepare('INSERT INTO camera_numbers (number, channel_id, account_id) VALUES (?, ?, ?)');
    const given = new Map<ChannelId, number>();
    for (const id of channelIds) {
      const kept = vendor === null ? undefined : take.get(vendor, nativePartOf(id))?.['number'];
      const own = kept === undefined ? number++ : Number(kept);
      insert.run(own, id, accountId);
      given.set(id, own);
    }
    return given;
  }

  /** Writes down every camera whose number changes. The numbers themselves stay as they are. */
  async #prepare(wanted: ReadonlyMap<ChannelId, number>): Promise<void> {
    this.#db.exec('DELETE FROM new_numbers'); // of a change that was prepared and not decided
    const owner = this.#db.prepare('SELECT account_id FROM camera_numbers WHERE channel_id = ?');
    const holder = this.#db.prepare('SELECT channel_id, account_id FROM camera_numbers WHERE number = ?');
    const write = this.#db.prepare('INSERT INTO new_numbers (channel_id, account_id, number) VALUES (?, ?, ?)');
    let free = [...wanted.values()].reduce((last, number) => Math.max(last, number + 1), this.#nextFree());
    const all = [...wanted];
    let at = 0;
    const next = (): typeof all => all.slice(at, (at += PIECE_CAMERAS));
    await this.#inPieces(next, ([id, number]) => {
      const accountId = owner.get(id)?.['account_id'];
      if (accountId === undefined) return;
      write.run(id, accountId, number);
      const held = holder.get(number);
      if (held === undefined || wanted.has(held['channel_id'] as ChannelId)) return;
      write.run(held['channel_id'] ?? null, held['account_id'] ?? null, free++);
    });
  }

  /** Finishes a change that was decided. If it fails, the log says so and the next method tries again. */
  async #tryToFinish(): Promise<void> {
    try {
      await this.#finish();
    } catch (error) {
      if (!this.#isClosed) log.warn('a change of camera numbers waits for the disk', { error });
    }
  }

  async #finish(): Promise<void> {
    if (this.#isDecided()) await this.#takeNew();
    const leaving = this.#db.prepare("SELECT account_id FROM number_work WHERE kind = 'forget'").all();
    for (const row of leaving) await this.#putAway(row['account_id'] as AccountId);
  }

  #isDecided(): boolean {
    return this.#db.prepare("SELECT 1 FROM number_work WHERE kind = 'set'").get() !== undefined;
  }

  /** May be done again from the start: a camera leaves `new_numbers` in the transaction in which the camera gets its number. */
  async #takeNew(): Promise<void> {
    const following = this.#db.prepare(
      `SELECT channel_id FROM new_numbers WHERE channel_id > ? ORDER BY channel_id LIMIT ${PIECE_CAMERAS}`,
    );
    const take = this.#db.prepare('DELETE FROM camera_numbers WHERE channel_id = ?');
    let last: SQLOutputValue = '';
    // The unique numbers forbid to exchange them one by one, so all of them are taken out and put back.
    await this.#inPieces(
      () => following.all(last),
      ({ channel_id: id = null }) => take.run((last = id)),
    );
    const first = this.#db.prepare(`SELECT channel_id, account_id, number FROM new_numbers LIMIT ${PIECE_CAMERAS}`);
    const give = this.#db.prepare('INSERT INTO camera_numbers (number, channel_id, account_id) VALUES (?, ?, ?)');
    const unkeep = this.#db.prepare('DELETE FROM kept_numbers WHERE number = ?');
    const done = this.#db.prepare('DELETE FROM new_numbers WHERE channel_id = ?');
    await this.#inPieces(
      () => first.all(),
      ({ channel_id: id = null, account_id: accountId = null, number = null }) => {
        give.run(number, id, accountId);
        unkeep.run(number);
        done.run(id);
      },
    );
    this.#db.prepare("DELETE FROM number_work WHERE kind = 'set'").run();
  }

  async #putAway(accountId: AccountId): Promise<void> {
    const vendor = this.#vendorOf(accountId);
    const first = this.#db.prepare(
      `SELECT number, channel_id FROM camera_numbers WHERE account_id = ? ORDER BY number LIMIT ${PIECE_CAMERAS}`,
    );
    const keep = this.#db.prepare('INSERT OR REPLACE INTO kept_numbers (vendor, native_id, number) VALUES (?, ?, ?)');
    const remove = this.#db.prepare('DELETE FROM camera_numbers WHERE number = ?');
    await this.#inPieces(
      () => first.all(accountId),
      ({ number = null, channel_id: id }) => {
        if (vendor !== null) keep.run(vendor, nativePartOf(id as ChannelId), number);
        remove.run(number);
      },
    );
    const surplus = this.#db.prepare(
      `SELECT position FROM kept_numbers WHERE position <= (SELECT max(position) FROM kept_numbers) - ? LIMIT ${PIECE_CAMERAS}`,
    );
    const drop = this.#db.prepare('DELETE FROM kept_numbers WHERE position = ?');
    await this.#inPieces(
      () => surplus.all(MAX_KEPT),
      ({ position = null }) => drop.run(position),
    );
    this.#db.prepare("DELETE FROM number_work WHERE kind = 'forget' AND account_id = ?").run(accountId);
  }

  /** @param next the rows of the next piece; none when the work is done. */
  async #inPieces<T>(next: () => readonly T[], write: (row: T) => unknown): Promise<void> {
    for (let rows = next(); rows.length > 0; rows = next()) {
      inTransaction(this.#db, () => rows.forEach((row) => write(row)));
      await this.#pause();
    }
  }

  #vendorOf(accountId: AccountId): string | null {
    const row = this.#db.prepare('SELECT vendor FROM known_accounts WHERE account_id = ?').get(accountId);
    return row === undefined ? null : String(row['vendor']);
  }

  #nextFree(): number {
    return Math.max(FIRST_CAMERA_NUMBER - 1, this.#lastOf('camera_numbers'), this.#lastOf('kept_numbers')) + 1;
  }

  #lastOf(table: 'camera_numbers' | 'kept_numbers'): number {
    return Number(this.#db.prepare(`SELECT max(number) AS last FROM ${table}`).get()?.['last'] ?? 0);
  }
}

/** The tables of the states of cameras as this client saw them. */
import type { DatabaseSync } from 'node:sqlite';
import type { DeviceState } from '../../../preload/domain/cameras/device-state.ts';
import { accountOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { inTransaction } from '../transaction.ts';

export interface StateChange {
  readonly channelId: ChannelId;
  /** When the client saw the new state first, epoch ms. */
  readonly atMs: number;
  readonly was: DeviceState;
  readonly became: DeviceState;
}

export interface Watch {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface OfflineTime {
  readonly channelId: ChannelId;
  /** Until when it was off line last, epoch ms; null where it was not seen to come back. */
  readonly untilMs: number | null;
  /** When it was seen to go off line last, epoch ms; null where it never was. */
  readonly sinceMs: number | null;
}

const timeOf = (value: unknown): number | null => (value === null ? null : Number(value));

export class DeviceHistoryTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** @throws {AppError} `storage.write-failed`. */
  add(changes: readonly StateChange[]): void {
    const insert = this.#db.prepare('INSERT OR REPLACE INTO device_changes VALUES (?, ?, ?, ?)');
    inTransaction(this.#db, () => {
      for (const { channelId, atMs, was, became } of changes) insert.run(channelId, atMs, was, became);
    });
  }

  /**
   * Notes that the account reported its states at this time. A pause up to `gapMs` since the last time counts as
   * watched.
   *
   * @throws {AppError} `storage.write-failed`.
   */
  watched(accountId: AccountId, atMs: number, gapMs: number): void {
    const last = this.#db
      .prepare('SELECT from_ms, to_ms FROM device_watches WHERE account_id = ? ORDER BY from_ms DESC LIMIT 1')
      .get(accountId);
    const isNext = last !== undefined && atMs >= Number(last['to_ms']) && atMs - Number(last['to_ms']) <= gapMs;
    this.#db
      .prepare('INSERT OR REPLACE INTO device_watches VALUES (?, ?, ?)')
      .run(accountId, isNext ? Number(last['from_ms']) : atMs, atMs);
  }

  /** The latest first. */
  changesOf(channelId: ChannelId, limit: number): readonly Omit<StateChange, 'channelId'>[] {
    const rows = this.#db
      .prepare('SELECT at_ms, was, became FROM device_changes WHERE channel_id = ? ORDER BY at_ms DESC LIMIT ?')
      .all(channelId, limit);
    return rows.map((row) => ({
      atMs: Number(row['at_ms']),
      was: row['was'] as DeviceState,
      became: row['became'] as DeviceState,
    }));
  }

  /** The latest first. */
  watchesOf(accountId: AccountId, limit: number): readonly Watch[] {
    const rows = this.#db
      .prepare('SELECT from_ms, to_ms FROM device_watches WHERE account_id = ? ORDER BY from_ms DESC LIMIT ?')
      .all(accountId, limit);
    return rows.map((row) => ({ fromMs: Number(row['from_ms']), toMs: Number(row['to_ms']) }));
  }

  /**
   * When each camera went off line last, and until when it was so, in the order of the ids.
   *
   * @param after the last id of the page before.
   */
  lastOffline(accountId: AccountId, after: ChannelId | null, limit: number): readonly OfflineTime[] {
    // The id of a camera begins with the id of its account; `;` is the sign behind `:`.
    const rows = this.#db
      .prepare(
        `SELECT channel_id, max(CASE WHEN was = 'offline' THEN at_ms END) AS until_ms,
                max(CASE WHEN became = 'offline' THEN at_ms END) AS since_ms
         FROM device_changes WHERE channel_id > ? AND channel_id < ? AND (was = 'offline' OR became = 'offline')
         GROUP BY channel_id ORDER BY channel_id LIMIT ?`,
      )
      .all(after ?? `${accountId}:`, `${accountId};`, limit);
    return rows.map((row) => ({
      channelId: row['channel_id'] as ChannelId,
      untilMs: timeOf(row['until_ms']),
      sinceMs: timeOf(row['since_ms']),
    }));
  }

  /** Deletes older changes, and the oldest ones beyond `most`. @throws {AppError} `storage.write-failed`. */
  prune(beforeMs: number, most: number): void {
    const oldest = this.#db.prepare('SELECT at_ms FROM device_changes ORDER BY at_ms DESC LIMIT 1 OFFSET ?').get(most);
    const fromMs = Math.max(beforeMs, oldest === undefined ? 0 : Number(oldest['at_ms']) + 1);
    this.#db.prepare('DELETE FROM device_changes WHERE at_ms < ?').run(fromMs);
    this.#db.prepare('DELETE FROM device_watches WHERE to_ms < ?').run(beforeMs);
  }

  /** One question for each camera: a reader of many cameras can give way to other work between them. */
  *cameraIds(): Iterable<ChannelId> {
    const next = this.#db.prepare(
      'SELECT channel_id FROM device_changes WHERE channel_id > ? ORDER BY channel_id LIMIT 1',
    );
    for (let row = next.get(''); row !== undefined;) {
      const id = row['channel_id'] as ChannelId;
      yield id;
      row = next.get(id);
    }
  }

  /** Gives the changes of cameras to the ids that the cameras have now, and the watches of their accounts with them. */
  replace(ids: readonly (readonly [ChannelId, ChannelId])[]): void {
    const update = this.#db.prepare('UPDATE OR REPLACE device_changes SET channel_id = ? WHERE channel_id = ?');
    const copy = this.#db.prepare(
      'INSERT OR IGNORE INTO device_watches SELECT ?, from_ms, to_ms FROM device_watches WHERE account_id = ?',
    );
    inTransaction(this.#db, () => {
      for (const [from, to] of ids) update.run(to, from);
      const accounts = new Map(ids.map(([from, to]) => [accountOf(from), accountOf(to)]));
      for (const [from, to] of accounts) copy.run(to, from);
    });
  }
}

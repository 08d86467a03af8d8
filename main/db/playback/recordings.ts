/**
 * The tables of recordings: the rows that clouds listed, and the pieces of time of which a cloud was asked. A piece never
 * overlaps another piece of the same camera and place: the newest answer counts.
 */
import { RECORDINGS_READ_AT_ONCE, RECORDINGS_WRITTEN_AT_ONCE } from '../../../preload/domain/bounds.ts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { accountOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { withoutRanges, type Recording, type RecordingPlace } from '../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import { cancelled } from '../../errors.ts';
import { inTransaction } from '../transaction.ts';
import { mergedRecordings } from './merged-recordings.ts';

export interface RecordingKey {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
}

/** A piece of time as a cloud answered for it. */
export interface StoredRead extends TimeRange {
  /** When the cloud answered, epoch ms. */
  readonly asOfMs: number;
  /** How exactly `archivedWithin` was asked for, ms. */
  readonly archiveGrainMs: number;
  readonly archivedWithin: readonly TimeRange[];
  /** How many entries of the list could not be read. */
  readonly unreadable: number;
}

type Row = Record<string, unknown>;

const TABLES = ['recordings', 'recording_reads'] as const;
/** Behind each row, as begin and row number. */
const BEHIND_ALL = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

const ignore = (): void => undefined;

export class RecordingTable {
  readonly #db: DatabaseSync;
  /** The last write for a camera and a place; the next write waits for it. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /**
   * Recordings that overlap the range, uncut, in order of their begin. Read piece by piece.
   *
   * @param limit the longest list that is wanted: the earliest are given then.
   */
  async recordings(key: RecordingKey, range: TimeRange, limit = Infinity): Promise<Recording[]> {
    return await this.#inTurn(key, async () => (await this.#rows('recordings', key, range, limit)).map(recordingOf));
  }

  /** The begin of the oldest footage that is known of a camera, archived footage too, epoch ms; null where none is. */
  oldestMs({ channelId, place }: RecordingKey): number | null {
    const oldestOf = (table: string, condition: string): number | null => {
      const row = this.#db
        .prepare(`SELECT MIN(from_ms) AS ms FROM ${table} WHERE channel_id = ? AND place = ? AND ${condition}`)
        .get(channelId, place);
      return (row?.['ms'] ?? null) as number | null;
    };
    const found = [oldestOf('recordings', 'TRUE'), oldestOf('recording_reads', `archived_within <> '[]'`)];
    const known = found.filter((ms) => ms !== null);
    return known.length === 0 ? null : Math.min(...known);
  }

  /** Pieces that overlap the range, uncut, in order. Read piece by piece. @param limit as for {@link recordings}. */
  async reads(key: RecordingKey, range: TimeRange, limit = Infinity): Promise<StoredRead[]> {
    return await this.#inTurn(key, async () => (await this.#rows('recording_reads', key, range, limit)).map(readOf));
  }

  /**
   * Takes an answer in place of all that was known of its piece of time; what reaches out of the piece is merged as
   * {@link mergedRecordings} says. A long answer is stored piece by piece: until it is whole, its piece of time is not known.
   *
   * @param recordings those that do not overlap the piece are left out.
   */
  async take(key: RecordingKey, read: StoredRead, recordings: readonly Recording[]): Promise<void> {
    await this.#inTurn(key, () => this.#take(key, read, recordings));
  }

  async #take(key: RecordingKey, read: StoredRead, recordings: readonly Recording[]): Promise<void> {
    const listed = recordings.filter((one) => intersect(one, read) !== null);
    const before = await this.#rows('recordings', key, read, Infinity);
    const readsBefore = await this.#rows('recording_reads', key, read, Infinity);
    const merged = mergedRecordings(before.map(recordingOf), read, listed);
    const addRecording = this.#db.prepare('INSERT INTO recordings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const remove = this.#db.prepare('DELETE FROM recordings WHERE rowid = ?');
    const cutReads = (): void => {
      this.#removeReads(key, read);
      for (const one of readsBefore.map(readOf)) {
        for (const rest of withoutRanges(one, [read])) {
          const archivedWithin = one.archivedWithin.flatMap((piece) => intersect(piece, rest) ?? []);
          this.#addRead(key, { ...one, ...rest, archivedWithin });
        }
      }
    };
    const steps = [
      cutReads,
      ...before.map((row) => () => void remove.run(Number(row['rowid']))),
      ...merged.map((one) => () => addTo(addRecording, one)),
      () => this.#addRead(key, read),
    ];
    for (let at = 0; at < steps.length; at += RECORDINGS_WRITTEN_AT_ONCE) {
      if (at > 0) await yieldToEvents();
      inTransaction(this.#db, () => {
        for (const step of steps.slice(at, at + RECORDINGS_WRITTEN_AT_ONCE)) step();
      });
    }
  }

  /** One after the other for each camera and place: nothing is read that is half written. */
  async #inTurn<T>(key: RecordingKey, work: () => Promise<T>): Promise<T> {
    const name = `${key.place} ${key.channelId}`;
    const before = this.#turns.get(name);
    const run = before === undefined ? work() : before.then(work);
    const ended = run.then(ignore, ignore);
    this.#turns.set(name, ended);
    try {
      return await run;
    } finally {
      if (this.#turns.get(name) === ended) this.#turns.delete(name);
    }
  }

  /** The rows that overlap the range, with their `rowid`, in order of their begin. Main is free after each {@link RECORDINGS_READ_AT_ONCE}. */
  async #rows(
    table: (typeof TABLES)[number],
    { channelId, place }: RecordingKey,
    { fromMs, toMs }: TimeRange,
    limit: number,
  ): Promise<Row[]> {
    const rows = `FROM ${table} WHERE channel_id = ? AND place = ? AND (from_ms, rowid) > (?, ?) AND from_ms < ?`;
    const inOrder = 'ORDER BY from_ms, rowid';
    const edgeOf = this.#db.prepare(
      `SELECT from_ms, rowid ${rows} ${inOrder} LIMIT 1 OFFSET ${RECORDINGS_READ_AT_ONCE - 1}`,
    );
    const piece = this.#db.prepare(
      `SELECT rowid, * ${rows} AND to_ms > ? AND (from_ms, rowid) <= (?, ?) ${inOrder} LIMIT ?`,
    );
    const found: Row[] = [];
    let at: readonly [number, number] = [-1, 0];
    for (;;) {
      const edge = edgeOf.get(channelId, place, ...at, toMs);
      const end = edge === undefined ? BEHIND_ALL : ([Number(edge['from_ms']), Number(edge['rowid'])] as const);
      const wanted = Math.min(limit - found.length, RECORDINGS_READ_AT_ONCE);
      found.push(...piece.all(channelId, place, ...at, toMs, fromMs, ...end, wanted));
      if (edge === undefined || found.length >= limit) return found;
      at = end;
      await yieldToEvents();
    }
  }

  /** The accounts whose cameras have rows. Looks at one row of each account only. */
  accounts(): readonly AccountId[] {
    const found = new Set<AccountId>();
    for (const table of TABLES) {
      const next = this.#db.prepare(
        `SELECT channel_id FROM ${table} WHERE channel_id >= ? ORDER BY channel_id LIMIT 1`,
      );
      let row = next.get('');
      while (row !== undefined) {
        const accountId = accountOf(row['channel_id'] as ChannelId);
        found.add(accountId);
        row = next.get(afterAccount(accountId));
      }
    }
    return [...found];
  }

  /**
   * Deletes everything that is known of the cameras of an account, piece by piece.
   *
   * @throws {AppError} `cancelled` when the signal fires; the rows that are left can be deleted at the next start.
   */
  async forget(accountId: AccountId, signal: AbortSignal): Promise<void> {
    for (const table of TABLES) {
      const rows = `SELECT rowid FROM ${table} WHERE channel_id >= ? AND channel_id < ? LIMIT ${RECORDINGS_WRITTEN_AT_ONCE}`;
      let deleted = RECORDINGS_WRITTEN_AT_ONCE;
      while (deleted === RECORDINGS_WRITTEN_AT_ONCE) {
        if (signal.aborted) throw cancelled('deleting recordings');
        const remove = this.#db.prepare(`DELETE FROM ${table} WHERE rowid IN (${rows})`);
        deleted = Number(remove.run(`${accountId}:`, afterAccount(accountId)).changes);
        await yieldToEvents();
      }
    }
  }

  /**
   * Deletes what ended before a moment, piece by piece: it can be asked for again.
   *
   * @throws {AppError} `cancelled` when the signal fires.
   */
  async forgetBefore(atMs: number, signal: AbortSignal): Promise<void> {
    for (const table of TABLES) {
      const edgeOf = this.#db.prepare(
        `SELECT max(rowid) AS edge FROM (SELECT rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${RECORDINGS_READ_AT_ONCE})`,
      );
      const remove = this.#db.prepare(`DELETE FROM ${table} WHERE rowid > ? AND rowid <= ? AND to_ms < ?`);
      for (let at = 0; ;) {
        if (signal.aborted) throw cancelled('deleting recordings');
        const edge = edgeOf.get(at)?.['edge'] ?? null;
        if (edge === null) break;
        remove.run(at, Number(edge), atMs);
        at = Number(edge);
        await yieldToEvents();
      }
    }
  }

  #removeReads({ channelId, place }: RecordingKey, range: TimeRange): void {
    this.#db
      .prepare('DELETE FROM recording_reads WHERE channel_id = ? AND place = ? AND from_ms < ? AND to_ms > ?')
      .run(channelId, place, range.toMs, range.fromMs);
  }

  #addRead({ channelId, place }: RecordingKey, read: StoredRead): void {
    const { fromMs, toMs, asOfMs, archiveGrainMs, archivedWithin, unreadable } = read;
    this.#db
      .prepare('INSERT INTO recording_reads VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(channelId, place, fromMs, toMs, asOfMs, archiveGrainMs, JSON.stringify(archivedWithin), unreadable);
  }
}

/** Behind the ids of all cameras of the account: an id of a camera has a colon after the account, and `;` follows `:`. */
const afterAccount = (accountId: AccountId): string => `${accountId};`;

function addTo(statement: StatementSync, one: Recording): void {
  const { channelId, place, fromMs, toMs, kind, storage, nativeId, sizeBytes, alarmKinds } = one;
  statement.run(channelId, place, fromMs, toMs, kind, storage, nativeId, sizeBytes, JSON.stringify(alarmKinds));
}

function recordingOf(row: Row): Recording {
  return {
    channelId: row['channel_id'] as ChannelId,
    place: row['place'] as RecordingPlace,
    fromMs: Number(row['from_ms']),
    toMs: Number(row['to_ms']),
    kind: row['kind'] as Recording['kind'],
    storage: row['storage'] as Recording['storage'],
    nativeId: row['native_id'] as string | null,
    sizeBytes: row['size_bytes'] === null ? null : Number(row['size_bytes']),
    alarmKinds: JSON.parse(row['alarm_kinds'] as string) as string[],
  };
}

function readOf(row: Row): StoredRead {
  return {
    fromMs: Number(row['from_ms']),
    toMs: Number(row['to_ms']),
    asOfMs: Number(row['as_of_ms']),
    archiveGrainMs: Number(row['archive_grain_ms']),
    archivedWithin: JSON.parse(row['archived_within'] as string) as TimeRange[],
    unreadable: Number(row['unreadable']),
  };
}

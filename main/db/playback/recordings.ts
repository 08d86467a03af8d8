/**
 * The tables of recordings: the rows that clouds listed, and the pieces of time of which a cloud was asked. A piece never
 * overlaps another piece of the same camera and place: the newest answer counts.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { accountOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { withoutRanges, type Recording, type RecordingPlace } from '../../../preload/domain/recordings.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
import { cancelled } from '../../errors.ts';
import { inTransaction } from '../transaction.ts';

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
/** So many rows are deleted at once: a PTZ stop waits no longer than for these. */
const PIECE_ROWS = 500;

export class RecordingTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Recordings that overlap the range, uncut, in order of their begin. */
  recordings({ channelId, place }: RecordingKey, { fromMs, toMs }: TimeRange): Recording[] {
    return this.#db
      .prepare(
        `SELECT * FROM recordings WHERE channel_id = ? AND place = ? AND from_ms < ? AND to_ms > ?
         ORDER BY from_ms, to_ms`,
      )
      .all(channelId, place, toMs, fromMs)
      .map(recordingOf);
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

  /** Pieces that overlap the range, uncut, in order. */
  reads({ channelId, place }: RecordingKey, { fromMs, toMs }: TimeRange): StoredRead[] {
    return this.#db
      .prepare(
        `SELECT * FROM recording_reads WHERE channel_id = ? AND place = ? AND from_ms < ? AND to_ms > ? ORDER BY from_ms`,
      )
      .all(channelId, place, toMs, fromMs)
      .map(readOf);
  }

  /**
   * Takes an answer in place of all that was known of its piece of time. A recording that reaches out of the piece keeps
   * the part outside that the answer does not list; a part without an id is joined with what the answer lists beside it.
   */
  take(key: RecordingKey, read: StoredRead, recordings: readonly Recording[]): void {
    inTransaction(this.#db, () => {
      const before = this.recordings(key, read);
      const readsBefore = this.reads(key, read);
      const addRecording = this.#db.prepare('INSERT INTO recordings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
      this.#remove('recordings', key, read);
      this.#remove('recording_reads', key, read);
      for (const one of joined(recordings, outside(before, read, recordings))) addTo(addRecording, one);
      for (const one of readsBefore) {
        for (const rest of withoutRanges(one, [read])) {
          const archivedWithin = one.archivedWithin.flatMap((piece) => intersect(piece, rest) ?? []);
          this.#addRead(key, { ...one, ...rest, archivedWithin });
        }
      }
      this.#addRead(key, read);
    });
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
      const rows = `SELECT rowid FROM ${table} WHERE channel_id >= ? AND channel_id < ? LIMIT ${PIECE_ROWS}`;
      let deleted = PIECE_ROWS;
      while (deleted === PIECE_ROWS) {
        if (signal.aborted) throw cancelled('deleting recordings');
        const remove = this.#db.prepare(`DELETE FROM ${table} WHERE rowid IN (${rows})`);
        deleted = Number(remove.run(`${accountId}:`, afterAccount(accountId)).changes);
        await yieldToEvents();
      }
    }
  }

  #remove(table: (typeof TABLES)[number], { channelId, place }: RecordingKey, range: TimeRange): void {
    this.#db
      .prepare(`DELETE FROM ${table} WHERE channel_id = ? AND place = ? AND from_ms < ? AND to_ms > ?`)
      .run(channelId, place, range.toMs, range.fromMs);
  }

  #addRead({ channelId, place }: RecordingKey, read: StoredRead): void {
    const { fromMs, toMs, asOfMs, archiveGrainMs, archivedWithin, unreadable } = read;
    this.#db
      .prepare('INSERT INTO recording_reads VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(channelId, place, fromMs, toMs, asOfMs, archiveGrainMs, JSON.stringify(archivedWithin), unreadable);
  }
}

/** What was known before of the time outside of the piece, and is not listed anew. */
function outside(before: readonly Recording[], piece: TimeRange, listed: readonly Recording[]): Recording[] {
  const reaching = before.filter(({ fromMs, toMs }) => fromMs < piece.fromMs || toMs > piece.toMs);
  return reaching.flatMap((one) => {
    // A file of the cloud is as long as its newest entry says.
    if (one.nativeId !== null && listed.some(({ nativeId }) => nativeId === one.nativeId)) return [];
    return withoutRanges(one, [piece, ...listed]).map((rest) => ({ ...one, ...rest }));
  });
}

/** Spans without ids are no files: where they touch they are one span. */
function joined(listed: readonly Recording[], rests: readonly Recording[]): Recording[] {
  const spans = [...listed];
  for (const rest of rests) {
    const at = spans.findIndex((one) => isOneSpan(one, rest));
    const other = spans[at];
    if (other === undefined) spans.push(rest);
    else
      spans[at] = {
        ...other,
        fromMs: Math.min(other.fromMs, rest.fromMs),
        toMs: Math.max(other.toMs, rest.toMs),
      };
  }
  return spans;
}

const isOneSpan = (a: Recording, b: Recording): boolean =>
  a.nativeId === null &&
  b.nativeId === null &&
  a.kind === b.kind &&
  a.storage === b.storage &&
  a.fromMs <= b.toMs &&
  b.fromMs <= a.toMs;

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

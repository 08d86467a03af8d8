/**
 * The tables of recordings: the rows that clouds listed, and the pieces of time of which a cloud was asked. A piece never
 * overlaps another piece of the same camera and place: the newest answer counts.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { withoutRanges, type Recording, type RecordingPlace } from '../../../preload/domain/recordings.ts';
import { intersect, type TimeRange } from '../../../preload/domain/time.ts';
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
   * the part outside, unless the answer lists that part as well.
   */
  take(key: RecordingKey, read: StoredRead, recordings: readonly Recording[]): void {
    inTransaction(this.#db, () => {
      const before = this.recordings(key, read);
      const readsBefore = this.reads(key, read);
      this.#remove('recordings', key, read);
      this.#remove('recording_reads', key, read);
      for (const one of before) {
        for (const rest of withoutRanges(one, [read])) {
          if (!recordings.some((listed) => intersect(listed, rest))) this.#addRecording({ ...one, ...rest });
        }
      }
      for (const one of readsBefore) {
        for (const rest of withoutRanges(one, [read])) {
          const archivedWithin = one.archivedWithin.flatMap((piece) => intersect(piece, rest) ?? []);
          this.#addRead(key, { ...one, ...rest, archivedWithin });
        }
      }
      for (const one of recordings) this.#addRecording(one);
      this.#addRead(key, read);
    });
  }

  /** Deletes everything that is known of the cameras of an account. */
  forget(accountId: AccountId): void {
    const prefix = `${accountId}:`;
    for (const table of ['recordings', 'recording_reads'] as const)
      this.#db.prepare(`DELETE FROM ${table} WHERE substr(channel_id, 1, ?) = ?`).run(prefix.length, prefix);
  }

  /** Deletes everything of accounts that are not among `known`: an account that was for one run left with that run. */
  keepOnly(known: readonly AccountId[]): void {
    for (const table of ['recordings', 'recording_reads'] as const)
      this.#db
        .prepare(
          `DELETE FROM ${table} WHERE substr(channel_id, 1, instr(channel_id, ':') - 1)
           NOT IN (SELECT value FROM json_each(?))`,
        )
        .run(JSON.stringify(known));
  }

  #remove(table: 'recordings' | 'recording_reads', { channelId, place }: RecordingKey, range: TimeRange): void {
    this.#db
      .prepare(`DELETE FROM ${table} WHERE channel_id = ? AND place = ? AND from_ms < ? AND to_ms > ?`)
      .run(channelId, place, range.toMs, range.fromMs);
  }

  #addRecording(one: Recording): void {
    const { channelId, place, fromMs, toMs, kind, storage, nativeId, sizeBytes, alarmKinds } = one;
    this.#db
      .prepare('INSERT INTO recordings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(channelId, place, fromMs, toMs, kind, storage, nativeId, sizeBytes, JSON.stringify(alarmKinds));
  }

  #addRead({ channelId, place }: RecordingKey, read: StoredRead): void {
    const { fromMs, toMs, asOfMs, archiveGrainMs, archivedWithin, unreadable } = read;
    this.#db
      .prepare('INSERT INTO recording_reads VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(channelId, place, fromMs, toMs, asOfMs, archiveGrainMs, JSON.stringify(archivedWithin), unreadable);
  }
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

/** Jobs and their rows. A row is stored as unknown before it is sent, so that a client that is killed knows what may be done. */
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, DeviceId } from '../../../preload/domain/ids.ts';
import {
  asJobId,
  JOB_ROW_STATES,
  type Job,
  type JobId,
  type JobKindName,
  type JobRow,
  type JobRowError,
  type JobRowState,
  type JobState,
} from '../../../preload/domain/jobs.ts';
import { inTransaction } from '../transaction.ts';

type Row = Readonly<Record<string, unknown>>;

export interface StoredRow extends JobRow {
  /** Of the external id; empty once the job is over. */
  readonly key: string;
}
/** Without a state, a row with an error is refused from the start, and another one is not asked. */
export type NewJobRow = Pick<StoredRow, 'row' | 'key' | 'error'> & Partial<Pick<StoredRow, 'state'>>;

/** Rows of earlier versions have no id of a request. */
const errorOf = (text: unknown): JobRowError | null =>
  typeof text === 'string' ? { requestId: null, ...(JSON.parse(text) as Omit<JobRowError, 'requestId'>) } : null;
const textOf = (error: JobRowError | null): string | null => (error === null ? null : JSON.stringify(error));

export class JobTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The latest first. */
  all(): Job[] {
    return this.#db
      .prepare('SELECT * FROM jobs ORDER BY rowid DESC')
      .all()
      .map((row) => this.#jobOf(row));
  }

  find(id: JobId): Job | null {
    const row = this.#db.prepare('SELECT * FROM jobs WHERE id = ?').get(id);
    return row === undefined ? null : this.#jobOf(row);
  }

  /** Null for a job that is not there. Its rows, which may be 200,000, are not counted. */
  stateOf(id: JobId): JobState | null {
    const row = this.#db.prepare('SELECT state FROM jobs WHERE id = ?').get(id);
    return row === undefined ? null : (row['state'] as JobState);
  }

  /** Without rows. */
  add(job: Omit<Job, 'counts' | 'stopped' | 'endedAtMs'>): void {
    this.#db
      .prepare('INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, NULL, 0)')
      .run(
        ...[job.id, job.kind, job.accountId, job.place.deviceId, job.place.groupId, job.fileHash],
        ...[job.total, JSON.stringify(job.columns), job.state, job.createdAtMs],
      );
  }

  /** @throws for a row that is there already. */
  addRows(id: JobId, rows: readonly NewJobRow[]): void {
    const insert = this.#db.prepare('INSERT INTO job_rows VALUES (?, ?, ?, ?, ?)');
    inTransaction(this.#db, () => {
      for (const { row, key, error, state = error === null ? 'notAsked' : 'refused' } of rows)
        insert.run(id, row, key, state, textOf(error));
    });
  }

  setState(id: JobId, state: JobState, stopped: JobRowError | null = null): void {
    this.#db.prepare('UPDATE jobs SET state = ?, stopped = ? WHERE id = ?').run(state, textOf(stopped), id);
  }

  /** Nothing more is sent. Of the rows that are done their count stays, of the others number and reason. */
  end(id: JobId, state: 'ended' | 'cancelled', atMs: number): void {
    inTransaction(this.#db, () => {
      this.#db
        .prepare(
          `UPDATE jobs SET state = ?, stopped = NULL, ended_at_ms = ?, done_before = done_before +
             (SELECT count(*) FROM job_rows WHERE job_id = id AND job_rows.state = 'done') WHERE id = ?`,
        )
        .run(state, atMs, id);
      this.#db.prepare("DELETE FROM job_rows WHERE job_id = ? AND state = 'done'").run(id);
      this.#db.prepare("UPDATE job_rows SET key = '' WHERE job_id = ?").run(id);
    });
  }

  /** All or none of the rows. */
  setRows(id: JobId, rows: readonly Pick<JobRow, 'row' | 'state' | 'error'>[]): void {
    const update = this.#db.prepare('UPDATE job_rows SET state = ?, error = ? WHERE job_id = ? AND row = ?');
    inTransaction(this.#db, () => {
      for (const { row, state, error } of rows) update.run(state, textOf(error), id, row);
    });
  }

  /** In the order of the file. @param after the number of the row before the first one. */
  rows(id: JobId, states: readonly JobRowState[], limit: number, after = 0): StoredRow[] {
    const places = states.map(() => '?').join(', ');
    return this.#db
      .prepare(`SELECT * FROM job_rows WHERE job_id = ? AND row > ? AND state IN (${places}) ORDER BY row LIMIT ?`)
      .all(id, after, ...states, limit)
      .map(rowOf);
  }

  remove(id: JobId): void {
    inTransaction(this.#db, () => {
      this.#db.prepare('DELETE FROM job_rows WHERE job_id = ?').run(id);
      this.#db.prepare('DELETE FROM jobs WHERE id = ?').run(id);
    });
  }

  #jobOf(row: Row): Job {
    const id = asJobId(row['id'] as string);
    return {
      id,
      kind: row['kind'] as JobKindName,
      accountId: row['account_id'] as AccountId,
      place: { deviceId: row['device_id'] as DeviceId, groupId: row['group_id'] as string },
      fileHash: row['file_hash'] as string,
      total: Number(row['total']),
      columns: JSON.parse(row['columns'] as string) as Job['columns'],
      state: row['state'] as JobState,
      counts: this.#countsOf(id, Number(row['done_before'])),
      stopped: errorOf(row['stopped']),
      createdAtMs: Number(row['created_at_ms']),
      endedAtMs: row['ended_at_ms'] === null ? null : Number(row['ended_at_ms']),
    };
  }

  #countsOf(id: JobId, doneBefore: number): Job['counts'] {
    const found = this.#db.prepare('SELECT state, count(*) AS n FROM job_rows WHERE job_id = ? GROUP BY state').all(id);
    const countOf = (state: JobRowState): number => Number(found.find((row) => row['state'] === state)?.['n'] ?? 0);
    const counts = JOB_ROW_STATES.map((state) => [state, countOf(state) + (state === 'done' ? doneBefore : 0)]);
    return Object.fromEntries(counts) as Job['counts'];
  }
}

const rowOf = (row: Row): StoredRow => ({
  row: Number(row['row']),
  key: row['key'] as string,
  state: row['state'] as JobRowState,
  error: errorOf(row['error']),
});

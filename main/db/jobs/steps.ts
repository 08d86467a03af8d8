/** The steps of the schema that jobs add. No value of a row is stored: its number, a hash and its outcome only. */
import type { Migration } from '../migration.ts';

export const jobSteps: readonly Migration[] = [
  {
    name: 'jobs-1-jobs-and-rows',
    sql: `
      CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        account_id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        group_id TEXT NOT NULL,
        file_hash TEXT NOT NULL,
        total INTEGER NOT NULL,
        -- JSON: the meaning of each column.
        columns TEXT NOT NULL,
        state TEXT NOT NULL,
        -- JSON: why the job was paused by itself.
        stopped TEXT,
        created_at_ms INTEGER NOT NULL,
        ended_at_ms INTEGER,
        -- Rows that were done, and are no longer in the table of rows.
        done_before INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE job_rows (
        job_id TEXT NOT NULL,
        row INTEGER NOT NULL,
        -- Of the external id, a hash; empty once the job is over.
        key TEXT NOT NULL,
        state TEXT NOT NULL,
        -- JSON: why the row is not done.
        error TEXT,
        PRIMARY KEY (job_id, row)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX job_rows_by_state ON job_rows (job_id, state, row);
    `,
  },
];

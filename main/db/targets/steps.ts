/** The steps of the schema that target libraries add. Nothing of a person on a list is stored here. */
import type { Migration } from '../migration.ts';

export const targetSteps: readonly Migration[] = [
  {
    // Devices are named by the cloud's own id, so that an account that is deleted and added again finds its lists and its
    // consents. The cloud lists no types and wants one with each change: the type that an operator named is kept.
    name: 'targets-1-lists-and-consents',
    sql: `
      CREATE TABLE target_list_types (
        device TEXT NOT NULL,
        group_id TEXT NOT NULL,
        type TEXT NOT NULL,
        PRIMARY KEY (device, group_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE target_consents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        device TEXT NOT NULL,
        signer TEXT NOT NULL,
        signed_at_ms INTEGER NOT NULL,
        state TEXT NOT NULL,
        statement TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        -- JSON: for each channel its id and what became of it.
        outcomes TEXT NOT NULL
      ) STRICT;
      CREATE INDEX target_consents_by_device ON target_consents (device, id);
    `,
  },
  {
    // The meaning of a column of imported files, by a hash of its heading.
    name: 'targets-2-columns',
    sql: `
      CREATE TABLE target_columns (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        meaning TEXT NOT NULL
      ) STRICT;
    `,
  },
];

import type { Migration } from '../migration.ts';

/** `steps` is a JSON array of targets with their dwell. */
export const sequences: Migration = {
  name: '0009-sequences',
  sql: `
    CREATE TABLE sequences (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      dwell_sec INTEGER NOT NULL,
      offline TEXT NOT NULL,
      steps TEXT NOT NULL,
      revision INTEGER NOT NULL,
      is_running INTEGER NOT NULL DEFAULT 0
    ) STRICT;
  `,
};

/** The steps of the schema that exports add. */
import type { Migration } from '../migration.ts';

export const exportSteps: readonly Migration[] = [
  {
    // A job is one JSON text: it is always read and written whole, and nobody looks inside it.
    name: 'exports-1-jobs',
    sql: `
      CREATE TABLE export_jobs (
        id TEXT PRIMARY KEY,
        created_at_ms INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
    `,
  },
];

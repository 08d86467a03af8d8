/** The steps of the schema that the library of saved files adds. */
import type { Migration } from '../migration.ts';

export const savedSteps: readonly Migration[] = [
  {
    name: 'saved-1-library',
    sql: `
      CREATE TABLE saved_files (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        channel_id TEXT,
        path TEXT NOT NULL,
        searched TEXT NOT NULL,
        of_ms INTEGER,
        saved_at_ms INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX saved_files_by_time ON saved_files (saved_at_ms, id);
      CREATE INDEX saved_files_by_camera ON saved_files (channel_id, of_ms);
    `,
  },
];

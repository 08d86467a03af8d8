import type { Migration } from '../migration.ts';

/**
 * The directory as last read, so that the tree is there at once after a restart. A new reading is written beside the old
 * one under its own generation and becomes valid with one row of `directory_readings`.
 */
export const directory: Migration = {
  name: '0002-directory',
  sql: `
    CREATE TABLE directory_readings (
      account_id TEXT PRIMARY KEY,
      generation INTEGER NOT NULL,
      as_of_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE directory_groups (
      account_id TEXT NOT NULL,
      generation INTEGER NOT NULL,
      position INTEGER NOT NULL,
      id TEXT NOT NULL,
      parent_id TEXT,
      name TEXT NOT NULL,
      PRIMARY KEY (account_id, generation, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE directory_channels (
      account_id TEXT NOT NULL,
      generation INTEGER NOT NULL,
      position INTEGER NOT NULL,
      id TEXT NOT NULL,
      device_id TEXT NOT NULL,
      device_name TEXT NOT NULL,
      org_node_id TEXT,
      name TEXT NOT NULL,
      reachable TEXT NOT NULL,
      is_frozen INTEGER NOT NULL,
      protocol TEXT NOT NULL,
      capabilities TEXT NOT NULL,
      PRIMARY KEY (account_id, generation, position)
    ) STRICT, WITHOUT ROWID;
  `,
};

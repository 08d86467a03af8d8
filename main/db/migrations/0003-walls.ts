import type { Migration } from '../migration.ts';

/** Walls of the operator; `tiles` is a JSON array of channel ids and nulls. */
export const walls: Migration = {
  name: '0003-walls',
  sql: `
    CREATE TABLE walls (
      id TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      layout INTEGER NOT NULL,
      tiles TEXT NOT NULL
    ) STRICT;
  `,
};

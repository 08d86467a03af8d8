/** The steps of the schema that devices add. */
import type { Migration } from '../migration.ts';

export const deviceSteps: readonly Migration[] = [
  {
    // Changes of state as this client saw them, and when it looked: between two stretches nobody watched.
    name: 'devices-1-history',
    sql: `
      CREATE TABLE device_changes (
        channel_id TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        was TEXT NOT NULL,
        became TEXT NOT NULL,
        PRIMARY KEY (channel_id, at_ms)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX device_changes_by_time ON device_changes (at_ms);
      CREATE TABLE device_watches (
        account_id TEXT NOT NULL,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER NOT NULL,
        PRIMARY KEY (account_id, from_ms)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

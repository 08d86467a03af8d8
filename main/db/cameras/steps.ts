/** The steps of the schema that the cameras added after the numbered steps. */
import type { Migration } from '../migration.ts';

export const cameraSteps: readonly Migration[] = [
  {
    // All accounts that this client has or had. Earlier versions knew the accounts of the cameras of sites only.
    name: 'cameras-1-known-accounts',
    sql: `
      CREATE TABLE known_accounts (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL UNIQUE,
        vendor TEXT NOT NULL,
        label TEXT NOT NULL
      ) STRICT;
      INSERT INTO known_accounts (account_id, vendor, label) SELECT account_id, vendor, '' FROM site_accounts;
      DROP TABLE site_accounts;
    `,
  },
  {
    // The numbers of cameras whose account is gone, by the cloud's own name of the camera: the camera gets its number again.
    name: 'cameras-2-kept-numbers',
    sql: `
      CREATE TABLE kept_numbers (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        vendor TEXT NOT NULL,
        native_id TEXT NOT NULL,
        number INTEGER NOT NULL UNIQUE,
        UNIQUE (vendor, native_id)
      ) STRICT;
    `,
  },
  {
    // When each deleted site was deleted. Earlier versions kept a deleted site until the next start only.
    name: 'cameras-3-removed-sites',
    sql: `
      ALTER TABLE sites ADD COLUMN removed_at_ms INTEGER;
      UPDATE sites SET removed_at_ms = unixepoch() * 1000 WHERE removed_with IS NOT NULL;
    `,
  },
  {
    // Long work on numbers, which is done in pieces: `number_work` has the decision, `new_numbers` the numbers that
    // cameras get.
    name: 'cameras-4-number-work',
    sql: `
      CREATE TABLE new_numbers (
        channel_id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        number INTEGER NOT NULL UNIQUE
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE number_work (
        kind TEXT NOT NULL,
        account_id TEXT NOT NULL,
        PRIMARY KEY (kind, account_id)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    // The state and the protocol of recorders, and why the state of a camera is not the one that it reports itself.
    name: 'cameras-5-device-states',
    sql: `
      ALTER TABLE directory_groups ADD COLUMN status TEXT;
      ALTER TABLE directory_groups ADD COLUMN protocol TEXT;
      ALTER TABLE directory_channels ADD COLUMN state_reason TEXT;
    `,
  },
  {
    // A takeover of one camera by another that has begun: the next start ends one that the end of the client interrupted.
    name: 'cameras-6-takeover',
    sql: `
      CREATE TABLE camera_takeover (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        from_id TEXT NOT NULL,
        to_id TEXT NOT NULL,
        from_number INTEGER NOT NULL,
        to_number INTEGER NOT NULL
      ) STRICT;
    `,
  },
];

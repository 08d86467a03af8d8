import type { Migration } from '../migration.ts';

/** Operators' camera numbers: given once, kept for ever. */
export const cameraNumbers: Migration = {
  name: '0001-camera-numbers',
  sql: `
    CREATE TABLE camera_numbers (
      number INTEGER PRIMARY KEY,
      channel_id TEXT NOT NULL UNIQUE,
      account_id TEXT NOT NULL
    ) STRICT;
    CREATE INDEX camera_numbers_by_account ON camera_numbers (account_id, number);
  `,
};

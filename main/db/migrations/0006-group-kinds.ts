import type { Migration } from '../migration.ts';

/** Says of a group in the directory whether it is one of the cloud's own, a recorder, or loose streams. */
export const groupKinds: Migration = {
  name: '0006-group-kinds',
  sql: "ALTER TABLE directory_groups ADD COLUMN kind TEXT NOT NULL DEFAULT 'group'",
};

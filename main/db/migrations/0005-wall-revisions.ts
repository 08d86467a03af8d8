import type { Migration } from '../migration.ts';

/** Counts the changes of a wall, so that a save that is based on an older one is noticed. */
export const wallRevisions: Migration = {
  name: '0005-wall-revisions',
  sql: 'ALTER TABLE walls ADD COLUMN revision INTEGER NOT NULL DEFAULT 0',
};

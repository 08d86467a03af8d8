import type { Migration } from '../migration.ts';

/** Since when a camera is not in the last answer of its cloud; null for cameras that the last answer lists. */
export const missingCameras: Migration = {
  name: '0013-missing-cameras',
  sql: 'ALTER TABLE directory_channels ADD COLUMN missing_since_ms INTEGER',
};

import type { Migration } from '../migration.ts';

/** Nothing reads whether a sequence ran: each window knows by itself which ones it runs. */
export const idleColumn: Migration = { name: '0011-idle-column', sql: 'ALTER TABLE sequences DROP COLUMN is_running;' };

import type { Migration } from '../migration.ts';

/** Earlier calls of the API console, by account; `params` is JSON without secrets. */
export const consoleCalls: Migration = {
  name: '0007-console-calls',
  sql: `
    CREATE TABLE console_calls (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id TEXT NOT NULL,
      operation_id TEXT NOT NULL,
      params TEXT,
      at_ms INTEGER NOT NULL,
      code TEXT,
      vendor_code TEXT,
      request_id TEXT,
      elapsed_ms REAL NOT NULL
    ) STRICT;
    CREATE INDEX console_calls_by_account ON console_calls (account_id, id);
  `,
};

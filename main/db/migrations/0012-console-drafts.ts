import type { Migration } from '../migration.ts';

/** Drafts of the forms of the API console, by account and operation; `params` is JSON without secrets. */
export const consoleDrafts: Migration = {
  name: '0012-console-drafts',
  sql: `
    CREATE TABLE console_drafts (
      account_id TEXT NOT NULL,
      operation_id TEXT NOT NULL,
      params TEXT NOT NULL,
      PRIMARY KEY (account_id, operation_id)
    ) STRICT;
  `,
};

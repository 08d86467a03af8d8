import type { Migration } from '../migration.ts';

/**
 * The operators' own tree. `cameras` is a JSON array of channel ids; a site that was deleted and can still come back
 * names in `removed_with` the site it was deleted with. `site_accounts` keeps whose cameras the sites hold, so that
 * they are found again when a deleted account is added again.
 */
export const sites: Migration = {
  name: '0004-sites',
  sql: `
    CREATE TABLE sites (
      id TEXT PRIMARY KEY,
      parent_id TEXT,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      revision INTEGER NOT NULL,
      cameras TEXT NOT NULL,
      removed_with TEXT
    ) STRICT;
    CREATE TABLE site_accounts (
      account_id TEXT PRIMARY KEY,
      vendor TEXT NOT NULL
    ) STRICT;
  `,
};

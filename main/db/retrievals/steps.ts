/** The steps of the schema that retrievals add. */
import type { Migration } from '../migration.ts';

export const retrievalSteps: readonly Migration[] = [
  {
    // Which tasks this client ordered, and how long they took: no cloud reports a percentage or the remaining time.
    name: 'retrievals-1-orders',
    sql: `
      CREATE TABLE retrieval_orders (
        account_id TEXT NOT NULL,
        native_id TEXT NOT NULL,
        ordered_ms INTEGER NOT NULL,
        ended_ms INTEGER,
        is_gone INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (account_id, native_id)
      ) STRICT;
    `,
  },
];

/** The steps of the schema that the sequences added after the numbered steps. */
import type { Migration } from '../migration.ts';

export const sequenceSteps: readonly Migration[] = [
  {
    // A deleted sequence stays in the table, so that an operator can restore the sequence.
    name: 'sequences-1-removed',
    sql: 'ALTER TABLE sequences ADD COLUMN removed_at_ms INTEGER;',
  },
];

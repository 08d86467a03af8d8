/** The steps of the schema that presets add. */
import type { Migration } from '../migration.ts';

export const presetSteps: readonly Migration[] = [
  {
    // How operators call the presets of clouds that keep no names. No cloud knows these, so they cannot be asked again.
    name: 'presets-1-names',
    sql: `
      CREATE TABLE preset_names (
        channel_id TEXT NOT NULL,
        preset_index INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (channel_id, preset_index)
      ) STRICT;
    `,
  },
];

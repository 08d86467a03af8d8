import type { Migration } from '../migration.ts';

/**
 * Layouts as JSON, so that a wall can have a grid that an operator drew; `aspects` is a JSON array of how the picture
 * stands in each tile. A column cannot change its type, so the table is new.
 */
export const wallLayouts: Migration = {
  name: '0008-wall-layouts',
  sql: `
    CREATE TABLE new_walls (
      id TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      layout TEXT NOT NULL,
      tiles TEXT NOT NULL,
      aspects TEXT NOT NULL DEFAULT '[]',
      is_locked INTEGER NOT NULL DEFAULT 0,
      revision INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO new_walls (id, position, name, layout, tiles, revision)
      SELECT id, position, name, CAST(layout AS TEXT), tiles, revision FROM walls;
    DROP TABLE walls;
    ALTER TABLE new_walls RENAME TO walls;
  `,
};

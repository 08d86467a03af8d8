import type { Migration } from '../migration.ts';

/**
 * Folders of walls, earlier versions of walls, and the cameras of walls by name. A wall with `removed_at_ms` was
 * deleted and can still come back. `content` of a version is JSON: name, layout, tiles, aspects. `wall_cameras` stores
 * the name and the account of a camera, so that a wall can name its missing cameras.
 */
export const wallLibrary: Migration = {
  name: '0010-wall-library',
  sql: `
    ALTER TABLE walls ADD COLUMN folder_id TEXT;
    ALTER TABLE walls ADD COLUMN removed_at_ms INTEGER;
    CREATE TABLE wall_folders (
      id TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      name TEXT NOT NULL
    ) STRICT;
    CREATE TABLE wall_versions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      wall_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      kind TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX wall_versions_by_wall ON wall_versions (wall_id, id);
    CREATE TABLE wall_cameras (
      channel_id TEXT PRIMARY KEY,
      vendor TEXT NOT NULL,
      account_label TEXT NOT NULL,
      number INTEGER,
      name TEXT NOT NULL
    ) STRICT;
  `,
};

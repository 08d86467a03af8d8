/** The steps of the schema that bookmarks add. */
import type { Migration } from '../migration.ts';

export const bookmarkSteps: readonly Migration[] = [
  {
    // A deleted bookmark stays in the table, so that an operator can restore the bookmark.
    name: 'bookmarks-1-bookmarks',
    sql: `
      CREATE TABLE bookmarks (
        id TEXT PRIMARY KEY,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER NOT NULL,
        text TEXT NOT NULL,
        tags TEXT NOT NULL,
        author TEXT NOT NULL,
        -- Text, tags and author in small letters, in which a search looks.
        searched TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        removed_at_ms INTEGER
      ) STRICT;
      CREATE INDEX bookmarks_by_time ON bookmarks (from_ms, id);
      CREATE INDEX bookmarks_removed ON bookmarks (removed_at_ms) WHERE removed_at_ms IS NOT NULL;
      CREATE TABLE bookmark_cameras (
        bookmark_id TEXT NOT NULL REFERENCES bookmarks (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        channel_id TEXT NOT NULL,
        PRIMARY KEY (bookmark_id, position)
      ) STRICT;
      CREATE INDEX bookmark_cameras_by_camera ON bookmark_cameras (channel_id);
    `,
  },
];

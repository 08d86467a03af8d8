/** The steps of the schema that playback adds. */
import type { Migration } from '../migration.ts';

export const playbackSteps: readonly Migration[] = [
  {
    // What clouds said of recordings, and of which pieces of time they were asked. All of it can be asked again.
    name: 'playback-1-recordings',
    sql: `
      CREATE TABLE recordings (
        channel_id TEXT NOT NULL,
        place TEXT NOT NULL,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        storage TEXT NOT NULL,
        native_id TEXT,
        size_bytes INTEGER,
        alarm_kinds TEXT NOT NULL
      ) STRICT;
      CREATE INDEX recordings_by_time ON recordings (channel_id, place, from_ms);
      CREATE TABLE recording_reads (
        channel_id TEXT NOT NULL,
        place TEXT NOT NULL,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER NOT NULL,
        as_of_ms INTEGER NOT NULL,
        archive_grain_ms INTEGER NOT NULL,
        archived_within TEXT NOT NULL,
        unreadable INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX recording_reads_by_time ON recording_reads (channel_id, place, from_ms);
    `,
  },
];

/** The steps of the schema that playback adds. */
import type { Migration } from '../migration.ts';

export const playbackSteps: readonly Migration[] = [
  {
    // The clouds' answers about recordings, and the pieces of time that they cover. All of it can be asked again.
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
  {
    // When cameras were seen off line. No cloud reports this, so it cannot be asked again.
    name: 'playback-2-offline-times',
    sql: `
      CREATE TABLE offline_times (
        channel_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER
      ) STRICT;
      CREATE INDEX offline_times_by_time ON offline_times (channel_id, from_ms);
      CREATE INDEX offline_times_lasting ON offline_times (account_id) WHERE to_ms IS NULL;
      CREATE INDEX offline_times_ended ON offline_times (to_ms);
      CREATE TABLE offline_reads (account_id TEXT PRIMARY KEY, read_ms INTEGER NOT NULL) STRICT;
    `,
  },
  {
    // By how much the clocks of cameras are ahead, set by eye. A later offset has a higher rowid.
    name: 'playback-3-clock-offsets',
    sql: `
      CREATE TABLE clock_offsets (
        id INTEGER PRIMARY KEY,
        channel_id TEXT NOT NULL UNIQUE,
        offset_ms INTEGER NOT NULL
      ) STRICT;
    `,
  },
];

/** The steps of the schema that adding cameras adds. */
import type { Migration } from '../migration.ts';

export const onboardingSteps: readonly Migration[] = [
  {
    // Cameras whose set-up is not finished. Their passwords and codes are in no column: installers enter them again.
    name: 'onboarding-1-devices',
    sql: `
      CREATE TABLE onboarding_devices (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        native_id TEXT NOT NULL,
        name TEXT,
        user_name TEXT,
        algorithm TEXT,
        group_id TEXT,
        is_placed INTEGER NOT NULL,
        is_unsure INTEGER NOT NULL,
        channel_id TEXT,
        has_package INTEGER,
        added_at_ms INTEGER NOT NULL,
        passed_at_ms INTEGER,
        log TEXT NOT NULL
      ) STRICT;
    `,
  },
];

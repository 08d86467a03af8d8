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
  {
    // A camera to which its cloud gives the id: the values of an order that has no answer yet, and the devices that were like it
    // before. Its lost answer is settled by them.
    name: 'onboarding-2-sought',
    sql: `
      CREATE TABLE onboarding_sought (
        id TEXT PRIMARY KEY,
        row_values TEXT NOT NULL,
        alike_before TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    // Data sources that this client added: no cloud lists them. Their addresses are in no column.
    name: 'onboarding-3-sources',
    sql: `
      CREATE TABLE onboarding_sources (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        group_id TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        native_id TEXT,
        ends_at_ms INTEGER,
        added_at_ms INTEGER NOT NULL,
        renewed_at_ms INTEGER
      ) STRICT;
    `,
  },
  {
    // Platforms of intake groups as they were entered: the cloud does not answer this again. Their passwords are in no column.
    name: 'onboarding-4-intakes',
    sql: `
      CREATE TABLE onboarding_intakes (
        group_id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        added_at_ms INTEGER NOT NULL,
        ip TEXT NOT NULL,
        port TEXT NOT NULL,
        account TEXT NOT NULL,
        jobs TEXT NOT NULL,
        topics TEXT NOT NULL,
        prefix TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    // Workbooks that this client sent: the id of each import, which the cloud is asked by. Their rows are in no column.
    name: 'onboarding-5-imports',
    sql: `
      CREATE TABLE onboarding_imports (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        group_id TEXT,
        kind TEXT NOT NULL,
        file_name TEXT NOT NULL,
        state TEXT NOT NULL,
        total INTEGER,
        added INTEGER,
        failed INTEGER,
        sent_at_ms INTEGER NOT NULL,
        ended_at_ms INTEGER
      ) STRICT;
    `,
  },
];

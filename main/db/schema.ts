/**
 * Brings a database to the schema of this client. `user_version` counts the steps that a database has. The first thirteen
 * steps have their place in that count for ever. Every later step belongs to an area and is known by its name, so that
 * two areas can gain steps in any order.
 */
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { keepSchemaCopy } from './database-files.ts';
import type { Migration } from './migration.ts';
import { cameraNumbers } from './migrations/0001-camera-numbers.ts';
import { directory } from './migrations/0002-directory.ts';
import { walls } from './migrations/0003-walls.ts';
import { sites } from './migrations/0004-sites.ts';
import { wallRevisions } from './migrations/0005-wall-revisions.ts';
import { groupKinds } from './migrations/0006-group-kinds.ts';
import { consoleCalls } from './migrations/0007-console-calls.ts';
import { wallLayouts } from './migrations/0008-wall-layouts.ts';
import { sequences } from './migrations/0009-sequences.ts';
import { wallLibrary } from './migrations/0010-wall-library.ts';
import { idleColumn } from './migrations/0011-idle-column.ts';
import { consoleDrafts } from './migrations/0012-console-drafts.ts';
import { missingCameras } from './migrations/0013-missing-cameras.ts';
import { inTransaction } from './transaction.ts';

/** Closed: the place in this list is the version of a released schema. A new step belongs to its area. */
const NUMBERED: readonly Migration[] = [
  cameraNumbers,
  directory,
  walls,
  sites,
  wallRevisions,
  groupKinds,
  consoleCalls,
  wallLayouts,
  sequences,
  wallLibrary,
  idleColumn,
  consoleDrafts,
  missingCameras,
];

/** The names of the steps of areas that a database has. Made together with the first of them. */
const STEP_TABLE = 'CREATE TABLE IF NOT EXISTS schema_steps (name TEXT PRIMARY KEY) STRICT';

/** A schema that this client does not know. */
export class NewerSchema extends AppError {
  readonly version: number;

  constructor(version: number, known: number) {
    super('storage.corrupt', `schema ${version} has steps that this client, with ${known}, does not know`);
    this.version = version;
  }
}

/** The version of a database that has all steps. @param steps of the areas. */
export const versionOf = (steps: readonly Migration[]): number => NUMBERED.length + steps.length;

/**
 * Applies the steps that the database lacks, after a copy of the database was kept.
 *
 * @param steps of the areas, each area's own in their order.
 * @throws {NewerSchema} when the database has a step that this client does not have.
 */
export function migrate(db: DatabaseSync, path: string, steps: readonly Migration[]): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > versionOf(steps)) throw new NewerSchema(version, versionOf(steps));
  const applied = version > NUMBERED.length ? namesIn(db) : new Set<string>();
  const names = new Set(steps.map(({ name }) => name));
  if (names.size < steps.length) throw new Error('two steps of the schema have one name');
  if ([...applied].some((name) => !names.has(name))) throw new NewerSchema(version, versionOf(steps));
  const missing = steps.filter(({ name }) => !applied.has(name));
  if (version > 0 && (version < NUMBERED.length || missing.length > 0)) keepSchemaCopy(db, path, version);
  for (const [i, { name, sql }] of NUMBERED.entries()) if (i >= version) apply(db, name, i + 1, () => db.exec(sql));
  for (const [i, { name, sql }] of missing.entries()) {
    apply(db, name, NUMBERED.length + applied.size + i + 1, () => {
      db.exec(sql);
      db.exec(STEP_TABLE);
      db.prepare('INSERT INTO schema_steps VALUES (?)').run(name);
    });
  }
}

function namesIn(db: DatabaseSync): ReadonlySet<string> {
  return new Set(
    db
      .prepare('SELECT name FROM schema_steps')
      .all()
      .map((row) => String(row['name'])),
  );
}

function apply(db: DatabaseSync, migration: string, version: number, work: () => void): void {
  inTransaction(db, () => {
    work();
    db.exec(`PRAGMA user_version = ${version}`);
  });
  log.info('database migrated', { migration });
}

/**
 * The SQLite file of the client. Opens it, checks it, brings it to the current schema. A file that SQLite cannot read is
 * set aside, never deleted, and a new one takes its place.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { cameraNumbers } from './migrations/0001-camera-numbers.ts';
import { directory } from './migrations/0002-directory.ts';
import { walls } from './migrations/0003-walls.ts';

/** One step of the schema. The order of the list below is the version; a step that was released never changes. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

const MIGRATIONS: readonly Migration[] = [cameraNumbers, directory, walls];

export interface OpenDatabase {
  readonly db: DatabaseSync;
  /** The name of the file that was set aside, or null. */
  readonly restored: string | null;
}

/** @throws {AppError} `storage.write-failed` where no database can be made at all. */
export function openDatabase(path: string): OpenDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    return { db: openChecked(path), restored: null };
  } catch (error) {
    log.warn('the database could not be read and is set aside', { path, error });
  }
  try {
    const aside = `${path}.unreadable-${Date.now()}`;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
    }
    return { db: openChecked(path), restored: 'lanner.db' };
  } catch (cause) {
    throw new AppError('storage.write-failed', `cannot make ${path}`, { cause });
  }
}

function openChecked(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  try {
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000',
    );
    const check = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (check !== 'ok') throw new AppError('storage.corrupt', `quick_check: ${String(check)}`);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > MIGRATIONS.length) {
    throw new AppError('storage.corrupt', `schema ${version} is newer than this client's ${MIGRATIONS.length}`);
  }
  for (const [i, migration] of MIGRATIONS.entries()) {
    if (i < version) continue;
    inTransaction(db, () => db.exec(`${migration.sql}; PRAGMA user_version = ${i + 1}`));
    log.info('database migrated', { migration: migration.name });
  }
}

/** All or nothing. `work` must not await: the connection is shared. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The SQLite file of the client. Opens it, checks it, brings it to the current schema. A file that SQLite cannot read is
 * set aside, never deleted, and a new one takes its place.
 *
 * Writes go to the write-ahead log and never wait for the disk; moving them into the file does wait, hence a thread of
 * its own does that (`tidy`). A power cut may cost the last changes, never the file.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
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

/** One step of the schema. The order of the list below is the version; a step that was released never changes. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

const MIGRATIONS: readonly Migration[] = [
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
];

export interface OpenDatabase {
  readonly db: DatabaseSync;
  /** The name of the file that was set aside, or null. */
  readonly restored: string | null;
  /** Moves what was written into the file, in another thread. For after large writes; never rejects. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

const TIDY = `
  const { workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const db = new DatabaseSync(workerData);
  db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  db.close();
`;

/** @throws {AppError} `storage.write-failed` where no database can be made at all. */
export function openDatabase(path: string): OpenDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { db, restored } = openOrReplace(path);
  let tidying: Promise<void> | null = null;
  return {
    db,
    restored,
    tidy: () => (tidying ??= tidyInThread(path).finally(() => (tidying = null))),
    close: async () => {
      await tidying;
      if (db.isOpen) db.close();
    },
  };
}

function openOrReplace(path: string): { readonly db: DatabaseSync; readonly restored: string | null } {
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

async function tidyInThread(path: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const worker = new Worker(TIDY, { eval: true, workerData: path });
    worker.once('error', (error) => log.warn('the database could not be tidied', { error }));
    worker.once('exit', () => resolve());
  });
}

function openChecked(path: string): DatabaseSync {
  const wasClosed = !existsSync(`${path}-wal`); // a clean end leaves no log: the whole file needs no check then
  const db = new DatabaseSync(path);
  try {
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000',
    );
    const check = wasClosed ? 'ok' : db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
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

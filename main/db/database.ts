/**
 * The SQLite file of the client. Opens it, checks it, brings it to the current schema. A file that SQLite cannot read,
 * that was emptied, or that a newer client wrote is set aside, never deleted; the last backup takes its place. Rows that
 * cannot be read are removed.
 *
 * Writes go to the write-ahead log and never wait for the disk; moving them into the file does wait, so a separate
 * thread does that (`checkpoint`). A power cut may cost the last changes, never the file.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { Restoration } from '../../preload/domain/restoration.ts';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { backupOf, isEmptied, keepPrivate, openSubstitute, setAside } from './database-files.ts';
import type { Migration } from './migration.ts';
import { dropUnreadable, SafeDatabase } from './safe-database.ts';
import { migrate, NewerSchema, versionOf } from './schema.ts';

export interface OpenDatabase {
  readonly db: DatabaseSync;
  /** Why the file could not be taken as it was, or null. */
  readonly restored: Restoration | null;
  /** Moves the write-ahead log into the file, in another thread. For after large writes; never rejects. */
  checkpoint(): Promise<void>;
  /** Writes the copy that takes the file's place when it cannot be read one day, in another thread; never rejects. */
  backUp(): Promise<void>;
  close(): Promise<void>;
}

const CHECKPOINT = `
  const { workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const db = new DatabaseSync(workerData.path);
  db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  db.close();
`;

const BACK_UP = `
  const { workerData } = require('node:worker_threads');
  const { backup, DatabaseSync } = require('node:sqlite');
  const db = new DatabaseSync(workerData.path);
  backup(db, workerData.copy).finally(() => db.close());
`;

/**
 * The first backup waits until the client has started; after that one per hour is enough for what operators arrange
 * themselves.
 */
const FIRST_BACKUP_MS = 60_000;
const BACKUP_EVERY_MS = 60 * 60_000;

/**
 * @param steps of the areas, each area's own in their order.
 * @throws {AppError} `storage.write-failed` where no database can be made at all.
 */
export function openDatabase(path: string, steps: readonly Migration[] = []): OpenDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { db, restored } = openOrReplace(path, steps);
  keepPrivate(path);
  let checkpointing: Promise<void> | null = null;
  let backingUp: Promise<void> | null = null;
  const checkpoint = (): Promise<void> =>
    (checkpointing ??= inThread(CHECKPOINT, { path }, 'checkpointed').then(() => void (checkpointing = null)));
  const backUp = (): Promise<void> => (backingUp ??= writeBackup(path).then(() => void (backingUp = null)));
  const first = setTimeout(() => void backUp(), FIRST_BACKUP_MS).unref();
  const later = setInterval(() => void backUp(), BACKUP_EVERY_MS).unref();
  return {
    db,
    restored,
    checkpoint,
    backUp,
    close: async () => {
      clearTimeout(first);
      clearInterval(later);
      await Promise.all([checkpointing, backingUp]);
      if (db.isOpen) db.close();
    },
  };
}

function openOrReplace(path: string, steps: readonly Migration[]): Pick<OpenDatabase, 'db' | 'restored'> {
  let version: number | null = null;
  if (isEmptied(path)) log.warn('the database was emptied and is set aside, with its log', { path });
  else {
    try {
      return { db: openChecked(path, steps), restored: null };
    } catch (error) {
      version = error instanceof NewerSchema ? error.version : null;
      log.warn('the database could not be read and is set aside', { path, error });
    }
  }
  try {
    const keptAs = setAside(path, version);
    const open = (): DatabaseSync => openChecked(path, steps);
    const substitute = openSubstitute(path, version === null ? 'backup' : 'newer', versionOf(steps), open);
    const kind = version !== null ? 'newer' : substitute === null ? 'reset' : 'backup';
    return { db: substitute ?? open(), restored: { file: basename(path), kind, keptAs } };
  } catch (cause) {
    throw new AppError('storage.write-failed', `cannot make ${path}`, { cause });
  }
}

async function writeBackup(path: string): Promise<void> {
  const copy = `${backupOf(path)}.part`;
  rmSync(copy, { force: true });
  if (!(await inThread(BACK_UP, { path, copy }, 'backed up'))) return;
  try {
    renameSync(copy, backupOf(path)); // whole before it takes the place of the one before
  } catch (error) {
    log.warn('the backup of the database could not be kept', { error });
  }
}

/** @returns whether the thread did its work. */
async function inThread(program: string, workerData: object, done: string): Promise<boolean> {
  return await new Promise<boolean>((resolve) => {
    const worker = new Worker(program, { eval: true, workerData });
    let isFine = true;
    worker.once('error', (error) => {
      isFine = false;
      log.warn(`the database could not be ${done}`, { error });
    });
    worker.once('exit', () => resolve(isFine));
  });
}

function openChecked(path: string, steps: readonly Migration[]): DatabaseSync {
  const wasClosed = !existsSync(`${path}-wal`); // a clean end leaves no log: the whole file needs no check then
  const db = new SafeDatabase(path);
  try {
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000',
    );
    const check = wasClosed ? 'ok' : db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (check !== 'ok') throw new AppError('storage.corrupt', `quick_check: ${String(check)}`);
    migrate(db, path, steps);
    dropUnreadable(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

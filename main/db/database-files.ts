/**
 * The files beside the database: the backup, copies from before a change of the schema, and files that were set aside.
 * Nothing here deletes what a user may want back.
 */
import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Restoration } from '../../preload/domain/restoration.ts';
import { log } from '../log.ts';

/** The database, its write-ahead log and the index of that log. */
const PARTS = ['', '-wal', '-shm'] as const;
/** A write-ahead log of this size holds its own header and no change. */
const EMPTY_WAL_BYTES = 32;
/** Copies from before changes of the schema that are kept. */
const MAX_SCHEMA_COPIES = 3;

export const backupOf = (path: string): string => `${path}.backup`;
const schemaCopyOf = (path: string, version: number): string => `${path}.schema-${version}`;

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/**
 * Whether the database file was emptied, as a power cut can do. No file of ours is empty, and SQLite would take it for a new
 * one. While the write-ahead log still holds changes, SQLite would delete the log when it opens the file.
 */
export function isEmptied(path: string): boolean {
  return sizeOf(path) === 0 && (existsSync(path) || sizeOf(`${path}-wal`) > EMPTY_WAL_BYTES);
}

/** Whether only the user may read the database; makes it so. On Windows the folder's access list does that. */
export function keepPrivate(path: string): void {
  if (process.platform === 'win32') return;
  for (const part of PARTS) if (existsSync(path + part)) chmodSync(path + part, 0o600);
}

/**
 * Renames the database with its log.
 *
 * @param version of a newer client's schema, or null for a file that cannot be read.
 * @returns the name under which the file is kept.
 */
export function setAside(path: string, version: number | null): string {
  const wanted = version === null ? `${path}.unreadable-${Date.now()}` : schemaCopyOf(path, version);
  const kept = existsSync(wanted) ? `${wanted}-${Date.now()}` : wanted;
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, kept + part);
  return basename(kept);
}

/**
 * Keeps a copy of the database before its schema changes, so that the older client can go back to that copy.
 *
 * @param db open, of schema `version`.
 */
export function keepSchemaCopy(db: DatabaseSync, path: string, version: number): void {
  const copy = schemaCopyOf(path, version);
  rmSync(`${copy}.part`, { force: true });
  db.prepare('VACUUM INTO ?').run(`${copy}.part`);
  renameSync(`${copy}.part`, copy);
  const old = schemaCopies(path).slice(MAX_SCHEMA_COPIES);
  for (const { file } of old) rmSync(file, { force: true });
}

/** Copies of older schemas, the newest schema first. Files of newer clients carry other names once they are set aside twice. */
function schemaCopies(path: string): readonly { readonly version: number; readonly file: string }[] {
  const name = `${basename(path)}.schema-`;
  return readdirSync(dirname(path))
    .filter((file) => file.startsWith(name) && /^\d{1,6}$/.test(file.slice(name.length)))
    .map((file) => ({ version: Number(file.slice(name.length)), file: join(dirname(path), file) }))
    .sort((a, b) => b.version - a.version);
}

/**
 * Files that can replace a database that was set aside, the best first. @param known the newest schema that can be
 * read.
 */
function substitutesOf(path: string, kind: Restoration['kind'], known: number): readonly string[] {
  const copies = schemaCopies(path)
    .filter(({ version }) => version <= known)
    .map(({ file }) => file);
  const backup = existsSync(backupOf(path)) ? [backupOf(path)] : [];
  return kind === 'newer' ? [...copies, ...backup] : [...backup, ...copies];
}

/**
 * Puts the best substitute in the place of a database that was set aside.
 *
 * @param tryOpen opens the file and throws when it cannot be used.
 * @returns what `tryOpen` gave, or null when there is no usable substitute; then no database is there.
 */
export function openSubstitute<T>(path: string, kind: Restoration['kind'], known: number, tryOpen: () => T): T | null {
  for (const substitute of substitutesOf(path, kind, known)) {
    try {
      copyFileSync(substitute, path);
      return tryOpen();
    } catch (error) {
      log.warn('a copy of the database cannot be used', { file: basename(substitute), error });
      for (const part of PARTS) rmSync(path + part, { force: true }); // copies: the substitute itself stays
    }
  }
  return null;
}

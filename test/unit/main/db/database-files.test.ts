/** The database when its file is emptied, broken, or comes from a newer client: nothing is lost without a report. */
import { readdirSync, statSync, truncateSync, writeFileSync, copyFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { cameraNumbers } from '../../../../main/db/migrations/0001-camera-numbers.ts';
import { directory } from '../../../../main/db/migrations/0002-directory.ts';
import { walls } from '../../../../main/db/migrations/0003-walls.ts';
import { WallTable } from '../../../../main/db/walls/walls.ts';
import { asWallId } from '../../../../preload/domain/ids.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../preload/domain/walls/wall-tiles.ts';
import { open, testPath } from './database-bench.ts';

const wallOf = (name: string): Wall =>
  normalise({ id: asWallId(name), name, layout: 1, tiles: [], aspects: [], isLocked: false, revision: 1 });

const namesIn = (db: DatabaseSync): readonly string[] => new WallTable(db).all().map(({ name }) => name);

/** A profile with one wall in the backup and a second one that came later. */
async function profileWithBackup(path: string): Promise<void> {
  const { db, backUp, close } = open(path);
  new WallTable(db).save(wallOf('First'));
  await backUp();
  new WallTable(db).save(wallOf('Second'));
  await close();
}

it('the database goes back to the last backup when the file cannot be read, and leaves the file', async () => {
  const path = testPath();
  await profileWithBackup(path);
  writeFileSync(path, 'this is no database'.repeat(500));
  const { db, restored } = open(path);
  expect(namesIn(db)).toEqual(['First']);
  expect(restored).toMatchObject({ file: 'lanner.db', kind: 'backup' });
  expect(statSync(join(path, '..', restored?.keptAs ?? '')).size).toBeGreaterThan(0);
});

// @promise security.emptied-database: When a power cut emptied the database, file and log are set aside together and
// the last backup takes their place.
it('the database leaves the log of changes when a power cut emptied the file, which SQLite would delete', async () => {
  const path = testPath();
  await profileWithBackup(path);
  const whole = open(path);
  new WallTable(whole.db).save(wallOf('Third'));
  const cut = testPath();
  for (const part of ['', '-wal', '.backup']) copyFileSync(path + part, cut + part);
  truncateSync(cut);
  const logBytes = statSync(`${cut}-wal`).size;
  expect(logBytes).toBeGreaterThan(0);

  const { db, restored } = open(cut);
  expect(namesIn(db)).toEqual(['First']);
  expect(restored?.kind).toBe('backup');
  expect(statSync(join(cut, '..', `${restored?.keptAs}-wal`)).size).toBe(logBytes);
});

// @promise security.emptied-database
it('the database takes the backup in place of an emptied file without a log, and reports it', async () => {
  const path = testPath();
  await profileWithBackup(path);
  truncateSync(path);
  const { db, restored } = open(path);
  expect(namesIn(db)).toEqual(['First']);
  expect(restored).toMatchObject({ file: 'lanner.db', kind: 'backup' });
});

// @promise security.newer-schema: A copy of the database is stored before each change of its schema, and an older
// client goes back to that copy.
it('the database stores a copy from before each change of the schema, and goes back to that copy after a newer client was here', async () => {
  const path = testPath();
  const old = new DatabaseSync(path);
  for (const { sql } of [cameraNumbers, directory, walls]) old.exec(sql);
  old.exec('PRAGMA user_version = 3');
  old.prepare('INSERT INTO walls VALUES (?, 1, ?, 1, ?)').run('w', 'Before', '[]');
  old.close();
  const now = open(path);
  expect(now.restored).toBeNull();
  const version = Number(now.db.prepare('PRAGMA user_version').get()?.['user_version']);
  new WallTable(now.db).save(wallOf('With the newer client'));
  now.db.exec(`PRAGMA user_version = ${version + 2}`);
  await now.close();
  expect(readdirSync(join(path, '..'))).toContain('lanner.db.schema-3');

  const again = open(path);
  expect(again.restored).toEqual({ file: 'lanner.db', kind: 'newer', keptAs: `lanner.db.schema-${version + 2}` });
  expect(namesIn(again.db)).toEqual(['Before']);
  await again.close();
  expect(open(path).restored).toBeNull();
  const kept = new DatabaseSync(`${path}.schema-${version + 2}`);
  onTestFinished(() => kept.close());
  expect(namesIn(kept)).toEqual(['Before', 'With the newer client']);
});

it('the database starts without walls, and reports it, when there is neither a backup nor a copy', async () => {
  const path = testPath();
  const first = open(path);
  first.db.exec('PRAGMA user_version = 999');
  await first.close();
  const { db, restored } = open(path);
  expect(restored).toEqual({ file: 'lanner.db', kind: 'newer', keptAs: 'lanner.db.schema-999' });
  expect(namesIn(db)).toEqual([]);
});

it('the database takes no backup that is itself broken', async () => {
  const path = testPath();
  await profileWithBackup(path);
  for (const part of ['', '.backup']) writeFileSync(path + part, 'broken'.repeat(999));
  const { db, restored } = open(path);
  expect(restored?.kind).toBe('reset');
  expect(namesIn(db)).toEqual([]);
  expect(statSync(`${path}.backup`).size).toBe('broken'.length * 999);
});

it.runIf(process.platform !== 'win32')(
  'the database is readable by its owner only, whatever its file was before',
  () => {
    const path = testPath();
    writeFileSync(path, '');
    chmodSync(path, 0o666);
    const { db } = open(path);
    new WallTable(db).save(wallOf('First'));
    for (const part of ['', '-wal', '-shm']) expect(statSync(path + part).mode & 0o777, part).toBe(0o600);
  },
);

/** The steps of the schema: databases of older clients keep what they hold, and areas gain steps in any order. */
import { readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Migration } from '../../../../main/db/migration.ts';
import { migrate } from '../../../../main/db/schema.ts';
import { WallTable } from '../../../../main/db/walls/walls.ts';
import { open, testPath } from './database-bench.ts';

const doors: readonly Migration[] = [
  { name: 'doors-1', sql: 'CREATE TABLE doors (id TEXT PRIMARY KEY) STRICT' },
  { name: 'doors-2', sql: "ALTER TABLE doors ADD COLUMN name TEXT NOT NULL DEFAULT ''" },
];
const lamps: readonly Migration[] = [{ name: 'lamps-1', sql: 'CREATE TABLE lamps (id TEXT PRIMARY KEY) STRICT' }];

/** The numbered steps as they were released; this list is written a second time on purpose. */
const RELEASED = [
  ...['0001-camera-numbers', '0002-directory', '0003-walls', '0004-sites', '0005-wall-revisions', '0006-group-kinds'],
  ...['0007-console-calls', '0008-wall-layouts', '0009-sequences', '0010-wall-library', '0011-idle-column'],
  ...['0012-console-drafts', '0013-missing-cameras'],
];
const versionIn = (db: DatabaseSync): number => Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
const tablesIn = (db: DatabaseSync): readonly string[] =>
  db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map((row) => String(row['name']));

/** A database as the client wrote it that had `version` numbered steps, with one wall in it. */
async function databaseOf(version: number): Promise<string> {
  const path = testPath();
  const old = new DatabaseSync(path);
  for (const name of RELEASED.slice(0, version)) {
    const step = (await import(`../../../../main/db/migrations/${name}.ts`)) as Record<string, Migration>;
    for (const { sql } of Object.values(step)) old.exec(sql);
  }
  old.exec(`PRAGMA user_version = ${version}`);
  old.exec(
    `INSERT INTO walls (id, position, name, layout, tiles) VALUES ('w', 1, 'Before', ${version < 8 ? "4, '[]'" : "'4', '[]'"})`,
  );
  old.close();
  return path;
}

it('the number of each released step stays: no step is added to the numbered ones, renamed or moved', () => {
  const migrations = readdirSync(join(import.meta.dirname, '../../../../main/db/migrations'));
  expect(migrations.sort()).toEqual(RELEASED.map((name) => `${name}.ts`));
  expect(versionIn(open(testPath()).db)).toBe(RELEASED.length);
});

it.each(RELEASED.map((_, i) => i + 1).slice(2))(
  'the client opens a database of schema %i with its walls, and adds the steps of areas to it',
  async (version) => {
    const path = await databaseOf(version);
    const { db, restored } = open(path, [...lamps, ...doors]);
    expect(restored).toBeNull();
    expect(new WallTable(db).all().map(({ name }) => name)).toEqual(['Before']);
    expect(versionIn(db)).toBe(RELEASED.length + 3);
    expect(tablesIn(db)).toEqual(expect.arrayContaining(['camera_numbers', 'console_drafts', 'doors', 'lamps']));
    expect(readdirSync(join(path, '..'))).toContain(`lanner.db.schema-${version}`);
  },
);

it('a database without steps of areas is unchanged from what every released client wrote', async () => {
  const path = await databaseOf(RELEASED.length);
  const { db, close } = open(path);
  expect(tablesIn(db)).not.toContain('schema_steps');
  await close();
  expect(readdirSync(join(path, '..')).filter((name) => name.includes('schema-'))).toEqual([]);
});

it('the client applies a step of an area once, also when another area gained its step earlier', async () => {
  const path = testPath();
  const first = open(path, [...lamps, ...doors.slice(0, 1)]);
  first.db.exec("INSERT INTO doors VALUES ('north')");
  await first.close();
  const second = open(path, [...doors, ...lamps]);
  expect(second.restored).toBeNull();
  expect(second.db.prepare('SELECT * FROM doors').all()).toEqual([{ id: 'north', name: '' }]);
  await second.close();
  expect(open(path, [...lamps, ...doors]).restored).toBeNull();
});

it('the client restores the earlier copy when the database has a step that this client does not have', async () => {
  const path = await databaseOf(RELEASED.length);
  await open(path, doors.slice(0, 1)).close();
  const other = open(path, lamps); // as many steps, but other ones
  expect(other.restored).toMatchObject({ kind: 'newer', keptAs: `lanner.db.schema-${RELEASED.length + 1}` });
  expect(new WallTable(other.db).all().map(({ name }) => name)).toEqual(['Before']);
  expect(tablesIn(other.db)).not.toContain('doors');
});

it('the client refuses two steps of one name', () => {
  const db = new DatabaseSync(':memory:');
  onTestFinished(() => db.close());
  expect(() => migrate(db, ':memory:', [...lamps, ...lamps])).toThrow('two steps of the schema have one name');
});

/** Common parts of the tests of the database: a folder for one test, and a database that is closed after the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../../../main/db/database.ts';
import type { Migration } from '../../../../main/db/migration.ts';

/** @returns the path for a database, in a folder that is removed after the test. */
export function testPath(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lanner-db-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'lanner.db');
}

/** Opens the database as main does, and closes it after the test. */
export function open(path: string, steps: readonly Migration[] = []): ReturnType<typeof openDatabase> {
  const opened = openDatabase(path, steps);
  onTestFinished(() => opened.close());
  return opened;
}

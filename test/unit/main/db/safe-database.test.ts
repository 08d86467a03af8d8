/** Numbers that node:sqlite cannot read back: none is stored, and those of older clients do not hide the other rows. */
import { expect, it } from 'vitest';
import { BookmarkTable } from '../../../../main/db/bookmarks/bookmarks.ts';
import { bookmarkSteps } from '../../../../main/db/bookmarks/steps.ts';
import { asBookmarkId } from '../../../../preload/domain/ids.ts';
import type { Bookmark } from '../../../../preload/domain/recording/bookmarks.ts';
import { open, testPath } from './database-bench.ts';

const BEYOND = [2 ** 53, -(2 ** 53), 2e16, Infinity, -Infinity, 2n ** 60n];

// @promise security.safe-numbers: No number beyond 2^53 is stored in a table, and rows that older clients stored are
// removed at the start.
it.each(BEYOND)('the number %s is stored in no table', (value) => {
  const { db } = open(testPath());
  db.exec('CREATE TABLE things (at_ms INTEGER, size REAL) STRICT');
  const refused = { code: 'storage.write-failed' };
  expect(() => db.prepare('INSERT INTO things VALUES (?, 1)').run(value)).toThrow(expect.objectContaining(refused));
  expect(() => db.prepare('INSERT INTO things VALUES (?, 1) RETURNING size').get(value)).toThrow(
    expect.objectContaining(refused),
  );
  const named = db.prepare('INSERT INTO things VALUES ($at, 1)');
  expect(() => named.run({ $at: value })).toThrow(expect.objectContaining(refused));
  expect(db.prepare('SELECT * FROM things').all()).toEqual([]);
});

it('the largest number that can be read back is stored, and so are parts of numbers', () => {
  const { db } = open(testPath());
  db.exec('CREATE TABLE things (at_ms INTEGER, size REAL) STRICT');
  db.prepare('INSERT INTO things VALUES (?, ?)').run(Number.MAX_SAFE_INTEGER, 0.5);
  expect(db.prepare('SELECT * FROM things').get()).toEqual({ at_ms: Number.MAX_SAFE_INTEGER, size: 0.5 });
});

// @promise security.safe-numbers
it('a bookmark with a revision beyond all numbers is there again after the start, with a new revision', async () => {
  const path = testPath();
  const first = open(path, bookmarkSteps);
  const bookmark: Bookmark = {
    id: asBookmarkId('b1'),
    channelIds: [],
    fromMs: 1,
    toMs: 2,
    text: 'Red van',
    author: '',
    tags: [],
    createdAtMs: 1,
    revision: 4,
  };
  new BookmarkTable(first.db).save(bookmark);
  first.db.exec(`PRAGMA application_id = 0; UPDATE bookmarks SET revision = ${2n ** 53n}`);
  await first.close();
  const table = new BookmarkTable(open(path, bookmarkSteps).db);
  expect(table.find(bookmark.id)).toEqual({ ...bookmark, revision: 1 });
});

import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { BookmarkTable } from '../../../../../main/db/bookmarks/bookmarks.ts';
import { bookmarkSteps } from '../../../../../main/db/bookmarks/steps.ts';
import { BookmarksService } from '../../../../../main/services/bookmarks/bookmarks.ts';
import type { BookmarkChange, BookmarkSearch } from '../../../../../preload/contract/bookmarks.ts';
import { requests } from '../../../../../preload/contract/contract.ts';
import { asAccountId, asBookmarkId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';

const camera = (name: string, account = 'a1') => channelIdOf(deviceIdOf(asAccountId(account), 'd1'), name);
const NOON_MS = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ALL: BookmarkSearch = { query: '', channelIds: null, range: null, after: null, limit: 100 };

function open(folder = testFolder()) {
  const { db, close } = openDatabase(join(folder, 'lanner.db'), bookmarkSteps);
  onTestFinished(() => close());
  const clock = { nowMs: NOON_MS };
  const told: string[] = [];
  const emit = (name: string): void => void told.push(name);
  const service = new BookmarksService({ table: new BookmarkTable(db), emit, nowMs: () => clock.nowMs });
  return { service, clock, told };
}

const wish = (more: Partial<BookmarkChange> = {}): BookmarkChange => ({
  id: null,
  revision: 0,
  channelIds: [camera('c1')],
  text: 'Red van',
  tags: ['gate'],
  author: 'Ada',
  fromMs: NOON_MS,
  toMs: NOON_MS + MINUTE_MS,
  ...more,
});

// @promise bookmark.kept: A bookmark keeps text, tags, author, range and up to 16 cameras.
it('a bookmark is stored as it was typed, without double cameras and tags, and survives a restart', () => {
  const folder = testFolder();
  const { service, told } = open(folder);
  const saved = service.save(
    wish({
      text: ' Red van ',
      tags: ['Gate', ' gate ', 'night'],
      channelIds: [camera('c1'), camera('c2'), camera('c1')],
    }),
  );
  expect(requests['bookmark.save'].out.parse(saved)).toEqual(saved);
  expect(saved).toMatchObject({ text: 'Red van', tags: ['Gate', 'night'], channelIds: [camera('c1'), camera('c2')] });
  expect(told).toEqual(['bookmark.changed']);
  expect(open(folder).service.search(ALL)).toEqual({ bookmarks: [saved], next: null, total: 1 });
});

// @promise security.new-bookmark: A new bookmark begins with the first revision, whatever the page says.
it('a new bookmark begins with the first revision, whatever revision a script in the page names', () => {
  const { service } = open();
  const saved = service.save(wish({ revision: Number.MAX_SAFE_INTEGER }));
  expect(saved.revision).toBe(1);
  expect(requests['bookmark.search'].out.safeParse(service.search(ALL)).success).toBe(true);
  expect(service.save(wish({ ...saved, text: 'Blue van' })).revision).toBe(2);
});

// @promise bookmark.words: A search finds words in text, tags and author, in any letters, and takes signs of patterns
// as they are.
it('a search finds words in text, tags and author, in upper or lower case, and reads signs of patterns literally', () => {
  const { service } = open();
  service.save(wish({ text: '红色 Lieferwagen ÄÖ', author: 'Zoë' }));
  service.save(wish({ text: '100 %', tags: ['a_b'] }));
  const found = (query: string) => service.search({ ...ALL, query }).bookmarks.map(({ text }) => text);
  expect(found('红色')).toEqual(['红色 Lieferwagen ÄÖ']);
  expect(found('äö')).toEqual(['红色 Lieferwagen ÄÖ']);
  expect(found('ZOË')).toEqual(['红色 Lieferwagen ÄÖ']);
  expect(found('%')).toEqual(['100 %']);
  expect(found('a_')).toEqual(['100 %']);
  expect(found('axb')).toEqual([]);
});

// @promise bookmark.cameras: A search is by camera and time, and pages continue exactly behind the last bookmark.
it('a search is by camera and time, and pages continue exactly behind the last bookmark', () => {
  const { service } = open();
  for (let i = 0; i < 25; i += 1) {
    const atMs = NOON_MS + Math.floor(i / 3) * MINUTE_MS; // several at one moment
    service.save(wish({ text: `${i}`, fromMs: atMs, toMs: atMs + 1, channelIds: [camera(i % 2 === 0 ? 'c1' : 'c2')] }));
  }
  const seen: string[] = [];
  let after: BookmarkSearch['after'] = null;
  do {
    const page = service.search({ ...ALL, channelIds: [camera('c1')], after, limit: 4 });
    expect(page.total).toBe(13);
    seen.push(...page.bookmarks.map(({ text }) => text));
    after = page.next;
  } while (after !== null);
  expect(new Set(seen).size).toBe(13);
  expect(seen).toHaveLength(13);
  const range = { fromMs: NOON_MS + MINUTE_MS, toMs: NOON_MS + 2 * MINUTE_MS };
  expect(
    service
      .search({ ...ALL, range })
      .bookmarks.map(({ text }) => text)
      .toSorted(),
  ).toEqual(['3', '4', '5']);
});

// @promise bookmark.refused: A change of a bookmark that another window changed or deleted is refused and loses
// nothing.
it('a change of a bookmark that another window changed or deleted is refused and loses nothing', () => {
  const { service } = open();
  const { id, revision } = service.save(wish());
  const first = service.save(wish({ id, revision, text: 'first' }));
  expect(() => service.save(wish({ id, revision, text: 'second' }))).toThrow(
    expect.objectContaining({ code: 'bookmark.overtaken' }),
  );
  expect(service.search(ALL).bookmarks).toEqual([first]);
  service.remove(id);
  expect(() => service.save(wish({ id, revision: first.revision }))).toThrow(
    expect.objectContaining({ code: 'bookmark.overtaken' }),
  );
  expect(service.search(ALL).bookmarks).toEqual([]);
});

// @promise bookmark.days: A deleted bookmark can come back for 30 days.
it('a deleted bookmark can come back for 30 days, and is forgotten then', () => {
  const { service, clock, told } = open();
  const saved = service.save(wish());
  service.remove(saved.id);
  service.remove(saved.id);
  expect(service.removed.list()).toMatchObject([{ kind: 'bookmark', id: saved.id, name: 'Red van', count: 1 }]);
  service.removed.restore(saved.id);
  expect(service.search(ALL).bookmarks).toEqual([saved]);
  expect(told.filter((name) => name === 'removed.changed')).toHaveLength(2);
  service.remove(saved.id);
  clock.nowMs += 31 * DAY_MS;
  expect(service.removed.list()).toEqual([]);
  expect(() => service.removed.restore(saved.id)).toThrow(expect.objectContaining({ code: 'removed.not-found' }));
});

// @promise bookmark.follow: Bookmarks follow their cameras to an account that was added again, deleted bookmarks too.
it('bookmarks follow their cameras to an account that was added again, deleted bookmarks too', async () => {
  const { service } = open();
  const kept = service.save(wish({ channelIds: [camera('c1'), camera('c2')] }));
  const gone = service.save(wish({ text: 'gone' }));
  service.remove(gone.id);
  expect([...service.cameraIds()].toSorted()).toEqual([camera('c1'), camera('c2')]);
  await service.replaceCameras({ cameras: new Map([[camera('c1'), camera('c1', 'a2')]]), groups: new Map() });
  service.removed.restore(gone.id);
  const cameras = service.search(ALL).bookmarks.map(({ id, channelIds }) => [id, channelIds]);
  expect(new Map(cameras as [string, unknown][])).toEqual(
    new Map<string, unknown>([
      [kept.id, [camera('c1', 'a2'), camera('c2')]],
      [gone.id, [camera('c1', 'a2')]],
    ]),
  );
});

it.each([
  [{ toMs: NOON_MS }, { code: 'input.invalid-field', params: { field: 'range', detail: 'empty-range' } }],
  [{ channelIds: ['nonsense' as never] }, { code: 'channel.not-found' }],
  [{ id: asBookmarkId('unknown'), revision: 3 }, { code: 'bookmark.overtaken' }],
])('a bookmark that cannot be stored is refused: %j', (part, error) => {
  expect(() => open().service.save(wish(part))).toThrow(expect.objectContaining(error));
});

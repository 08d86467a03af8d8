import { afterEach, expect, it } from 'vitest';
import type { RecordAnswer } from '../../../../../../main/ports/records.ts';
import { channelId, failure, startTinyCloud, type TinyCloud } from '../cloud.ts';

/** 2026-11-20 08:00 in Beijing. */
const FROM_MS = Date.UTC(2026, 10, 20);
const MINUTE_MS = 60_000;
const range = { fromMs: FROM_MS, toMs: FROM_MS + 3000 * MINUTE_MS };

const open: TinyCloud[] = [];
afterEach(async () => {
  for (const cloud of open.splice(0)) await cloud.close();
});

const wallClock = (atMs: number): string =>
  new Date(atMs + 8 * 60 * MINUTE_MS).toISOString().slice(0, 19).replace('T', ' ');

/** The recording of the minute with this number. */
const row = (n: number) => ({
  record_id: `r${n}`,
  record_type: 'NORMAL_RECORD',
  storage_state: 0,
  start_time: wallClock(FROM_MS + n * MINUTE_MS),
  end_time: wallClock(FROM_MS + (n + 1) * MINUTE_MS),
});
const rows = (count: number, first = 0) => Array.from({ length: count }, (_, i) => row(first + i));

interface Asked {
  readonly limit: number;
  readonly page: number;
  /** How many pages were asked for before. */
  readonly before: number;
}

/** @param answer the body of the answer to the question for one page. */
async function read(answer: (asked: Asked) => object) {
  let before = 0;
  const cloud = await startTinyCloud(({ query }) => {
    const asked = { limit: Number(query['limit']), page: Number(query['offset']), before };
    before += 1;
    return answer(asked);
  });
  open.push(cloud);
  const answers: RecordAnswer[] = [];
  const request = { channelId, place: 'cloud', range, archiveGrainMs: 1 } as const;
  const list = cloud.session.records?.list(request, new AbortController().signal) ?? [];
  for await (const one of list) answers.push(one);
  return { answers, pages: before };
}

const idsOf = (answers: readonly RecordAnswer[]) =>
  answers.flatMap(({ recordings }) => recordings.map((r) => r.nativeId));
const pageOf = (all: readonly object[], { limit, page }: Asked) => ({
  total: all.length,
  records: all.slice(page * limit, (page + 1) * limit),
});

it('recordings come in pages of 1,000 and in order of time, as one answer for the whole range', async () => {
  const all = rows(2100).reverse();
  const { answers, pages } = await read((asked) => pageOf(all, asked));
  expect(pages).toBe(3);
  expect(answers).toMatchObject([{ range, unreadable: 0, archivedWithin: [] }]);
  expect(idsOf(answers)).toEqual(all.map(({ record_id }) => record_id).reverse());
});

// @promise playback.list-that-changes: Pages of Huawei IVM are read again when the list changes meanwhile, and each
// recording counts once.
// @promise failures.changing-list: A list of recordings that changes between two pages is read again, and no recording
// is missed or comes twice.
it('recordings are read again when the list changed between two pages, so that no recording is missed', async () => {
  const [before, after] = [rows(1500), rows(1499, 1)];
  // The oldest recording is deleted after the first page was sent: the first of page 2 moves to page 1.
  const { answers } = await read((asked) => pageOf(asked.before === 0 ? before : after, asked));
  expect(idsOf(answers)).toEqual(after.map(({ record_id }) => record_id));
});

// @promise playback.list-that-changes
it.each([
  ['IVM.20020012', failure('IVM.20020012')],
  ['IVM.20020014', failure('IVM.20020014')],
  ['no rows', { total: 1000, records: [] }],
])('recordings are read again when the second page answers %s, because the list became shorter', async (_, short) => {
  const [before, after] = [rows(1001), rows(1000, 1)];
  const { answers, pages } = await read((asked) => {
    if (asked.before === 1) return short;
    return pageOf(asked.before === 0 ? before : after, asked);
  });
  expect(pages).toBe(3);
  expect(idsOf(answers)).toEqual(after.map(({ record_id }) => record_id));
});

// @promise failures.changing-list
it('recordings of a list whose total is never reached are known once two readings bring the same', async () => {
  const { answers, pages } = await read((asked) =>
    asked.page === 0 ? { total: 1500, records: rows(1000) } : failure('IVM.20020012'),
  );
  expect(pages).toBe(4);
  expect(answers).toMatchObject([{ range, unreadable: 0 }]);
  expect(idsOf(answers)).toEqual(rows(1000).map(({ record_id }) => record_id));
});

it('the list of recordings is empty when all recordings are deleted while they are read', async () => {
  const { answers } = await read((asked) => (asked.before === 0 ? pageOf(rows(1500), asked) : failure('IVM.20020012')));
  expect(answers).toMatchObject([{ range, recordings: [] }]);
});

it('recordings of a list that never stands still are read three times at the most, none is missed and none comes twice', async () => {
  // The oldest recording is deleted before each page: the first recording of the second page moves to the page before.
  const { answers, pages } = await read((asked) => pageOf(rows(1500 - asked.before, asked.before), asked));
  expect(pages).toBe(6);
  const ids = idsOf(answers);
  expect(ids).toContain('r1004');
  expect(ids).toEqual(rows(1500).map(({ record_id }) => record_id));
});

// @promise playback.list-never-still: Of a list that changes in each of three readings all recordings count, and what
// lies between them stays unknown.
// @promise failures.changing-list
it('a list that changes in every answer leaves the time between its recordings unknown', async () => {
  const every = (n: number) => row(2 * n);
  const { answers } = await read(({ before, ...asked }) => {
    const all = Array.from({ length: 1200 - before }, (_, i) => every(i + before));
    return pageOf(all, { before, ...asked });
  });
  const ranges = answers.map((one) => one.range);
  expect(ranges).toHaveLength(1200);
  for (const [i, { fromMs, toMs }] of ranges.entries()) {
    expect([fromMs, toMs]).toEqual([FROM_MS + 2 * i * MINUTE_MS, FROM_MS + (2 * i + 1) * MINUTE_MS]);
  }
});

it.each([{ end_time: row(0).start_time }, { start_time: 'soon', end_time: 'later' }, { start_time: null }])(
  'recordings that cannot be read (%j) are counted, and the time between the others is unknown',
  async (times) => {
    const odd = { ...row(1), ...times };
    const outside = { ...row(3000), start_time: wallClock(range.toMs - MINUTE_MS) };
    const { answers } = await read((asked) => pageOf([row(0), odd, outside], asked));
    expect(answers).toMatchObject([
      { range: { fromMs: FROM_MS, toMs: FROM_MS + MINUTE_MS }, recordings: [{ nativeId: 'r0' }], unreadable: 1 },
      {
        range: { fromMs: range.toMs - MINUTE_MS, toMs: range.toMs },
        recordings: [{ nativeId: 'r3000' }],
        unreadable: 0,
      },
    ]);
  },
);

it('recordings of which none can be read are refused', async () => {
  const odd = { ...row(1), end_time: row(0).start_time };
  await expect(read((asked) => pageOf([odd], asked))).rejects.toMatchObject({ code: 'network.bad-answer' });
});

it.each(['IVM.20020012', 'IVM.20020014'])(
  'the list of recordings is empty when the cloud answers %s',
  async (error_code) => {
    const { answers } = await read(() => failure(error_code));
    expect(answers).toMatchObject([{ range, recordings: [] }]);
  },
);

it('recordings are not reported as none when the cloud refuses for another reason', async () => {
  const refused = read(() => failure('IVM.10020007'));
  await expect(refused).rejects.toMatchObject({ code: 'cloud.invalid-parameter' });
});

// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Output } from '../../../../../../../preload/contract/contract.ts';
import type { ErrorCode, WireError } from '../../../../../../../preload/domain/error.ts';
import { asJobId, type Job, type JobRow } from '../../../../../../../preload/domain/jobs.ts';
import {
  followImport,
  retryRows,
  showJob,
} from '../../../../../../../renderer/features/targets/model/import/import-jobs.ts';
import {
  readRows,
  retriableRows,
  useJobRows,
  type LeftRows,
} from '../../../../../../../renderer/features/targets/model/import/job-rows.ts';
import { errorOf, type FileRow } from '../../../../../../../renderer/features/targets/model/import/people-file.ts';
import { useImport, type HeldFile } from '../../../../../../../renderer/features/targets/model/import/people-import.ts';
import { LateAnswers } from '../../../../late-answers.ts';
import { installMain } from '../../../../page.tsx';

const LOST: WireError = { code: 'network.timeout', params: {}, retryable: true, action: 'retry', vendor: null };
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const ok = <T>(value: T) => Promise.resolve({ ok: true as const, value });

const OVER = {
  id: asJobId('over'),
  place: { deviceId: 'a1:nvr', groupId: '4' },
  counts: { notAsked: 0, done: 0, skipped: 0, refused: 9, unknown: 9 },
  endedAtMs: 1,
} as unknown as Job;
const fileRow = (row: number, error: FileRow['error'] = null): FileRow => ({
  row,
  externalId: `P${row}`,
  values: {},
  picture: null,
  samePictureAs: null,
  error,
});
const FILE = {
  file: { name: 'staff.csv', hash: 'a'.repeat(64), head: ['name'], rows: [], faults: new Map(), sheet: null },
  columns: ['name'],
  rows: [fileRow(1), fileRow(2), fileRow(3), fileRow(4, errorOf('name', 'form'))],
} as unknown as HeldFile;

function rowOf(row: number, state: JobRow['state'], code: ErrorCode | null): JobRow {
  const nothing = { field: null, detail: null, limit: null, vendorCode: null, requestId: null };
  return { row, state, error: code === null ? null : { ...nothing, code } };
}
const refused = (row: number): JobRow => rowOf(row, 'refused', 'cloud.refused');

/** The most rows of each request. */
let asked: number[];
let endFollow: () => void;

beforeEach(() => {
  asked = [];
  installMain({});
  useJobRows.setState(useJobRows.getInitialState(), true);
  useImport.setState({ jobs: [OVER], held: new Map([[OVER.id, FILE]]) });
  endFollow = followImport();
});
afterEach(() => {
  endFollow();
  useImport.setState(useImport.getInitialState(), true);
});

/** Main has these rows of the job that is over. */
function store(rows: readonly JobRow[]): void {
  installMain({
    'jobs.rows': ({ after, limit }) => {
      asked.push(limit);
      return ok({ rows: rows.filter(({ row }) => row > after).slice(0, limit) });
    },
  });
}

/** Shows a job that is over. @returns its rows that can end otherwise, once all were read. */
async function leftOf(rows: readonly JobRow[]): Promise<LeftRows> {
  store(rows);
  showJob(OVER.id);
  return await vi.waitUntil(() => useJobRows.getState().left);
}

it.each<[string, JobRow, boolean]>([
  ['that the cloud refused', refused(1), true],
  ['that is unknown', rowOf(2, 'unknown', 'network.timeout'), true],
  ['that was not asked', rowOf(3, 'notAsked', null), true],
  ['that is on the list', rowOf(1, 'skipped', null), false],
  ['whose values the check found wrong', rowOf(4, 'refused', 'input.invalid-field'), false],
  ['whose picture could not be sent', rowOf(1, 'refused', 'input.invalid-field'), false],
])('a row of an import %s is sent again only where that can change its outcome', async (_, row, can) => {
  expect([...retriableRows(await leftOf([row]), FILE)]).toEqual(can ? [[row.row, row.state]] : []);
});

// @promise target.import-retry
it('a retry of an import with thousands of rows that failed sends each of them, however few are listed', async () => {
  const all = range(1, 4_500);
  const left = await leftOf(all.map((row) => rowOf(row, row % 2 === 0 ? 'refused' : 'unknown', 'cloud.refused')));
  expect(useJobRows.getState().rows).toHaveLength(200);
  const made: number[] = [];
  const sent: (readonly [number, boolean | undefined])[] = [];
  installMain({
    'targets.startImport': ({ total }) => {
      made.push(total);
      return ok({ jobId: asJobId('again') });
    },
    'targets.addImportRows': ({ rows }) => {
      sent.push(...rows.map(({ row, isUnknown }) => [row, isUnknown] as const));
      return ok(null);
    },
    'jobs.run': () => Promise.resolve({ ok: false, error: LOST }),
    'jobs.list': () => ok({ jobs: [] }),
  });
  const file: HeldFile = { ...FILE, rows: all.map((row) => fileRow(row)) };
  await retryRows(OVER, file, retriableRows(left, file));
  expect(made).toEqual([4_500]);
  expect(sent).toEqual(all.map((row) => [row, row % 2 === 1]));
});

// @promise target.import-retry
it('of an import whose file the window does not have the first 200 rows are read alone, and all of them once the file is here', async () => {
  useImport.setState({ held: new Map() });
  store(range(1, 4_500).map(refused));
  showJob(OVER.id);
  await vi.waitUntil(() => useJobRows.getState().rows.length === 200);
  await readRows();
  expect([asked, useJobRows.getState().left]).toEqual([[200], null]);
  useImport.setState({ held: new Map([[OVER.id, FILE]]) });
  expect((await vi.waitUntil(() => useJobRows.getState().left)).size).toBe(4_500);
  expect(asked).toEqual([200, 2_000, 2_000, 2_000]);
});

// @promise target.import-rows-unread
it.each([
  ['the first rows', 1, 0],
  ['the rows behind the first 2,000', 2, 200],
])(
  'an import of which %s cannot be read names the reason, and offers a retry once all are read',
  async (_, at, inSight) => {
    const all = range(1, 2_500).map(refused);
    let reading = 0;
    installMain({
      'jobs.rows': ({ after, limit }) => {
        reading += 1;
        if (reading === at) return Promise.resolve({ ok: false, error: LOST });
        return ok({ rows: all.filter(({ row }) => row > after).slice(0, limit) });
      },
    });
    showJob(OVER.id);
    await vi.waitUntil(() => useJobRows.getState().error);
    const { jobId, rows, left, error } = useJobRows.getState();
    expect([jobId, rows.length, left, error]).toEqual([OVER.id, inSight, null, LOST]);
    await readRows();
    expect(useJobRows.getState().left?.size).toBe(2_500);
    expect(useJobRows.getState().error).toBeNull();
  },
);

// @promise target.import-rows-unread
it('the rows of a running import are those that were asked for last, whichever answer comes last', async () => {
  const answers = new LateAnswers<Output<'jobs.rows'>>();
  let rows = [refused(1)];
  installMain({ 'jobs.rows': () => answers.ask({ rows }) });
  useImport.setState({ jobs: [{ ...OVER, endedAtMs: null }] });
  showJob(OVER.id);
  rows = [refused(1), refused(2)];
  void readRows();
  await answers.answerAll();
  expect(useJobRows.getState().rows.map(({ row }) => row)).toEqual([1, 2]);
});

// @promise target.import-rows-unread
it('a retry that is offered stays while the same rows are read twice, whichever answer comes first', async () => {
  const answers = new LateAnswers<Output<'jobs.rows'>>();
  installMain({ 'jobs.rows': () => answers.ask({ rows: [refused(1)] }) });
  showJob(OVER.id);
  void readRows();
  const seen: (LeftRows | null)[] = [];
  const ends = useJobRows.subscribe(({ left }) => seen.push(left));
  await answers.answerAll();
  ends();
  expect(seen).toEqual([null, new Map([[1, 'refused']])]);
});

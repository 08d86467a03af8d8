// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import { asAccountId, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { asJobId, type Job, type JobRow, type JobRowState } from '../../../../../../preload/domain/jobs.ts';
import { RunStep } from '../../../../../../renderer/features/targets/imports/import-run.tsx';
import { followImport, showJob } from '../../../../../../renderer/features/targets/model/import/import-jobs.ts';
import { useJobRows } from '../../../../../../renderer/features/targets/model/import/job-rows.ts';
import type { FileRow } from '../../../../../../renderer/features/targets/model/import/people-file.ts';
import { useImport } from '../../../../../../renderer/features/targets/model/import/people-import.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';
import { LIMITS } from '../targets-sample.ts';

const FULL: WireError = { code: 'jobs.too-many', params: {}, retryable: false, action: 'none', vendor: null };
const HASH = 'a'.repeat(64);
const ACCOUNT = asAccountId('a1');

/** Row 1 is wrong in the file, 249 others were refused, 2 are unknown, 8 skipped. Rows that are done are not stored. */
const JOB: Job = {
  id: asJobId('j1'),
  kind: 'people',
  accountId: ACCOUNT,
  fileHash: HASH,
  total: 300,
  columns: ['name'],
  place: { deviceId: deviceIdOf(ACCOUNT, 'nvr'), groupId: '4' },
  counts: { notAsked: 0, done: 40, skipped: 8, refused: 250, unknown: 2 },
  state: 'ended',
  stopped: null,
  createdAtMs: 1_000,
  endedAtMs: 2_000,
};
const stateOf = (row: number): JobRowState => (row <= 250 ? 'refused' : row <= 252 ? 'unknown' : 'skipped');
const errorOf = (row: number): JobRow['error'] => {
  const nothing = { field: null, detail: null, limit: null, vendorCode: null, requestId: null };
  if (row === 1) return { ...nothing, code: 'input.invalid-field', field: 'name', detail: 'form' };
  const code = row <= 250 ? 'cloud.refused' : 'network.timeout';
  return row > 252 ? null : { ...nothing, code, vendorCode: 'IVM.7', requestId: `request-${row}` };
};
const ROWS = Array.from({ length: 260 }, (_, i): JobRow => {
  return { row: i + 1, state: stateOf(i + 1), error: errorOf(i + 1) };
});
const rowsIn = (states: readonly JobRowState[]): JobRow[] => ROWS.filter(({ state }) => states.includes(state));

let page: Page;
let endFollow: () => void;
/** The numbers of rows of the jobs that main was asked to make. */
let made: number[];

beforeEach(async () => {
  completeDom();
  made = [];
  installMain({
    'jobs.rows': ({ states, limit }) => Promise.resolve({ ok: true, value: { rows: rowsIn(states).slice(0, limit) } }),
    'targets.startImport': ({ total }) => {
      made.push(total);
      return Promise.resolve({ ok: false, error: FULL });
    },
  });
  useImport.setState({ jobs: [JOB] });
  endFollow = followImport();
  page = await open(<RunStep />);
  await act(async () => showJob(JOB.id));
});

afterEach(async () => {
  endFollow();
  await page.close();
  useImport.setState(useImport.getInitialState(), true);
  useJobRows.setState(useJobRows.getInitialState(), true);
});

const items = (): readonly string[] => [...page.element.querySelectorAll('li')].map(({ textContent }) => textContent);
const buttons = (): readonly string[] =>
  [...page.element.querySelectorAll('button')].map(({ textContent }) => textContent);
const press = (words: string): Promise<void> =>
  act(async () => {
    const found = [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === words);
    if (found === undefined) throw new Error(`no button ${words}`);
    found.click();
  });
const lists = (count: number): Promise<void> =>
  act(async () => {
    await expect.poll(() => items().length).toBe(count);
  });

// @promise target.import-rows: The rows of an import that are not done stand with their reasons and the ids of their
// requests, and each count shows its rows alone.
it('the refused and the unknown rows of an import stand with their reasons and the ids of their requests, and each count shows its rows alone', async () => {
  await lists(201);
  expect(items()[0]).toMatch(/^Row 1RefusedName is not valid/);
  expect(items()[1]).toMatch(/^Row 2Refused.*\(IVM\.7\)/);
  expect(items().at(-1)).toBe('and 52 more');
  expect(page.element.querySelectorAll('li button[aria-label="Copy request id"]')).toHaveLength(199);
  await press('2 unknown');
  await lists(2);
  expect(items()[0]).toMatch(/^Row 251Unknown\S/);
  await press('8 skipped');
  await lists(8);
  expect(page.element.querySelector('section')?.getAttribute('aria-label')).toBe('Skipped');
  await press('8 skipped');
  await lists(201);
  expect(buttons()).not.toContain('40 done');
});

// @promise target.import-retry: A retry of an import sends all rows that can end otherwise, also those that are not
// listed, by a job of their own.
it('an import that is over offers to send again what can end otherwise, once its file is chosen and checked again', async () => {
  await lists(201);
  expect(buttons().filter((words) => words.startsWith('Retry'))).toEqual([]);
  const checked = ROWS.map(({ row }): FileRow => {
    return { row, externalId: `P${row}`, values: {}, picture: null, samePictureAs: null, error: null };
  });
  const file = { name: 'staff.csv', hash: HASH, head: ['name'], rows: [], faults: new Map(), sheet: null };
  await act(async () => useImport.setState({ place: JOB.place, file, columns: ['name'], checked, limits: LIMITS }));
  expect(buttons()).toContain('Retry these 251');
  await press('2 unknown');
  await lists(2);
  await press('Retry these 2');
  await lists(2);
  expect(made).toEqual([2]);
  expect(useImport.getState()).toMatchObject({ jobId: JOB.id, error: FULL });
});

// @promise target.import-rows
it('rows of a cancelled import that were not sent can be listed, also where no other row is left', async () => {
  await lists(201);
  const left = [41, 42, 43].map((row): JobRow => ({ row, state: 'notAsked', error: null }));
  installMain({
    'jobs.rows': ({ states }) => {
      const rows = left.filter(({ state }) => states.includes(state));
      return Promise.resolve({ ok: true, value: { rows } });
    },
  });
  const counts = { notAsked: 3, done: 40, skipped: 0, refused: 0, unknown: 0 };
  await act(async () => useImport.setState({ jobs: [{ ...JOB, state: 'cancelled', total: 43, counts }] }));
  await press('3 not asked');
  await lists(3);
  expect(items()[0]).toBe('Row 41Not asked');
});

// @promise target.import-retry
it('a retry sends all rows that can end otherwise, also those beyond the rows that are listed', async () => {
  const checked = ROWS.map(({ row }): FileRow => {
    return { row, externalId: `P${row}`, values: {}, picture: null, samePictureAs: null, error: null };
  });
  const file = { name: 'staff.csv', hash: HASH, head: ['name'], rows: [], faults: new Map(), sheet: null };
  await act(async () => useImport.setState({ place: JOB.place, file, columns: ['name'], checked, limits: LIMITS }));
  await lists(201);
  await press('Retry these 251');
  expect(made).toEqual([251]);
});

// @promise target.import-retry-alone: No retry begins while another import sends rows of the same file to the same
// list, and the list names this as the reason.
it('an import whose file another job sends to the same list names this in place of a retry, until that job has ended', async () => {
  const checked = ROWS.map(({ row }): FileRow => {
    return { row, externalId: `P${row}`, values: {}, picture: null, samePictureAs: null, error: null };
  });
  const file = { name: 'staff.csv', hash: HASH, head: ['name'], rows: [], faults: new Map(), sheet: null };
  const running: Job = { ...JOB, id: asJobId('j2'), state: 'running', endedAtMs: null };
  const chosen = { place: JOB.place, file, columns: ['name' as const], checked, limits: LIMITS };
  await act(async () => useImport.setState({ ...chosen, jobs: [running, JOB] }));
  await lists(201);
  const reason = 'Another import sends this file to this list.';
  expect(page.element.textContent).toContain(reason);
  expect(buttons().filter((words) => words.startsWith('Retry'))).toEqual([]);
  await act(async () => useImport.setState({ jobs: [{ ...running, state: 'ended', endedAtMs: 3_000 }, JOB] }));
  expect(page.element.textContent).not.toContain(reason);
  expect(buttons()).toContain('Retry these 251');
});

// @promise target.import-rows-unread: Rows of an import that cannot be read are named with the reason in place of a
// retry, and no retry that is offered goes away by itself.
it('an import whose rows cannot be read names the reason in place of a retry, and offers to read them again', async () => {
  await lists(201);
  const checked = ROWS.map(({ row }): FileRow => {
    return { row, externalId: `P${row}`, values: {}, picture: null, samePictureAs: null, error: null };
  });
  const file = { name: 'staff.csv', hash: HASH, head: ['name'], rows: [], faults: new Map(), sheet: null };
  let isDown = true;
  installMain({
    'jobs.rows': ({ states }) =>
      Promise.resolve(isDown ? { ok: false, error: FULL } : { ok: true, value: { rows: rowsIn(states) } }),
  });
  await act(async () => useImport.setState({ place: JOB.place, file, columns: ['name'], checked, limits: LIMITS }));
  await expect.poll(() => page.element.querySelector('section [role=alert]')).not.toBeNull();
  expect(page.element.textContent).toContain('Not all rows of this import could be read. A retry needs all of them.');
  expect(buttons().filter((words) => words.startsWith('Retry'))).toEqual([]);
  await lists(201);
  isDown = false;
  await press('Read the rows again');
  await expect.poll(buttons).toContain('Retry these 251');
  expect(page.element.querySelector('section [role=alert]')).toBeNull();
});

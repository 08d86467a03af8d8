// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import { accountOf, type DeviceId } from '../../../../../../preload/domain/ids.ts';
import { asJobId, type Job } from '../../../../../../preload/domain/jobs.ts';
import { ImportPanel } from '../../../../../../renderer/features/targets/imports/import-panel.tsx';
import { errorOf, type FileRow } from '../../../../../../renderer/features/targets/model/import/people-file.ts';
import { forgetImport, useImport } from '../../../../../../renderer/features/targets/model/import/people-import.ts';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';
import { LIMITS } from '../targets-sample.ts';

const PLACE = { deviceId: 'a1:dev' as DeviceId, groupId: '1' };
const HASH = 'a'.repeat(64);
const PAUSED: Job = {
  id: asJobId('j1'),
  kind: 'people',
  accountId: accountOf(PLACE.deviceId),
  place: PLACE,
  fileHash: HASH,
  total: 3,
  columns: ['name'],
  state: 'paused',
  stopped: null,
  createdAtMs: 1,
  endedAtMs: null,
  counts: { notAsked: 3, done: 0, skipped: 0, refused: 0, unknown: 0 },
};
const LOST: WireError = { code: 'network.timeout', params: {}, retryable: true, action: 'retry', vendor: null };

let page: Page;

beforeEach(async () => {
  completeDom();
  installMain({});
  const table = { hash: HASH, head: ['name'], rows: [['a'], ['b'], ['c']], faults: new Map(), sheet: null };
  useImport.setState({
    isOpen: true,
    place: PLACE,
    step: 'check',
    file: { name: 'people.csv', ...table },
    columns: ['name'],
    checked: null,
    checkedRows: 1,
    jobs: [],
  });
  page = await open(<ImportPanel />);
});
afterEach(async () => {
  await page.close();
  setLocale('en-US');
  forgetImport();
  useImport.setState({ jobs: [], checkedRows: null });
});

const row = (number: number, isWrong: boolean): FileRow => ({
  row: number,
  externalId: `P${number}`,
  values: {},
  picture: null,
  samePictureAs: null,
  error: isWrong ? errorOf('picture', 'no-file') : null,
});

/** The words of the button that begins, and whether it can be pressed. */
const begins = (): readonly [string | null, boolean] => {
  const button = page.find('.btn.pri');
  return [button.textContent, button.getAttribute('aria-disabled') !== 'true'];
};

/** The rows of the file with these numbers are wrong. */
const endCheck = (wrong: readonly number[]): Promise<void> =>
  act(async () =>
    useImport.setState({ checkedRows: null, checked: [1, 2, 3].map((number) => row(number, wrong.includes(number))) }),
  );

// @promise target.import-checked
it.each([
  ['en-US', 'Import', 'Checking row 1 of 3', 'Import 2 people'],
  ['zh-CN', '导入', '正在检查第 1 行，共 3 行', '导入 2 人'],
] as const)(
  'the button names how many people it imports once all rows are checked, and no number before, in %s',
  async (locale, words, checking, counted) => {
    await act(async () => setLocale(locale));
    expect(begins()).toEqual([words, false]);
    expect(page.element.textContent).toContain(checking);
    await endCheck([2]);
    expect(begins()).toEqual([counted, true]);
  },
);

it('a file with one person who can be sent is named in the singular, and a file with nobody cannot be imported', async () => {
  await endCheck([1, 2]);
  expect(begins()).toEqual(['Import 1 person', true]);
  await endCheck([1, 2, 3]);
  expect(begins()).toEqual(['Import 0 people', false]);
});

it('an import that waits for the file is continued by the button, once the rows are checked', async () => {
  await act(async () => useImport.setState({ jobs: [PAUSED] }));
  expect(begins()).toEqual(['Continue import', false]);
  await endCheck([]);
  expect(begins()).toEqual(['Continue import', true]);
});

describe('an import whose job could not run shows the failure', () => {
  const ok = <T,>(value: T) => Promise.resolve({ ok: true as const, value });

  /** Presses the button of the check, while main makes the job and cannot run it. @param jobs on the list after that. */
  async function begin(jobs: readonly Job[]): Promise<void> {
    installMain({
      'targets.startImport': () => ok({ jobId: PAUSED.id }),
      'targets.addImportRows': () => ok(null),
      'targets.rememberColumns': () => ok(null),
      'jobs.run': () => Promise.resolve({ ok: false, error: LOST }),
      'jobs.list': () => ok({ jobs }),
      'jobs.rows': () => ok({ rows: [] }),
    });
    await act(async () => useImport.setState({ limits: LIMITS }));
    await endCheck([]);
    await page.click('.btn.pri');
    await act(async () => {
      await expect.poll(() => useImport.getState().error).toEqual(LOST);
    });
    expect(page.find('[role="alert"]').textContent).toMatch(/\S/);
    expect(page.element.textContent).not.toContain('The import begins.');
  }

  // @promise target.import-not-begun: An import that cannot run is shown with the failure, and can be continued or
  // begun again.
  it('and offers to continue the job where it is on the list', async () => {
    await begin([PAUSED]);
    expect(begins()).toEqual(['Continue', true]);
  });

  // @promise target.import-not-begun
  it('and offers to import from the check again where it is not', async () => {
    await begin([]);
    expect(begins()).toEqual(['Import 3 people', true]);
  });
});

// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LannerApi } from '../../../../../preload/contract/contract.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { accountOf, type DeviceId } from '../../../../../preload/domain/ids.ts';
import { asJobId, type Job, type JobState } from '../../../../../preload/domain/jobs.ts';
import { JobsPage } from '../../../../../renderer/features/targets/jobs-page.tsx';
import { useImport } from '../../../../../renderer/features/targets/model/import/people-import.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { account } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const FAILURE: WireError = { code: 'internal', params: {}, retryable: true, action: 'retry', vendor: null };

function job(number: number, state: JobState, deviceId = 'a1:dev' as DeviceId): Job {
  const isOver = state === 'ended' || state === 'cancelled';
  return {
    id: asJobId(`j${number}`),
    kind: 'people',
    accountId: accountOf(deviceId),
    place: { deviceId, groupId: '4' },
    fileHash: 'a'.repeat(64),
    total: 100_000,
    columns: ['name'],
    state,
    stopped: null,
    counts: { notAsked: 97_994, done: 2_000, skipped: 1, refused: 3, unknown: 2 },
    createdAtMs: 1_000_000,
    endedAtMs: isOver ? 2_000_000 : null,
  };
}

let page: Page | null = null;
let answer: Awaited<ReturnType<LannerApi['request']['jobs.list']>>;
let removed: string[];

beforeEach(() => {
  completeDom();
  removed = [];
  useImport.setState({ jobs: [], jobsLoad: { status: 'idle' } });
  installMain({
    'jobs.list': () => Promise.resolve(answer),
    'jobs.remove': ({ jobId }) => {
      removed.push(jobId);
      return Promise.resolve({ ok: true, value: null });
    },
    'targets.devices': () => Promise.resolve({ ok: false, error: FAILURE }),
    'targets.groups': () => Promise.resolve({ ok: false, error: FAILURE }),
  });
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
});

afterEach(() => page?.close());

async function show(jobs: readonly Job[]): Promise<Page> {
  answer = { ok: true, value: { jobs } };
  page = await open(<JobsPage />);
  await page.settle();
  return page;
}

it('a page of jobs that cannot be read shows the reason, and reads them again on request', async () => {
  answer = { ok: false, error: FAILURE };
  page = await open(<JobsPage />);
  await page.settle();
  expect(page.element.textContent).not.toContain('No imports of people');
  answer = { ok: true, value: { jobs: [job(1, 'paused')] } };
  await page.click('.table-failure button');
  await page.settle();
  expect(page.element.textContent).toContain('Import of people: list 4');
});

it('a page without jobs explains how a job begins', async () => {
  expect((await show([])).element.textContent).toContain('No imports of people');
});

it('each outcome of a job stands with its number, and jobs that are over stand apart', async () => {
  const { element } = await show([job(3, 'running'), job(2, 'paused'), job(1, 'ended')]);
  const text = element.textContent;
  for (const words of ['Running and paused: 2', 'Over: 1', '2000 done', '3 refused', '2 unknown', '97994 not asked'])
    expect(text.replaceAll(',', '')).toContain(words);
});

it('a job that an offline device paused shows the reason, and that it stays paused until it is resumed', async () => {
  const nothing = { field: null, detail: null, limit: null, vendorCode: null, requestId: null };
  const stopped = { ...nothing, code: 'device.offline' } as const;
  const { element } = await show([{ ...job(1, 'paused'), stopped }]);
  const words = 'The device is offline. The cloud has no connection to it. The job stays paused until it is continued.';
  expect(element.textContent).toContain(words);
  expect(element.textContent).not.toContain('tries again');
});

it('a job whose lists cannot be read, or whose account is gone, has its known names, and can be removed', async () => {
  const { element, find, click } = await show([job(1, 'ended', 'gone:dev' as DeviceId)]);
  expect(element.textContent).toContain('The account was deleted');
  const showButton = find('[aria-label="Show the import into list 4"]');
  expect([showButton.getAttribute('aria-disabled'), showButton.title]).toEqual([
    ...['true', 'Show the import into list 4: its account was deleted'],
  ]);
  await click('.targets-job-acts button:last-child');
  expect(removed).toEqual(['j1']);
});

it('the page lists as many jobs as a client stores', async () => {
  const { element } = await show(Array.from({ length: 200 }, (_, i) => job(i, 'ended')));
  await act(async () => undefined);
  expect(element.querySelectorAll('.targets-job')).toHaveLength(200);
});

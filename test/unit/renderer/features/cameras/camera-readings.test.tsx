// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DirectoryState } from '../../../../../preload/contract/directory.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { CameraReadings } from '../../../../../renderer/features/cameras/camera-readings.tsx';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { loadAllTexts } from '../../../../area-texts.ts';
import { completeDom, open, type Page } from '../../page.tsx';
import { account } from './directory-sample.ts';

let page: Page | undefined;
afterEach(() => page?.close());

const NAMES = ['North', 'South', 'Harbour', 'Depot'];

function state(i: number, rest: Partial<DirectoryState>): DirectoryState {
  const error = { code: 'network.timeout', params: {}, retryable: true, action: 'retry', vendor: null } as const;
  return {
    accountId: asAccountId(`a${i}`),
    phase: 'failed',
    revision: 1,
    loaded: 0,
    total: null,
    asOfMs: null,
    error,
    ...rest,
  };
}

async function withStates(...states: readonly DirectoryState[]): Promise<HTMLElement> {
  const accounts = NAMES.map((name, i) => account(`a${i}`, name));
  useAccounts.setState({ accounts, load: { status: 'ready' } });
  useDirectory.setState({ states: Object.fromEntries(states.map((one) => [one.accountId, one])) });
  page = await open(<CameraReadings />);
  return page.element;
}

beforeEach(async () => {
  await loadAllTexts();
  completeDom();
});

it('a failure names its account while at most two accounts fail', async () => {
  const shown = await withStates(state(0, {}), state(2, {}));
  expect([...shown.querySelectorAll('b')].map((b) => b.textContent)).toEqual([
    ...['Reading North failed', 'Reading Harbour failed'],
  ]);
});

it('failures of more accounts stand behind one line, so that the list of cameras has its room', async () => {
  const shown = await withStates(...[0, 1, 2, 3].map((i) => state(i, {})));
  const parts = [...shown.querySelectorAll('details')];
  expect(parts.filter((part) => part.parentElement?.closest('details') === null)).toHaveLength(1);
  expect(parts[0]?.open).toBe(false);
  expect(parts[0]?.querySelector('summary b')?.textContent).toBe('Reading 4 accounts failed');
  expect(parts[0]?.querySelectorAll('details')).toHaveLength(4);
});

it('several accounts that are being read have one line, with the cameras so far of all', async () => {
  const shown = await withStates(...[0, 1, 2].map((i) => state(i, { phase: 'loading', error: null, loaded: 10 * i })));
  await expect.poll(() => shown.textContent).toBe('Reading 3 accounts, cameras so far: 30');
});

it('an account that is being read is named, with its cameras', async () => {
  const shown = await withStates(state(1, { phase: 'loading', error: null, loaded: 7, total: 9 }));
  await expect.poll(() => shown.textContent).toBe('Reading South, camera 7 of 9');
});

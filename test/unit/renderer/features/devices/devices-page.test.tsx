// @vitest-environment jsdom
/** The screen of devices before it has a row. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DirectoryState } from '../../../../../preload/contract/directory.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { DevicesPage } from '../../../../../renderer/features/devices/devices-page.tsx';
import { useTable } from '../../../../../renderer/features/devices/model/table.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { account, viewOf } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const ID = asAccountId('a1');
const ERROR: WireError = {
  code: 'network.timeout',
  params: { host: 'x' },
  retryable: true,
  action: 'retry',
  vendor: null,
};
const NONE = 'No devices';

let page: Page;

const told = (phase: DirectoryState['phase'], error: WireError | null = null): void =>
  useDirectory.setState({
    view: viewOf(),
    isKnown: true,
    states: { [ID]: { accountId: ID, revision: 0, phase, loaded: 0, total: null, asOfMs: null, error } },
  });

const show = async (): Promise<void> => {
  page = await open(<DevicesPage />);
  await page.settle();
};
const isReading = (): boolean => page.element.querySelector('.skeleton') !== null;

beforeEach(() => {
  completeDom();
  installMain({});
  useTable.setState(useTable.getInitialState(), true);
  useDirectory.setState(useDirectory.getInitialState(), true);
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
});
afterEach(() => page.close());

// @promise devices.none: The table is called empty only where an account was read that has no devices.
it('devices are called none only once an account was read that has none', async () => {
  await show();
  expect([isReading(), page.element.textContent.includes(NONE)]).toEqual([true, false]);
  await act(async () => told('loading'));
  expect([isReading(), page.element.textContent.includes(NONE)]).toEqual([true, false]);
  await act(async () => told('ready'));
  expect([isReading(), page.element.textContent.includes(NONE)]).toEqual([false, true]);
});

// @promise devices.unread-account: An account that could not be read is named with the reason.
it('an account that could not be read is named with the reason, and its devices are not called none', async () => {
  told('failed', ERROR);
  await show();
  expect(isReading()).toBe(false);
  expect(page.element.textContent).toContain('x did not answer');
  expect(page.element.textContent).not.toContain(NONE);
});

// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, DeviceId } from '../../../../../../preload/domain/ids.ts';
import type { TargetDevice } from '../../../../../../preload/domain/people/targets.ts';
import { Lists } from '../../../../../../renderer/features/targets/lists/lists.tsx';
import { closeSheet, useSheet } from '../../../../../../renderer/features/targets/model/sheet.ts';
import { useTargets } from '../../../../../../renderer/features/targets/model/targets.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { account } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';
import { LIMITS, staffList } from '../targets-sample.ts';

const DEVICE: TargetDevice = { id: 'a1:dev' as DeviceId, name: 'Gate', family: 'nvr800', status: 'online' };
const GROUP = staffList();

let page: Page;

/** The device has one list. */
function show(maxGroups: number | null): Promise<void> {
  const consent = { state: 'closed', error: null } as const;
  const value = { groups: [GROUP], unreadable: 0, maxGroups, limits: LIMITS, consent, asOfMs: 1 };
  return act(async () => useTargets.setState({ libraries: { [DEVICE.id]: { value } } }));
}

beforeEach(async () => {
  completeDom();
  installMain({});
  const accountId = 'a1' as AccountId;
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
  useTargets.setState({ devices: { [accountId]: { value: { devices: [DEVICE], asOfMs: 1 } } } });
  page = await open(<Lists />);
});

afterEach(async () => {
  await page.close();
  closeSheet();
});

// @promise target.list-bound: A device that has as many lists as it takes is offered no other.
it('a device that has as many lists as it takes is offered no other, with the reason', async () => {
  await show(1);
  const full = '[aria-label="New list on Gate: the device takes 1 list"]';
  expect(page.find(full).getAttribute('aria-disabled')).toBe('true');
  await page.click(full);
  expect(useSheet.getState().sheet).toBeNull();
  for (const most of [2, null]) {
    await show(most);
    await page.click('[aria-label="New list on Gate"]');
    expect(useSheet.getState().sheet).toMatchObject({ kind: 'list', group: null, deviceName: 'Gate' });
    await act(async () => closeSheet());
  }
});

it('a list stands with its type and whether the device compares with it', async () => {
  await show(null);
  expect(page.element.textContent).toContain('White list, compares');
});

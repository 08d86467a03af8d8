// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { OnboardingOutcome, OnboardingValues } from '../../../../../preload/domain/onboarding/onboarding.ts';
import { GB28181 } from '../../../../../main/vendors/huawei-ivm/onboarding/offers.ts';
import { useOnboarding } from '../../../../../renderer/features/onboarding/model/onboarding.ts';
import { startOver, useTable } from '../../../../../renderer/features/onboarding/model/table.ts';
import { TableForm } from '../../../../../renderer/features/onboarding/table-form.tsx';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { ThemeProvider } from '../../../../../renderer/ui/theme/theme-provider.tsx';
import { account } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const IVM = account('a1', 'IVM');
const PASSWORD = 'Lanner#2026';
const idOf = (serial: number): string => `3402000000132900000${serial}`;
const valuesOf = (serial: number): OnboardingValues => ({
  deviceId: idOf(serial),
  name: `Dock ${serial}`,
  userName: `dock-${serial}`,
  password: PASSWORD,
  algorithm: 'SHA256',
});

const NOTHING = { field: null, problem: null, reason: null, error: null, id: null } as const;
const DONE: OnboardingOutcome = { ...NOTHING, state: 'done', id: deviceIdOf(IVM.id, idOf(4)) };
const LOST: OnboardingOutcome = { ...NOTHING, state: 'unknown' };
const REFUSAL: WireError = {
  code: 'cloud.refused',
  params: {},
  retryable: false,
  action: 'none',
  vendor: {
    id: 'huawei-ivm',
    operation: 'batchAddGbDevices',
    code: 'IVM.10008',
    httpStatus: 200,
    text: null,
    requestId: 'request-2',
  },
};
const TOO_MANY: WireError = {
  code: 'onboarding.too-many-in-work',
  params: { limit: 1_000 },
  retryable: false,
  action: 'none',
  vendor: null,
};
const OUTCOMES: readonly OnboardingOutcome[] = [
  { ...NOTHING, state: 'refused', field: 'deviceId', problem: 'too-short' },
  { ...NOTHING, state: 'refused', reason: 'other-enterprise', error: REFUSAL },
  LOST,
  DONE,
];

let page: Page;
/** The ids of the cameras that main was asked to add. */
let sent: (string | undefined)[];

beforeEach(() => {
  completeDom();
  startOver();
  sent = [];
  useAccounts.setState({ accounts: [IVM], load: { status: 'ready' } });
  useOnboarding.setState({ accountId: IVM.id, offers: { [IVM.id]: [GB28181] } });
  installMain({
    'onboarding.add': ({ rows }) => {
      sent.push(...rows.map(({ deviceId }) => deviceId));
      const outcomes = rows.map(({ deviceId }) => (deviceId === idOf(2) ? LOST : DONE));
      return Promise.resolve({ ok: true, value: { outcomes } });
    },
    'onboarding.devices': () => Promise.resolve({ ok: true, value: { devices: [] } }),
  });
});

afterEach(async () => {
  await page.close();
  startOver();
  useOnboarding.setState(useOnboarding.getInitialState(), true);
});

async function show(outcomes: readonly (OnboardingOutcome | null)[]): Promise<void> {
  useTable.setState({ rows: outcomes.map((outcome, at) => ({ values: valuesOf(at + 1), outcome })) });
  page = await open(
    <ThemeProvider locale="en-US">
      <TableForm />
    </ThemeProvider>,
  );
  await page.settle();
}

const button = (words: string): HTMLElement => {
  const found = [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === words);
  if (found === undefined) throw new Error(`no button ${words}`);
  return found;
};
const press = (words: string): Promise<void> => act(async () => button(words).click());
const rows = (): readonly string[] =>
  [...page.element.querySelectorAll('tbody tr')].map((row) => row.querySelector('td')?.textContent ?? '');
const shows = (words: string): Promise<void> =>
  act(async () => {
    await expect.poll(() => page.element.textContent).toContain(words);
  });

it('each row of a pasted table has its reason, the id of the request, and a mark on the value that is wrong, but no password', async () => {
  await show(OUTCOMES);
  expect(rows()).toEqual(['1', '2', '3', '4']);
  const text = page.element.textContent;
  for (const words of ['1 done', '2 refused', '1 unknown', 'Too short.', 'belongs to another enterprise', 'IVM.10008'])
    expect(text).toContain(words);
  expect([...page.element.querySelectorAll('td.outcome-bad')].map((one) => one.textContent)).toEqual([idOf(1)]);
  expect(page.element.querySelectorAll('td button[aria-label="Copy request id"]')).toHaveLength(1);
  expect(page.element.innerHTML).not.toContain(PASSWORD);
});

// @promise onboarding.rows-shown: A retry of a pasted table sends the rows that are shown, and no others.
it('a retry sends the refused rows alone while they alone are shown, and a row that is done leads to its camera', async () => {
  await show(OUTCOMES);
  await press('2 refused');
  expect(rows()).toEqual(['1', '2']);
  await press('Retry these 2');
  await shows('2 done');
  expect(sent).toEqual([idOf(1), idOf(2)]);
  await press('Done');
  expect(useOnboarding.getState().shown).toBe(DONE.id);
});

// @promise onboarding.unknown-rows: Rows of an order that got no answer are unknown.
it('rows of an order that got no answer are unknown, and rows of an order that never left the client are not sent', async () => {
  await show([null]);
  installMain({
    'onboarding.add': () => Promise.reject(new Error('main is gone')),
    'onboarding.devices': () => Promise.resolve({ ok: true, value: { devices: [] } }),
  });
  await press('Add 1');
  await shows('1 unknown');
  installMain({
    'onboarding.add': () => Promise.resolve({ ok: false, error: TOO_MANY }),
    'onboarding.devices': () => Promise.resolve({ ok: true, value: { devices: [] } }),
  });
  await act(async () => useTable.setState({ rows: [{ values: valuesOf(1), outcome: null }] }));
  await press('Add 1');
  await shows('Nothing was added');
  expect(page.element.textContent).toContain('Not sent');
});

it('the button that adds the rows has the focus still when it sends the rows again that are not done', async () => {
  await show([null, null]);
  button('Add 2').focus();
  await press('Add 2');
  await shows('1 unknown');
  expect(document.activeElement?.textContent).toBe('Retry 1');
});

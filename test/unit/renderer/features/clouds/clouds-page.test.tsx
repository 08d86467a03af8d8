// @vitest-environment jsdom
import { act, StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../../preload/contract/account.ts';
import type { Input } from '../../../../../preload/contract/contract.ts';
import { CAPABILITIES } from '../../../../../preload/domain/accounts/capability.ts';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { VENDOR_IDS } from '../../../../../preload/domain/vendor.ts';
import { SignInCell } from '../../../../../renderer/features/clouds/accounts/account-cells.tsx';
import { cloudStatus } from '../../../../../renderer/features/clouds/cloud-status.tsx';
import { CloudsPage } from '../../../../../renderer/features/clouds/clouds-page.tsx';
import { useAccountFacts } from '../../../../../renderer/features/clouds/model/account-facts.ts';
import { forgetImport } from '../../../../../renderer/features/clouds/model/account-import.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { useCapabilities, type CapabilityColumn } from '../../../../../renderer/features/clouds/model/capabilities.ts';
import { NO_OUTAGES, type Outage } from '../../../../../renderer/state/players/outage-tracker.ts';
import { useOutages } from '../../../../../renderer/state/players/outages.ts';
import { closeCloudsPanel, useNavigation } from '../../../../../renderer/state/page/navigation.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { account, campus, viewOf } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { factsOf, figure } from './facts-sample.ts';

const denied: WireError = {
  code: 'auth.no-permission',
  params: {},
  retryable: false,
  action: 'open-console',
  vendor: {
    id: 'huawei-ivm',
    operation: 'listPackages',
    code: 'IVM.403',
    httpStatus: 403,
    requestId: 'req-1',
    text: null,
  },
};

let page: Page;
let accounts: readonly AccountView[];
let read: Input<'account.facts'>[];
let switched: Input<'account.set-enabled'>[];

const columns: CapabilityColumn[] = VENDOR_IDS.map((vendor) => ({
  vendor,
  operationCount: 3,
  cells: CAPABILITIES.map((capability) => ({
    capability,
    ...(capability === 'ptz'
      ? { state: 'not-yet', reason: 'no-screen-yet', operations: ['ptzControl'] }
      : capability === 'live-flv'
        ? { state: 'yes', reason: null, operations: ['getLiveUrl', 'batchLiveUrls'] }
        : { state: 'no', reason: 'no-operation', operations: [] }),
  })),
}));

function hold(next: readonly AccountView[]): void {
  accounts = next;
  useAccounts.setState({ accounts, vault: null, load: { status: 'ready' } });
}

beforeEach(() => {
  completeDom();
  read = [];
  switched = [];
  closeCloudsPanel();
  forgetImport();
  useAccountFacts.setState({ byId: {} });
  useCapabilities.setState({ columns: [], load: { status: 'idle' } });
  hold([account('a1', 'Harbour'), { ...account('a2', 'Campus'), isKeyMissing: true }]);
  const facts = factsOf(
    'a1',
    [
      figure(61, 80, { key: 'access-channels', name: 'Standard 80' }),
      figure(19, 20, { key: 'motion-recording-channels', name: 'Motion 7 days' }),
    ],
    { errors: [{ part: 'devices', error: denied }], notes: ['no-storage-published'] },
  );
  installMain({
    'account.facts': (input) => {
      read.push(input);
      return Promise.resolve({ ok: true, value: facts });
    },
    'account.cancel-facts': () => Promise.resolve({ ok: true, value: null }),
    'account.capabilities': () => Promise.resolve({ ok: true, value: columns }),
    'account.set-enabled': (input) => {
      switched.push(input);
      hold(accounts.map((held) => (held.id === input.accountId ? { ...held, isEnabled: input.isEnabled } : held)));
      const changed = accounts.find(({ id }) => id === input.accountId);
      if (changed === undefined) throw new Error('no such account');
      return Promise.resolve({ ok: true, value: changed });
    },
  });
});

afterEach(() => page.close());

const text = (selector: string): string => page.find(selector).textContent;
const rowOf = (label: string): HTMLElement => {
  const rows = [...page.element.querySelectorAll<HTMLElement>('.acc')];
  const row = rows.find((held) => held.textContent.includes(label));
  if (row === undefined) throw new Error(`no row of ${label}`);
  return row;
};
const press = (key: string): Promise<void> =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });

describe('an outage', () => {
  const outage: Outage = {
    id: 'o',
    scope: { kind: 'account', accountId: account('a1', 'Harbour').id },
    slots: new Set(),
    cameras: 16,
    mostCameras: 16,
    isSilent: true,
    sinceMs: 1,
    endedAtMs: null,
    error: { code: 'cloud.unavailable', params: {}, retryable: true, action: 'retry', vendor: null },
  };
  const well = { state: 'ok', checkedAtMs: 1, isTested: true, tokenExpiresAtMs: null } as const;

  it('an outage appears on the clouds screen as soon as in the status bar, with the same sign and the same cause', async () => {
    hold([
      { ...account('a1', 'Harbour'), health: well },
      { ...account('a2', 'Campus'), health: well },
    ]);
    const CloudList = cloudStatus[0]?.Content;
    if (CloudList === undefined) throw new Error('no clouds in the status bar');
    page = await open(
      <>
        <CloudsPage />
        <CloudList />
      </>,
    );
    const signs = (box: Element): (string | null)[] =>
      [...box.querySelectorAll('use')].map((sign) => sign.getAttribute('href'));
    const healthy = signs(rowOf('Campus'))[0];
    expect(signs(rowOf('Harbour'))[0]).toBe(healthy);
    await act(async () => useOutages.setState({ active: [outage], past: [] }));
    expect(signs(rowOf('Harbour'))[0]).not.toBe(healthy);
    expect(signs(rowOf('Harbour'))[0]).toBe(signs(page.find('.cl'))[0]);
    expect(rowOf('Harbour').textContent).toContain('The cloud has a fault.');
    expect(rowOf('Harbour').textContent).toContain('16 cameras lost for this reason');
    expect(page.find('.cl').title).toContain('The cloud has a fault.');
    expect(rowOf('Campus').textContent).not.toContain('fault');
    await act(async () => useOutages.setState(NO_OUTAGES));
    expect(signs(rowOf('Harbour'))[0]).toBe(healthy);
  });
});

describe('an account in the table', () => {
  const ok = { state: 'ok', checkedAtMs: 1, tokenExpiresAtMs: null } as const;

  it('an account without a test is shown as not tested, and a tested account states that no expiry is published', async () => {
    const cell = (isTested: boolean) => (
      <SignInCell account={{ ...account('a1', 'Harbour'), health: { ...ok, isTested } }} />
    );
    page = await open(cell(false));
    expect(page.element.textContent).toContain('not tested yet');
    expect(page.element.textContent).not.toContain('no expiry published');
    await page.close();
    page = await open(cell(true));
    expect(page.element.textContent).toContain('no expiry published');
  });

  it('the table counts every camera of an account in one state', async () => {
    const held = { accountId: account('a1', '').id, revision: 1, phase: 'ready', loaded: 4, total: 4, error: null };
    useDirectory.setState({
      view: viewOf(campus('a1')),
      states: { [held.accountId]: { ...held, asOfMs: 1 } },
    } as never);
    page = await open(<CloudsPage />);
    expect(rowOf('Harbour').textContent).toContain('2 / 4');
    const signs = [...rowOf('Harbour').querySelectorAll('.cl')].map((sign) => sign.querySelector('title')?.textContent);
    expect(signs).toEqual(['1 offline', '1 frozen']);
    useDirectory.setState(useDirectory.getInitialState(), true);
  });
});

it('quota and use are read from the accounts that can be asked, the worst shown first, and failures listed', async () => {
  page = await open(<CloudsPage />);
  await page.settle();
  expect(read).toEqual([{ accountId: 'a1' }]);
  expect(rowOf('Harbour').textContent).toContain('19 / 20');
  expect(rowOf('Harbour').textContent).toContain('1 part could not be read');
  expect(rowOf('Campus').textContent).toContain('Enter keys');
});

it('the panel shows quota and use whole: every figure, a failed part with its reason, and figures never reported', async () => {
  page = await open(<CloudsPage />);
  await page.click('.acc-name');
  expect(text('.insp h2')).toBe('Health and quota: Harbour');
  expect(text('.facts')).toContain('61 / 80');
  expect(text('.facts')).toContain('near the limit');
  expect(text('.facts .adv')).toContain('Devices');
  expect(text('.facts .adv')).toContain('req-1');
  expect(text('.facts')).toContain('How much storage is used.');
});

it('quota and use are read again on demand', async () => {
  page = await open(<CloudsPage />);
  await page.click('.acc-name');
  await page.click('.insp .ib[aria-label="Read again"]');
  expect(read.at(-1)).toEqual({ accountId: 'a1', refresh: true });
});

describe('a reading', () => {
  let stopped: number;
  let bring: () => void;

  beforeEach(() => {
    stopped = 0;
    installMain({
      'account.facts': () =>
        new Promise((resolve) => (bring = () => resolve({ ok: true, value: factsOf('a1', [figure(7, 9)]) }))),
      'account.cancel-facts': () => {
        stopped += 1;
        return Promise.resolve({ ok: true, value: null });
      },
      'account.capabilities': () => Promise.resolve({ ok: true, value: columns }),
    });
  });

  const openPage = async (): Promise<void> => {
    page = await open(
      <StrictMode>
        <CloudsPage />
      </StrictMode>,
    );
    await page.click('.acc-name');
  };

  it('a reading runs further when its panel is closed, and the table shows its result', async () => {
    await openPage();
    expect(page.element.querySelector('.facts .skeleton')).not.toBeNull();
    await page.click('.insp .ib[aria-label="Close"]');
    await act(async () => bring());
    expect(stopped).toBe(0);
    expect(rowOf('Harbour').textContent).toContain('7 / 9');
  });

  it('a reading can be stopped', async () => {
    await openPage();
    await page.click('.insp .ib[aria-label="Stop reading"]');
    expect(stopped).toBe(1);
  });
});

describe('turning an account off', () => {
  it('the switch that turns an account off names the effect, works at once, and can be undone', async () => {
    page = await open(<CloudsPage />);
    const button = page.find('.ib[aria-label="Turn off: Harbour"]');
    expect(button.title).toContain('stops all requests to its cloud');
    await page.click('.ib[aria-label="Turn off: Harbour"]');
    expect(rowOf('Harbour').textContent).toContain('Off');
    expect(page.find('.ib[aria-label="Test: Harbour"]').getAttribute('aria-disabled')).toBe('true');
    const undo = useNotices.getState().last?.undo;
    await act(async () => undo?.run());
    expect(switched).toEqual([
      { accountId: 'a1', isEnabled: false },
      { accountId: 'a1', isEnabled: true },
    ]);
    expect(rowOf('Harbour').textContent).not.toContain('Off');
  });
});

it('the abilities of each cloud are one stop for Tab, and arrows bring the reason of every cell', async () => {
  page = await open(<CloudsPage />);
  await page.settle();
  const stops = page.element.querySelectorAll('[role=gridcell][tabindex="0"]');
  expect(stops).toHaveLength(1);
  await act(async () => (stops[0] as HTMLElement).focus());
  expect(document.querySelector('[role=tooltip]')?.textContent).toContain('getLiveUrl, batchLiveUrls');
  for (let row = 0; row < CAPABILITIES.indexOf('ptz'); row += 1) await press('ArrowDown');
  await press('ArrowRight');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('PTZ, Huawei VIS: API console only');
  expect(document.querySelector('[role=tooltip]')?.textContent).toContain('has no screen for it');
  await press('Escape');
  expect(document.querySelector('[role=tooltip]')).toBeNull();
});

describe('many accounts', () => {
  beforeEach(() => {
    hold(
      Array.from({ length: 13 }, (_, i) => ({
        ...account(`a${i}`, `Site ${i}`),
        ...(i === 4 ? { isKeyMissing: true } : {}),
      })),
    );
  });

  it('many accounts can be searched, and narrowed to the accounts that need attention', async () => {
    useAccountFacts.setState({
      byId: Object.fromEntries(accounts.map(({ id }) => [id, { facts: null, isReading: false, error: null }])),
    });
    page = await open(<CloudsPage />);
    expect(page.element.querySelectorAll('.acc')).toHaveLength(13);
    await page.type('.find input', 'site 12');
    expect(page.element.querySelectorAll('.acc')).toHaveLength(1);
    await page.click('.tb [role=radio]:last-child');
    expect(text('.empty')).toContain('No account matches.');
    await page.click('.empty button');
    await page.click('.tb [role=radio]:last-child');
    expect(page.element.querySelectorAll('.acc')).toHaveLength(1);
    expect(rowOf('Site 4').textContent).toContain('Keys are missing');
  });

  it('many accounts can be sorted by name and by state', async () => {
    page = await open(<CloudsPage />);
    const header = (name: string): string => {
      const heads = [...page.element.querySelectorAll('[role=columnheader]')];
      const at = heads.findIndex((head) => head.textContent.includes(name));
      return `[role=columnheader]:nth-child(${at + 1}) button`;
    };
    await page.click(header('State'));
    expect(text('.acc')).toContain('Site 4');
    await page.click(header('Account'));
    await page.click(header('Account'));
    expect(text('.acc')).toContain('Site 9');
  });
});

it('the row of an imported account opens the form for its keys', async () => {
  page = await open(<CloudsPage />);
  await page.click('.ib[aria-label="Edit: Campus"]');
  expect(useNavigation.getState().cloudsPanel).toEqual({ kind: 'edit', accountId: 'a2' });
  expect(document.activeElement?.id).toBe('account-sk');
});

it('arrows lead through the accounts, and Enter opens the facts of the account', async () => {
  page = await open(<CloudsPage />);
  page.find('.accounts [role=grid]').focus();
  await press('ArrowDown');
  await press('ArrowDown');
  await press('Enter');
  expect(useNavigation.getState().cloudsPanel).toEqual({ kind: 'facts', accountId: 'a2' });
});

it('accounts that are known stay in sight while they are read again, and below the reason where that fails', async () => {
  useAccounts.setState({ load: { status: 'loading' } });
  page = await open(<CloudsPage />);
  expect(rowOf('Harbour')).toBeTruthy();
  await act(async () => useAccounts.setState({ load: { status: 'failed', error: denied } }));
  expect(rowOf('Harbour')).toBeTruthy();
  expect(text('.accounts [role=alert]')).toContain('IVM.403');
});

// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../../../../preload/contract/contract.ts';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import { AccountFormPanel } from '../../../../../../renderer/features/clouds/form/account-form.tsx';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { useAccountTest } from '../../../../../../renderer/features/clouds/model/account-test.ts';
import { useNavigation } from '../../../../../../renderer/state/page/navigation.ts';
import { ThemeProvider } from '../../../../../../renderer/ui/theme/theme-provider.tsx';
import { account } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const SECRET = 'sk-Secret-42';
const locked: WireError = { code: 'vault.locked', params: {}, retryable: true, action: 'unlock-vault', vendor: null };
const ready = { backend: 'Secret Service', state: 'ready', sessionOnlyCount: 0 } as const;

let page: Page;
let added: Input<'account.add'>[];
let failure: WireError | null;

async function openForm(edited = false): Promise<void> {
  const panel = <AccountFormPanel account={edited ? account('a1', 'Campus') : null} />;
  page = await open(<ThemeProvider locale="en-US">{panel}</ThemeProvider>);
}

async function fill(): Promise<void> {
  await page.type('#account-label', 'Campus');
  await page.type('#account-userId', '123456789012345');
  await page.type('#account-ak', 'AK-1');
  await page.type('#account-sk', SECRET);
}

const valueOf = (selector: string): string => (page.find(selector) as HTMLInputElement).value;
const submit = (): Promise<void> => page.click('button[type=submit]');

beforeEach(() => {
  completeDom();
  added = [];
  failure = null;
  useAccounts.setState({ vault: ready, accounts: [], load: { status: 'ready' } });
  installMain({
    'account.add': (input) => {
      added.push(input);
      return Promise.resolve(
        failure === null ? { ok: true, value: account('a1', input.label) } : { ok: false, error: failure },
      );
    },
    'account.test': () => Promise.resolve({ ok: true, value: { stages: [], elapsedMs: 1, ranAtMs: 1 } }),
    'account.cancel-test': () => Promise.resolve({ ok: true, value: null }),
  });
});

afterEach(() => page.close());

describe('adding an account', () => {
  it('the form sends the typed words, to the keychain, and then shows the test of the new account', async () => {
    await openForm();
    await fill();
    await submit();
    expect(added).toMatchObject([{ label: 'Campus', secrets: { sk: SECRET }, persistence: 'keychain' }]);
    expect(useNavigation.getState().cloudsPanel).toEqual({ kind: 'test', accountId: 'a1' });
  });

  it('the form reports a wrong value as it was typed, and sends nothing', async () => {
    await openForm();
    await page.type('#account-userId', '12a');
    expect(page.find('#account-userId-note').textContent).toContain('15 to 25');
    await submit();
    expect(page.find('#account-sk-note').textContent).toContain('Required');
    expect(added).toEqual([]);
  });

  it('no word is lost when the keychain is locked, and the form can then store the keys for this session', async () => {
    failure = locked;
    await openForm();
    await fill();
    await submit();
    expect(page.element.textContent).toContain('The keychain is locked.');
    expect([valueOf('#account-label'), valueOf('#account-ak'), valueOf('#account-sk')]).toEqual([
      'Campus',
      'AK-1',
      SECRET,
    ]);
    failure = null;
    await page.click('.keep [role=radio]:last-child');
    await submit();
    expect(added.at(-1)).toMatchObject({ persistence: 'session', secrets: { sk: SECRET } });
  });

  it('the form proposes the session where there is no keychain', async () => {
    useAccounts.setState({ vault: { ...ready, state: 'missing' } });
    await openForm();
    expect(page.find('.keep [aria-checked=true]').textContent).toContain('This session only');
  });
});

describe('several accounts of one cloud', () => {
  const other = { ...account('a9', 'Campus'), endpoint: 'https://api-ivm.myhuaweicloud.com' };

  it('several accounts of one cloud warn as typed of a name that another account has, and send nothing', async () => {
    useAccounts.setState({ accounts: [other] });
    await openForm();
    await fill();
    expect(page.find('#account-label-note').textContent).toContain('The name "Campus" is taken.');
    await submit();
    expect(added).toEqual([]);
  });

  it('several accounts of one cloud warn of the same key twice, which is allowed', async () => {
    useAccounts.setState({ accounts: [{ ...other, fields: { userId: '123456789012345', ak: 'AK-1' } }] });
    await openForm();
    await fill();
    expect(page.element.textContent).toContain('Campus signs in to the same cloud with the same key');
    await page.type('#account-label', 'Campus 2');
    await submit();
    expect(added).toHaveLength(1);
  });
});

describe('an account without its keys', () => {
  it('the form proposes the available place for keys, whatever place the account had before', async () => {
    useAccounts.setState({ vault: { ...ready, state: 'missing' } });
    const imported = { ...account('a1', 'Campus'), isKeyMissing: true };
    page = await open(
      <ThemeProvider locale="en-US">
        <AccountFormPanel account={imported} />
      </ThemeProvider>,
    );
    expect(page.find('.keep [aria-checked=true]').textContent).toContain('This session only');
    expect(document.activeElement?.id).toBe('account-sk');
  });

  it('an account without its keys is not tested while it is off', async () => {
    const off = { ...account('a1', 'Campus'), isEnabled: false };
    page = await open(
      <ThemeProvider locale="en-US">
        <AccountFormPanel account={off} />
      </ThemeProvider>,
    );
    expect(page.find('.insp-f .btn').getAttribute('aria-disabled')).toBe('true');
    expect(page.find('.foot-note').textContent).toBe('Turn the account on first');
  });
});

it('a secret is in no store and in no attribute of the page', async () => {
  await openForm();
  await fill();
  const stores = JSON.stringify([useAccounts.getState(), useNavigation.getState(), useAccountTest.getState()]);
  expect(stores).not.toContain(SECRET);
  expect(page.element.innerHTML).not.toContain(SECRET);
});

it('a secret leaves its field when the form closes', async () => {
  await openForm();
  await fill();
  const field = page.find('#account-sk') as HTMLInputElement;
  await page.close();
  expect(field.value).toBe('');
});

it('a secret stays in its field when the user opens the test report', async () => {
  await openForm();
  await fill();
  await page.click('.insp-f button');
  expect(page.element.textContent).toContain('Test: Campus');
  await page.click('.ph .ib:last-child');
  expect(valueOf('#account-sk')).toBe(SECRET);
});

it('a secret may stay empty in an edit, which leaves the stored one', async () => {
  await openForm(true);
  expect(page.find('#account-sk').getAttribute('placeholder')).toBe('stored');
  expect(page.find('#account-sk-note').textContent).toContain('Leave empty');
});

it('Escape that ends what an input method composes leaves the form open, and the next Escape closes it', async () => {
  await openForm();
  useNavigation.setState({ cloudsPanel: { kind: 'add' } });
  const press = (isComposing: boolean): boolean =>
    page
      .find('#account-label')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, isComposing }));
  press(true);
  expect(useNavigation.getState().cloudsPanel).toEqual({ kind: 'add' });
  press(false);
  expect(useNavigation.getState().cloudsPanel).toEqual({ kind: 'none' });
});

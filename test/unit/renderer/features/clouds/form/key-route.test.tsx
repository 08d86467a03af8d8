// @vitest-environment jsdom
/** The form names the host that gets the keys, while it is typed, and asks for the keys again when the host changes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../../../preload/contract/account.ts';
import type { Input } from '../../../../../../preload/contract/contract.ts';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import { AccountFormPanel } from '../../../../../../renderer/features/clouds/form/account-form.tsx';
import { ImportItem } from '../../../../../../renderer/features/clouds/import/import-item.tsx';
import { AccountRoute } from '../../../../../../renderer/features/clouds/form/key-route.tsx';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { ThemeProvider } from '../../../../../../renderer/ui/theme/theme-provider.tsx';
import { account } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const DOCUMENTED = 'https://api-ivm.myhuaweicloud.com';
const stored: AccountView = {
  ...account('a1', 'Campus'),
  endpoint: DOCUMENTED,
  fields: { userId: '123456789012345', ak: 'AK-1' },
};

let page: Page;
let updated: Input<'account.update'>[];
let tested: Input<'account.test'>[];
let failure: WireError;

const form = async (edited: AccountView | null = stored, locale: 'en-US' | 'zh-CN' = 'en-US', why?: WireError) => {
  setLocale(locale);
  page = await open(
    <ThemeProvider locale={locale}>
      <AccountFormPanel account={edited} refusal={why} />
    </ThemeProvider>,
  );
};
const route = (): string => page.find('#account-route').textContent;
const noteOf = (name: string): string => page.find(`#account-${name}-note`).textContent;
const submit = (): Promise<void> => page.click('button[type=submit]');
const refusal = (code: WireError['code'], field: string): WireError => ({
  code,
  params: { field, host: 'evil.example', label: 'Campus' },
  retryable: false,
  action: 'edit-account',
  vendor: null,
});

beforeEach(() => {
  completeDom();
  [updated, tested] = [[], []];
  failure = refusal('account.address-refused', 'endpoint');
  useAccounts.setState({
    vault: { backend: 'Secret Service', state: 'ready', sessionOnlyCount: 0 },
    accounts: [stored],
    load: { status: 'ready' },
  });
  installMain({
    'account.update': (input) => {
      updated.push(input);
      return Promise.resolve({ ok: false, error: failure });
    },
    'account.test': (input) => {
      tested.push(input);
      return Promise.resolve({ ok: true, value: { stages: [], elapsedMs: 1, ranAtMs: 1 } });
    },
    'account.cancel-test': () => Promise.resolve({ ok: true, value: null }),
  });
});
afterEach(async () => {
  await page.close();
  setLocale('en-US');
});

it('the line of the key route names a documented host while it is typed, and announces a question for another host', async () => {
  await form();
  expect(route()).toBe('Keys are sent to api-ivm.myhuaweicloud.com (documented by Huawei IVM).');
  await page.type('#account-endpoint', `${DOCUMENTED}.evil.example`);
  expect(route()).toContain(
    'Keys will be sent to api-ivm.myhuaweicloud.com.evil.example, which Huawei IVM does not document.',
  );
  expect(route()).toContain('You will be asked to confirm.');
  expect(route()).toContain('The address changed: enter the keys again.');
});

it('the line of the key route is read by a screen reader, and belongs to the secret fields', async () => {
  await form();
  expect(page.find('#account-route').getAttribute('role')).toBe('status');
  expect(page.find('#account-sk').getAttribute('aria-describedby')).toBe('account-sk-note account-route');
});

it('the line of the key route names a confirmed host as confirmed, and announces no question', async () => {
  await form({ ...stored, endpoint: 'https://ivm.example', confirmedOrigins: ['https://ivm.example'] });
  expect(route()).toBe('Keys are sent to ivm.example, which Huawei IVM does not document. This host was confirmed.');
});

it('the line of the key route is shown for a stored account too, with every host once', async () => {
  const vcs = { ...stored, vendor: 'aliyun-vcs' as const, endpoint: 'https://vcs.cn-hangzhou.aliyuncs.com' };
  const fields = { dataEndpoint: 'https://data.example' };
  setLocale('zh-CN');
  page = await open(
    <ThemeProvider locale="zh-CN">
      <AccountRoute account={{ ...vcs, fields }} />
    </ThemeProvider>,
  );
  expect([...page.element.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
    '密钥发送到 vcs.cn-hangzhou.aliyuncs.com（阿里 VCS 文档载明）。',
    '密钥将发送到 data.example，阿里 VCS 的文档未载明该主机。届时会请您确认。',
  ]);
});

it('a changed address marks the secrets as required at once, and nothing is sent before they are there', async () => {
  await form();
  expect(page.find('#account-sk').getAttribute('aria-required')).toBe('false');
  await page.type('#account-endpoint', 'https://evil.example');
  expect(noteOf('sk')).toBe('The address changed: enter it again.');
  expect(page.find('#account-sk').getAttribute('placeholder')).toBe('');
  expect(page.find('#account-sk').getAttribute('aria-invalid')).toBe('true');
  expect(page.find('#account-sk').getAttribute('aria-required')).toBe('true');
  await submit();
  expect(updated).toEqual([]);
  expect(document.activeElement?.id).toBe('account-sk');
  expect(page.find('.foot-note').textContent).toContain('enter the keys again to test or to save');
  await page.type('#account-endpoint', DOCUMENTED);
  expect(page.find('#account-sk').getAttribute('placeholder')).toBe('stored');
});

it('a changed address is sent together with the keys, to be saved or to be tested', async () => {
  await form();
  await page.type('#account-endpoint', 'https://ivm.example');
  await page.type('#account-sk', 'SK-2');
  await submit();
  expect(updated).toEqual([{ accountId: 'a1', endpoint: 'https://ivm.example', secrets: { sk: 'SK-2' } }]);
  await page.click('.insp-f button');
  expect(tested).toMatchObject([
    { target: { kind: 'draft', accountId: 'a1', draft: { endpoint: 'https://ivm.example', secrets: { sk: 'SK-2' } } } },
  ]);
});

it('a changed address that main refuses marks its field, opens the part around it, and is not lost', async () => {
  await form();
  await page.type('#account-endpoint', 'https://evil.example');
  await page.type('#account-sk', 'SK-2');
  await submit();
  expect(noteOf('endpoint')).toBe('Nobody confirmed this host, so nothing was sent to it.');
  expect((page.find('details') as HTMLDetailsElement).open).toBe(true);
  expect(document.activeElement?.id).toBe('account-endpoint');
  expect((page.find('#account-sk') as HTMLInputElement).value).toBe('SK-2');
  const box = page.find('.form-error');
  expect(box.textContent).toContain('Nothing was sent to evil.example.');
  expect(box.querySelector('button'), 'a button to edit what is being edited').toBeNull();
  await page.type('#account-endpoint', 'https://evil2.example');
  expect(noteOf('endpoint')).not.toContain('Nobody confirmed');
});

describe('a wrong address', () => {
  it('an address that cannot be used has the reason beside its field, in the language of the client', async () => {
    await form(null, 'zh-CN');
    await page.type('#account-endpoint', 'http://cloud.example');
    expect(noteOf('endpoint')).toBe('请以 https 开头。客户端仅对本机上的模拟云使用 http。');
    expect(route()).toBe('不向 cloud.example 发送密钥：使用 http 时，途中任何人都能看到密钥。');
    await page.type('#account-endpoint', 'https://user@cloud.example');
    expect(noteOf('endpoint')).toContain('不含用户名');
  });

  it('an address that cannot be used is named by its label, not by the name of a request, when main refuses it', async () => {
    failure = refusal('input.invalid-field', 'endpoint');
    await form();
    await page.type('#account-label', 'North');
    await submit();
    expect(page.find('.form-error').textContent).toContain('Address of the API is not valid.');
    expect(noteOf('endpoint')).toBe('An address such as https://host.');
  });

  it('an address that cannot be used has the focus, and is marked, when the form opens for it after a failed test', async () => {
    const site = { ...stored, vendor: 'huawei-vis' as const, endpoint: 'https://vis.example', isKeyMissing: true };
    const why = refusal('input.invalid-field', 'projectName');
    await form({ ...site, fields: { domainName: 'firm', userName: 'lena' } }, 'en-US', why);
    expect(document.activeElement?.id).toBe('account-projectName');
    expect(noteOf('projectName')).toBe('Required, because the address of the API names no region.');
  });
});

it('an imported account names the host that its keys would go to', async () => {
  page = await open(
    <ul>
      <ImportItem
        isDone={false}
        item={{
          position: 1,
          line: 8,
          label: 'Shop',
          vendor: 'huawei-ivm',
          outcome: 'added',
          accountId: null,
          error: null,
          unknownHosts: ['api-ivm.myhuaweicloud.com.evil.example'],
        }}
      />
    </ul>,
  );
  expect(page.element.textContent).toContain(
    'Its keys would go to api-ivm.myhuaweicloud.com.evil.example, which Huawei IVM does not document.',
  );
});

// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportedAccount } from '../../../../../../preload/contract/cloud-facts.ts';
import type { Input, Output } from '../../../../../../preload/contract/contract.ts';
import type { Result, WireError } from '../../../../../../preload/domain/error.ts';
import { asAccountId } from '../../../../../../preload/domain/ids.ts';
import { ImportPanel } from '../../../../../../renderer/features/clouds/import/import-panel.tsx';
import { forgetImport, previewImport } from '../../../../../../renderer/features/clouds/model/account-import.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { useNavigation } from '../../../../../../renderer/state/page/navigation.ts';
import { account } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const badField: WireError = {
  code: 'input.invalid-field',
  params: { field: 'endpoint', detail: 'not an address', line: 20 },
  retryable: false,
  action: 'edit-account',
  vendor: null,
};
const badFile: WireError = { ...badField, code: 'input.bad-file', params: { line: 3, detail: 'not JSON' } };

const item = (position: number, label: string, rest: Partial<ImportedAccount>): ImportedAccount => ({
  position,
  line: position * 8,
  label,
  vendor: 'huawei-ivm',
  outcome: 'added',
  accountId: null,
  unknownHosts: [],
  error: null,
  ...rest,
});

let page: Page;
let answer: (input: Input<'account.import'>) => Result<Output<'account.import'>>;

const choose = (): Promise<void> =>
  act(() =>
    previewImport({
      name: 'site.json',
      size: 2,
      arrayBuffer: () => Promise.resolve(new TextEncoder().encode('{}').buffer),
    }),
  );

beforeEach(async () => {
  completeDom();
  forgetImport();
  useAccounts.setState({ accounts: [], load: { status: 'ready' } });
  answer = ({ isPreview }) => ({
    ok: true,
    value: {
      accounts: [
        item(1, 'Harbour', { accountId: isPreview === true ? null : asAccountId('a1') }),
        item(2, 'Campus', { outcome: 'already-there' }),
        item(3, 'Tunnel', { outcome: 'refused', error: badField }),
      ],
    },
  });
  installMain({ 'account.import': (input) => Promise.resolve(answer(input)) });
  page = await open(<ImportPanel />);
});

afterEach(() => page.close());

const items = (): (string | null)[] => [...page.element.querySelectorAll('.imports li')].map((li) => li.textContent);

it('the import panel shows the outcome for every account before anything is changed', async () => {
  await choose();
  expect(page.element.textContent).toContain('1 to add, 1 already there, 1 cannot be added');
  expect(items()[0]).toContain('will be added');
  expect(items()[1]).toContain('already there, stays as it is');
  expect(items()[2]).toContain('not an address');
  expect(items()[2]).toContain('line 24');
  expect(items()[2]).toContain('Correct line 24 of the file and choose it again');
  expect(page.find('.btn.pri').textContent).toBe('Import 1 account');
});

it('the import panel offers to enter the keys of added accounts until the keys are there', async () => {
  await choose();
  await page.click('.btn.pri');
  await act(async () => useAccounts.setState({ accounts: [{ ...account('a1', 'Harbour'), isKeyMissing: true }] }));
  await page.click('[aria-label="Enter keys: Harbour"]');
  expect(useNavigation.getState().cloudsPanel).toEqual({ kind: 'edit', accountId: 'a1' });
  await act(async () => useAccounts.setState({ accounts: [account('a1', 'Harbour')] }));
  expect(items()[0]).toContain('keys entered');
  expect(page.element.querySelector('[aria-label="Enter keys: Harbour"]')).toBeNull();
});

it('the import panel names the place of an error in a bad file, and accepts the next file', async () => {
  const good = answer;
  answer = () => ({ ok: false, error: badFile });
  await choose();
  expect(page.find('[role=alert]').textContent).toContain('Line 3: not JSON');
  expect(page.element.querySelector('.btn.pri')).toBeNull();
  answer = good;
  await choose();
  expect(items()).toHaveLength(3);
});

it('the import panel has nothing to press when a file brings nothing', async () => {
  answer = () => ({ ok: true, value: { accounts: [item(1, 'Campus', { outcome: 'already-there' })] } });
  await choose();
  expect(page.find('.btn.pri').getAttribute('aria-disabled')).toBe('true');
  expect(page.find('.btn.pri').textContent).toBe('Nothing to import');
});

// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConsoleField, OperationHelp, RunOutcome } from '../../../../../preload/contract/console.ts';
import type { Input } from '../../../../../preload/contract/contract.ts';
import { ConsolePage } from '../../../../../renderer/features/console/console-page.tsx';
import { useHelp } from '../../../../../renderer/contract-form/console-help.ts';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { useShortcuts } from '../../../../../renderer/shell/shortcuts.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { draftRef, editField, useDrafts } from '../../../../../renderer/contract-form/console-drafts.ts';
import { useRuns } from '../../../../../renderer/features/console/model/console-runs.ts';
import {
  chooseOperation,
  focusConsoleForm,
  useConsole,
} from '../../../../../renderer/features/console/model/console.ts';
import { useNavigation } from '../../../../../renderer/state/page/navigation.ts';
import { account } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { description, field, operation } from './sample.ts';

const FIELDS: readonly ConsoleField[] = [
  field('device_id', { isRequired: true, minLength: 2, maxLength: 8, descEn: 'Device id' }),
  field('limit', { kind: 'integer', max: 100 }),
  field('order', { enumValues: [{ value: 'asc', meaning: 'ascending' }] }),
  field('tags', { kind: 'list', item: field('', { maxLength: 3 }) }),
];
const HELP: OperationHelp = {
  about: ['查询设备的详细信息。'],
  fields: { device_id: '设备 ID', user_id: '用户 ID' },
  values: { order: { asc: '升序' } },
  requiredWhen: {},
  answer: { 'devices.device_id': '答复中的设备 ID' },
};
const ok: RunOutcome = {
  kind: 'ok',
  valueJson: '{"devices": [{"device_id": "D1"}]}',
  isCut: false,
  totalChars: 34,
  redacted: 0,
  failures: [],
  file: null,
};

let page: Page;
let runs: Input<'console.run'>[];
let outcome: RunOutcome;
let helped: Input<'console.help'>[];
let help: OperationHelp | null;

beforeEach(async () => {
  completeDom();
  runs = [];
  outcome = ok;
  helped = [];
  help = HELP;
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
  useConsole.setState(useConsole.getInitialState(), true);
  useDrafts.setState(useDrafts.getInitialState(), true);
  useRuns.setState(useRuns.getInitialState(), true);
  useHelp.setState(useHelp.getInitialState(), true);
  installMain({
    'console.help': (input) => {
      helped.push(input);
      return Promise.resolve({ ok: true, value: help });
    },
    'console.describe': ({ operationId }) => {
      const effect = operationId === 'deleteDevice' ? 'write' : 'read';
      const change = effect === 'write' ? 'delete' : null;
      const view = operation(operationId, { effect, change });
      return Promise.resolve({ ok: true, value: description(view, FIELDS, { sampleJson: '{"limit": 5}' }) });
    },
    'console.run': (input) => {
      runs.push(input);
      return Promise.resolve({
        ok: true,
        value: { outcome, requestId: 'REQ-1', httpStatus: 200, elapsedMs: 12, atMs: 1 },
      });
    },
    'console.draft': () => Promise.resolve({ ok: true, value: { params: null } }),
    'console.keep-draft': () => Promise.resolve({ ok: true, value: null }),
    'console.history': () => Promise.resolve({ ok: true, value: [] }),
  });
  useNavigation.setState({ screen: 'console' });
  page = await open(<Screen />);
});

afterEach(async () => {
  await page.close();
  setLocale('en-US');
});

function Screen() {
  useShortcuts();
  return <ConsolePage />;
}

async function choose(operationId: string): Promise<void> {
  await act(async () => chooseOperation({ vendor: 'huawei-ivm', operationId }));
}

async function press(key: string): Promise<void> {
  const init = { key, ctrlKey: true, bubbles: true, cancelable: true };
  await act(async () => document.body.dispatchEvent(new KeyboardEvent('keydown', init)));
}

const leave = (): Promise<void> => act(async () => (document.activeElement as HTMLElement).blur());

const words = (): string => page.element.textContent ?? '';

describe('the form of an operation', () => {
  it('the form names a broken limit while the user types, and sends nothing until the limit is met', async () => {
    await choose('getDevice');
    await page.type('#co-device_id', 'D');
    expect(words()).toContain('Enter at least 2 characters.');
    await press('Enter');
    expect(runs).toHaveLength(0);
    await page.type('#co-device_id', 'D1');
    await press('Enter');
    expect(runs).toMatchObject([{ accountId: 'a1', operationId: 'getDevice', params: { device_id: 'D1' } }]);
  });

  it('the form names missing values only after an attempt to run', async () => {
    await choose('getDevice');
    expect(words()).not.toContain('This parameter is required.');
    await press('Enter');
    expect(words()).toContain('This parameter is required.');
  });

  it('the form sends numbers as numbers and rows of a list in their order', async () => {
    await choose('getDevice');
    await page.type('#co-device_id', 'D1');
    await page.type('#co-limit', '7');
    await page.click('#co-tags');
    await page.type('#co-tags_0_', 'abc');
    await press('Enter');
    expect(runs[0]?.params).toEqual({ device_id: 'D1', limit: 7, tags: ['abc'] });
  });

  it('the typed words are still there when another operation was open in between', async () => {
    await choose('getDevice');
    await page.type('#co-device_id', 'D1');
    await choose('listDevices');
    expect((page.find('#co-device_id') as HTMLInputElement).value).toBe('');
    await choose('getDevice');
    expect((page.find('#co-device_id') as HTMLInputElement).value).toBe('D1');
  });

  it('the form takes the focus once on request, and an operator who walks the list afterwards stays in the list', async () => {
    await choose('getDevice');
    await act(async () => focusConsoleForm());
    expect(document.activeElement?.id).toBe('co-device_id');
    await leave();
    await choose('listDevices');
    expect(document.activeElement).toBe(document.body);
    await page.close();
    page = await open(<Screen />);
    expect(document.activeElement).toBe(document.body);
    await choose('getDevice');
    await act(async () => focusConsoleForm());
    expect(document.activeElement?.id).toBe('co-device_id');
  });

  it('the form takes the focus once it is readable, unless another operation was chosen since the request', async () => {
    const both = async (operationId: string): Promise<void> =>
      act(async () => {
        chooseOperation({ vendor: 'huawei-ivm', operationId });
        focusConsoleForm();
      });
    await both('getDevice');
    expect(document.activeElement?.id).toBe('co-device_id');
    await leave();
    await act(async () => {
      focusConsoleForm();
      chooseOperation({ vendor: 'huawei-ivm', operationId: 'listDevices' });
    });
    expect(document.activeElement).toBe(document.body);
  });

  it('the form shows a refusal of main beside its field until the field changes', async () => {
    outcome = { kind: 'invalid', complaints: [{ path: ['limit'], code: 'too-large', detail: '50' }] };
    await choose('getDevice');
    await page.type('#co-device_id', 'D1');
    await page.type('#co-limit', '60');
    await press('Enter');
    expect(page.find('[data-field=limit]').textContent).toContain('The largest value is 50.');
    await page.type('#co-limit', '40');
    expect(page.find('[data-field=limit]').textContent).not.toContain('largest');
  });
});

describe('the words of the document', () => {
  const speak = (locale: 'zh-CN' | 'en-US'): Promise<void> => act(async () => setLocale(locale));

  it('the document is not read while the page is English, and the form shows English words', async () => {
    await choose('getDevice');
    expect(helped).toEqual([]);
    expect(page.find('[data-field=device_id]').textContent).toContain('Device id');
  });

  it('the words of the document take the place of the English ones while the page is Chinese, and are read once', async () => {
    await choose('getDevice');
    await speak('zh-CN');
    expect(page.find('[data-field=device_id]').textContent).toContain('设备 ID');
    expect(words()).not.toContain('Device id');
    expect(words()).toContain('查询设备的详细信息。');
    expect(words()).toContain('用户 ID');
    await speak('en-US');
    expect(page.find('[data-field=device_id]').textContent).toContain('Device id');
    await speak('zh-CN');
    expect(helped).toEqual([{ vendor: 'huawei-ivm', operationId: 'getDevice', language: 'zh-CN' }]);
  });

  it('a field without words in the document has the English ones, marked as English', async () => {
    help = { ...HELP, fields: {} };
    await speak('zh-CN');
    await choose('getDevice');
    const left = page.find('[data-field=device_id] [lang=en]');
    expect(left.textContent).toBe('Device id');
    help = null;
    await choose('listDevices');
    expect(page.find('[data-field=device_id] [lang=en]').textContent).toBe('Device id');
  });

  it('a chosen value is explained in the words of the document', async () => {
    await speak('zh-CN');
    await choose('getDevice');
    await act(async () =>
      editField(draftRef({ vendor: 'huawei-ivm', operationId: 'getDevice' }, null), ['order'], 'asc'),
    );
    expect(page.find('[data-field=order]').textContent).toContain('asc：升序');
  });

  it('a field of the answer is explained in the words of the document', async () => {
    await speak('zh-CN');
    await choose('getDevice');
    await page.type('#co-device_id', 'D1');
    await press('Enter');
    expect(page.find('[role=treeitem] [title="答复中的设备 ID"]').textContent).toBe('device_id');
  });
});

it('a call shows its answer as a tree with status, time and request id', async () => {
  await choose('getDevice');
  await page.type('#co-device_id', 'D1');
  await press('Enter');
  expect(page.find('.co-sum').textContent).toContain('HTTP 200');
  expect(page.find('.co-sum').textContent).toContain('12 ms');
  expect(page.find('[data-request-id]').dataset['requestId']).toBe('REQ-1');
});

it('a call that writes asks first, names its target, and sends nothing when the operator declines', async () => {
  await choose('deleteDevice');
  await page.type('#co-device_id', 'D1');
  await press('Enter');
  const dialog = document.querySelector('[role=dialog]');
  expect(dialog?.textContent).toContain('Operation deleteDevice?');
  expect(dialog?.textContent).toMatch(/device_id.*D1/);
  expect(runs).toHaveLength(0);
  const buttons = [...(dialog?.querySelectorAll('button') ?? [])];
  await act(async () => buttons.find((button) => button.textContent === 'Do not run')?.click());
  expect(runs).toHaveLength(0);
});

it('a call carries the word of the operator after the question', async () => {
  await choose('deleteDevice');
  await page.type('#co-device_id', 'D1');
  await press('Enter');
  const buttons = [...(document.querySelector('[role=dialog]')?.querySelectorAll('button') ?? [])];
  await act(async () => buttons.find((button) => button.textContent === 'Delete')?.click());
  expect(runs).toMatchObject([{ operationId: 'deleteDevice', isConfirmed: true }]);
});

it('a call needs an account of the cloud, and the page offers to add an account', async () => {
  await act(async () => useAccounts.setState({ accounts: [] }));
  await choose('getDevice');
  await page.type('#co-device_id', 'D1');
  await press('Enter');
  expect(runs).toHaveLength(0);
  expect(words()).toContain('No Huawei IVM account');
  expect(words()).toContain('Add account');
});

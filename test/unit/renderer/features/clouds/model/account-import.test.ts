// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import type { ImportedAccount } from '../../../../../../preload/contract/cloud-facts.ts';
import type { Input, Output } from '../../../../../../preload/contract/contract.ts';
import type { Result, WireError } from '../../../../../../preload/domain/error.ts';
import {
  countOutcomes,
  forgetImport,
  previewImport,
  runImport,
  useAccountImport,
} from '../../../../../../renderer/features/clouds/model/account-import.ts';
import { MAX_FILE_CHARS } from '../../../../../../renderer/state/page/import-file.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';

const badFile: WireError = {
  code: 'input.bad-file',
  params: { line: 3, detail: 'not JSON' },
  retryable: false,
  action: 'none',
  vendor: null,
};
const item = (position: number, outcome: ImportedAccount['outcome']): ImportedAccount => ({
  position,
  line: position * 8,
  label: `Site ${position}`,
  vendor: 'huawei-ivm',
  outcome,
  accountId: null,
  unknownHosts: [],
  error: null,
});
const items = [item(1, 'added'), item(2, 'already-there'), item(3, 'refused')];

let asked: Input<'account.import'>[];
let answer: (input: Input<'account.import'>) => Promise<Result<Output<'account.import'>>>;

beforeEach(() => {
  forgetImport();
  asked = [];
  answer = () => Promise.resolve({ ok: true, value: { accounts: items } });
  const request = {
    'account.import': (input: Input<'account.import'>) => {
      asked.push(input);
      return answer(input);
    },
  };
  const nothing = () => () => undefined;
  Object.assign(window, { lanner: { request, on: nothing, onConnection: nothing } });
});

const file = (text: string, name = 'accounts.json', size = text.length) => ({
  name,
  size,
  arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
});
const step = () => useAccountImport.getState().step;

it('an import shows its plan before anything is changed, and then carries the plan out', async () => {
  await previewImport(file('{"accounts":[]}'));
  expect(asked).toEqual([{ text: '{"accounts":[]}', isPreview: true }]);
  expect(step()).toMatchObject({ kind: 'preview', items });
  await runImport();
  expect(asked.slice(1)).toEqual([{ text: '{"accounts":[]}' }]);
  expect(step()).toMatchObject({ kind: 'done', name: 'accounts.json', items });
  expect(useNotices.getState().last).toMatchObject({ key: 'accountsImported', params: { count: 1 } });
});

it('an import runs once however often it is requested', async () => {
  await previewImport(file('{}'));
  await Promise.all([runImport(), runImport()]);
  expect(asked).toHaveLength(2);
});

it('an import names the place of an error in a bad file, and changes nothing', async () => {
  answer = () => Promise.resolve({ ok: false, error: badFile });
  await previewImport(file('{'));
  expect(step()).toEqual({ kind: 'refused', name: 'accounts.json', error: badFile });
  await runImport();
  expect(asked).toHaveLength(1);
});

it('an import does not read a file that is far too large, nor send a text that is too long', async () => {
  await previewImport({ name: 'film.mp4', size: 5e9, arrayBuffer: () => Promise.reject(new Error('read')) });
  expect(step()).toEqual({ kind: 'too-large', name: 'film.mp4' });
  await previewImport(file('x'.repeat(MAX_FILE_CHARS + 1)));
  expect(step()).toEqual({ kind: 'too-large', name: 'accounts.json' });
  expect(asked).toEqual([]);
});

it('an import reports the reason why a file could not be opened', async () => {
  await previewImport({ name: 'gone.json', size: 1, arrayBuffer: () => Promise.reject(new Error('not found')) });
  expect(step()).toEqual({ kind: 'unreadable', name: 'gone.json', reason: 'not found' });
});

it('an import shows the file that was chosen last, also when an earlier file is read later', async () => {
  let endFirst: (bytes: ArrayBuffer) => void = () => undefined;
  const arrayBuffer = () => new Promise<ArrayBuffer>((resolve) => (endFirst = resolve));
  const slow = { name: 'first.json', size: 1, arrayBuffer };
  const first = previewImport(slow);
  await previewImport(file('{}', 'second.json'));
  endFirst(new TextEncoder().encode('{}').buffer);
  await first;
  expect(step()).toMatchObject({ kind: 'preview', name: 'second.json' });
});

it('a file that is chosen while an import runs waits, and the outcome of the import is shown first', async () => {
  await previewImport(file('{}', 'first.json'));
  const run = runImport();
  await previewImport(file('{}', 'second.json'));
  await run;
  expect(step()).toMatchObject({ kind: 'done', name: 'first.json' });
  expect(useAccountImport.getState().waiting?.name).toBe('second.json');
});

it('a file that was chosen after the import was forgotten is not touched', async () => {
  await previewImport(file('{}', 'first.json'));
  const run = runImport();
  forgetImport();
  await previewImport(file('{}', 'second.json'));
  await run;
  expect(step()).toMatchObject({ kind: 'preview', name: 'second.json' });
});

it('the outcome counts added, present and refused accounts', () => {
  expect(countOutcomes(items)).toEqual({ added: 1, there: 1, refused: 1 });
});

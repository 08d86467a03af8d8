/** The configuration as a file: no secret goes out, nothing is lost by a bad one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AccountFilesService } from '../../../../../main/services/accounts/account-files.ts';
import { jsonLines } from '../../../../../main/services/shared/json-lines.ts';
import { draftOf, openBench } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { MemoryCloud } from '../memory-cloud.ts';

const ENDPOINT = 'https://cloud.example';

function open(choosePath: (() => Promise<string | null>) | null = null) {
  const cloud = new MemoryCloud();
  const bench = openBench({ dir: testFolder(), cloud });
  const files = new AccountFilesService({
    onSaved: () => {},
    accountStore: bench.accountStore,
    accounts: bench.accounts,
    choosePath,
    consent: bench.consent,
  });
  return { ...bench, cloud, files };
}

const fileOf = (...accounts: readonly object[]): string =>
  JSON.stringify({ format: 'lanner.accounts', version: 1, accounts }, null, 2);

const shop = {
  vendor: 'huawei-ivm',
  label: 'Shop',
  endpoint: ENDPOINT,
  region: null,
  fields: { userId: '1234567890123456', ak: 'AK1' },
};

describe('export', () => {
  it('a file of accounts has the settings of each account, and none of its secrets', async () => {
    const { accounts, files } = open();
    await accounts.add(draftOf(ENDPOINT));
    const { outcome, text, count, suggestedName } = await files.export(null);
    expect([outcome, count]).toEqual(['download', 1]);
    expect(suggestedName).toMatch(/^lanner-accounts-\d{4}-\d{2}-\d{2}\.json$/);
    expect(text).not.toContain('the-secret-key');
    expect(JSON.parse(text)).toEqual({
      format: 'lanner.accounts',
      version: 1,
      accounts: [{ ...shop, isEnabled: true }],
    });
  });

  it('a file of accounts leaves out the accounts of the simulated clouds, and takes only the accounts that were named', async () => {
    const { accounts, files } = open();
    await accounts.add(draftOf(ENDPOINT, { label: 'Demo' }), { isEphemeral: true });
    const { id } = await accounts.add(draftOf(ENDPOINT, { label: 'One' }));
    await accounts.add(draftOf(ENDPOINT, { label: 'Two' }));
    const labels = async (ids: readonly (typeof id)[] | null) => {
      const { text } = await files.export(ids);
      return (JSON.parse(text) as { accounts: { label: string }[] }).accounts.map(({ label }) => label);
    };
    expect(await labels(null)).toEqual(['One', 'Two']);
    expect(await labels([id])).toEqual(['One']);
  });

  it('a file of accounts is written where the operator chose, and nowhere when the dialog was closed', async () => {
    const path = join(testFolder(), 'out.json');
    const { accounts, files } = open(() => Promise.resolve(path));
    await accounts.add(draftOf(ENDPOINT));
    const { outcome, text } = await files.export(null);
    expect(outcome).toBe('saved');
    expect(await readFile(path, 'utf8')).toBe(text);
    expect((await open(() => Promise.resolve(null)).files.export(null)).outcome).toBe('cancelled');
    const nowhere = open(() => Promise.resolve(join(path, 'below-a-file')));
    await expect(nowhere.files.export(null)).rejects.toMatchObject({ code: 'storage.write-failed' });
  });
});

it('an import restores the exported accounts, which then ask for their keys', async () => {
  const from = open();
  const { id } = await from.accounts.add(draftOf(ENDPOINT));
  await from.accounts.setEnabled(id, false);
  await from.accounts.add(draftOf(ENDPOINT, { label: '仓库 B', fields: { userId: '1234567890123456', ak: 'AK2' } }));
  const { text } = await from.files.export(null);
  const to = open();
  const { accounts } = await to.files.import(text, false);
  expect(accounts.map(({ outcome, label }) => [outcome, label])).toEqual([
    ['added', 'Shop'],
    ['added', '仓库 B'],
  ]);
  expect(to.accounts.list()).toMatchObject([
    { label: 'Shop', isKeyMissing: true, isEnabled: false, fields: shop.fields },
    { label: '仓库 B', isKeyMissing: true, isEnabled: true },
  ]);
  expect((await to.files.export(null)).text).toBe(text);
  const second = to.accounts.list()[1];
  const updated = await to.accounts.update({
    accountId: second?.id ?? id,
    secrets: { sk: 'key' },
    persistence: 'session',
  });
  expect(updated.isKeyMissing).toBe(false);
});

it('a preview of an import changes nothing, and reports the same as the import', async () => {
  const { accounts, files } = open();
  const text = fileOf(shop, { ...shop, label: 'Again' }, { ...shop, fields: { ...shop.fields, ak: 'AK2' } });
  const outcomes = async (isPreview: boolean) =>
    (await files.import(text, isPreview)).accounts.map(({ outcome, error }) => [outcome, error?.code]);
  const expected = [
    ['added', undefined],
    ['already-there', undefined],
    ['refused', 'account.label-taken'],
  ];
  expect(await outcomes(true)).toEqual(expected);
  expect(accounts.list()).toEqual([]);
  expect(await outcomes(false)).toEqual(expected);
  expect(accounts.list()).toHaveLength(1);
});

it('an import recognises an account again whatever it is called now', async () => {
  const { accounts, files } = open();
  const { id } = await accounts.add(draftOf(ENDPOINT, { label: 'Renamed' }));
  const { accounts: read } = await files.import(fileOf(shop), false);
  expect(read).toMatchObject([{ outcome: 'already-there', accountId: id }]);
  expect(accounts.list()).toHaveLength(1);
});

it.each([
  ['an unknown cloud', { vendor: 'other' }, 'vendor', 6],
  ['no name', { label: '' }, 'label', 7],
  ['an address without https', { endpoint: 'http://cloud.example' }, 'endpoint', 8, 'account.address-plain'],
  ['a field that is none', { fields: { ak: 'AK1', colour: 'red' } }, 'colour', 12],
  ['a value of another form', { fields: { userId: 'x', ak: 'AK1' } }, 'userId', 11],
  ['a secret', { secrets: { sk: 'the-secret-key' } }, 'secrets', 14],
  ['a secret among the fields', { fields: { ak: 'AK1', sk: 'the-secret-key' } }, 'sk', 12],
])('an import refuses %s, names the place and takes the other accounts', async (...[, change, field, line, code]) => {
  const { accounts, files } = open();
  const good = { ...shop, label: 'Good', fields: { ...shop.fields, ak: 'AK9' } };
  const { accounts: read } = await files.import(fileOf({ ...shop, ...change }, good), false);
  expect(read).toMatchObject([
    { position: 1, line, outcome: 'refused', error: { code: code ?? 'input.invalid-field', params: { field, line } } },
    { position: 2, outcome: 'added', label: 'Good' },
  ]);
  expect(JSON.stringify(read)).not.toContain('the-secret-key');
  expect(accounts.list().map(({ label }) => label)).toEqual(['Good']);
});

it.each([
  ['text that is no JSON', 'hello', 1],
  ['a file that ends too early', '{\n  "format": "lanner.accounts",\n  "accounts": [', 3],
  ['a stray comma', '{\n  "format": "lanner.accounts",\n}', 3],
  ['another file', '{\n\n  "format": "walls"\n}', 3],
  ['a later version', '{\n  "format": "lanner.accounts",\n  "version": 2\n}', 3],
  ['no list', '{\n  "format": "lanner.accounts",\n  "version": 1,\n  "accounts": {}\n}', 4],
  ['a bare list', '[]', 1],
])('an import refuses %s as a whole, with the line', async (_, text, line) => {
  const { accounts, files } = open();
  await accounts.add(draftOf(ENDPOINT));
  await expect(files.import(text, false)).rejects.toMatchObject({ code: 'input.bad-file', params: { line } });
  expect(accounts.list()).toHaveLength(1);
});

it('the line of each value is found, whatever the text contains', () => {
  const text = '{"a": [\n  {"x,": "}\\"\\n]"},\n  [1, 2,\n 3]\n], "b":\n null}';
  const lines = jsonLines(text);
  const at = (path: string) => lines.get(path);
  expect([at(''), at('a'), at('a.0'), at('a.0.x,'), at('a.1'), at('a.1.1'), at('a.1.2'), at('b')]).toEqual([
    1, 1, 2, 2, 3, 3, 4, 6,
  ]);
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  expect(jsonLines(deep).size).toBeLessThan(10);
});

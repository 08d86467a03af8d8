/** Credentials of cameras through the door of main, against the simulated VIS. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { closeOnboarding, contentsOf, controlOf, openOnboarding } from './onboarding-desk.ts';

const PASSWORD = 'Gate#2026';
const OTHER = 'Door_2027';

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('huawei-vis'));
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { fault, received } = controlOf(() => simulator, 'huawei-vis');
const list = () => client.get('onboarding.credentials', { accountId });
const make = (userName: string | null, password = PASSWORD) =>
  client.ask('onboarding.addPassword', { accountId, userName, password });

it.each([
  ['a user name with a hyphen', 'gate-01', PASSWORD, 'userName'],
  ['a password of two kinds of characters', 'gate01', 'gate2026', 'password'],
  ['a password of 7 characters', 'gate01', 'Gate#20', 'password'],
  ['the user name in reverse as password', 'Gate2026', '6202etaG', 'password'],
])('a device password with %s is refused before VIS is asked', async (_, userName, password, field) => {
  expect(await make(userName, password)).toMatchObject({
    ok: false,
    error: { code: 'input.invalid-field', params: { field } },
  });
  expect(received('createGbCredential')).toHaveLength(0);
});

it('a device password is made, changed with the old one, and deleted, and the list says which devices use it', async () => {
  expect(await make('gate01')).toEqual({ ok: true, value: { userName: 'gate01' } });
  expect(await make('gate01')).toMatchObject({ ok: false, error: { code: 'cloud.exists' } });
  const { passwords } = await list();
  expect(passwords.find(({ userName }) => userName === 'gate01')).toMatchObject({ isAnonymous: false, usedBy: [] });
  expect(passwords.some(({ usedBy }) => usedBy !== null && usedBy.length > 0)).toBe(true);
  const change = (oldPassword: string) =>
    client.ask('onboarding.changePassword', { accountId, userName: 'gate01', oldPassword, password: OTHER });
  expect((await change('Wrong#2026')).ok).toBe(false);
  expect((await change(PASSWORD)).ok).toBe(true);
  await client.get('onboarding.removePassword', { accountId, userName: 'gate01' });
  expect((await list()).passwords.some(({ userName }) => userName === 'gate01')).toBe(false);
});

it('a device password that devices use is not deleted, and VIS says so', async () => {
  const used = (await list()).passwords.find(({ usedBy }) => usedBy !== null && usedBy.length > 0);
  const answer = await client.ask('onboarding.removePassword', { accountId, userName: used?.userName ?? '' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'cloud.in-use' } });
});

it('an anonymous device password gets its name from VIS, and who uses it is reported as unknown', async () => {
  const made = await make(null);
  expect(made).toMatchObject({ ok: true, value: { userName: expect.stringMatching(/^anonymous/) as string } });
  const { userName } = made.ok ? made.value : { userName: '' };
  const row = (await list()).passwords.find((one) => one.userName === userName);
  expect(row).toMatchObject({ isAnonymous: true, usedBy: null });
});

// @promise vis.push-key: The secret of a push key is answered once.
it('the secret of a push key is answered once, and a key in use names its streams and is not deleted', async () => {
  const { accessKey, secretKey } = await client.get('onboarding.addKey', { accountId, name: 'field-1' });
  expect(secretKey.length).toBeGreaterThan(32);
  const { keys } = await list();
  expect(JSON.stringify(keys)).not.toContain(secretKey);
  expect(keys.find((one) => one.accessKey === accessKey)).toMatchObject({ name: 'field-1', usedBy: [] });
  const used = keys.find(({ usedBy }) => usedBy.length > 0);
  const refused = await client.ask('onboarding.removeKey', { accountId, accessKey: used?.accessKey ?? '' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'cloud.in-use' } });
  await client.get('onboarding.removeKey', { accountId, accessKey });
  expect((await list()).keys.some((one) => one.accessKey === accessKey)).toBe(false);
});

describe('a push key that gets another name', () => {
  const rename = (accessKey: string, name: string) =>
    client.ask('onboarding.renameKey', { accountId, accessKey, name });
  /** A key that its cloud describes, with what the description is now. */
  async function described() {
    const { accessKey } = await client.get('onboarding.addKey', { accountId, name: 'field-1' });
    expect(
      (await call('updateAkskCredential', { access_key: accessKey, name: 'field-1', description: 'dock' })).ok,
    ).toBe(true);
    const description = async (): Promise<unknown> => {
      const answer = await call('listAkskCredentials', { access_key: accessKey });
      if (!answer.ok || answer.value.outcome.kind !== 'ok') throw new Error('the keys were not listed');
      const { entries } = JSON.parse(answer.value.outcome.valueJson) as {
        readonly entries: readonly { readonly description: string }[];
      };
      return entries[0]?.description;
    };
    return { accessKey, description };
  }
  /** A call of the API console. */
  const call = (operationId: string, params: Record<string, string>) =>
    client.ask('console.run', {
      runId: operationId + Math.random(),
      accountId,
      operationId,
      params,
      isConfirmed: true,
    });

  it('its description, which VIS empties where it is left out, and its streams stay', async () => {
    const { accessKey, description } = await described();
    expect(await description()).toBe('dock');
    expect(await rename(accessKey, 'field-2')).toEqual({ ok: true, value: null });
    expect((await list()).keys.find((one) => one.accessKey === accessKey)?.name).toBe('field-2');
    expect(await description()).toBe('dock');
  });

  it('a push key is refused with the name of another key, with a blank, and for a key that VIS does not list', async () => {
    const { accessKey } = await client.get('onboarding.addKey', { accountId, name: 'field-1' });
    const other = (await list()).keys.find((one) => one.accessKey !== accessKey)?.name ?? '';
    expect(await rename(accessKey, other)).toMatchObject({ ok: false, error: { code: 'cloud.exists' } });
    const sent = received('updateAkskCredential').length;
    expect(await rename(accessKey, 'field 2')).toMatchObject({
      ok: false,
      error: { code: 'input.invalid-field', params: { field: 'name' } },
    });
    expect(await rename('A'.repeat(32), 'field-2')).toMatchObject({ ok: false, error: { code: 'cloud.not-found' } });
    expect(received('updateAkskCredential')).toHaveLength(sent);
  });

  it('has it where the answer was lost, and is not renamed a second time', async () => {
    const { accessKey } = await client.get('onboarding.addKey', { accountId, name: 'field-1' });
    await fault('updateAkskCredential', { kind: 'drop', when: 'after' });
    expect(await rename(accessKey, 'field-2')).toEqual({ ok: true, value: null });
    expect(received('updateAkskCredential')).toHaveLength(1);
    await fault('updateAkskCredential', { kind: 'drop', when: 'before' });
    expect((await rename(accessKey, 'field-3')).ok).toBe(false);
    expect((await list()).keys.find((one) => one.accessKey === accessKey)?.name).toBe('field-2');
  });
});

it('a device password whose old one is wrong stays, and VIS says that it refused', async () => {
  await make('gate01');
  const change = (oldPassword: string, password: string) =>
    client.ask('onboarding.changePassword', { accountId, userName: 'gate01', oldPassword, password });
  expect(await change('Wrong#2026', OTHER)).toMatchObject({ ok: false, error: { vendor: { code: 'VIS.0106' } } });
  const sent = received('updateGbCredential').length;
  for (const weak of ['door2027', 'Door_20', PASSWORD, '10etag'])
    expect(await change(PASSWORD, weak)).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  expect(received('updateGbCredential')).toHaveLength(sent);
  expect((await change(PASSWORD, OTHER)).ok).toBe(true);
});

// @promise vis.no-secret: No file and no event has a device password or the secret of a push key.
it('no file and no event has a device password or the secret of a push key, and the audit log has their making', async () => {
  await make('gate01');
  const change = { accountId, userName: 'gate01', oldPassword: PASSWORD, password: OTHER };
  await client.get('onboarding.changePassword', change);
  const { secretKey } = await client.get('onboarding.addKey', { accountId, name: 'field-1' });
  const events = JSON.stringify(client.host.events);
  await client.app.dispose();
  const contents = await contentsOf(dataDir);
  expect(contents.some((text) => text.includes('a push key was made and its secret shown'))).toBe(true);
  for (const secret of [PASSWORD, OTHER, secretKey]) {
    expect(events).not.toContain(secret);
    expect(contents.filter((text) => text.includes(secret))).toEqual([]);
  }
  client = await startClient(dataDir);
});

it('a cloud without such credentials says so', async () => {
  await closeOnboarding({ simulator, client, dataDir });
  ({ simulator, client, dataDir, accountId } = await openOnboarding('aliyun-vcs'));
  const answer = await client.ask('onboarding.credentials', { accountId });
  expect(answer).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
});

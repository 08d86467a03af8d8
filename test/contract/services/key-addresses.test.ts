/**
 * A thief who may talk to main gets no key sent to an address of his own: the simulated clouds hold the accounts, a second
 * loopback server plays the thief and counts the connections that arrive.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { knock, openThief, type Thief } from './thief.ts';

let simulator: Simulator;
let thief: Thief;
let client: Client;
let dataDir: string;

beforeAll(async () => {
  [simulator, thief] = await Promise.all([startSimulator({ cameras: 4, hasMedia: false }), openThief()]);
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-keys-'));
  client = await startClient(dataDir);
});

afterAll(async () => {
  await client?.app.dispose();
  await Promise.all([simulator?.close(), thief?.close(), rm(dataDir, { recursive: true, force: true })]);
});

/** Each address of a cloud that keys go to, as the thief would set it. */
const MOVES: readonly (readonly [VendorId, string, (origin: string) => object])[] = [
  ['huawei-ivm', 'endpoint', (origin) => ({ endpoint: origin })],
  ['huawei-vis', 'endpoint', (origin) => ({ endpoint: origin })],
  ['huawei-vis', 'iamEndpoint', (origin) => ({ fields: { iamEndpoint: origin } })],
  ['tencent-ivp', 'endpoint', (origin) => ({ endpoint: origin })],
  ['aliyun-vcs', 'endpoint', (origin) => ({ endpoint: origin })],
  ['aliyun-vcs', 'dataEndpoint', (origin) => ({ fields: { dataEndpoint: origin } })],
  ['aliyun-cityvisual', 'endpoint', (origin) => ({ endpoint: origin })],
];

const saved = (accountId: AccountId) => ({ runId: 'r', target: { kind: 'saved' as const, accountId } });

describe.each(MOVES)('the stored keys of %s with another %s', (vendor, field, change) => {
  // @promise security.changed-address: Stored keys are not sent to a changed address: every required key has to be
  // typed again in the same request, and addresses are compared by scheme, host and port.
  it('stored keys are not sent to a changed address, and the account stays as it was', async () => {
    const { id, label } = await client.get('account.add', draftFor(simulator, vendor, `${vendor} ${field}`));
    const before = await client.get('account.list', {});
    const answer = await client.ask('account.update', { accountId: id, ...change(thief.origin) });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'account.keys-needed', params: { label, host: new URL(thief.origin).host } },
    });
    await client.ask('account.test', saved(id));
    await client.ask('account.facts', { accountId: id, refresh: true });
    expect(thief.connections()).toBe(0);
    const addresses = (await client.get('account.list', {})).map(({ endpoint, fields }) => [endpoint, fields]);
    expect(addresses).toEqual(before.map(({ endpoint, fields }) => [endpoint, fields]));
    await client.get('account.remove', { accountId: id });
  });
});

describe('a client as it is shipped, without simulated clouds and with nobody at the dialog', () => {
  let shipped: Client;
  let shippedDir: string;
  beforeAll(async () => {
    shippedDir = await mkdtemp(join(tmpdir(), 'lanner-keys-'));
    shipped = await startClient(shippedDir, { hasLocalClouds: false });
  });
  afterAll(async () => {
    await shipped?.app.dispose();
    await rm(shippedDir, { recursive: true, force: true });
  });

  it('asks one question at a time: while the one about keys is open, a proxy is refused without another one', async () => {
    const { host } = shipped;
    const before = host.questions.length;
    const answer = Promise.withResolvers<boolean>();
    const confirm = host.confirm.bind(host);
    host.confirm = async (request) => ((await confirm(request)) ? true : await answer.promise);
    const add = shipped.ask('account.add', { ...draftFor(simulator, 'huawei-ivm'), endpoint: 'https://cloud.test' });
    await expect.poll(() => host.questions.length).toBe(before + 1);
    const proxy = { mode: 'manual' as const, address: 'proxy.test:3128', exceptions: [] };
    expect(await shipped.get('network.set-proxy', proxy)).toEqual({ isSet: false });
    answer.resolve(false);
    expect(await add).toMatchObject({ ok: false, error: { code: 'account.address-refused' } });
    expect(host.questions).toHaveLength(before + 1);
  });

  // @promise security.key-consent
  it.each(['http', 'https'])('sends no typed keys to a %s address that no person confirmed', async (scheme) => {
    const asked = shipped.host.questions.length;
    const code = scheme === 'http' ? 'account.address-plain' : 'account.address-refused';
    const endpoint = thief.origin.replace('http', scheme);
    const { persistence, ...draft } = { ...draftFor(simulator, 'huawei-ivm'), endpoint };
    const refused = { ok: false, error: { code, params: { field: 'endpoint' } } };
    expect(await shipped.ask('account.add', { ...draft, persistence })).toMatchObject(refused);
    const test = { runId: 'd', target: { kind: 'draft', draft } } as const;
    expect(await shipped.ask('account.test', test)).toMatchObject(refused);
    const { vendor, label, fields } = draft;
    const text = JSON.stringify({
      format: 'lanner.accounts',
      version: 1,
      accounts: [{ vendor, label, endpoint, fields }],
    });
    const { accounts } = await shipped.get('account.import', { text });
    for (const { accountId } of accounts) {
      if (accountId === null) continue;
      const keys = { accountId, secrets: draft.secrets, persistence };
      expect(await shipped.ask('account.update', keys)).toMatchObject(refused);
      await shipped.ask('account.test', saved(accountId));
      await shipped.get('account.remove', { accountId });
    }
    expect(shipped.host.questions.length > asked).toBe(scheme === 'https');
    expect(await shipped.get('account.list', {})).toEqual([]);
    expect(thief.connections()).toBe(0);
  });
});

it('the server of the thief counts the connections that arrive', async () => {
  await knock(thief);
  expect(thief.connections()).toBe(1);
});

/** `npm run call`: one signed call, checked before it leaves, against the simulated cloud in a process of its own. */
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, stop, type SimulatorInfo } from '../../../scripts/lib.ts';
import { runCommand, type Done } from './command.ts';

interface Outcome {
  readonly ok: boolean;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string; readonly next?: string };
  readonly requestId: string | null;
  readonly ms: number;
}

let simulator: { readonly child: ChildProcess; readonly info: SimulatorInfo };
let endpoint: string;
let credentials: Readonly<Record<string, string>>;

beforeAll(async () => {
  simulator = await startSimulator(6);
  ({ endpoint, credentials } = accessTo('huawei-ivm'));
});

afterAll(async () => {
  await stop(simulator.child);
});

/** Runs the command with keys in the environment and checks on every run that they stay there. */
async function call(args: readonly string[], keys: string = JSON.stringify(credentials)): Promise<Done & Outcome> {
  const done = await runCommand('scripts/call.ts', args, { LANNER_CREDENTIALS: keys });
  const outcome = done.last as Outcome;
  for (const secret of [keys, credentials['sk'], credentials['ak']]) {
    if (secret) expect(done.output).not.toContain(secret);
  }
  expect(outcome).toMatchObject({ ok: expect.any(Boolean), ms: expect.any(Number) });
  expect(Object.keys(outcome)).toEqual(
    expect.arrayContaining(['ok', outcome.ok ? 'value' : 'error', 'requestId', 'ms']),
  );
  expect(done.code === 0).toBe(outcome.ok);
  return { ...done, ...outcome };
}

const ivm = (operation: string, params: object = {}, ...more: readonly string[]): Promise<Done & Outcome> =>
  call(['huawei-ivm', operation, '--endpoint', endpoint, '--params', JSON.stringify(params), ...more]);

function accessTo(vendor: string): SimulatorInfo['clouds'][string] {
  const cloud = simulator.info.clouds[vendor];
  if (!cloud) throw new Error(`the simulator offers no ${vendor}`);
  return cloud;
}

/** A call that must succeed, with all keys that the simulator prints, or with these. */
async function callCloud(
  vendor: string,
  operation: string,
  params: object,
  keys: Readonly<Record<string, string>> = accessTo(vendor).credentials,
): Promise<Done & Outcome> {
  const order = [vendor, operation, '--endpoint', accessTo(vendor).endpoint, '--params', JSON.stringify(params)];
  const done = await call(order, JSON.stringify(keys));
  expect(done, done.output).toMatchObject({ code: 0, ok: true });
  for (const name of ['sk', 'password', 'secretKey', 'accessKeySecret']) {
    if (keys[name]) expect(done.output).not.toContain(keys[name]);
  }
  return done;
}

async function received(operation: string): Promise<number> {
  const answer = await fetch(`${simulator.info.control}/requests?operation=${operation}`);
  return ((await answer.json()) as readonly unknown[]).length;
}

describe('a call', () => {
  it('answers a read with the value, the request id and the time it took', async () => {
    const { ok, value, requestId, ms } = await ivm('listDevices', { limit: 2, offset: 0 });
    expect(ok).toBe(true);
    expect(value?.['devices']).toHaveLength(2);
    expect(requestId).toMatch(/\S{8,}/);
    expect(ms).toBeGreaterThan(0);
  });

  it.each([
    ['huawei-ivm', 'listDevices', { limit: 1, offset: 0 }, 'devices'],
    ['huawei-vis', 'listStreams', {}, 'entries'],
    ['tencent-ivp', 'listOrganizations', {}, 'Data'],
    ['aliyun-vcs', 'ListCorps', { PageNumber: 1, PageSize: 10 }, 'Data'],
    ['aliyun-cityvisual', 'DescribeInstances', { RegionId: 'cn-shanghai' }, 'Instances'],
  ])('reads from %s with the keys as the simulator prints them: %s', async (vendor, operation, params, key) => {
    const { value, requestId } = await callCloud(vendor, operation, params);
    expect(value).toHaveProperty(key);
    expect(requestId).toMatch(/\S{8,}/);
  });

  it('signs for huawei-vis with an access key where no password is given', async () => {
    const { domainName: _domain, userName: _user, password: _password, ...keys } = accessTo('huawei-vis').credentials;
    const { value } = await callCloud('huawei-vis', 'listStreams', {}, keys);
    expect(value).toHaveProperty('entries');
  });

  it('gives the operation that asks for keys those of the environment, and stars the token', async () => {
    const { value } = await ivm('getAccessToken');
    expect(value).toMatchObject({ access_token: '***' });
  });

  it('signs in to huawei-vis by password for the operation that buys a token, and stars it', async () => {
    const { value } = await callCloud('huawei-vis', 'createIamToken', {});
    expect(value).toMatchObject({ 'x-subject-token': '***' });
  });

  it('makes a write only with --yes, and else says what it would change and sends nothing', async () => {
    const parent = simulator.info.clouds['huawei-ivm']?.examples['deviceOrgId'];
    const params = { parent_org_id: parent, device_org_name: 'North gate' };
    const refused = await ivm('createDeviceOrg', params);
    expect(refused).toMatchObject({ code: 2, error: { code: 'input.needs-confirmation' } });
    expect(refused.error?.message).toMatch(/createDeviceOrg would change .* POST .*North gate.* --yes/);
    expect(await received('createDeviceOrg')).toBe(0);

    expect(await ivm('createDeviceOrg', params, '--yes')).toMatchObject({ code: 0, ok: true });
    const found = await ivm('searchDeviceOrgTree', { device_org_name: 'North gate' });
    expect(JSON.stringify(found.value)).toContain('North gate');
  });

  it('fails when the cloud refused one item of a batch, and names the item beside what was done', async () => {
    const { deviceId = '', deviceOrgId = '' } = simulator.info.clouds['huawei-ivm']?.examples as Record<string, string>;
    const params = { device_org_id: deviceOrgId, device_ids: [deviceId, 'NOSUCHDEVICE01'] };
    const { code, ok, error, last } = await ivm('moveDevicesToOrg', params, '--yes');
    expect([code, ok, error?.code]).toEqual([1, false, 'cloud.partial']);
    expect(last).toMatchObject({ failures: [{ item: 'NOSUCHDEVICE01' }] });
  });

  it("says in the cloud's own words that a key is wrong, with the request id and what to do", async () => {
    const keys = JSON.stringify({ ...credentials, sk: 'not-the-secret-key' });
    const { code, error, requestId } = await call(['huawei-ivm', 'listDevices', '--endpoint', endpoint], keys);
    expect(code).toBe(1);
    expect(error).toMatchObject({ code: 'auth.rejected-key', next: expect.stringContaining('LANNER_CREDENTIALS') });
    expect(requestId).toMatch(/\S{8,}/);
  });

  it('says that nobody answers at the endpoint', async () => {
    const { code, error } = await call(['huawei-ivm', 'listDevices', '--endpoint', 'http://127.0.0.1:1']);
    expect(code).toBe(1);
    expect(error).toMatchObject({ code: 'network.unreachable', next: expect.stringContaining('endpoint') });
  });
});

describe('a call that is refused before anything is sent', () => {
  it.each([
    [['huawei-imv', 'listDevices'], 'input.unknown-vendor', /huawei-ivm/],
    [['huawei-ivm', 'listDevice'], 'input.unknown-operation', /listDevices/],
    [['huawei-ivm', 'addDeviceOrg'], 'input.unknown-operation', /createDeviceOrg/],
    [['huawei-ivm', 'listDevices', '--params', '{"limt":1}'], 'input.invalid-field', /no limt.*limit/],
    [['huawei-ivm', 'listDevices', '--params', '{"limit":1001}'], 'input.invalid-field', /limit: above 1000/],
    [['huawei-ivm', 'createDeviceOrg'], 'input.invalid-field', /device_org_name is required/],
    [['huawei-ivm', 'listDevices', '--params', '{"user_id":"1"}'], 'input.invalid-field', /user_id is supplied/],
    [['huawei-ivm', 'listDevices', '--params', '{limit'], 'input.invalid-field', /no JSON/],
    [['huawei-ivm', 'listDevices', '--params', '[1]'], 'input.invalid-field', /JSON object/],
    [['huawei-ivm', 'getAccessToken', '--params', '{"sk":"x"}'], 'input.invalid-field', /never from arguments/],
    [['huawei-ivm', 'listDevices', '--sk', 'x'], 'input.usage', /never from arguments/],
    [['huawei-ivm', 'listDevices', '--endpoint', 'ftp://host'], 'input.invalid-field', /--endpoint/],
    [['huawei-ivm', 'listDevices', '--account', 'Site', '--data-dir', 'none'], 'account.not-found', /--data-dir/],
    [['huawei-ivm', 'listDevices', '--account', 'Site', '--endpoint', 'http://host'], 'input.usage', /--endpoint/],
    [['aliyun-vcs', 'DescribeNothing'], 'input.unknown-operation', /aliyun-vcs has no operation/],
    [[], 'input.usage', /usage/],
  ])('%j is %s', async (args, code, words) => {
    const done = await call(args);
    expect(done).toMatchObject({ code: 2, requestId: null, error: { code } });
    expect(done.error?.message).toMatch(words);
  });

  it.each([
    ['', /not set/],
    ['{"userId":', /no JSON/],
    ['{"ak":"a","sk":"b"}', /userId is missing or wrong/],
  ])('keys %j are named as the fault, never quoted', async (keys, words) => {
    const done = await call(['huawei-ivm', 'listDevices', '--endpoint', endpoint], keys);
    expect(done).toMatchObject({ code: 2, error: { code: 'auth.no-credentials' } });
    expect(done.error?.message).toMatch(words);
  });
});

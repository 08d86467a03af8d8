/** The API console through the door of main, against the five simulated clouds. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Input } from '../../../preload/contract/contract.ts';
import { providerOf } from '../../../preload/domain/accounts/providers.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

let simulator: Simulator;
let dataDir: string;
let client: Client;
let runs = 0;

beforeAll(async () => {
  simulator = await startSimulator({ cameras: 8, hasMedia: false });
});

afterAll(() => simulator.close());

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-console-'));
  client = await startClient(dataDir);
});

afterEach(async () => {
  await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
  await client.app.dispose();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function addAccount(vendor: VendorId): Promise<AccountId> {
  const account = await client.get('account.add', draftFor(simulator, vendor, vendor));
  await client.host.event('directory.changed', ({ accountId, phase }) => accountId === account.id && phase === 'ready');
  return account.id;
}

/** Starts the next client on the files of the last one, none of which holds the secret. */
async function restartWithout(secret: string): Promise<void> {
  await client.app.dispose();
  for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    expect(await readFile(path, 'latin1'), path).not.toContain(secret);
  }
  client = await startClient(dataDir);
}

type Call = Partial<Input<'console.run'>> & Pick<Input<'console.run'>, 'accountId' | 'operationId'>;

const run = (call: Call, windowId?: string) =>
  client.get('console.run', { runId: `run-${++runs}`, params: {}, isConfirmed: false, ...call }, windowId);

/** The value of a run that must succeed. */
async function valueOf(call: Call): Promise<Record<string, unknown>> {
  const { outcome } = await run(call);
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.valueJson) as Record<string, unknown>;
}

const received = (operation: string): number => simulator.requests({ operation }).length;

const ivmOrg = (): string => String(simulator.clouds['huawei-ivm']?.examples['deviceOrgId']);

it('lists all operations and describes one through the door', async () => {
  const lists = await Promise.all(VENDOR_IDS.map((vendor) => client.get('console.operations', { vendor })));
  expect(lists.flat()).toHaveLength(282);
  const described = await client.get('console.describe', { vendor: 'huawei-ivm', operationId: 'controlPtz' });
  expect(described).toMatchObject({ operation: { change: 'operate' }, limits: { minGapMs: 300 } });
  const unknown = await client.ask('console.describe', { vendor: 'huawei-ivm', operationId: 'fly' });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
});

it.each([
  ['huawei-ivm', 'listDevices', { limit: 2, offset: 0 }, 'devices'],
  ['huawei-vis', 'listStreams', {}, 'entries'],
  ['tencent-ivp', 'listOrganizations', {}, 'Data'],
  ['aliyun-vcs', 'ListCorps', { PageNumber: 1, PageSize: 10 }, 'Data'],
  ['aliyun-cityvisual', 'DescribeInstances', { RegionId: 'cn-shanghai' }, 'Instances'],
] as const)(
  'the console reads from %s by %s with the request id and the time it took',
  async (vendor, operationId, params, key) => {
    const accountId = await addAccount(vendor);
    const report = await run({ accountId, operationId, params });
    expect(report).toMatchObject({
      outcome: { kind: 'ok', isCut: false, failures: [], file: null },
      httpStatus: 200,
      requestId: expect.stringMatching(/\S{8,}/),
      elapsedMs: expect.any(Number),
    });
    expect(JSON.parse(report.outcome.kind === 'ok' ? report.outcome.valueJson : '')).toHaveProperty(key);
  },
);

it('the console makes a write only when it is confirmed; the cloud then has it', async () => {
  const accountId = await addAccount('huawei-ivm');
  const before = received('createDeviceOrg');
  const params = { parent_org_id: ivmOrg(), device_org_name: 'Console gate' };
  const call = { accountId, operationId: 'createDeviceOrg', params };
  expect((await run(call)).outcome).toEqual({ kind: 'needs-confirmation' });
  expect(received('createDeviceOrg')).toBe(before);
  expect((await run({ ...call, isConfirmed: true })).outcome.kind).toBe('ok');
  expect(received('createDeviceOrg')).toBe(before + 1);
  const found = await valueOf({
    accountId,
    operationId: 'searchDeviceOrgTree',
    params: { device_org_name: 'Console gate' },
  });
  expect(JSON.stringify(found)).toContain('Console gate');
});

it('the console names the fields that break the document and sends nothing', async () => {
  const accountId = await addAccount('huawei-ivm');
  const before = received('listDevices');
  const { outcome } = await run({
    accountId,
    operationId: 'listDevices',
    params: { limit: 1001, limt: 1, user_id: '1' },
  });
  expect(outcome).toEqual({
    kind: 'invalid',
    complaints: expect.arrayContaining([
      { path: ['limit'], code: 'too-large', detail: '1000' },
      { path: ['limt'], code: 'unknown', detail: '' },
      { path: ['user_id'], code: 'supplied', detail: '' },
    ]) as unknown,
  });
  expect(received('listDevices')).toBe(before);
  expect(await client.get('console.history', { accountId })).toEqual([]);
});

it('the console shares the session: no call of the console buys a token of its own', async () => {
  const accountId = await addAccount('huawei-ivm');
  const before = received('getAccessToken');
  await Promise.all([1, 2, 3].map((limit) => valueOf({ accountId, operationId: 'listDevices', params: { limit } })));
  expect(received('getAccessToken')).toBe(before);
});

it('the console fills in the keys for the calls that take them, and stars what they answer', async () => {
  const ivm = await addAccount('huawei-ivm');
  expect(await valueOf({ accountId: ivm, operationId: 'getAccessToken' })).toMatchObject({ access_token: '***' });
  const vis = await addAccount('huawei-vis');
  expect(await valueOf({ accountId: vis, operationId: 'createIamToken' })).toMatchObject({ 'x-subject-token': '***' });
});

it('the console lets no address of media through, and counts what it starred', async () => {
  const accountId = await addAccount('huawei-ivm');
  const { channels } = await client.get('directory.page', { accountId, cursor: null, limit: 100 });
  const online = channels.find(({ reachable, isFrozen }) => reachable === 'online' && !isFrozen);
  const [, device = '', channel = ''] = /:([^/]+)\/(.+)$/.exec(online?.id ?? '') ?? [];
  const { fields } = await client.get('console.describe', { vendor: 'huawei-ivm', operationId: 'batchGetLiveUrls' });
  expect(fields.map(({ name }) => name)).toContain('channels');
  const params = {
    channels: [{ device_id: device, channel_id: channel, live_protocol: 'HTTPS_FLV', stream_type: 'PRIMARY_STREAM' }],
  };
  const { outcome } = await run({ accountId, operationId: 'batchGetLiveUrls', params });
  expect(outcome).toMatchObject({ kind: 'ok', redacted: 1 });
  expect(outcome.kind === 'ok' ? outcome.valueJson : '').toMatch(/"live_url": "\w+:\/\/[^/"]+\/\*\*\*"/);
});

it("the console reports a refusal in the cloud's own words with its request id", async () => {
  const accountId = await addAccount('huawei-ivm');
  const report = await run({ accountId, operationId: 'listSubDeviceOrgs', params: { device_org_id: '999999' } });
  expect(report).toMatchObject({
    outcome: {
      kind: 'failed',
      error: { vendor: { operation: 'listSubDeviceOrgs', code: expect.stringMatching(/^IVM\./) } },
    },
    requestId: expect.stringMatching(/\S{8,}/),
    httpStatus: 400,
  });
});

it('the console ends a call when it is cancelled, and when its window goes', async () => {
  const accountId = await addAccount('huawei-ivm');
  await fetch(`${simulator.control}/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'latency', vendor: 'huawei-ivm', operation: 'listDevices', ms: 600_000 }),
  });
  const call = { accountId, operationId: 'listDevices', params: { limit: 1 } };
  const cancelled = run({ ...call, runId: 'slow' });
  await client.get('console.cancel', { runId: 'slow' });
  expect((await cancelled).outcome).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } });
  const orphaned = run(call, 'w9');
  client.host.services?.onWindowGone('w9');
  expect((await orphaned).outcome).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } });
});

it('the console remembers calls without their secrets over a restart, until the account goes', async () => {
  const accountId = await addAccount('huawei-vis');
  const credential = { username: 'consoleuser', type: 'NORMAL', password: 'Typed_Secret99' };
  await run({ accountId, operationId: 'createGbCredential', params: credential, isConfirmed: true });
  await run({ accountId, operationId: 'listStreams' });
  const entries = await client.get('console.history', { accountId });
  expect(entries).toMatchObject([
    { operationId: 'listStreams', isOk: true, code: null },
    { operationId: 'createGbCredential' },
  ]);
  expect(JSON.parse(entries[1]?.paramsJson ?? '')).toMatchObject({ username: 'consoleuser', password: '***' });

  await restartWithout('Typed_Secret99');
  expect(await client.get('console.history', { accountId })).toEqual(entries);
  await client.get('account.remove', { accountId });
  expect(await client.get('console.history', { accountId })).toEqual([]);
});

it('the console stores what was typed over a restart, and forgets it with its account', async () => {
  const accountId = await addAccount('huawei-vis');
  const target = { accountId, operationId: 'createGbCredential' };
  const params = { username: 'draftuser', password: 'Typed_Secret99' };
  expect(await client.get('console.draft', target)).toEqual({ params: null });
  await client.get('console.keep-draft', { ...target, params: { username: 'older' } });
  await client.get('console.keep-draft', { ...target, params });
  await restartWithout('Typed_Secret99');
  expect(await client.get('console.draft', target)).toEqual({ params: { username: 'draftuser' } });
  await client.get('account.remove', { accountId });
  expect(await client.get('console.draft', target)).toEqual({ params: null });
});

it('the console clears the history on order', async () => {
  const accountId = await addAccount('tencent-ivp');
  await run({ accountId, operationId: 'listOrganizations' });
  expect(await client.get('console.history', { accountId })).toHaveLength(1);
  await client.get('console.clear-history', { accountId });
  expect(await client.get('console.history', { accountId })).toEqual([]);
});

it.each([
  ['huawei-ivm', 'listDevices', {}],
  ['huawei-vis', 'listStreams', {}],
  ['tencent-ivp', 'listOrganizations', {}],
  ['aliyun-vcs', 'DescribeNvrs', { PageNum: 1, PageSize: 10 }],
  ['aliyun-cityvisual', 'DescribeRegions', {}],
] as const)(
  'the console draws a call of %s as a shell command without a secret, and sends nothing',
  async (vendor, operationId, params) => {
    const accountId = await addAccount(vendor);
    const sent = received(operationId);
    const { text, complaints } = await client.get('console.curl', { accountId, operationId, params });
    expect(complaints).toEqual([]);
    expect(text).toContain(`--url '${simulator.clouds[vendor]?.endpoint}`);
    expect(text).toMatch(/"\$(TOKEN|AUTHORIZATION|SIGNATURE)"/);
    for (const { name, secret } of providerOf(vendor)?.fields ?? []) {
      const value = simulator.clouds[vendor]?.credentials[name];
      if (secret && value) expect(text).not.toContain(value);
    }
    expect(received(operationId)).toBe(sent);
  },
);

it('the console gives the reason why a call cannot be drawn', async () => {
  const accountId = await addAccount('huawei-ivm');
  const asked = await client.get('console.curl', { accountId, operationId: 'listSubDeviceOrgs', params: {} });
  expect(asked).toEqual({ text: '', complaints: [{ path: ['device_org_id'], code: 'required', detail: '' }] });
});

it('the console brings a file down and takes one up', async () => {
  const accountId = await addAccount('tencent-ivp');
  const { outcome } = await run({ accountId, operationId: 'exportDeviceTemplate', params: { AccessProtocol: 2 } });
  expect(outcome).toMatchObject({ kind: 'ok', file: { name: 'exportDeviceTemplate.xlsx', bytes: expect.any(Number) } });
  const runId = `run-${runs}`;
  expect(await client.get('console.saveFile', { runId })).toEqual({
    outcome: 'download',
    name: 'exportDeviceTemplate.xlsx',
  });
  const { base64, isLast } = await client.get('console.takePiece', { runId, fromByte: 0 });
  expect(isLast).toBe(true);
  const template = Buffer.from(base64, 'base64');
  expect(template.length).toBe(outcome.kind === 'ok' ? outcome.file?.bytes : 0);
  expect(template.subarray(0, 2).toString()).toBe('PK');

  const Organization_id = String(simulator.clouds['tencent-ivp']?.examples['organizationId']);
  const params = { JobId: '3f0c9a52-7c1e-4d5b-9a37-0c6d5e4b1f21', AccessProtocol: '2', Organization_id };
  const order = { accountId, operationId: 'importDevices', params, isConfirmed: true };
  expect(await run(order)).toMatchObject({
    outcome: { kind: 'invalid', complaints: [{ path: ['File'], code: 'required' }] },
  });
  const piece = { runId: 'up', field: 'File', fileName: 'devices.xlsx', base64, at: 0 };
  await client.get('console.bringPiece', piece);
  expect(await run({ ...order, runId: 'up' })).toMatchObject({ outcome: { kind: 'ok' }, httpStatus: 200 });
  const { JobId } = params;
  expect(await valueOf({ accountId, operationId: 'getDeviceImportProgress', params: { JobId } })).toMatchObject({
    Data: { Total: 0, Failed: 0 },
  });
});

it('the console says that an account or an operation is not there', async () => {
  const accountId = await addAccount('tencent-ivp');
  const ask = (call: Partial<Call>) =>
    client.ask('console.run', { runId: 'r', accountId, operationId: 'x', params: {}, isConfirmed: false, ...call });
  expect(await ask({})).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  const gone = 'no-such-account' as AccountId;
  expect(await ask({ accountId: gone })).toMatchObject({ ok: false, error: { code: 'account.not-found' } });
});

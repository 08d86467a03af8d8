/** Quota and use as the five simulated clouds report them, numbers of their worlds, and accounts that are off. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AccountFactsView } from '../../../preload/contract/cloud-facts.ts';
import type { FactKey } from '../../../preload/domain/accounts/cloud-facts.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { Secret } from '../../../main/secret.ts';
import { callers, readCapabilities } from '../../../main/vendors/registry.ts';
import { allScreens } from '../../screens.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { makeWorld } from '../../simulator/world/world.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const CAMERAS = 24;

let dataDir: string;
let simulator: Simulator;
let client: Client;

beforeAll(async () => {
  simulator = await startSimulator({ cameras: CAMERAS, hasMedia: false });
});

afterAll(() => simulator.close());

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-facts-'));
  client = await startClient(dataDir);
});

afterEach(async () => {
  await fault('DELETE', {});
  await client.app.dispose();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function fault(method: 'POST' | 'DELETE', body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${simulator.control}/faults`, { method, headers, body: JSON.stringify(body) });
  expect(answer.ok).toBe(true);
}

const add = async (vendor: VendorId): Promise<AccountId> =>
  (await client.get('account.add', draftFor(simulator, vendor))).id;

const read = (accountId: AccountId, refresh = false): Promise<AccountFactsView> =>
  client.get('account.facts', { accountId, refresh });

const usesOf = ({ figures }: AccountFactsView, key: FactKey) =>
  figures.filter((one) => one.key === key).map(({ used }) => used ?? 0);
const sumOf = (facts: AccountFactsView, key: FactKey) => usesOf(facts, key).reduce((sum, used) => sum + used, 0);

/** One call beside the client, as somebody else would make it. */
async function meanwhile(vendor: VendorId, operation: string, params: object): Promise<void> {
  const { endpoint, fields, secrets } = draftFor(simulator, vendor);
  const held = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, new Secret(value)]));
  const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };
  const caller = callers[vendor]?.({ endpoint, credential: { fields, secrets: held }, tokens });
  await caller?.call(operation, params, new AbortController().signal);
  caller?.dispose();
}

it('facts of IVM are packages with the channels bound to them', async () => {
  const facts = await read(await add('huawei-ivm'));
  const { devices } = makeWorld(CAMERAS, 1, 'huawei-ivm');
  expect(usesOf(facts, 'devices')).toEqual([devices.length]);
  expect(sumOf(facts, 'access-channels')).toBe(CAMERAS);
  expect(facts.errors).toEqual([]);
  const packages = facts.figures.filter(({ key }) => key === 'continuous-recording-channels');
  expect(packages).toMatchObject([
    { limit: null, billing: 'on-demand', state: 'normal' },
    { used: 0, limit: 4, billing: 'prepaid', state: 'normal', expiresAtMs: Date.UTC(2030, 0, 1) },
  ]);
});

it('facts of VIS are subscription and quota, which follow what is created', async () => {
  const id = await add('huawei-vis');
  const facts = await read(id);
  await client.host.event('directory.changed', (s) => s.accountId === id && s.phase === 'ready');
  const { channels } = await client.get('directory.page', { accountId: id, cursor: null, limit: 1000 });
  const registering = channels.filter(({ protocol }) => protocol === 'gb28181').map(({ deviceId }) => deviceId);
  expect(facts.subscription).toMatchObject({ state: 'active' });
  expect(usesOf(facts, 'streams')).toEqual([CAMERAS]);
  expect(usesOf(facts, 'devices')).toEqual([new Set(registering).size]);
  expect(facts.figures.map(({ key, unit, limit }) => [key, unit, limit])).toEqual([
    ['devices', 'count', 100_000],
    ['streams', 'count', 100_000],
    ['active-streams', 'count', 200],
    ['continuous-access-minutes', 'minutes', 1200],
    ['random-access-minutes', 'minutes', 2400],
    ['device-credentials', 'count', 10],
    ['push-credentials', 'count', 10],
  ]);
  await meanwhile('huawei-vis', 'createGbCredential', { username: 'gate7', password: 'Gate-Seven-7', type: 'NORMAL' });
  const [before = 0] = usesOf(facts, 'device-credentials');
  expect(usesOf(await read(id), 'device-credentials'), 'what was read is remembered').toEqual([before]);
  expect(usesOf(await read(id, true), 'device-credentials')).toEqual([before + 1]);
});

it('facts of IVP are service nodes, domains, gateways and recorded channels', async () => {
  const facts = await read(await add('tencent-ivp'));
  const { devices } = makeWorld(CAMERAS, 1, 'tencent-ivp');
  expect(facts.figures.map(({ key, used, limit }) => [key, used, limit])).toEqual([
    ['service-nodes', 2, 4],
    ['play-domains', 2, null],
    ['devices', devices.length, null],
    ['gateways', 1, null],
    ['recorded-channels', expect.any(Number), null],
  ]);
  expect(facts.notes).toEqual(['no-quota-published', 'no-storage-published', 'no-expiry-published']);
});

it('facts of VCS are cameras and compute units of each project', async () => {
  const id = await add('aliyun-vcs');
  const facts = await read(id);
  const recorders = makeWorld(CAMERAS, 1, 'aliyun-vcs').devices.filter(({ kind }) => kind !== 'camera');
  expect(sumOf(facts, 'cameras')).toBe(CAMERAS);
  expect(usesOf(facts, 'devices')).toEqual([CAMERAS + recorders.length]);
  const [projects = 0] = usesOf(facts, 'projects');
  await meanwhile('aliyun-vcs', 'CreateCorp', { CorpName: 'New site', AppName: 'Guard' });
  const after = await read(id, true);
  expect(usesOf(after, 'projects')).toEqual([projects + 1]);
  expect(after.figures).toContainEqual(expect.objectContaining({ key: 'cameras', name: 'New site', used: 0 }));
});

it('facts of City Visual are cameras of each instance against its capacity', async () => {
  const id = await add('aliyun-cityvisual');
  const facts = await read(id);
  expect(sumOf(facts, 'cameras')).toBe(CAMERAS);
  expect(facts.figures.filter(({ key }) => key === 'cameras').map(({ limit, state }) => [limit, state])).toEqual([
    [100, 'normal'],
    [100, 'normal'],
    [10, 'stopped'],
  ]);
  const made = { RegionId: 'cn-shanghai', InstanceCapacity: 20, InstanceName: 'Ring-4' };
  await meanwhile('aliyun-cityvisual', 'CreateInstance', made);
  const after = await read(id, true);
  expect(after.figures).toContainEqual(
    expect.objectContaining({ key: 'cameras', name: 'Ring-4', used: 0, limit: 20, state: 'normal' }),
  );
});

it('facts come without the part that was refused, which is named', async () => {
  const id = await add('aliyun-vcs');
  await fault('POST', { kind: 'http', status: 400, vendor: 'aliyun-vcs', operation: 'DescribeWatchPolicies' });
  const facts = await read(id);
  expect(facts.errors.map(({ part }) => part)).toEqual(['watch']);
  expect(facts.errors[0]?.error.vendor?.operation).toBe('DescribeWatchPolicies');
  expect(sumOf(facts, 'cameras')).toBe(CAMERAS);
  expect(usesOf(facts, 'watch-policies')).toEqual([]);
});

it('facts name what could not be counted, where only some of it could not', async () => {
  const id = await add('aliyun-cityvisual');
  await client.host.event('directory.changed', (s) => s.accountId === id && s.phase === 'ready');
  const scope = { vendor: 'aliyun-cityvisual', operation: 'DescribeCameras', count: 1 };
  await fault('POST', { kind: 'http', status: 400, ...scope });
  const facts = await read(id);
  expect(facts.errors.map(({ part }) => part)).toEqual(['instances']);
  const cameras = facts.figures.filter(({ key }) => key === 'cameras').map(({ used }) => used);
  expect(cameras.filter((used) => used === null)).toHaveLength(1);
});

it('facts are asked for once by two windows, and can be cancelled', async () => {
  const id = await add('huawei-ivm');
  const asked = () => simulator.requests({ vendor: 'huawei-ivm', operation: 'listResources' }).length;
  const before = asked();
  const [a, b] = await Promise.all([read(id), read(id)]);
  expect(a).toEqual(b);
  expect(asked()).toBe(before + 1);
  await fault('POST', { kind: 'latency', ms: 60_000, vendor: 'huawei-ivm', operation: 'listResources' });
  const waiting = client.ask('account.facts', { accountId: id, refresh: true });
  await client.get('account.cancel-facts', { accountId: id });
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await fault('DELETE', {});
  expect((await read(id)).readAtMs, 'what was read before is still there').toBe(a.readAtMs);
  expect((await read(id, true)).errors).toEqual([]);
});

it('main sends nothing to the cloud of an account that is off, and its cameras leave the tree', async () => {
  const accountId = await add('huawei-ivm');
  const before = await client.host.event('directory.changed', (s) => s.accountId === accountId && s.phase === 'ready');
  const page = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  const channel = page.channels[0];
  const off = await client.get('account.set-enabled', { accountId, isEnabled: false });
  expect(off).toMatchObject({ isEnabled: false, isKeyMissing: false });
  const requests = simulator.requests().length;
  const gone = await client.host.event(
    'directory.changed',
    (s) => s.accountId === accountId && s.revision > before.revision,
  );
  expect(gone).toMatchObject({ phase: 'idle', loaded: 0 });
  expect((await client.get('directory.page', { accountId, cursor: null, limit: 1000 })).channels).toEqual([]);
  const refused = { ok: false, error: { code: 'account.disabled' } };
  expect(await client.ask('account.facts', { accountId })).toMatchObject(refused);
  expect(await client.ask('directory.refresh', { accountId })).toMatchObject(refused);
  const target = { kind: 'saved', accountId } as const;
  expect(await client.ask('account.test', { runId: 'r', target })).toMatchObject(refused);
  const channelId = channel?.id ?? ('' as never);
  expect(await client.ask('live.open', { channelId, profile: 'sub' })).toMatchObject(refused);
  client.host.resume();
  expect(simulator.requests()).toHaveLength(requests);
  await client.get('account.set-enabled', { accountId, isEnabled: true });
  await client.host.event('directory.changed', (s) => s.phase === 'ready' && s.revision > gone.revision);
  const back = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  expect(back.channels.map(({ number }) => number)).toEqual(page.channels.map(({ number }) => number));
});

it('main numbers the cameras of five clouds in the order of the accounts, whichever answers first', async () => {
  await fault('POST', { kind: 'latency', ms: 300, vendor: 'huawei-ivm' });
  const ids: AccountId[] = [];
  for (const vendor of VENDOR_IDS) ids.push(await add(vendor));
  const numbers: number[] = [];
  for (const accountId of ids) {
    await client.host.event('directory.changed', (s) => s.accountId === accountId && s.phase === 'ready');
    const page = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
    numbers.push(...page.channels.map(({ number }) => number));
  }
  expect(numbers.length).toBeGreaterThanOrEqual(VENDOR_IDS.length * CAMERAS);
  expect(numbers).toEqual(numbers.map((_, i) => 101 + i));
});

it('main reports what each of the five clouds can do, by the screens that the areas declare', async () => {
  const columns = await client.get('account.capabilities', {});
  expect(columns.map(({ vendor }) => vendor)).toEqual(VENDOR_IDS);
  expect(columns).toEqual(readCapabilities(await allScreens()));
});

it('main exports accounts without a secret, and takes them back asking for the keys', async () => {
  for (const vendor of VENDOR_IDS) await add(vendor);
  const { text, count } = await client.get('account.export', {});
  expect(count).toBe(VENDOR_IDS.length);
  for (const vendor of VENDOR_IDS) {
    for (const secret of Object.values(draftFor(simulator, vendor).secrets)) expect(text).not.toContain(secret);
  }
  for (const { id } of await client.get('account.list', {})) await client.get('account.remove', { accountId: id });
  const { accounts } = await client.get('account.import', { text });
  expect(accounts.map(({ outcome }) => outcome)).toEqual(VENDOR_IDS.map(() => 'added'));
  const list = await client.get('account.list', {});
  expect(list.map(({ isKeyMissing }) => isKeyMissing)).toEqual(VENDOR_IDS.map(() => true));
  for (const { id, vendor } of list) {
    const { secrets } = draftFor(simulator, vendor);
    await client.get('account.update', { accountId: id, secrets, persistence: 'session' });
    await client.host.event('directory.changed', (s) => s.accountId === id && s.phase === 'ready');
  }
  expect((await client.get('account.list', {})).every(({ isKeyMissing }) => !isKeyMissing)).toBe(true);
});

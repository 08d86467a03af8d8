/** Main as one piece against the simulated Huawei IVM cloud: accounts, directory, live pictures, demo. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import type * as Os from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AccountDraft, AccountView } from '../../../preload/contract/account.ts';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { StreamTicket } from '../../../preload/domain/media/streams.ts';
import { UNSUPERVISED } from '../../../main/supervision.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { PAGE_ORIGIN, startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

/** Beside the addresses that this computer has. */
const network = vi.hoisted((): { more: ReturnType<typeof Os.networkInterfaces> } => ({ more: {} }));
vi.mock('node:os', async (importOriginal) => {
  const os = await importOriginal<typeof Os>();
  return { ...os, networkInterfaces: () => ({ ...os.networkInterfaces(), ...network.more }) };
});

let dataDir: string;
let simulator: Simulator;
let client: Client;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-client-'));
  simulator = await startSimulator({ cameras: 24 });
  client = await startClient(dataDir);
});

afterEach(async () => {
  network.more = {};
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const draft = () => draftFor(simulator, 'huawei-ivm', 'Shop');

async function addAccount(): Promise<AccountView> {
  const account = await client.get('account.add', draft());
  await client.host.event('directory.changed', (s) => s.accountId === account.id && s.phase === 'ready');
  return account;
}

async function onlineChannel(account: AccountView) {
  const page = await client.get('directory.page', { accountId: account.id, cursor: null, limit: 1000 });
  const channel = page.channels.find(({ reachable, isFrozen }) => reachable === 'online' && !isFrozen);
  if (!channel) throw new Error('no camera is online');
  return channel;
}

/** Plays a ticket as the page does, until `bytes` came. */
async function readStream(ticket: StreamTicket, bytes: number): Promise<Buffer> {
  const { host, port, pathname } = new URL(ticket.url);
  // Every name under localhost is this machine; not every system's resolver knows it.
  const address = { hostname: '127.0.0.1', port, path: pathname, headers: { Host: host, Origin: PAGE_ORIGIN } };
  const request = get({ ...address, agent: false });
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`refused with ${response.statusCode}`);
    const parts: Buffer[] = [];
    for await (const part of response) {
      parts.push(part as Buffer);
      if (parts.reduce((sum, { length }) => sum + length, 0) >= bytes) break;
    }
    return Buffer.concat(parts);
  } finally {
    request.destroy();
  }
}

it('main goes from keys to pictures: account, directory, lease, bytes of FLV', async () => {
  const account = await addAccount();
  const page = await client.get('directory.page', { accountId: account.id, cursor: null, limit: 1000 });
  expect(page.channels).toHaveLength(24);
  expect(page.channels[0]?.number).toBe(101);
  const channel = await onlineChannel(account);
  const ticket = await client.get('live.open', { channelId: channel.id, profile: 'sub' });
  expect(ticket).toMatchObject({ channelId: channel.id, profile: 'sub', transport: 'flv' });
  const media = await readStream(ticket, 20_000);
  expect(media.subarray(0, 3).toString('latin1')).toBe('FLV');
  await client.host.event(
    'stream.changed',
    ({ leaseId, feed }) => leaseId === ticket.leaseId && feed.phase === 'flowing',
  );
  await client.get('live.close', { leaseId: ticket.leaseId });
  await expect(readStream(ticket, 1)).rejects.toThrow(/404/);
});

it('main takes the leases of a window back when it goes, and leaves those of others', async () => {
  const channel = await onlineChannel(await addAccount());
  const request = { channelId: channel.id, profile: 'sub' } as const;
  const gone = await client.get('live.open', request, 'w1');
  const kept = await client.get('live.open', request, 'w2');
  client.host.services?.onWindowGone('w1');
  await expect(readStream(gone, 1)).rejects.toThrow(/404/);
  expect((await readStream(kept, 100)).length).toBeGreaterThanOrEqual(100);
});

it('main tests a connection from the name to the devices, and says which key is wrong', async () => {
  const good = draft();
  const test = (secrets: AccountDraft['secrets']) =>
    client.get('account.test', {
      runId: 'r',
      target: { kind: 'draft', draft: { ...withoutPersistence(good), secrets } },
    });
  const passed = await test(good.secrets);
  expect(passed.stages.map(({ state }) => state)).toEqual(['passed', 'skipped', ...Array<string>(4).fill('passed')]);
  const failed = await test({ sk: 'W'.repeat(20) });
  expect(failed.stages.find(({ stage }) => stage === 'sign-in')).toMatchObject({
    state: 'failed',
    error: { code: 'auth.rejected-key' },
  });
  expect(await client.get('account.list', {})).toEqual([]);
});

it('main brings the directory back at once after a restart, while the keys of the session are gone', async () => {
  const account = await addAccount();
  await client.app.dispose();
  client = await startClient(dataDir);
  const failed = await client.host.event('directory.changed', ({ phase }) => phase === 'failed');
  expect(failed).toMatchObject({ loaded: 24, error: { code: 'vault.no-such-secret' } });
  const page = await client.get('directory.page', { accountId: account.id, cursor: null, limit: 1000 });
  expect(page.channels.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, n) => 101 + n));
  await client.host.event('account.changed', ({ accounts }) => accounts[0]?.isKeyMissing === true);
});

// @promise failures.sleep
it('main plays on after sleep', async () => {
  const channel = await onlineChannel(await addAccount());
  const ticket = await client.get('live.open', { channelId: channel.id, profile: 'sub' });
  await readStream(ticket, 100);
  client.host.resume();
  await client.host.event('system.resumed', () => true);
  expect((await readStream(ticket, 1000)).length).toBeGreaterThanOrEqual(1000);
});

// @promise failures.network-change
it('main plays on over another network, such as that of a VPN', async () => {
  const channel = await onlineChannel(await addAccount());
  const ticket = await client.get('live.open', { channelId: channel.id, profile: 'sub' });
  await readStream(ticket, 100);
  const address = { address: '172.16.99.2', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', internal: false };
  network.more = { tun7: [{ ...address, family: 'IPv4', cidr: null }] };
  await client.host.event('system.resumed', () => true);
  expect((await readStream(ticket, 1000)).length).toBeGreaterThanOrEqual(1000);
});

it('main leaves no secret in its folder, its logs, its answers and its events', async () => {
  const account = await addAccount();
  const { sk = '' } = draft().secrets;
  await client.get('account.test', { runId: 'r', target: { kind: 'saved', accountId: account.id } });
  await client.get('account.update', { accountId: account.id, secrets: { sk }, label: 'Renamed' });
  await client.get('vault.list', {});
  const channel = await onlineChannel(account);
  await client.get('live.open', { channelId: channel.id, profile: 'sub' });
  await client.app.dispose();
  const log = await readFile(join(dataDir, 'logs', 'lanner.log'), 'utf8');
  expect(log).toContain('starting');
  for (const text of [log, ...client.answers, JSON.stringify(client.host.events)]) {
    expect(text).not.toContain(sk);
    expect(text).not.toContain(simulator.mediaOrigin);
  }
});

it('main starts the simulated clouds on demand, takes them down with itself, and stores nothing of them', async () => {
  await client.app.dispose();
  const cli = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));
  client = await startClient(dataDir, { simulatorCommand: [process.execPath, cli] });
  expect(await client.get('app.info', {})).toMatchObject({ isDemoAvailable: true, isDemoRunning: false });
  await client.get('demo.start', { cameras: 5 });
  const [account] = await client.get('account.list', {});
  expect(account).toMatchObject({ label: 'IVM demo', persistence: 'session' });
  await client.host.event('directory.changed', ({ phase, loaded }) => phase === 'ready' && loaded === 5);
  const { endpoint } = account as AccountView;
  await client.app.dispose();
  await expect(fetch(endpoint)).rejects.toThrow();
  client = await startClient(dataDir);
  expect(await client.get('account.list', {})).toEqual([]);
});

// @promise security.simulated-accounts
it('main starts the simulated clouds again after a crash of main, with the same cameras under the same numbers', async () => {
  await client.app.dispose();
  const cli = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));
  const memory = new Map<string, string>();
  const keep = (key: string, value: string | null) => (value === null ? memory.delete(key) : memory.set(key, value));
  const start = () =>
    startClient(
      dataDir,
      { simulatorCommand: [process.execPath, cli] },
      { ...UNSUPERVISED, memory: { kept: [...memory], keep: (key, value) => void keep(key, value) } },
    );
  const cameras = async () => {
    const accountId = asAccountId('demo-huawei-ivm');
    await client.host.event('directory.changed', (one) => one.accountId === accountId && one.phase === 'ready');
    const request = { accountId, cursor: null, limit: 10 };
    return (await client.get('directory.page', request)).channels.map(({ id, number }) => ({ id, number }));
  };
  client = await start();
  await client.get('demo.start', { cameras: 5 });
  const before = await cameras();
  expect(before).toHaveLength(5);
  await client.app.dispose(); // takes nothing back of what the supervisor holds, like a crash
  client = await start();
  expect(await cameras()).toEqual(before);
  expect(await client.get('app.info', {})).toMatchObject({ isDemoRunning: true });
});

it('main says why there are no simulated clouds', async () => {
  expect(await client.ask('demo.start', { cameras: 5 })).toMatchObject({
    ok: false,
    error: { code: 'demo.unavailable' },
  });
  await client.app.dispose();
  const simulatorCommand = [process.execPath, '-e', 'process.stderr.write("no room for it\\n"); process.exit(3)', '--'];
  client = await startClient(dataDir, { simulatorCommand });
  expect(await client.ask('demo.start', { cameras: 5 })).toMatchObject({
    ok: false,
    error: { code: 'demo.unavailable', params: { detail: 'no room for it' } },
  });
});

function withoutPersistence({ persistence: _, ...rest }: ReturnType<typeof draft>): AccountDraft {
  return rest;
}

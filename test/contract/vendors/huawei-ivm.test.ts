/** The real session against the simulated cloud: what the client understands, and what the cloud received. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { Recording } from '../../../preload/domain/recording/recordings.ts';
import { Secret } from '../../../main/secret.ts';
import { huaweiIvm } from '../../../main/vendors/huawei-ivm/vendor.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { PATIENT } from '../../patience.ts';
import { all, faultAt, memoryStore, PASSING_FAULTS } from './real-sessions.ts';

/** More than one page of each list. */
const CAMERAS = 1_200;
const signal = new AbortController().signal;

let simulator: Simulator;
let store: ReturnType<typeof memoryStore>;
let session: VendorSession;

function open(sk?: string): VendorSession {
  const cloud = simulator.clouds['huawei-ivm'];
  if (!cloud) throw new Error('the simulator offers no huawei-ivm');
  const { userId = '', ak = '' } = cloud.credentials;
  return huaweiIvm.createSession({
    accountId: asAccountId('a1'),
    endpoint: cloud.endpoint,
    region: null,
    credential: { fields: { userId, ak }, secrets: { sk: new Secret(sk ?? cloud.credentials['sk'] ?? '') } },
    tokens: store,
  });
}

const fault = (body: Readonly<Record<string, unknown>>): Promise<void> => faultAt(simulator, body);

const calls = (operation: string) => simulator.requests({ vendor: 'huawei-ivm', operation });

beforeEach(async () => {
  simulator = await startSimulator({ cameras: CAMERAS, seed: 7, hasMedia: false, nowMs: () => Date.now() });
  store = memoryStore();
  session = open();
});

afterEach(async () => {
  vi.useRealTimers();
  await session.dispose();
  await simulator.close();
});

describe('the huawei-ivm session', () => {
  it('signs in, counts the devices and reports the clock skew', async () => {
    const facts = await session.account.signIn(signal);
    expect(Math.abs(facts.clockSkewMs ?? Infinity)).toBeLessThan(60_000);
    expect(facts.tokenExpiresAtMs).toBeGreaterThan(Date.now());
    await session.account.checkPermission(signal);
    expect(await session.account.countDevices(signal)).toBeGreaterThan(0);
  });

  it('says that the keys are wrong, and not that a token expired', async () => {
    const wrong = open('0'.repeat(32));
    await expect(wrong.account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.rejected-key',
      action: 'edit-account',
      vendor: { operation: 'getAccessToken', code: expect.stringMatching(/^IVM\.\d{8}$/) as string },
    });
    await wrong.dispose();
  });

  it('reads groups, devices and channels whole, each in its place', async () => {
    const { directory } = session;
    const groups: OrgNode[] = await all(directory!.groups(signal));
    const devices: Device[] = await all(directory!.devices(signal));
    const channels: Channel[] = await all(directory!.channels(signal));
    const groupIds = new Set(groups.map((g) => g.id));
    const byDevice = new Map(devices.map((d) => [d.id, d]));
    expect(channels).toHaveLength(CAMERAS);
    expect(groups.length).toBeGreaterThan(0);
    expect(groups.filter((g) => g.parentId !== null && !groupIds.has(g.parentId))).toEqual([]);
    expect(channels.filter((c) => !byDevice.has(c.deviceId))).toEqual([]);
    expect(devices.filter((d) => d.orgNodeId !== null && !groupIds.has(d.orgNodeId))).toEqual([]);
    const lies = channels.filter((c) => byDevice.get(c.deviceId)?.status === 'offline' && c.reachable === 'online');
    expect(lies).toEqual([]);
    expect(calls('listDevices').every((r) => r.status === 200)).toBe(true);
  });

  it.each(['http-flv', 'hls'] as const)('gets a live URL over %s for main and sub', async (transport) => {
    const channels = await all(session.directory!.channels(signal));
    const online = channels.find((c) => c.reachable === 'online' && !c.isFrozen);
    for (const profile of ['main', 'sub'] as const) {
      const source = await session.live!.open({ channelId: online!.id, profile, transport }, signal);
      expect(source).toMatchObject({ transport, isSingleUse: transport === 'http-flv' });
      expect(URL.parse(source.url)).not.toBeNull();
    }
  });

  it('says that an offline camera is offline', async () => {
    const channels = await all(session.directory!.channels(signal));
    const offline = channels.find((c) => c.reachable === 'offline');
    const asked = session.live!.open({ channelId: offline!.id, profile: 'main', transport: 'http-flv' }, signal);
    await expect(asked).rejects.toMatchObject({ code: 'device.offline', vendor: { id: 'huawei-ivm' } });
  });

  it('lists recordings and gets a playback URL for one', async () => {
    const channels = await all(session.directory!.channels(signal));
    const recorded = channels.find((c) => c.reachable === 'online' && c.capabilities.includes('cloud-record'));
    const range = { fromMs: Date.now() - 86_400_000, toMs: Date.now() };
    const request = { channelId: recorded!.id, place: 'cloud', range, archiveGrainMs: 86_400_000 } as const;
    const recordings: Recording[] = [];
    for await (const answer of session.records!.list(request, signal)) recordings.push(...answer.recordings);
    expect(recordings.length).toBeGreaterThan(0);
    expect(recordings.every((r) => r.fromMs < r.toMs && r.toMs > range.fromMs && r.fromMs < range.toMs)).toBe(true);
    const source = await session.playback!.open({ ...request, profile: 'sub' }, signal);
    expect(source.transport).toBe('hls');
    expect(calls('getPlaybackConnections')[0]?.params).toMatchObject({ stream_type: 'SECONDARY_STREAM_1' });
  });

  // @promise playback.url-ends: A playback URL of Huawei IVM is made useless when the playback ends.
  it('makes a playback URL useless when the playback ends, and ending twice is fine', async () => {
    const channels = await all(session.directory!.channels(signal));
    const recorded = channels.find((c) => c.reachable === 'online' && c.capabilities.includes('cloud-record'));
    const range = { fromMs: Date.now() - 86_400_000, toMs: Date.now() };
    const request = { channelId: recorded!.id, place: 'cloud', range, profile: 'main' } as const;
    const source = await session.playback!.open(request, signal);
    const { pathname, searchParams } = new URL(source.url);
    expect(await simulator.authorize(pathname, searchParams, {})).toMatchObject({ ok: true });
    await source.end!(signal);
    await source.end!(signal);
    expect(await simulator.authorize(pathname, searchParams, {})).toMatchObject({ ok: false, status: 403 });
  });

  it('reuses the stored token after a restart', async () => {
    await session.account.countDevices(signal);
    await session.dispose();
    session = open();
    await session.account.countDevices(signal);
    expect(calls('getAccessToken')).toHaveLength(1);
  });

  it.each(['expire-token', 'revoke-token'])('survives %s with one new token for all callers', async (kind) => {
    await session.account.countDevices(signal);
    await fault({ kind });
    await Promise.all(Array.from({ length: 5 }, () => session.account.countDevices(signal)));
    expect(calls('getAccessToken').filter((r) => r.status === 200)).toHaveLength(2);
  });

  it('asks for a replacement in the last two days, as the cloud allows it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await session.account.countDevices(signal);
    vi.setSystemTime(Date.now() + 5.5 * 86_400_000);
    await session.account.countDevices(signal);
    await vi.waitFor(() => expect(calls('getAccessToken')).toHaveLength(2), PATIENT);
    expect(calls('getAccessToken')[1]?.params).toMatchObject({ force_update: true });
    vi.setSystemTime(Date.now() + 2 * 86_400_000); // the first token is dead now
    await session.account.countDevices(signal);
    expect(calls('getAccessToken')).toHaveLength(2);
    expect(calls('listDevices').every((r) => r.status === 200)).toBe(true);
  });

  it.each(PASSING_FAULTS)('rides out %s', async (_, body) => {
    await session.account.countDevices(signal);
    await fault(body);
    expect(await session.account.countDevices(signal)).toBeGreaterThan(0);
  });

  it('sends only what the documents allow: the strict cloud refused nothing', async () => {
    await session.account.checkPermission(signal);
    const channels = await all(session.directory!.channels(signal));
    const online = channels.find((c) => c.reachable === 'online' && !c.isFrozen);
    await session.live!.open({ channelId: online!.id, profile: 'main', transport: 'hls' }, signal);
    expect(simulator.requests().filter((r) => r.status !== 200)).toEqual([]);
  });
});

/** The real session against the simulated cloud: what the client understands, and what the cloud received. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { Recording } from '../../../preload/domain/recording/recordings.ts';
import { Secret } from '../../../main/secret.ts';
import { tencentIvp } from '../../../main/vendors/tencent-ivp/vendor.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { all, faultAt, NO_TOKENS, PASSING_FAULTS } from './real-sessions.ts';

/** More than one page of devices. */
const CAMERAS = 400;
const DAY_MS = 86_400_000;
const signal = new AbortController().signal;

let simulator: Simulator;
let session: VendorSession;

function open(secretKey?: string): VendorSession {
  const cloud = simulator.clouds['tencent-ivp'];
  if (!cloud) throw new Error('the simulator offers no tencent-ivp');
  const { secretId = '' } = cloud.credentials;
  return tencentIvp.createSession({
    accountId: asAccountId('a1'),
    endpoint: cloud.endpoint,
    region: null,
    credential: {
      fields: { secretId },
      secrets: { secretKey: new Secret(secretKey ?? cloud.credentials['secretKey'] ?? '') },
    },
    tokens: NO_TOKENS,
  });
}

const fault = (body: Readonly<Record<string, unknown>>): Promise<void> => faultAt(simulator, body);

const channelsThat = async (fits: (channel: Channel) => boolean): Promise<Channel[]> => {
  const found = (await all(session.directory!.channels(signal))).filter(fits);
  expect(found.length).toBeGreaterThan(0);
  return found;
};
const isUp = (channel: Channel): boolean => channel.reachable === 'online' && !channel.isFrozen;

beforeEach(async () => {
  simulator = await startSimulator({ cameras: CAMERAS, seed: 7, hasMedia: false, nowMs: () => Date.now() });
  session = open();
});

afterEach(async () => {
  await session.dispose();
  await simulator.close();
});

describe('the tencent-ivp session', () => {
  it('signs in, counts the devices and reports the clock skew', async () => {
    const facts = await session.account.signIn(signal);
    expect(Math.abs(facts.clockSkewMs ?? Infinity)).toBeLessThan(60_000);
    expect(facts.tokenExpiresAtMs).toBeNull();
    await session.account.checkPermission(signal);
    expect(await session.account.countDevices(signal)).toBe((await all(session.directory!.devices(signal))).length);
  });

  it('says that the keys are wrong', async () => {
    const wrong = open('0'.repeat(32));
    await expect(wrong.account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.rejected-key',
      action: 'edit-account',
      vendor: { id: 'tencent-ivp', operation: 'listDeviceServiceNodes' },
    });
    await wrong.dispose();
  });

  it('reads organizations, devices and channels whole, each in its place', async () => {
    const groups: OrgNode[] = await all(session.directory!.groups(signal));
    const devices: Device[] = await all(session.directory!.devices(signal));
    const channels: Channel[] = await all(session.directory!.channels(signal));
    const groupIds = new Set(groups.map((g) => g.id));
    const byDevice = new Map(devices.map((d) => [d.id, d]));
    expect(channels).toHaveLength(CAMERAS);
    expect(groups.length).toBeGreaterThan(0);
    expect(groups.filter((g) => g.parentId !== null && !groupIds.has(g.parentId))).toEqual([]);
    expect(channels.filter((c) => !byDevice.has(c.deviceId))).toEqual([]);
    expect(devices.filter((d) => d.orgNodeId !== null && !groupIds.has(d.orgNodeId))).toEqual([]);
  });

  it.each(['http-flv', 'hls'] as const)('gets a live URL over %s for main and sub', async (transport) => {
    const [online] = await channelsThat(isUp);
    for (const profile of ['main', 'sub'] as const) {
      const source = await session.live!.open({ channelId: online!.id, profile, transport }, signal);
      expect(source.transport).toBe(transport);
      expect(new URL(source.url).protocol).toBe('http:');
    }
  });

  it('gets a live URL of a camera that pushes RTMP, too', async () => {
    const [pushing] = await channelsThat((c) => isUp(c) && c.protocol === 'other');
    const asked = { channelId: pushing!.id, profile: 'main', transport: 'http-flv' } as const;
    expect((await session.live!.open(asked, signal)).transport).toBe('http-flv');
  });

  it('says that an offline camera is offline', async () => {
    const [offline] = await channelsThat((c) => c.reachable === 'offline' && !c.isFrozen);
    const asked = session.live!.open({ channelId: offline!.id, profile: 'main', transport: 'http-flv' }, signal);
    await expect(asked).rejects.toMatchObject({ code: 'device.offline', vendor: { id: 'tencent-ivp' } });
  });

  it.each(['cloud', 'device'] as const)('lists recordings of the %s over days and plays one', async (place) => {
    const recorded = await channelsThat((c) => isUp(c) && c.capabilities.includes(`${place}-record`));
    const range = { fromMs: Date.now() - 2 * DAY_MS, toMs: Date.now() };
    for (const { id: channelId } of recorded.slice(0, 20)) {
      const asked = { channelId, place, range, archiveGrainMs: DAY_MS };
      const recordings: Recording[] = [];
      for await (const answer of session.records!.list(asked, signal)) recordings.push(...answer.recordings);
      expect(recordings.every((r) => r.fromMs < r.toMs && r.toMs > range.fromMs && r.fromMs < range.toMs)).toBe(true);
      const [first] = recordings;
      if (!first) continue;
      const source = await session.playback!.open({ channelId, place, range: first, profile: 'sub' }, signal);
      expect(source.transport).toBe(place === 'cloud' ? 'hls' : 'http-flv');
      // The cloud takes whole seconds.
      expect(source.covers).toEqual({ fromMs: Math.floor(first.fromMs / 1_000) * 1_000, toMs: first.toMs });
      if (place === 'device') await steer(source.control!, first.fromMs + 5_000);
      return;
    }
    throw new Error('nothing is recorded');
  });

  it.each(PASSING_FAULTS)('rides out %s', async (_, body) => {
    await fault(body);
    expect(await session.account.countDevices(signal)).toBeGreaterThan(0);
  });

  it('sends only what the document allows: the strict cloud refused nothing', async () => {
    await session.account.checkPermission(signal);
    const [online] = await channelsThat((c) => isUp(c) && c.protocol === 'gb28181');
    await session.live!.open({ channelId: online!.id, profile: 'sub', transport: 'hls' }, signal);
    expect(simulator.requests().filter((r) => r.status !== 200)).toEqual([]);
  });
});

async function steer(
  control: NonNullable<Awaited<ReturnType<NonNullable<VendorSession['playback']>['open']>>['control']>,
  atMs: number,
): Promise<void> {
  await control.pause(signal);
  await control.resume(signal);
  await control.seek(atMs, signal);
  await control.setSpeed(2, signal);
  await control.stop(signal);
}

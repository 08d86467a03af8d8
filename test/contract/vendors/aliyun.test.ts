/** The real sessions of both Alibaba clouds against the simulated ones: what the client understands, what they received. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { Channel } from '../../../preload/domain/cameras/cameras.ts';
import { Secret } from '../../../main/secret.ts';
import { createSessionFactories } from '../../../main/vendors/registry.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { all, faultAt, NO_TOKENS, PASSING_FAULTS } from './real-sessions.ts';

/** More than one page of each list. */
const CAMERAS = 450;
const signal = new AbortController().signal;
const factories = createSessionFactories();

let simulator: Simulator;
const open: VendorSession[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ cameras: CAMERAS, seed: 7, hasMedia: false, nowMs: () => Date.now() });
});

afterAll(async () => {
  await Promise.all(open.map((session) => session.dispose()));
  await simulator.close();
});

type Vendor = 'aliyun-vcs' | 'aliyun-cityvisual';

function sessionOf(vendor: Vendor, wrong: Readonly<Record<string, string>> = {}): VendorSession {
  const cloud = simulator.clouds[vendor];
  const factory = factories[vendor];
  if (!cloud || !factory) throw new Error(`no ${vendor} here`);
  const { accessKeyId = '', accessKeySecret = '' } = { ...cloud.credentials, ...wrong };
  const session = factory({
    accountId: asAccountId('a1'),
    endpoint: cloud.endpoint,
    region: null,
    credential: { fields: { accessKeyId }, secrets: { accessKeySecret: new Secret(accessKeySecret) } },
    tokens: NO_TOKENS,
  });
  open.push(session);
  return session;
}

const fault = (body: Readonly<Record<string, unknown>>): Promise<void> => faultAt(simulator, body);

const isOnline = (channel: Channel): boolean => channel.reachable === 'online' && !channel.isFrozen;

describe.each(['aliyun-vcs', 'aliyun-cityvisual'] as const)('the %s session', (vendor) => {
  it('signs in, checks its permissions, counts the devices and reports the clock skew', async () => {
    const session = sessionOf(vendor);
    const facts = await session.account.signIn(signal);
    expect(Math.abs(facts.clockSkewMs ?? Infinity)).toBeLessThan(60_000);
    expect(facts.tokenExpiresAtMs).toBeNull();
    await session.account.checkPermission(signal);
    expect(await session.account.countDevices(signal)).toBeGreaterThanOrEqual(CAMERAS);
  });

  it.each([
    ['secret', { accessKeySecret: 'not-the-secret' }],
    ['key id', { accessKeyId: 'LTAInobody' }],
  ])('says that the %s is wrong', async (_, wrong) => {
    await expect(sessionOf(vendor, wrong).account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.rejected-key',
      action: 'edit-account',
      vendor: { id: vendor, requestId: expect.any(String) as string, code: expect.any(String) as string },
    });
  });

  it('says that a clock is wrong when one is', async () => {
    const session = sessionOf(vendor);
    const skew = (skewMs: number) =>
      fetch(`${simulator.control}/clock`, { method: 'POST', body: JSON.stringify({ skewMs }) });
    await skew(3_600_000);
    try {
      await expect(session.account.signIn(signal)).rejects.toMatchObject({ code: 'auth.clock-skew' });
    } finally {
      await skew(0);
    }
  });

  it('reads groups, devices and channels whole, each in its place', async () => {
    const { directory } = sessionOf(vendor);
    const groups = await all(directory!.groups(signal));
    const devices = await all(directory!.devices(signal));
    const channels = await all(directory!.channels(signal));
    const groupIds = new Set<string>(groups.map((g) => g.id));
    const byDevice = new Map(devices.map((d) => [d.id, d]));
    expect(groups.length).toBeGreaterThan(0);
    expect(channels).toHaveLength(CAMERAS);
    expect(new Set(channels.map(({ id }) => id)).size).toBe(CAMERAS);
    expect(groups.filter((g) => g.parentId !== null && !groupIds.has(g.parentId))).toEqual([]);
    expect(channels.filter((c) => !byDevice.has(c.deviceId))).toEqual([]);
    expect([...devices, ...channels].filter((d) => d.orgNodeId === null || !groupIds.has(d.orgNodeId))).toEqual([]);
    const lies = channels.filter((c) => byDevice.get(c.deviceId)?.status === 'offline' && c.reachable === 'online');
    expect(lies).toEqual([]);
    expect(channels.filter(isOnline).length).toBeGreaterThan(0);
  });

  it('gets a live URL of the kind asked for, over every transport that it offers, for main and sub', async () => {
    const session = sessionOf(vendor);
    const [first] = (await all(session.directory!.channels(signal))).filter(isOnline);
    const { transports } = session.live!;
    expect(transports).toEqual(vendor === 'aliyun-vcs' ? ['http-flv', 'hls'] : ['rtmp']);
    for (const transport of transports) {
      for (const profile of ['main', 'sub'] as const) {
        const source = await session.live!.open({ channelId: first!.id, profile, transport }, signal);
        expect(source.transport).toBe(transport);
        expect(source.url).toMatch(transport === 'rtmp' ? /^rtmp:\/\// : /^https?:\/\//);
      }
    }
  });

  it.each(PASSING_FAULTS)('rides out %s', async (_, body) => {
    const session = sessionOf(vendor);
    await session.account.countDevices(signal);
    await fault({ ...body, vendor });
    expect(await session.account.countDevices(signal)).toBeGreaterThan(0);
  });
});

it('the client gets playback URLs of VCS for what lies in the cloud and on the device', async () => {
  const session = sessionOf('aliyun-vcs');
  const [first] = (await all(session.directory!.channels(signal))).filter(isOnline);
  const range = { fromMs: Date.now() - 3_600_000, toMs: Date.now() - 1_800_000 };
  for (const place of ['cloud', 'device'] as const) {
    const source = await session.playback!.open({ channelId: first!.id, place, range, profile: 'main' }, signal);
    expect(source).toMatchObject({ transport: 'hls' });
  }
});

it('the client waits while VCS sets a stream up that is pulled on demand', async () => {
  const session = sessionOf('aliyun-vcs');
  const channels = (await all(session.directory!.channels(signal))).filter(isOnline);
  await session.live!.open({ channelId: channels.at(-1)!.id, profile: 'main', transport: 'http-flv' }, signal);
  const asked = simulator.requests({ vendor: 'aliyun-vcs', operation: 'GetDeviceLiveUrl' });
  expect(asked.map(({ code }) => code)).toContain('Retry');
  expect(asked.at(-1)?.code).toBe('200');
});

/** The real session against the simulated cloud, by token and by signature: what is understood, and what was received. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../preload/domain/ids.ts';
import type { Channel } from '../../../preload/domain/cameras/cameras.ts';
import { Secret } from '../../../main/secret.ts';
import { huaweiVis } from '../../../main/vendors/huawei-vis/vendor.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { all, faultAt, memoryStore, PASSING_FAULTS } from './real-sessions.ts';

/** More than one page of each list. */
const CAMERAS = 1_200;
const accountId = asAccountId('a1');
const signal = new AbortController().signal;
const PASSWORD = ['domainName', 'userName', 'password'];
const KEYS = ['ak', 'sk'];
const SECRETS = ['password', 'sk'];

let simulator: Simulator;
let store: ReturnType<typeof memoryStore>;
const opened: VendorSession[] = [];

/** @param change what is typed otherwise than right; an empty text is left out. */
function open(way: 'token' | 'aksk', change: Readonly<Record<string, string>> = {}): VendorSession {
  const cloud = simulator.clouds['huawei-vis'];
  if (!cloud) throw new Error('the simulator offers no huawei-vis');
  const others = way === 'token' ? KEYS : PASSWORD;
  const typed = Object.entries({ ...cloud.credentials, ...change }).filter(
    ([name, value]) => value !== '' && !others.includes(name),
  );
  const session = huaweiVis.createSession({
    accountId,
    endpoint: cloud.endpoint,
    region: null,
    credential: {
      fields: Object.fromEntries(typed.filter(([name]) => !SECRETS.includes(name))),
      secrets: Object.fromEntries(
        typed.filter(([name]) => SECRETS.includes(name)).map(([name, value]) => [name, new Secret(value)]),
      ),
    },
    tokens: store,
  });
  opened.push(session);
  return session;
}

const fault = (body: Readonly<Record<string, unknown>>): Promise<void> => faultAt(simulator, body);

const calls = (operation: string) => simulator.requests({ vendor: 'huawei-vis', operation });
const example = (name: string): unknown => (simulator.clouds['huawei-vis']?.examples as Record<string, unknown>)[name];
const channelOfStream = (stream: string) => channelIdOf(deviceIdOf(accountId, `stream:${stream}`), stream);

beforeEach(async () => {
  simulator = await startSimulator({ cameras: CAMERAS, seed: 7, hasMedia: false, nowMs: () => Date.now() });
  store = memoryStore();
});

afterEach(async () => {
  for (const session of opened.splice(0)) await session.dispose();
  await simulator.close();
});

describe.each(['token', 'aksk'] as const)('the huawei-vis session by %s', (way) => {
  it('signs in, checks the permission, counts the devices and reports the clock skew', async () => {
    const { account } = open(way);
    const facts = await account.signIn(signal);
    expect(Math.abs(facts.clockSkewMs ?? Infinity)).toBeLessThan(60_000);
    if (way === 'token') expect(facts.tokenExpiresAtMs).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    else expect(facts.tokenExpiresAtMs).toBeNull();
    await account.checkPermission(signal);
    expect(await account.countDevices(signal)).toBeGreaterThan(0);
  });

  it('finds the project by its name', async () => {
    const { account } = open(way, { projectId: '' });
    await Promise.all([account.signIn(signal), account.checkPermission(signal)]);
    expect(calls('listIamProjects')).toHaveLength(1);
    expect(calls('getSubscription').every(({ status }) => status === 200)).toBe(true);
  });

  it('says that the project is wrong, and which', async () => {
    const typo = way === 'token' ? { projectName: 'cn-nowhere-1' } : { projectName: 'cn-nowhere-1', projectId: '' };
    await expect(open(way, typo).account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.wrong-project',
      action: 'edit-account',
      params: { detail: 'cn-nowhere-1' },
    });
  });

  it('says that the project id is wrong', async () => {
    await expect(open(way, { projectId: 'f'.repeat(32) }).account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.wrong-project',
      params: { detail: 'f'.repeat(32) },
      vendor: { operation: 'getSubscription', code: 'VIS.0002' },
    });
  });

  it('says that the region is wrong', async () => {
    const { id, name } = example('projectOfOtherRegion') as { id: string; name: string };
    const elsewhere = open(way, { projectId: id, projectName: name });
    await expect(elsewhere.account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.wrong-region',
      action: 'edit-account',
      vendor: { code: 'VIS.0003' },
    });
  });

  it('says that the service is not subscribed, when the permission is checked', async () => {
    const { id, name } = example('projectWithoutSubscription') as { id: string; name: string };
    const { account } = open(way, { projectId: id, projectName: name });
    await account.signIn(signal);
    await expect(account.checkPermission(signal)).rejects.toMatchObject({
      code: 'cloud.service-not-enabled',
      action: 'open-console',
    });
  });

  it('reads devices and channels whole, each in its place', async () => {
    const { directory, account } = open(way);
    const devices = await all(directory!.devices(signal));
    const channels = await all(directory!.channels(signal));
    const ids = new Set(devices.map((device) => device.id));
    expect(ids.size).toBe(devices.length);
    expect(new Set(channels.map((channel) => channel.id)).size).toBe(channels.length);
    expect(channels.length).toBeGreaterThan(1_000);
    expect(channels.filter((channel) => !ids.has(channel.deviceId))).toEqual([]);
    expect(await account.countDevices(signal)).toBe(devices.length);
    expect(await all(directory!.groups(signal))).toMatchObject([{ kind: 'streams', parentId: null }]);
    expect(calls('listDevices').every(({ status }) => status === 200)).toBe(true);
    const answer = calls('listStreams').filter(({ params }) => !('limit' in params));
    expect(answer, 'the pages add up').toEqual([]);
  });

  it('opens what is online, and says so of what sends no video', async () => {
    const { directory, live } = open(way);
    const channels = await all(directory!.channels(signal));
    const streamName = String(example('streamName'));
    const source = await live!.open(
      { channelId: channelOfStream(streamName), profile: 'sub', transport: 'http-flv' },
      signal,
    );
    expect(source).toMatchObject({ transport: 'http-flv', headers: {}, isSingleUse: false });
    const idle = example('notInvited') as { deviceId: string; channelId: string };
    const channel: Channel | undefined = channels.find(
      ({ id }) => id === channelIdOf(deviceIdOf(accountId, idle.deviceId), idle.channelId),
    );
    expect(channel?.reachable).toBe('unknown');
    const asked = live!.open({ channelId: channel!.id, profile: 'main', transport: 'http-flv' }, signal);
    await expect(asked).rejects.toMatchObject({ code: 'media.not-streaming', action: 'open-console' });
  });

  it('gets H.265 over HLS, whichever transport is asked for, without having listed anything', async () => {
    const { live, directory } = open(way);
    const h265 = String(example('h265Stream'));
    const camera = example('camera') as { deviceId: string; channelId: string };
    const known = channelIdOf(deviceIdOf(accountId, camera.deviceId), camera.channelId);
    const first = await live!.open({ channelId: known, profile: 'main', transport: 'http-flv' }, signal);
    expect(URL.parse(first.url)).not.toBeNull();
    expect(calls('getDevice')).toHaveLength(1);
    await all(directory!.channels(signal));
    for (const transport of ['http-flv', 'hls'] as const) {
      const source = await live!.open({ channelId: channelOfStream(h265), profile: 'main', transport }, signal);
      expect(source.transport).toBe('hls');
    }
  });
});

describe('a private stream', () => {
  const request = () =>
    ({ channelId: channelOfStream(String(example('privateStream'))), profile: 'main', transport: 'http-flv' }) as const;

  it('a private stream is pulled with the token, as long as the token lives', async () => {
    const source = await open('token').live!.open(request(), signal);
    expect(Object.keys(source.headers)).toEqual(['X-Auth-Token']);
    expect(source.headers['X-Auth-Token']?.length).toBeGreaterThan(10);
    expect(source.expiresAtMs).toBeGreaterThan(Date.now());
  });

  it('opens with what the session says, and not without it', async () => {
    const withMedia = await startSimulator({ cameras: 16, seed: 7, nowMs: () => Date.now() });
    try {
      const before = simulator;
      simulator = withMedia;
      const source = await open('token').live!.open(request(), signal);
      await opened.pop()?.dispose();
      simulator = before;
      expect((await fetch(source.url)).status).toBeGreaterThanOrEqual(400);
      const stop = new AbortController();
      const answer = await fetch(source.url, { headers: source.headers, signal: stop.signal });
      expect(answer.status).toBe(200);
      const first = await answer.body!.getReader().read();
      expect(
        Buffer.from(first.value ?? [])
          .subarray(0, 3)
          .toString(),
      ).toBe('FLV');
      stop.abort();
    } finally {
      await withMedia.close();
    }
  });

  it('a private stream cannot be pulled with access keys, and the reason names what would help', async () => {
    const asked = open('aksk').live!.open(request(), signal);
    await expect(asked).rejects.toMatchObject({ code: 'auth.needs-token', action: 'edit-account' });
  });
});

describe('wrong keys', () => {
  it('a wrong password is distinguished from an expired token', async () => {
    await expect(open('token', { password: 'Wrong-1234' }).account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.rejected-password',
      action: 'edit-account',
      vendor: { operation: 'createIamToken', httpStatus: 401 },
    });
    expect(calls('createIamToken')).toHaveLength(1);
  });

  it('a wrong secret key is distinguished from an expired token', async () => {
    await expect(open('aksk', { sk: '0'.repeat(40) }).account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.rejected-key',
      action: 'edit-account',
    });
  });

  it('wrong keys are distinguished from a wrong clock', async () => {
    await fetch(`${simulator.control}/clock`, { method: 'POST', body: JSON.stringify({ skewMs: 3_600_000 }) });
    await expect(open('aksk').account.signIn(signal)).rejects.toMatchObject({
      code: 'auth.clock-skew',
      action: 'check-clock',
      params: { seconds: expect.closeTo(3_600, -1) as number },
    });
  });
});

describe('the token', () => {
  it('the token is bought once for all callers and reused after a restart', async () => {
    const session = open('token');
    await Promise.all(Array.from({ length: 8 }, () => session.account.checkPermission(signal)));
    await session.dispose();
    await open('token').account.signIn(signal);
    expect(calls('createIamToken')).toHaveLength(1);
  });

  it('the token of another project is not reused', async () => {
    await open('token').account.signIn(signal);
    const { id, name } = example('projectWithoutSubscription') as { id: string; name: string };
    await open('token', { projectId: id, projectName: name }).account.signIn(signal);
    expect(calls('createIamToken')).toHaveLength(2);
  });

  it.each(['expire-token', 'revoke-token'])('survives %s with one new one for all callers', async (kind) => {
    const { account } = open('token');
    await account.signIn(signal);
    await fault({ kind });
    await Promise.all(Array.from({ length: 5 }, () => account.checkPermission(signal)));
    expect(calls('createIamToken').filter(({ status }) => status === 201)).toHaveLength(2);
  });
});

describe.each(['token', 'aksk'] as const)('faults, by %s:', (way) => {
  it.each(PASSING_FAULTS)('rides out %s', async (_, body) => {
    const { account } = open(way);
    await account.signIn(signal);
    await fault({ vendor: 'huawei-vis', ...body });
    await account.checkPermission(signal);
  });

  it('sends only what the documents allow: the strict cloud refused nothing', async () => {
    const { account, directory, live } = open(way, { projectId: '' });
    await account.checkPermission(signal);
    const channels = await all(directory!.channels(signal));
    const online = channels.find((channel) => channel.reachable === 'online' && channel.protocol === 'gb28181');
    await live!.open({ channelId: online!.id, profile: 'main', transport: 'hls' }, signal).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'auth.needs-token' });
    });
    expect(simulator.requests().filter(({ status }) => status >= 300)).toEqual([]);
  });
});

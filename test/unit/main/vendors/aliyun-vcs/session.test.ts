/** The session against a cloud that answers in the shapes of the printed samples. */
import { afterEach, describe, expect, it } from 'vitest';
import { aliyunVcs } from '../../../../../main/vendors/aliyun-vcs/vendor.ts';
import { createVcsClient } from '../../../../../main/vendors/aliyun-vcs/wire/client.ts';
import { asAccountId, channelIdOf, deviceIdOf, orgNodeIdOf } from '../../../../../preload/domain/ids.ts';
import { all, settingsFor, slice, startRpcServer, type Answers, type RpcServer } from '../aliyun/rpc-server.ts';
import { PATIENT } from '../../../../patience.ts';

const ACCOUNT = asAccountId('a1');
const signal = new AbortController().signal;
const OK = { Code: '200', Message: 'Success' };

const NVRS = [
  {
    CorpId: 'c1',
    DeviceId: 'nvr-on',
    DeviceName: 'Hall',
    DeviceType: 'NVR',
    InProtocol: 'GBT28181',
    DeviceStatus: '1',
  },
  { CorpId: 'c1', DeviceId: 'box-off', DeviceName: '', DeviceType: 'ABox', InProtocol: 'SAPI', DeviceStatus: '0' },
];
const IPCS = [
  {
    CorpId: 'c1',
    DeviceId: 'ch-1',
    DeviceName: 'Door',
    ParentDeviceId: 'nvr-on',
    InProtocol: 'GBT28181',
    DeviceStatus: '1',
  },
  {
    CorpId: 'c1',
    DeviceId: 'ch-2',
    DeviceName: 'Yard',
    ParentDeviceId: 'box-off',
    InProtocol: 'SAPI',
    DeviceStatus: '1',
  },
  { CorpId: 'c2', DeviceId: 'solo', DeviceName: 'Gate', ParentDeviceId: '', InProtocol: 'SAPI', DeviceStatus: '1' },
  {
    CorpId: 'c2',
    DeviceId: 'fresh',
    DeviceName: 'New',
    ParentDeviceId: 'fresh',
    InProtocol: 'GBT28181',
    DeviceStatus: '2',
  },
  ...Array.from({ length: 250 }, (_, i) => ({
    CorpId: 'c2',
    DeviceId: `more-${i}`,
    DeviceName: `Camera ${i}`,
    InProtocol: 'GBT28181',
    DeviceStatus: '0',
  })),
];

const paged = <T>(items: readonly T[], number: string | undefined, size: string | undefined) => ({
  ...OK,
  Data: { TotalCount: items.length, Records: slice(items, number, size) },
});

const CLOUD: Answers = {
  ListCorps: ({ PageNumber, PageSize }) =>
    paged([{ CorpId: 'c1', CorpName: 'Mall' }, { CorpId: 'c2' }], PageNumber, PageSize),
  DescribeNvrs: ({ PageNum, PageSize }) => paged(NVRS, PageNum, PageSize),
  DescribeIpcs: ({ PageNum, PageSize, DeviceIdList }) =>
    paged(DeviceIdList ? IPCS.filter(({ DeviceId }) => DeviceId === DeviceIdList) : IPCS, PageNum, PageSize),
  GetDeviceLiveUrl: ({ OutProtocol }) => ({ ...OK, OutProtocol, StreamType: 1, Url: `http://media/${OutProtocol}` }),
  GetDeviceVideoUrl: ({ OutProtocol }) => ({ ...OK, OutProtocol, Url: 'http://media/v.m3u8' }),
};

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(answers: Answers = CLOUD, fields: Readonly<Record<string, string>> = {}) {
  const server: RpcServer = await startRpcServer(answers);
  const session = aliyunVcs.createSession(settingsFor(server.origin, fields));
  open.push(
    () => session.dispose(),
    () => server.close(),
  );
  return { server, session };
}

const channelOf = (device: string, camera = device) => channelIdOf(deviceIdOf(ACCOUNT, device), camera);
const live = (device: string, profile: 'main' | 'sub' = 'main', transport: 'http-flv' | 'hls' = 'http-flv') => ({
  channelId: channelOf(device),
  profile,
  transport,
});

it('the directory shows projects as groups, named or by their id', async () => {
  const { session } = await serve();
  const groups = await all(session.directory!.groups(signal));
  expect(groups.map(({ id, name, parentId }) => [id, name, parentId])).toEqual([
    [orgNodeIdOf(ACCOUNT, 'c1'), 'Mall', null],
    [orgNodeIdOf(ACCOUNT, 'c2'), 'c2', null],
  ]);
});

it('the directory has recorders and cameras that stand alone as devices, everything else as channels', async () => {
  const { session } = await serve();
  const devices = await all(session.directory!.devices(signal));
  expect(devices.slice(0, 4)).toMatchObject([
    { name: 'Hall', kind: 'recorder', protocol: 'gb28181', status: 'online', orgNodeId: orgNodeIdOf(ACCOUNT, 'c1') },
    { name: 'box-off', kind: 'edge', protocol: 'other', status: 'offline' },
    { name: 'Gate', kind: 'camera', status: 'online', orgNodeId: orgNodeIdOf(ACCOUNT, 'c2') },
    { name: 'New', kind: 'camera', status: 'unregistered' },
  ]);
  expect(devices).toHaveLength(2 + 2 + 250);
  const channels = await all(session.directory!.channels(signal));
  expect(channels).toHaveLength(IPCS.length);
  expect(channels.slice(0, 4)).toMatchObject([
    { id: channelOf('nvr-on', 'ch-1'), reachable: 'online' },
    { id: channelOf('box-off', 'ch-2'), reachable: 'offline' },
    { id: channelOf('solo'), reachable: 'online' },
    { id: channelOf('fresh'), reachable: 'unregistered' },
  ]);
  expect(channels.filter((c) => c.capabilities.includes('sub-stream')).map(({ name }) => name)).toEqual([
    'Yard',
    'Gate',
  ]);
});

it('the directory reads the cameras once for devices and channels together, and again for the next reading', async () => {
  const { server, session } = await serve();
  await all(session.directory!.devices(signal));
  await all(session.directory!.channels(signal));
  expect(server.calls('DescribeIpcs').map(({ PageNum, PageSize }) => [PageNum, PageSize])).toEqual([
    ['1', '200'],
    ['2', '200'],
  ]);
  await all(session.directory!.channels(signal));
  expect(server.calls('DescribeIpcs')).toHaveLength(4);
});

it('the directory does not show an account as empty when the cloud answers nothing', async () => {
  const { session } = await serve({ ...CLOUD, DescribeIpcs: () => 200 });
  await expect(all(session.directory!.channels(signal))).rejects.toMatchObject({ code: 'network.bad-answer' });
});

describe('live', () => {
  it.each([
    ['http-flv', 'httpsflv'],
    ['hls', 'httpshls'],
  ] as const)('the session requests live video over %s as %s', async (transport, protocol) => {
    const { server, session } = await serve();
    const source = await session.live!.open(live('ch-1', 'main', transport), signal);
    expect(source).toEqual({
      transport,
      url: `http://media/${protocol}`,
      headers: {},
      expiresAtMs: null,
      isSingleUse: false,
      isLocalAllowed: true,
    });
    expect(server.calls('GetDeviceLiveUrl')).toMatchObject([{ DeviceId: 'ch-1', OutProtocol: protocol }]);
  });

  it('the session names the stream only where the protocol has two, and looks a camera up once', async () => {
    const { server, session } = await serve();
    for (const device of ['solo', 'solo', 'ch-1']) await session.live!.open(live(device, 'sub'), signal);
    const asked = server.calls('GetDeviceLiveUrl');
    expect(asked.map(({ StreamType, CorpId }) => [StreamType, CorpId])).toEqual([
      ['2', 'c2'],
      ['2', 'c2'],
      [undefined, 'c1'],
    ]);
    expect(server.calls('DescribeIpcs')).toHaveLength(2);
  });

  it('the session asks again while the cloud sets the stream up', async () => {
    let asked = 0;
    const { server, session } = await serve({
      ...CLOUD,
      GetDeviceLiveUrl: () => ((asked += 1) < 3 ? { Code: 'Retry', Message: '' } : { ...OK, Url: 'http://media/late' }),
    });
    const { url } = await session.live!.open(live('solo'), signal);
    expect(url).toBe('http://media/late');
    expect(server.calls('GetDeviceLiveUrl')).toHaveLength(3);
    expect(new Set(server.calls('GetDeviceLiveUrl').map((call) => call['SignatureNonce'])).size).toBe(3);
  });

  it('the session stops asking when the tile is closed', async () => {
    const { server, session } = await serve({ ...CLOUD, GetDeviceLiveUrl: () => ({ Code: 'Retry' }) });
    const abort = new AbortController();
    const opening = session.live!.open(live('solo'), abort.signal);
    await expect.poll(() => server.calls('GetDeviceLiveUrl').length, PATIENT).toBeGreaterThan(1);
    abort.abort();
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('live video that cannot be set up may be retried later, and is not requested in quick succession', async () => {
    const { server, session } = await serve({ ...CLOUD, GetDeviceLiveUrl: () => ({ Code: 'Failed', Message: 'no' }) });
    const opening = session.live!.open(live('solo'), signal);
    await expect(opening).rejects.toMatchObject({
      code: 'media.no-url',
      retryable: true,
      vendor: { id: 'aliyun-vcs', code: 'Failed', text: 'no', requestId: 'r-1' },
    });
    expect(server.calls('GetDeviceLiveUrl')).toHaveLength(1);
  });

  it.each([
    ['no address', undefined, 'media.no-url'],
    ['an RTMP address', 'rtmp://media/x', 'media.unsupported-transport'],
  ])('live video over %s is refused with the reason', async (_, Url, code) => {
    const { session } = await serve({ ...CLOUD, GetDeviceLiveUrl: () => ({ ...OK, Url }) });
    await expect(session.live!.open(live('solo'), signal)).rejects.toMatchObject({ code });
  });
});

describe('playback', () => {
  const range = { fromMs: 1_599_807_533_000.4, toMs: 1_600_081_668_000.4 };

  it.each([
    ['cloud', '0'],
    ['device', '1'],
  ] as const)(
    'playback of a recording in the %s is HLS, in epoch milliseconds, with the project looked up',
    async (place, type) => {
      const { server, session } = await serve();
      const source = await session.playback!.open(
        { channelId: channelOf('nvr-on', 'ch-1'), place, range, profile: 'sub' },
        signal,
      );
      expect(source).toMatchObject({ transport: 'hls', url: 'http://media/v.m3u8' });
      expect(server.calls('GetDeviceVideoUrl')).toMatchObject([
        { CorpId: 'c1', DeviceId: 'ch-1', StorageType: type, StartTime: '1599807533000', EndTime: '1600081668001' },
      ]);
    },
  );

  it('playback of a camera that is gone reports the missing camera', async () => {
    const { session } = await serve();
    const opening = session.playback!.open(
      { channelId: channelOf('gone'), place: 'cloud', range, profile: 'main' },
      signal,
    );
    await expect(opening).rejects.toMatchObject({ code: 'cloud.not-found' });
  });
});

it('an account signs in, checks its permissions, and counts recorders and cameras', async () => {
  const { session } = await serve();
  const facts = await session.account.signIn(signal);
  expect(facts.tokenExpiresAtMs).toBeNull();
  expect(Math.abs(facts.clockSkewMs ?? Infinity)).toBeLessThan(60_000);
  await session.account.checkPermission(signal);
  expect(await session.account.countDevices(signal)).toBe(NVRS.length + IPCS.length);
});

it('the account reports a wrong key in the cloud’s own words', async () => {
  const body = { RequestId: 'r-9', Code: 'SignatureDoesNotMatch', Message: 'Specified signature is not matched.' };
  const { session } = await serve({ ListCorps: () => [400, body] });
  await expect(session.account.signIn(signal)).rejects.toMatchObject({
    code: 'auth.rejected-key',
    action: 'edit-account',
    vendor: { code: body.Code, text: body.Message, requestId: 'r-9' },
  });
});

it('the session asks the data service at its own address, with the keys of the account', async () => {
  const Data = { TotalCount: 0, Records: [] };
  const data = await startRpcServer({ DescribeWatchPolicies: () => ({ ...OK, Success: true, Data }) });
  open.push(() => data.close());
  const { client, dispose } = createVcsClient(settingsFor('http://127.0.0.1:1', { dataEndpoint: `${data.origin}/` }));
  await client.call('DescribeWatchPolicies', { PageNumber: 1, PageSize: 10 }, signal);
  dispose();
  expect(data.calls('DescribeWatchPolicies')).toMatchObject([{ AccessKeyId: 'LTAI-test', PageSize: '10' }]);
});

it('a snapshot is a picture of the camera itself, also below a recorder', async () => {
  const { session, server } = await serve({
    GetDevicePicture: ({ DeviceId }) => ({ ...OK, Data: `http://pictures/${DeviceId}.jpg` }),
  });
  const file = await session.snapshots!.take(channelOf('nvr-on', 'ch-1'), signal);
  expect(file).toMatchObject({ url: 'http://pictures/ch-1.jpg', headers: {}, expiresAtMs: null });
  expect(server.calls('GetDevicePicture')).toHaveLength(1);
});

it('a snapshot that the camera did not take is reported, in the answer and at the address', async () => {
  const { session } = await serve({ GetDevicePicture: () => ({ Code: 'Failed', Message: 'no', Data: '' }) });
  const taken = session.snapshots!.take(channelOf('solo'), signal);
  await expect(taken).rejects.toMatchObject({ code: 'device.failed', vendor: { code: 'Failed' } });
  const refused = Buffer.from('<Error><Code>AccessDenied</Code></Error>');
  const read = () => session.snapshots!.pictureIn({ status: 403, body: refused });
  expect(read).toThrow(expect.objectContaining({ code: 'device.failed' }));
});

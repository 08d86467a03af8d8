/** The session against a cloud that answers in the shapes of the printed samples: numbers as text, names as in the samples. */
import { afterEach, describe, expect, it } from 'vitest';
import { regionOf } from '../../../../../../main/vendors/aliyun-cityvisual/wire/dialect.ts';
import { aliyunCityvisual } from '../../../../../../main/vendors/aliyun-cityvisual/vendor.ts';
import { asAccountId, channelIdOf, deviceIdOf, orgNodeIdOf } from '../../../../../../preload/domain/ids.ts';
import { all, settingsFor, slice, startRpcServer, type Answers } from '../../aliyun/rpc-server.ts';

const ACCOUNT = asAccountId('a1');
const signal = new AbortController().signal;

const INSTANCES = [{ InstanceId: 'cityvisual-1', InstanceName: 'Old town' }, { InstanceId: 'cityvisual-2' }];
const GROUPS: Readonly<Record<string, readonly object[]>> = {
  'cityvisual-1': [
    { WorkGroupId: '511', WorkGroupName: 'Crossings', ProtocolType: 'RTMP' },
    { WorkGroupId: '512', WorkGroupName: 'Schools', Protocol: 'GB28181' },
  ],
};
const CAMERAS: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'cityvisual-1': [
    {
      CameraId: '003_2',
      Name: 'East',
      StreamStatus: 'ON_LINE',
      WorkGroupId: '512',
      RtmpPath: 'rtmp://media/mylive/002_1',
    },
    { CameraId: '003_3', CameraName: 'West', StreamStatus: 'OFF_LINE', WorkGroupId: 'gone' },
    { CameraId: '003_4', StreamStatus: 'ON_LINE', RtmpPath: 'rtp://media/mylive/002_1' },
    { CameraId: '003_5', StreamStatus: 'ON_LINE' },
    ...Array.from({ length: 120 }, (_, i) => ({ CameraId: `more-${i}` })),
  ],
  'cityvisual-2': [{ CameraId: '003_2', StreamStatus: 'ON_LINE' }],
} as const;

const paged = (
  wrap: (items: readonly object[]) => object,
  items: readonly object[],
  params: Readonly<Record<string, string>>,
) => ({
  ...wrap(slice(items, params['PageNumber'], params['PageSize'])),
  PageNumber: params['PageNumber'],
  PageSize: params['PageSize'],
  TotalCount: String(items.length),
});

const CLOUD: Answers = {
  DescribeRegions: () => ({ Regions: { Region: [{ RegionId: 'cn-shanghai' }] } }),
  DescribeInstances: (p) => paged((Instance) => ({ Instances: { Instance } }), INSTANCES, p),
  DescribeWorkGroups: (p) =>
    paged((WorkGroup) => ({ WorkGroups: { WorkGroup } }), GROUPS[p['InstanceId'] ?? ''] ?? [], p),
  DescribeCameras: (p) => {
    const cameras = CAMERAS[p['InstanceId'] ?? ''] ?? [];
    const found = p['CameraId'] ? cameras.filter(({ CameraId }) => CameraId?.startsWith(p['CameraId'] ?? '')) : cameras;
    return paged((Camera) => ({ Cameras: { Camera } }), found, p);
  },
};

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(answers: Answers = CLOUD, fields: Readonly<Record<string, string>> = {}) {
  const server = await startRpcServer(answers);
  const session = aliyunCityvisual.createSession(settingsFor(server.origin, fields));
  open.push(
    () => session.dispose(),
    () => server.close(),
  );
  return { server, session };
}

const channelOf = (instance: string, camera: string) =>
  channelIdOf(deviceIdOf(ACCOUNT, `${instance}/${camera}`), camera);

it('the directory shows instances as groups with their work groups inside', async () => {
  const { session } = await serve();
  const groups = await all(session.directory!.groups(signal));
  const first = orgNodeIdOf(ACCOUNT, 'cityvisual-1');
  expect(groups.map(({ id, name, parentId }) => [id, name, parentId])).toEqual([
    [first, 'Old town', null],
    [orgNodeIdOf(ACCOUNT, 'cityvisual-2'), 'cityvisual-2', null],
    [orgNodeIdOf(ACCOUNT, 'cityvisual-1/511'), 'Crossings', first],
    [orgNodeIdOf(ACCOUNT, 'cityvisual-1/512'), 'Schools', first],
  ]);
});

it('the directory has every camera of every instance once, also when two instances name one alike', async () => {
  const { session } = await serve();
  const devices = await all(session.directory!.devices(signal));
  const channels = await all(session.directory!.channels(signal));
  expect(channels.map(({ deviceId }) => deviceId)).toEqual(devices.map(({ id }) => id));
  expect(new Set(channels.map(({ id }) => id)).size).toBe(125);
  const first = orgNodeIdOf(ACCOUNT, 'cityvisual-1');
  expect(channels.slice(0, 3)).toMatchObject([
    {
      id: channelOf('cityvisual-1', '003_2'),
      name: 'East',
      reachable: 'online',
      protocol: 'gb28181',
      orgNodeId: orgNodeIdOf(ACCOUNT, 'cityvisual-1/512'),
    },
    { id: channelOf('cityvisual-1', '003_3'), name: 'West', reachable: 'offline', orgNodeId: first },
    { id: channelOf('cityvisual-1', '003_4'), name: '003_4', reachable: 'online', orgNodeId: first },
  ]);
  expect(channels.at(-1)).toMatchObject({ id: channelOf('cityvisual-2', '003_2') });
  expect(channels[9]?.reachable).toBe('unknown');
});

it('the directory does not show an account as empty when the cloud answers nothing', async () => {
  const { session } = await serve({ ...CLOUD, DescribeCameras: () => 200 });
  await expect(all(session.directory!.channels(signal))).rejects.toMatchObject({ code: 'network.bad-answer' });
});

describe('live', () => {
  const live = (camera: string) => ({
    channelId: channelOf('cityvisual-1', camera),
    profile: 'main' as const,
    transport: 'rtmp' as const,
  });

  it('a live source names the RTMP address of the very camera', async () => {
    const { server, session } = await serve();
    expect(await session.live!.open(live('003_2'), signal)).toEqual({
      transport: 'rtmp',
      url: 'rtmp://media/mylive/002_1',
      headers: {},
      expiresAtMs: null,
      isSingleUse: false,
      isLocalAllowed: true,
    });
    expect(server.calls('DescribeCameras')).toMatchObject([{ InstanceId: 'cityvisual-1', CameraId: '003_2' }]);
  });

  it.each([
    ['003_3', 'device.offline'],
    ['003_4', 'media.unsupported-transport'],
    ['003_5', 'media.no-url'],
    ['003', 'cloud.not-found'],
  ])('live video of camera %s is %s', async (camera, code) => {
    const { session } = await serve();
    await expect(session.live!.open(live(camera), signal)).rejects.toMatchObject({ code });
  });
});

it('an account signs in without a permission, checks its permissions, and counts the cameras of all instances', async () => {
  const { server, session } = await serve(CLOUD, { regionId: 'cn-beijing' });
  expect((await session.account.signIn(signal)).tokenExpiresAtMs).toBeNull();
  expect(server.calls('DescribeInstances')).toHaveLength(0);
  await session.account.checkPermission(signal);
  expect(await session.account.countDevices(signal)).toBe(125);
  expect(new Set(server.calls('DescribeInstances').map(({ RegionId }) => RegionId))).toEqual(new Set(['cn-beijing']));
});

it('the account names a missing permission in the cloud’s own words', async () => {
  const body = { RequestId: 'r-4', Code: 'Forbidden.RAM', Message: 'User not authorized to operate.' };
  const { session } = await serve({ ...CLOUD, DescribeInstances: () => [403, body] });
  await expect(session.account.checkPermission(signal)).rejects.toMatchObject({
    code: 'auth.no-permission',
    vendor: { operation: 'DescribeInstances', code: 'Forbidden.RAM', text: body.Message, requestId: 'r-4' },
  });
});

it.each([
  ['https://cityvisual.cn-beijing.aliyuncs.com', {}, null, 'cn-beijing'],
  ['https://cityvisual.cn-beijing.aliyuncs.com', {}, 'cn-hangzhou', 'cn-hangzhou'],
  ['https://cityvisual.cn-beijing.aliyuncs.com', { regionId: 'cn-shenzhen' }, 'cn-hangzhou', 'cn-shenzhen'],
  ['http://127.0.0.1:8080', { regionId: '' }, null, 'cn-shanghai'],
])('the region of %s, %j and %s is %4$s', (endpoint, fields, region, wanted) => {
  expect(regionOf({ ...settingsFor(endpoint, fields), region })).toBe(wanted);
});

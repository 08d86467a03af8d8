/** The simulated City Visual engine: instances, work groups, camera points, libraries. */
import { describe, expect, it } from 'vitest';
import { inner, RpcBench, rows } from '../aliyun-rpc/aliyun-support.ts';

const open = (): RpcBench => new RpcBench('aliyun-cityvisual');
const json = JSON.stringify;
const ALL = { PageNumber: 1, PageSize: 100 };

const list = (body: Record<string, unknown>, outer: string, entry: string): readonly Record<string, unknown>[] =>
  rows(inner(body[outer])[entry]);
const cameras = (bench: RpcBench, more: Record<string, string> = {}): readonly Record<string, unknown>[] =>
  list(bench.ok('DescribeCameras', { ...ALL, InstanceId: bench.id('instanceId'), ...more }), 'Cameras', 'Camera');

it('instances are listed by region, by ids and by a pattern, their counts as text', () => {
  const bench = open();
  const find = (more: Record<string, string>) => bench.ok('DescribeInstances', { RegionId: 'cn-shanghai', ...more });
  const all = list(find({}), 'Instances', 'Instance');
  expect(find({})).toMatchObject({ PageNumber: '1', PageSize: '10', TotalCount: String(all.length) });
  expect(list(find({ RegionId: 'cn-hangzhou' }), 'Instances', 'Instance')).toEqual([]);
  expect(list(find({ InstanceIds: json([bench.id('instanceId')]) }), 'Instances', 'Instance')).toHaveLength(1);
  expect(list(find({ InstanceName: 'depot*' }), 'Instances', 'Instance')).toEqual([
    expect.objectContaining({ InstanceId: bench.id('expiredInstanceId'), Status: 'Stopped' }),
  ]);
  expect(bench.verdict('DescribeInstances')).toBe('400 MissingRegionId');
});

it('instances are made and changed, and released only when they have expired', () => {
  const bench = open();
  const { InstanceId } = bench.ok('CreateInstance', {
    RegionId: 'cn-hangzhou',
    InstanceCapacity: 5,
    InstanceName: '北站',
  });
  bench.ok('ModifyInstance', { InstanceId: String(InstanceId), Status: 'Stopped', Description: 'spare' });
  expect(list(bench.ok('DescribeInstances', { RegionId: 'cn-hangzhou' }), 'Instances', 'Instance')).toEqual([
    expect.objectContaining({ InstanceId, InstanceName: '北站', Status: 'Stopped', InstanceCapacity: 5 }),
  ]);
  expect(bench.verdict('ModifyInstance', { InstanceId: String(InstanceId), InstanceName: '7' })).toBe(
    '400 InvalidInstanceName',
  );
  expect(bench.verdict('DeleteInstance', { InstanceId: String(InstanceId) })).toBe('403 IncorrectInstanceStatus');
  bench.ok('DeleteInstance', { InstanceId: bench.id('expiredInstanceId') });
  expect(bench.verdict('DeleteInstance', { InstanceId: bench.id('expiredInstanceId') })).toBe(
    '404 InvalidInstanceId.NotFound',
  );
});

it('instances name regions in the asked language', () => {
  const names = (language: string): unknown[] =>
    list(open().ok('DescribeRegions', { AcceptLanguage: language }), 'Regions', 'Region').map(
      (one) => one['LocalName'],
    );
  expect(names('zh-CN')).toContain('华东 2');
  expect(names('en-US')).toContain('China East 2');
});

/** A work group as its operator orders it, without a scheduling state. */
const workGroup = (bench: RpcBench) => ({
  InstanceId: bench.id('instanceId'),
  WorkGroupName: 'Gate',
  Description: 'd',
  Account: 'a',
  Password: 'p',
  Ip: '192.168.1.2',
  Port: 80,
  Protocol: 'RTMP',
  JobNum: 10,
  TopicNum: 2,
  TopicPrefix: 'ipc',
});

it('work groups are made with either spelling of the scheduling state, changed, and deleted when empty', () => {
  const bench = open();
  const { WorkGroupId } = bench.ok('CreateWorkGroup', { ...workGroup(bench), TheoryCutStatus: 'True' });
  expect(bench.verdict('CreateWorkGroup', { ...workGroup(bench), TheoryCutsStatus: 'True' })).toBe(
    '400 InvalidName.Duplicate',
  );
  const id = String(WorkGroupId);
  bench.ok('ModifyWorkGroup', { WorkGroupId: id, Description: 'new' });
  const find = () =>
    list(
      bench.ok('DescribeWorkGroups', { InstanceId: bench.id('instanceId'), WorkGroupId: id }),
      'WorkGroups',
      'WorkGroup',
    );
  expect(find()).toEqual([
    expect.objectContaining({
      WorkGroupName: 'Gate',
      Description: 'new',
      TheoryCutStatus: 'True',
      ProtocolType: 'RTMP',
    }),
  ]);
  bench.ok('DeleteWorkGroup', { WorkGroupId: id });
  expect(find()).toEqual([]);
  expect(bench.verdict('DeleteWorkGroup', { WorkGroupId: id })).toBe('404 InvalidGroupId.NotFound');
  expect(bench.verdict('DeleteWorkGroup', { WorkGroupId: bench.id('workGroupId') })).toBe('403 DependencyViolation');
});

it('work groups accept the listed protocols', () => {
  const bench = open();
  const protocols = Object.values(inner(bench.ok('DescribeProtocols')['Protocols']));
  expect(protocols).toHaveLength(11);
  const make = { ...workGroup(bench), TheoryCutStatus: 'False', Protocol: 'SMTP' };
  expect(bench.verdict('CreateWorkGroup', make)).toBe('400 InvalidProtocol');
});

describe('camera points', () => {
  const draft = (bench: RpcBench) => ({
    InstanceId: bench.id('instanceId'),
    WorkGroupId: bench.id('workGroupId'),
    CameraId: '009_9',
    CameraName: 'North-Gate',
    InviteUri: '32059@x',
    LocationInfo: json({ latitude: '30.2', longitude: '120.2' }),
  });

  it('camera points of all instances together are the cameras of the world, in the spelling of the sample', () => {
    const bench = open();
    const found = ['InstanceId'].flatMap(() =>
      list(bench.ok('DescribeInstances', { RegionId: 'cn-shanghai', PageSize: 100 }), 'Instances', 'Instance').flatMap(
        (one) =>
          list(bench.ok('DescribeCameras', { ...ALL, InstanceId: String(one['InstanceId']) }), 'Cameras', 'Camera'),
      ),
    );
    expect(new Set(found.map((one) => one['CameraId'])).size).toBe(64);
    expect(found[0]).toMatchObject({
      Name: expect.any(String) as string,
      Conf: { storageType: 'mq' },
      RtmpPath: expect.stringMatching(/^rtmp:\/\/127\.0\.0\.1:7001\/mylive\/\d{3}_\d+$/) as string,
      StreamStatus: expect.stringMatching(/^O(N|FF)_LINE$/) as string,
    });
  });

  it('camera points are made, found by each filter, changed and deleted', () => {
    const bench = open();
    bench.ok('CreateCamera', draft(bench));
    for (const filter of [
      { CameraId: '009_9' },
      { CameraName: 'North-Gate', StreamStatus: 'OFF_LINE', CameraId: '009_9' },
    ])
      expect(cameras(bench, filter)).toEqual([
        expect.objectContaining({ Location: { latitude: '30.2', longitude: '120.2' } }),
      ]);
    const { InstanceId: _i, WorkGroupId: _w, ...change } = draft(bench);
    bench.ok('ModifyCamera', { ...change, CameraName: '西门-1', StreamStatus: 'ON_LINE' });
    bench.pass(2_000);
    expect(cameras(bench, { CameraId: '009_9' })).toEqual([
      expect.objectContaining({ Name: '西门-1', StreamStatus: 'ON_LINE' }),
    ]);
    bench.ok('DeleteCamera', { CameraId: '009_9' });
    expect(cameras(bench, { CameraId: '009_9' })).toEqual([]);
    expect(bench.verdict('DeleteCamera', { CameraId: '009_9' })).toBe('404 InvalidCameraId.NotFound');
  });

  it.each([
    ['a name that starts with a digit', { CameraName: '1-gate' }, '400 InvalidName.Malformed'],
    ['a place off the map', { LocationInfo: '{"latitude":"99","longitude":"1"}' }, '400 InvalidLocationInfo'],
    ['an unknown work group', { WorkGroupId: '7' }, '404 InvalidGroupId.NotFound'],
    ['an unknown instance', { InstanceId: '7' }, '404 InvalidInstanceId.NotFound'],
  ])('camera points refuse %s', (_what, more, verdict) => {
    const bench = open();
    expect(bench.verdict('CreateCamera', { ...draft(bench), ...more })).toBe(verdict);
  });

  it('camera points refuse a taken name, a taken id, and more than the instance was paid for', () => {
    const bench = open();
    bench.ok('CreateCamera', draft(bench));
    expect(bench.verdict('CreateCamera', { ...draft(bench), CameraId: '009_8' })).toBe('400 InvalidName.Duplicate');
    expect(bench.verdict('CreateCamera', { ...draft(bench), CameraName: 'Other' })).toBe(
      '400 InvalidCameraId.Duplicate',
    );
    const verdicts = Array.from({ length: 120 }, (_, i) =>
      bench.verdict('CreateCamera', { ...draft(bench), CameraId: `n_${String(i)}`, CameraName: `N-${String(i)}` }),
    );
    expect(verdicts.at(-1)).toBe('403 QuotaExceeded');
  });

  it('camera points are no more in a work group than it takes in', () => {
    const bench = open();
    const yard = { ...workGroup(bench), WorkGroupName: 'Yard', JobNum: 1, TheoryCutStatus: 'False' };
    const { WorkGroupId } = bench.ok('CreateWorkGroup', yard);
    const group = { WorkGroupId: String(WorkGroupId) };
    bench.ok('CreateCamera', { ...draft(bench), ...group });
    const second = { ...draft(bench), ...group, CameraId: '009_8', CameraName: 'Other' };
    expect(bench.verdict('CreateCamera', second)).toBe('403 QuotaExceeded');
  });

  it('a camera point without a source stays off line when it is switched on', () => {
    const bench = open();
    bench.ok('CreateCamera', { ...draft(bench), InviteUri: 'rtsp://camera.invalid/1' });
    const order = { CameraIds: json(['009_9']), StreamStatus: 'ON_LINE', WorkGroupId: bench.id('workGroupId') };
    bench.ok('BatchModifyCameraStatus', order);
    bench.pass(10_000);
    expect(cameras(bench, { CameraId: '009_9' })).toMatchObject([{ StreamStatus: 'OFF_LINE' }]);
  });

  it('camera points are switched together in simulated time, all or none', () => {
    const bench = open();
    const CameraIds = json([bench.id('cameraId')]);
    const order = { CameraIds, StreamStatus: 'OFF_LINE', WorkGroupId: bench.id('workGroupId') };
    const state = (): unknown => cameras(bench, { CameraId: bench.id('cameraId') })[0]?.['StreamStatus'];
    bench.ok('BatchModifyCameraStatus', order);
    expect(state()).toBe('ON_LINE');
    bench.pass(2_000);
    expect(state()).toBe('OFF_LINE');
    const wrong = { ...order, CameraIds: json([bench.id('cameraId'), 'nobody']) };
    expect(bench.verdict('BatchModifyCameraStatus', wrong)).toBe('404 InvalidCameraId.NotFound');
    expect(bench.verdict('BatchModifyCameraStatus', { ...order, StreamStatus: 'AWAY' })).toBe(
      '400 InvalidStatus.ValueNotSupported',
    );
    expect(bench.verdict('DescribeCameras', { ...ALL, InstanceId: bench.id('instanceId'), StreamStatus: 'AWAY' })).toBe(
      '404 InvalidStreamStatus.NotFound',
    );
  });
});

describe('libraries', () => {
  const lib = (bench: RpcBench) => ({
    InstanceId: bench.id('instanceId'),
    AlgoLibName: 'New library',
    AlgoLibVersion: '1.0.0',
    Capacity: 30,
    CapabilityNames: 'PERSON,VEHICLE',
    JsonText: '[{"objType":"person"}]',
    Text: 't',
    OssPath: 'lib/x.tgz',
    OssAccessKeyId: 'LTAIx',
    OssAccessKeySecret: 's',
    OssBucket: 'bucket',
    OssEndpoint: 'oss-cn-shanghai.aliyuncs.com',
  });

  it('libraries are made and listed without their secret, and cannot be deleted while a job group uses them', () => {
    const bench = open();
    const { AlgoLibId } = bench.ok('CreateAlgoLib', lib(bench));
    expect(AlgoLibId).toEqual(expect.any(Number));
    const answer = bench.ok('DescribeAlgoLibs', { InstanceId: bench.id('instanceId'), AlgoLibName: 'New' });
    expect(list(answer, 'AlgoLibs', 'AlgoLib')).toEqual([
      expect.objectContaining({ Capacity: 30, CapabilityNames: 'PERSON,VEHICLE' }),
    ]);
    expect(json(answer)).not.toContain('OssAccessKeySecret');
    bench.ok('DeleteAlgoLib', { AlgoLibId: String(AlgoLibId) });
    expect(bench.verdict('DeleteAlgoLib', { AlgoLibId: String(AlgoLibId) })).toBe('404 InvalidAlgoLibId.NotFound');
    expect(bench.verdict('DeleteAlgoLib', { AlgoLibId: 'abc' })).toBe('400 InvalidParameter');
    expect(bench.verdict('DeleteAlgoLib', { AlgoLibId: bench.id('algoLibId') })).toBe('403 DependencyViolation');
  });

  it.each([
    [{ CapabilityNames: 'FLYING' }, '400 InvalidCapabilities.ValueNotSupported'],
    [{ Capacity: 51 }, '400 InvalidCapacity.ValueNotSupported'],
    [{ OssEndpoint: 'example.com' }, '404 InvalidOssEndpoint.NotFound'],
    [{ OssBucket: 'No_Bucket' }, '404 InvalidOssBucket.NotFound'],
    [{ OssBucket: 'private-bucket' }, '403 InvalidOssBucket.ValueUnauthorized'],
    [{ AlgoLibName: 'https://x' }, '400 InvalidName.Malformed'],
    [{ AlgoLibName: 'Video compute library' }, '400 InvalidName.Duplicate'],
  ])('libraries refuse %o', (more, verdict) => {
    const bench = open();
    expect(bench.verdict('CreateAlgoLib', { ...lib(bench), ...more })).toBe(verdict);
  });

  it('libraries have capabilities with codes of their own', () => {
    const bench = open();
    const InstanceId = bench.id('instanceId');
    const { CapabilityId } = bench.ok('CreateCapability', { InstanceId, CapabilityName: 'FACE' });
    const id = String(CapabilityId);
    expect(bench.verdict('CreateCapability', { InstanceId, CapabilityName: 'FACE' })).toBe(
      '400 InvalidCapabilityName.Duplicate',
    );
    bench.ok('ModifyCapability', { CapabilityId: id, CapabilityName: 'FACES' });
    const names = (): unknown[] =>
      list(bench.ok('DescribeCapabilities', { InstanceId }), 'Capabilities', 'Capability').map(
        (one) => one['CapabilityName'],
      );
    expect(names()).toContain('FACES');
    bench.ok('DeleteCapability', { CapabilityId: id });
    expect(names()).not.toContain('FACES');
    expect(bench.verdict('DeleteCapability', { CapabilityId: id })).toBe('404 InvalidCapabilityId.NotFound');
  });

  it('libraries have resource profiles whose parameters come flattened', () => {
    const bench = open();
    const base = { InstanceId: bench.id('instanceId'), ResourceProfileName: 'Profile' };
    const make = (...pairs: readonly (readonly [string, string])[]): string =>
      bench.verdict('CreateResourceProfile', {
        ...base,
        ...Object.fromEntries(
          pairs.flatMap(([Key, Value], i) => [
            [`ResourceProfileParams.${String(i + 1)}.Key`, Key],
            [`ResourceProfileParams.${String(i + 1)}.Value`, Value],
          ]),
        ),
      });
    expect(make(['FTP_HOST', 'x'])).toBe('403 InvalidParameter.KeyNotSupported');
    expect(make(['MQ_TOPIC', 'x'])).toBe('403 MissingParameter');
    expect(make(['MQ_NAMESERVERS', 'http://x'])).toBe('403 InvalidParameter.KeyNotSupported');
    expect(make(['MQ_TOPIC', 'x'], ['MQ_NAMESERVERS', '10.0.0.1:1'])).toBe('200');
    const profiles = list(
      bench.ok('DescribeResourceProfiles', { InstanceId: base.InstanceId, PageNumber: 1 }),
      'ResourceProfiles',
      'ResourceProfile',
    );
    const made = inner(profiles.find((one) => one['ResourceProfileName'] === 'Profile'));
    expect(rows(inner(made['ResourceProfileParams'])['ResourceProfileParam'])).toHaveLength(2);
    const ResourceProfileId = String(made['ResourceProfileId']);
    bench.ok('ModifyResourceProfile', { ResourceProfileId, ResourceProfileName: 'Renamed' });
    bench.ok('DeleteResourceProfile', { ResourceProfileId });
    expect(bench.verdict('DeleteResourceProfile', { ResourceProfileId })).toBe('400 InvalidParameter');
    expect(bench.verdict('DeleteResourceProfile', { ResourceProfileId: bench.id('resourceProfileId') })).toBe(
      '403 DependencyViolation',
    );
  });
});

/** Instances, data sources, search and watch tasks of the simulated VCS. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inner, RpcBench, rows } from '../aliyun-rpc/aliyun-support.ts';

const open = (): RpcBench => new RpcBench('aliyun-vcs');
const PAGE = { PageNumber: 1, PageSize: 10 };
const dataOf = (body: Record<string, unknown>): Record<string, unknown> => inner(body['Data']);
const json = JSON.stringify;
const SPANS = json([{ StartTime: '10:00:00', EndTime: '11:00:00' }]);

const AI = {
  InstanceName: 'example',
  AlgorithmId: '1',
  AlgorithmName: '人脸',
  ComputeType: 'StreamCompute',
  DataSource: 'Camera',
  DataType: 'Picture',
  InstanceType: 'Normal',
};

describe('compute instances', () => {
  const draft = (bench: RpcBench) => ({
    InstanceName: 'test',
    AlgorithmType: 'PICTURE',
    ProjectId: bench.id('corpId'),
    Algorithms: json([{ AlgorithmId: '1', AlgorithmName: 'Faces' }]),
    ScheduleType: 'EVERYDAY',
    ScheduleTimes: SPANS,
  });

  it('compute instances go on line and off line in simulated time, and have their devices', () => {
    const bench = open();
    const DeviceId = bench.id('deviceId');
    // flattened, as the vendor's own tools send arrays; the samples show JSON text
    const devices = { 'Devices.1.DeviceId': DeviceId, 'Devices.1.StartStream': 'true' };
    const { InstanceId } = dataOf(bench.ok('CreateComputeInstance', { ...draft(bench), ...devices }));
    const state = (): unknown =>
      rows(dataOf(bench.ok('ListInstances', { InstanceName: 'TES' }))['Items']).map((one) => one['Status']);
    expect(state()).toEqual(['INIT']);
    bench.pass(5_000);
    expect(state()).toEqual(['ONLINED']);
    const [deleted] = rows(bench.ok('DeleteDevices', { DeviceIdList: DeviceId })['Data']);
    expect(deleted).toMatchObject({ Code: 'InstanceAlreadyBind' });
    const order = { InstanceIds: json([InstanceId]), ProjectId: bench.id('corpId') };
    bench.ok('BatchDeleteInstance', order);
    expect(state()).toEqual(['OFFLINING']);
    bench.pass(3_000);
    expect(state()).toEqual([]);
    expect(bench.verdict('BatchDeleteInstance', order)).toBe('404 InvalidInstanceIds.NotFound');
  });

  it('compute instances refuse overlapping spans, plans without days, and unknown devices', () => {
    const bench = open();
    const Devices = json([{ DeviceId: bench.id('deviceId'), StartStream: true }]);
    const make = (more: Record<string, string>): string =>
      bench.verdict('CreateComputeInstance', { ...draft(bench), Devices, ...more });
    const overlap = json([
      { StartTime: '10:00:00', EndTime: '11:00:00' },
      { StartTime: '10:30:00', EndTime: '12:00:00' },
    ]);
    expect(make({ ScheduleTimes: overlap })).toBe('400 InvalidScheduleTimes');
    expect(make({ ScheduleType: 'EVERY_WEEK' })).toBe('400 MissingScheduleCycleDate');
    expect(make({ ScheduleType: 'EVERY_WEEK', ScheduleCycleDate: '1,8' })).toBe('400 InvalidScheduleCycleDate');
    expect(make({ IsPolling: 'true' })).toBe('400 MissingSliceExecutionTime');
    expect(make({ Devices: json([{ DeviceId: '7', StartStream: true }]) })).toBe('404 DeviceNotFound');
  });
});

it('AI instances accept cameras of their project, once each, and merge their spans', () => {
  const bench = open();
  const ProjectId = bench.id('corpId');
  const spans = json([
    { StartTime: '10:00:00', EndTime: '11:00:00' },
    { StartTime: '10:30:00', EndTime: '12:00:00' },
  ]);
  const { InstanceId } = dataOf(bench.ok('CreateAIInstance', { ...AI, ProjectId, ScheduleTimes: spans, Spf: 5 }));
  const id = String(InstanceId);
  const CameraIds = json([bench.id('deviceId')]);
  bench.ok('AddCameraForInstance', { InstanceId: id, CameraIds });
  bench.ok('AddCameraForInstance', { InstanceId: id, CameraIds });
  expect(dataOf(bench.ok('DescribeCameraForInstance', { ...PAGE, InstanceId: id }))).toMatchObject({
    TotalCount: 1,
    Records: [{ CameraId: bench.id('deviceId'), CameraStatus: 1 }],
  });
  const [row] = rows(dataOf(bench.ok('DescribeAIInstance', { ...PAGE, ProjectId }))['Records']);
  expect(row).toMatchObject({
    Status: 'INIT',
    CameraNumber: 1,
    ScheduleTimes: json([{ StartTime: '10:00:00', EndTime: '12:00:00' }]),
  });
  bench.ok('RemoveCameraForInstance', { InstanceId: id, CameraIds });
  expect(dataOf(bench.ok('DescribeCameraForInstance', { ...PAGE, InstanceId: id }))['TotalCount']).toBe(0);
});

it('AI instances are deleted all or none', () => {
  const bench = open();
  const { InstanceId } = dataOf(bench.ok('CreateAIInstance', { ...AI, ProjectId: bench.id('corpId') }));
  expect(bench.verdict('DeleteAIInstance', { InstanceIds: json([InstanceId, '7']) })).toBe(
    '404 InvalidInstanceIds.NotFound',
  );
  const list = (): unknown => dataOf(bench.ok('DescribeAIInstance', { ...PAGE, InstanceName: 'EXAM' }))['TotalCount'];
  expect(list()).toBe(1);
  bench.ok('DeleteAIInstance', { 'InstanceIds.1': String(InstanceId) });
  bench.pass(3_000);
  expect(list()).toBe(0);
  expect(bench.verdict('DescribeAIInstance', PAGE)).toBe('400 MissingProjectId');
});

it('data sources accept files of their kind, checked against their MD5', () => {
  const bench = open();
  const CorpId = bench.id('corpId');
  const { DataSourceId } = dataOf(bench.ok('AddDataSource', { CorpId, DataSourceName: 'a', DataSourceType: 'PIC' }));
  const file = { FileType: 'PIC', FileName: 'a.jpg', DataSourceId: String(DataSourceId) };
  const content = Buffer.from('picture');
  const FileContent = content.toString('base64');
  const MD5 = createHash('md5').update(content).digest('hex').toUpperCase();
  expect(bench.verdict('UploadFile', { ...file, FileContent, MD5 })).toBe('200 200');
  expect(bench.verdict('UploadFile', { ...file, FileContent, MD5: '0'.repeat(32) })).toBe('400 InvalidMD5');
  expect(bench.verdict('UploadFile', { ...file, FileContent, FileType: 'VIDEO' })).toBe('400 InvalidFileType');
  expect(bench.verdict('UploadFile', file)).toBe('400 MissingFileContent');
  const { Records } = dataOf(bench.ok('UploadFile', { ...file, FileContent, FilePath: 'bucket/name' }));
  expect(Records).toEqual([
    { OssPath: 'bucket/name', SourceId: expect.stringMatching(/^dsf_[0-9a-f]{32}$/) as string },
  ]);
});

it('data sources need the URL of a virtual source, and accept a new URL', () => {
  const bench = open();
  const draft = { CorpId: bench.id('corpId'), DataSourceName: 'a', DataSourceType: 'VIDEO' };
  expect(bench.verdict('AddDataSource', draft)).toBe('400 MissingUrl');
  expect(bench.verdict('AddDataSource', { ...draft, Url: 'http://host/a.mp4' })).toBe('400 InvalidUrl');
  const Url = 'rtmp://host/live/a?auth_key=1';
  const { DataSourceId } = dataOf(bench.ok('AddDataSource', { ...draft, Url }));
  const source = { DataSourceId: String(DataSourceId), DataSourceName: 'b' };
  expect(bench.verdict('UpdateDataSource', { ...source, Url })).toBe('200 200');
  expect(bench.verdict('SetStreamMode', { DeviceIdList: source.DataSourceId, StreamMode: 1 })).toBe('200 200');
  expect(bench.verdict('UpdateDataSource', { ...source, DataSourceId: 'ds_1', Url })).toBe(
    '404 InvalidDataSourceId.NotFound',
  );
});

describe('search', () => {
  const search = (bench: RpcBench, more: Record<string, string | number> = {}): Record<string, unknown> =>
    dataOf(
      bench.ok('SearchTarget', {
        CorpId: bench.id('corpId'),
        PageNumber: 1,
        PageSize: 100,
        TargetType: 'Face',
        ...more,
      }),
    );

  it('a search finds the same targets each time, inside the requested time and with the requested attributes only', () => {
    const bench = open();
    const first = search(bench);
    const times = rows(first['Records']).map((one) => String(one['Timestamp']));
    expect(times.length).toBeGreaterThan(5);
    expect(rows(search(bench)['Records']).map((one) => one['Timestamp'])).toEqual(times);
    const range = { BeginTime: '2026-05-19T22:00:00Z', EndTime: '2026-05-20T00:00:00Z' };
    const few = rows(search(bench, range)['Records']).map((one) => String(one['Timestamp']));
    expect(few.every((one) => one >= range.BeginTime && one < range.EndTime)).toBe(true);
    const asked = json([{ Key: 'GenderCode', Value: ['1', '2'], Score: 0.5 }]);
    for (const row of rows(search(bench, { TargetAttributes: asked })['Records'])) {
      const [only, ...rest] = JSON.parse(String(row['TargetAttributes'])) as { Key: string; Value: string }[];
      expect(rest).toEqual([]);
      expect(['1', '2']).toContain(only?.Value);
    }
  });

  it('a search with a picture orders by likeness, and drops targets below the threshold', () => {
    const bench = open();
    const TargetImageData = Buffer.from('face').toString('base64');
    const likeness = rows(search(bench, { TargetImageData, SimilarityThreshold: 0.5 })['Records']).map((one) =>
      Number(one['TargetImageSimilarity']),
    );
    expect(likeness).toEqual(likeness.toSorted((a, b) => b - a));
    expect(Math.min(...likeness)).toBeGreaterThanOrEqual(0.5);
  });

  it('a search refuses pictures over 500 KB, which only a form can carry', () => {
    const bench = open();
    const params = { CorpId: bench.id('corpId'), ...PAGE, TargetType: 'Face' };
    const send = (bytes: number): string =>
      bench.verdict(
        'SearchTarget',
        { ...params, TargetImageData: Buffer.alloc(bytes).toString('base64') },
        { method: 'POST' },
      );
    expect(send(500 * 1024)).toBe('200 200');
    expect(send(500 * 1024 + 1)).toBe('400 InvalidTargetImageData');
  });
});

describe('watching', () => {
  const receiver = json({
    MessageQueue: 'Kafka',
    Config: {
      BootstrapServers: '127.0.0.1:9092,127.0.0.2:9092',
      Topic: 't',
      Authorization: 'SASL',
      SASL: { Type: 'PLAIN', Username: 'u', Password: 'secret' },
    },
  });
  const task = (bench: RpcBench) => ({
    CorpId: bench.id('corpId'),
    TaskName: 'example',
    DeviceList: 'ALL',
    ScheduleType: 'LONG_RUNNING',
    WatchPolicyIds: json([bench.id('watchPolicyId')]),
    MessageReceiver: receiver,
  });

  it('a watch task is stored as it was made, without the password, until it is deleted', () => {
    const bench = open();
    const { WatchTaskId } = dataOf(bench.ok('CreateWatchTask', task(bench)));
    const list = () => rows(dataOf(bench.ok('DescribeWatchTasks', PAGE))['Records']);
    const [row] = list();
    expect(row).toMatchObject({ WatchTaskId, DeviceList: 'ALL', TaskName: 'example' });
    expect(JSON.parse(String(row?.['MessageReceiver']))).toMatchObject({
      Config: { BootstrapServers: '127.0.0.1:9092,127.0.0.2:9092', SASL: { Type: 'PLAIN', Username: 'u' } },
    });
    expect(JSON.stringify(row)).not.toContain('secret');
    bench.ok('UpdateWatchTask', {
      WatchTaskId: String(WatchTaskId),
      TaskName: 'other',
      DeviceList: json([bench.id('deviceId')]),
    });
    expect(list()).toEqual([expect.objectContaining({ TaskName: 'other', DeviceList: json([bench.id('deviceId')]) })]);
    bench.ok('DeleteWatchTasks', { WatchTaskIds: json([WatchTaskId]) });
    expect(list()).toEqual([]);
  });

  it.each([
    ['a plan without spans', { ScheduleType: 'EVERYDAY' }, '400 MissingScheduleTimes'],
    [
      'a week of eight days',
      { ScheduleType: 'EVERY_WEEK', ScheduleTimes: SPANS, ScheduleCycleDates: '[8]' },
      '400 InvalidScheduleCycleDates',
    ],
    ['a device of another project', { DeviceList: '["7"]' }, '400 InvalidDeviceList'],
    ['an unknown policy', { WatchPolicyIds: '["7"]' }, '404 InvalidWatchPolicyIds.NotFound'],
  ])('a watch task refuses %s', (_what, more, verdict) => {
    const bench = open();
    expect(bench.verdict('CreateWatchTask', { ...task(bench), ...more })).toBe(verdict);
  });

  it('a policy cannot be deleted while a task needs it', () => {
    const bench = open();
    const WatchPolicyIds = json([bench.id('watchPolicyId')]);
    const { WatchTaskId } = dataOf(bench.ok('CreateWatchTask', task(bench)));
    expect(bench.verdict('DeleteWatchPolicies', { WatchPolicyIds })).toBe('403 DependencyViolation');
    bench.ok('DeleteWatchTasks', { WatchTaskIds: json([WatchTaskId]) });
    bench.ok('DeleteWatchPolicies', { WatchPolicyIds });
    expect(bench.verdict('DescribeWatchItems', { ...PAGE, WatchPolicyId: bench.id('watchPolicyId') })).toBe(
      '404 InvalidWatchPolicyId.NotFound',
    );
  });

  it('a policy is created and changed', () => {
    const bench = open();
    const draft = { WatchMode: 'NotifyAnyway', TargetType: 'Event', ItemMatchType: 'ByAttributes' };
    const { WatchPolicyId } = dataOf(bench.ok('CreateWatchPolicy', draft));
    bench.ok('UpdateWatchPolicy', { WatchPolicyId: String(WatchPolicyId), SimilarityThreshold: '0.9' });
    const { Records } = dataOf(bench.ok('DescribeWatchPolicies', { ...PAGE, WatchPolicyIds: json([WatchPolicyId]) }));
    expect(Records).toEqual([expect.objectContaining({ ...draft, SimilarityThreshold: 0.9 })]);
  });

  it('watch items are removed one by one, and items that could not be removed are named', () => {
    const bench = open();
    const WatchPolicyId = bench.id('watchPolicyId');
    const items = () =>
      rows(dataOf(bench.ok('DescribeWatchItems', { ...PAGE, PageSize: 100, WatchPolicyId }))['Records']);
    const before = items();
    const gone = String(before[1]?.['WatchItemId']);
    const ids = [bench.id('watchItemInUse'), gone, 'never-was'];
    const { DeletedItemIds, FailedItemIds } = dataOf(
      bench.ok('RemoveWatchItems', { WatchPolicyId, WatchItemIds: json(ids) }),
    );
    expect(FailedItemIds).toBe(json([bench.id('watchItemInUse')]));
    expect(DeletedItemIds).toBe(json([gone, 'never-was']));
    expect(items()).toHaveLength(before.length - 1);
  });
});

/** The simulated City Visual engine: job groups with their streams and logs, and the search for images. */
import { describe, expect, it } from 'vitest';
import { inner, RpcBench, rows } from '../aliyun-rpc/aliyun-support.ts';

const open = (): RpcBench => new RpcBench('aliyun-cityvisual');
const json = JSON.stringify;
const ALL = { PageNumber: 1, PageSize: 100 };

const list = (body: Record<string, unknown>, outer: string, entry: string): readonly Record<string, unknown>[] =>
  rows(inner(body[outer])[entry]);

describe('job groups', () => {
  const draft = (bench: RpcBench) => ({
    InstanceId: bench.id('instanceId'),
    AlgoLibId: bench.id('algoLibId'),
    JobGroupName: 'Night',
    ResourceProfileId: bench.id('resourceProfileId'),
    PlannedJobCount: 2,
    StreamPerJob: 5,
  });
  const state = (bench: RpcBench, JobGroupId: string): unknown =>
    list(
      bench.ok('DescribeJobGroups', { ...ALL, InstanceId: bench.id('instanceId'), JobGroupId }),
      'JobGroups',
      'JobGroup',
    )[0]?.['Status'];

  it('job groups start and stop in simulated time, and are gone when deleted', () => {
    const bench = open();
    const JobGroupId = String(bench.ok('CreateJobGroup', draft(bench))['JobGroupId']);
    const seen = [state(bench, JobGroupId)];
    for (const action of ['StartJobGroup', 'StopJobGroup']) {
      bench.ok(action, { JobGroupId });
      seen.push(state(bench, JobGroupId));
      bench.pass(3_000);
      seen.push(state(bench, JobGroupId));
    }
    expect(seen).toEqual(['stopped', 'starting', 'running', 'stopping', 'stopped']);
    bench.ok('DeleteJobGroup', { JobGroupId });
    expect(bench.verdict('StartJobGroup', { JobGroupId })).toBe('404 InvalidJobGroupId.NotFound');
  });

  it('job groups bind streams once each and release them', () => {
    const bench = open();
    const JobGroupId = String(bench.ok('CreateJobGroup', draft(bench))['JobGroupId']);
    const streams = bench.ok('GetStreamsForCameras', {
      InstanceId: bench.id('instanceId'),
      CameraIds: json([bench.id('cameraId')]),
    });
    const [stream] = list(streams, 'Streams', 'Stream');
    const order = {
      JobGroupId,
      'Streams.1.StreamName': String(stream?.['StreamName']),
      'Streams.1.StreamURL': String(stream?.['StreamUrl']),
    };
    bench.ok('AttachStream', order);
    expect(bench.verdict('AttachStream', order)).toBe('400 InvalidName.Duplicate');
    expect(bench.verdict('AttachStream', { ...order, 'Streams.1.StreamURL': 'rtmp://x' })).toBe(
      '400 InvalidStreamURL.Malformed',
    );
    expect(bench.ok('DescribeStreams', { JobGroupId })).toMatchObject({ TotalCount: '1', PageNumber: '1' });
    bench.ok('DetachStream', { JobGroupId, 'Streams.1.StreamName': order['Streams.1.StreamName'] });
    expect(bench.ok('DescribeStreams', { JobGroupId })).toMatchObject({ TotalCount: '0' });
    const unknown = { InstanceId: bench.id('instanceId'), CameraIds: '["nobody"]' };
    expect(bench.verdict('GetStreamsForCameras', unknown)).toBe('404 InvalidCameraIds.NotFound');
  });

  it.each([
    [{ AlgoLibId: '7' }, '404 InvalidAlgoLibId.NotFound'],
    [{ ResourceProfileId: '7' }, '404 InvalidResourceProfileId.NotFound'],
    [{ JobGroupName: '1' }, '400 InvalidName.Malformed'],
    [{ JobGroupName: '视频任务' }, '400 InvalidName.Duplicate'],
    [{ 'JobGroupParams.1.Key': 'ES_ENABLE' }, '403 MissingParameter'],
    [
      { 'JobGroupParams.1.Key': 'ES_ENABLE', 'JobGroupParams.1.Value': 'Latest' },
      '403 InvalidParameter.KeyNotSupported',
    ],
    [{ 'JobGroupParams.2.Key': 'ES_ENABLE', 'JobGroupParams.2.Value': 'True' }, '400 MissingJobGroupParams'],
  ])('job groups refuse %o', (more, verdict) => {
    const bench = open();
    expect(bench.verdict('CreateJobGroup', { ...draft(bench), ...more })).toBe(verdict);
  });

  it('job groups show the logs of their jobs', () => {
    const bench = open();
    const JobGroupId = bench.id('jobGroupId');
    const logs = inner(
      bench.ok('ListComputeJobLogs', { JobGroupId, ComputeJobId: bench.id('computeJobId') })['JobLogs'],
    );
    const JobLogName = String((logs['JobLog'] as unknown[])[0]);
    const read = { JobGroupId, JobId: bench.id('computeJobId'), JobLogName };
    expect(bench.ok('GetComputeJobLog', read)['JobLog']).toContain('ipc_001_1');
    expect(String(bench.ok('GetComputeJobLog', { ...read, Size: 5 })['JobLog'])).toHaveLength(5);
    expect(bench.verdict('GetComputeJobLog', { ...read, JobId: '7' })).toBe('404 InvalidJobId.NotFound');
  });
});

describe('image search', () => {
  const base = (bench: RpcBench) => ({
    InstanceId: bench.id('instanceId'),
    Contents: '/9j/4AAQ',
    From: 0,
    Size: 50,
    StartTime: bench.nowMs - 7_200_000,
  });
  const search = (bench: RpcBench, more: Record<string, string | number> = {}) =>
    list(bench.ok('SearchImages', { ...base(bench), ...more }), 'Images', 'Image');

  it('image search orders by likeness, and by time without features', () => {
    const bench = open();
    const scores = search(bench).map((one) => Number(one['Score']));
    expect(scores.length).toBeGreaterThan(10);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const times = search(bench, { NoFeature: 'True' }).map((one) => String(one['EntryTime']));
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('image search answers with the requested type, attributes and cameras', () => {
    const bench = open();
    const found = search(bench, { Type: 'person', 'Attribute.1.Key': 'Sex', 'Attribute.1.Value': 'Male', Size: 1000 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((one) => one['ObjType'] === 'person' && one['SexType'] === 'Male')).toBe(true);
    const byNumber = search(bench, { Type: 'person', 'Attribute.1.Key': 'Sex', 'Attribute.1.Value': 1, Size: 1000 });
    expect(byNumber.map((one) => one['ImageId'])).toEqual(found.map((one) => one['ImageId']));
    const some = search(bench, { CameraIds: bench.id('cameraId') });
    expect(new Set(some.map((one) => one['CameraId']))).toEqual(new Set([bench.id('cameraId')]));
  });

  it.each([
    [{ CameraIds: 'nobody' }, '404 InvalidCameraIds.NotFound'],
    [{ ImageIds: 'nothing' }, '404 InvalidImageIds.NotFound'],
    [{ Type: 'cat' }, '400 InvalidType.ValueNotSupported'],
    [{ From: -1 }, '400 InvalidFrom.ValueNotSupported'],
    [{ Size: 0 }, '400 InvalidSize.ValueNotSupported'],
    [{ Contents: '/9j/4AA...' }, '400 InvalidContents.Malformed'],
    [{ 'Attribute.1.Key': 'Mood', 'Attribute.1.Value': '1' }, '400 InvalidAttribute.KeyNotSupported'],
    [{ Type: 'vehicle', 'Attribute.1.Key': 'Sex', 'Attribute.1.Value': '1' }, '400 InvalidAttribute.KeyNotSupported'],
    [{ 'Attribute.1.Key': '', 'Attribute.1.Value': '1' }, '400 InvalidAttribute.KeyIsEmpty'],
    [{ 'Attribute.1.Key': 'Sex', 'Attribute.1.Value': '9' }, '400 InvalidAttribute.ValueNotSupported'],
    [{ StartTime: 1_553_734_800 }, '400 InvalidStartTime'],
  ])('image search refuses %o', (more, verdict) => {
    const bench = open();
    expect(bench.verdict('SearchImages', { ...base(bench), ...more })).toBe(verdict);
  });
});

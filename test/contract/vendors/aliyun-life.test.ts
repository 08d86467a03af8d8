/** Writes through the client, and what the simulated clouds made of them: what is created is listed, what is deleted is gone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Secret } from '../../../main/secret.ts';
import { createCityClient } from '../../../main/vendors/aliyun-cityvisual/wire/client.ts';
import { createVcsClient } from '../../../main/vendors/aliyun-vcs/wire/client.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';

const signal = new AbortController().signal;
const RegionId = 'cn-shanghai';
/** Passes 8 KB, and has every character that an encoder can get wrong. */
const PICTURE = 'A+/z'.repeat(4_000);

let simulator: Simulator;
let vcs: ReturnType<typeof createVcsClient>;
let city: ReturnType<typeof createCityClient>;

function settingsOf(vendor: 'aliyun-vcs' | 'aliyun-cityvisual') {
  const cloud = simulator.clouds[vendor];
  const { accessKeyId = '', accessKeySecret = '' } = cloud?.credentials ?? {};
  const secrets = { accessKeySecret: new Secret(accessKeySecret) };
  return { endpoint: cloud?.endpoint ?? '', credential: { fields: { accessKeyId }, secrets } };
}

beforeAll(async () => {
  simulator = await startSimulator({ cameras: 24, seed: 3, hasMedia: false, nowMs: () => Date.now() });
  vcs = createVcsClient(settingsOf('aliyun-vcs'));
  city = createCityClient(settingsOf('aliyun-cityvisual'));
});

afterAll(async () => {
  vcs.dispose();
  city.dispose();
  await simulator.close();
});

it('the client leads a VCS camera from its project to its end, and says which of a batch did not exist', async () => {
  const { client } = vcs;
  const CorpName = '小区 "A" & B+C~*%';
  const { data: corp } = await client.call('CreateCorp', { CorpName, AppName: '社区卫士' }, signal);
  const CorpId = corp.CorpId ?? '';
  const { data: corps } = await client.call('ListCorps', { PageNumber: 1, PageSize: 10, CorpName: '小区' }, signal);
  expect(corps.Data?.Records).toContainEqual(expect.objectContaining({ CorpId, CorpName }));

  const place = { CityCode: '330100', Longitude: '120.1', Latitude: '30.2', DeviceAddress: '杭州' };
  const kind = { DeviceType: 'IPC', DataSourceType: 'VIDEO' } as const;
  const device = { CorpId, ...kind, DeviceName: '东门 📷', ...place };
  const { data: made } = await client.call('CreateDevice', device, signal);
  const id = made.Data?.SubDeviceInfo?.[0]?.SubDeviceId ?? made.Data?.DeviceId ?? '';
  const list = () => client.call('DescribeIpcs', { PageNum: 1, PageSize: 10, CorpIdList: [CorpId] }, signal);
  expect((await list()).data.Data?.Records).toMatchObject([{ DeviceId: id, DeviceName: '东门 📷', CorpId }]);

  const deleted = await client.call('DeleteDevices', { DeviceIdList: [id, '99999999999999999999'] }, signal);
  expect(deleted.failures).toMatchObject([
    { item: '99999999999999999999', code: 'cloud.not-found', vendorCode: 'DeviceNotFound' },
  ]);
  expect((await list()).data.Data?.Records ?? []).toEqual([]);
});

it('the client uploads to VCS as a form what no query can carry', async () => {
  const { client } = vcs;
  const { data: corp } = await client.call('CreateCorp', { CorpName: 'Pictures', AppName: 'a' }, signal);
  const source = { CorpId: corp.CorpId ?? '', DataSourceName: 'faces', DataSourceType: 'PIC' } as const;
  const { data: made } = await client.call('AddDataSource', source, signal);
  const { data } = await client.call(
    'UploadFile',
    { FileType: 'PIC', FileName: 'a.jpg', DataSourceId: made.Data?.DataSourceId ?? '', FileContent: PICTURE },
    signal,
  );
  expect(data.Data?.Records?.[0]?.SourceId).toBeTruthy();
});

it('creates, attaches and deletes instances and watch policies of VCS on both hosts', async () => {
  const { client } = vcs;
  const { data: corps } = await client.call('ListCorps', { PageNumber: 1, PageSize: 1 }, signal);
  const ProjectId = corps.Data?.Records?.[0]?.CorpId ?? '';
  const query = { PageNum: 1, PageSize: 2, CorpIdList: [ProjectId] };
  const { data: ipcs } = await client.call('DescribeIpcs', query, signal);
  const CameraIds = (ipcs.Data?.Records ?? []).flatMap(({ DeviceId }) => DeviceId ?? []);
  const { data: made } = await client.call(
    'CreateAIInstance',
    {
      InstanceName: 'crowd',
      ProjectId,
      AlgorithmId: '1',
      AlgorithmName: '人群',
      InstanceType: 'Normal',
      ComputeType: 'StreamCompute',
      DataSource: 'Camera',
      DataType: 'Picture',
      Spf: 5,
      ScheduleType: 'EVERY_WEEK',
      ScheduleCycleDates: [1, 7],
      ScheduleTimes: [{ StartTime: '10:00:00', EndTime: '11:00:00' }],
    },
    signal,
  );
  const InstanceId = made.Data?.InstanceId ?? '';
  await client.call('AddCameraForInstance', { InstanceId, CameraIds }, signal);
  const page = { PageNumber: 1, PageSize: 10 };
  const { data: cameras } = await client.call('DescribeCameraForInstance', { InstanceId, ...page }, signal);
  expect(cameras.Data?.Records?.map(({ CameraId }) => CameraId).sort()).toEqual([...CameraIds].sort());
  await client.call('DeleteAIInstance', { InstanceIds: [InstanceId] }, signal);

  const policy = { WatchMode: 'NotifyIfInList', TargetType: 'Face', ItemMatchType: 'ByImage' } as const;
  const { data: watch } = await client.call('CreateWatchPolicy', policy, signal);
  const WatchPolicyIds = [watch.Data?.WatchPolicyId ?? ''];
  const listed = () => client.call('DescribeWatchPolicies', { ...page, WatchPolicyIds }, signal);
  expect((await listed()).data.Data?.Records).toMatchObject([policy]);
  await client.call('DeleteWatchPolicies', { WatchPolicyIds }, signal);
});

it('the client runs a job group of City Visual over flattened lists, and refuses to delete the library that it uses', async () => {
  const { client } = city;
  const { data: found } = await client.call('DescribeInstances', { RegionId, PageSize: 10 }, signal);
  const InstanceId = found.Instances?.Instance?.[0]?.InstanceId ?? '';
  // The document does not say which keys are mandatory.
  const keys =
    'MQ_NAMESERVERS MQ_TOPIC MQ_GROUP OSS_ENDPOINT OSS_PUB_ENDPOINT OSS_ACCESSKEYID OSS_ACCESSKEYSECRET OSS_BUCKET';
  const params = keys.split(' ').map((Key, i) => ({ Key, Value: `桶 *~+% ${i}` }));
  const { data: profile } = await client.call(
    'CreateResourceProfile',
    { InstanceId, ResourceProfileName: 'profile-1', ResourceProfileParams: params },
    signal,
  );
  const ResourceProfileId = profile.ResourceProfileId ?? '';
  const { data: profiles } = await client.call(
    'DescribeResourceProfiles',
    { InstanceId, PageNumber: 1, ResourceProfileId },
    signal,
  );
  const [kept] = profiles.ResourceProfiles?.ResourceProfile ?? [];
  expect(kept?.ResourceProfileParams?.ResourceProfileParam).toEqual(params);

  await client.call('CreateCapability', { InstanceId, CapabilityName: 'PERSON-LIFE' }, signal);
  const { data: library } = await client.call(
    'CreateAlgoLib',
    {
      InstanceId,
      AlgoLibName: 'library-1',
      AlgoLibVersion: '1.0.0',
      CapabilityNames: 'PERSON-LIFE',
      Capacity: 30,
      OssAccessKeyId: 'LTAI',
      OssAccessKeySecret: 'x',
      OssBucket: 'bucket',
      OssPath: 'library/a.tar.gz',
      OssEndpoint: 'oss-cn-shanghai-internal.aliyuncs.com',
      Text: 'xxx',
      JsonText: [{ objType: 'person', fields: [{ name: 'cameraId', type: 'string', mandatory: true }] }],
    },
    signal,
  );
  const AlgoLibId = library.AlgoLibId ?? '';
  const { data: job } = await client.call(
    'CreateJobGroup',
    { InstanceId, AlgoLibId, ResourceProfileId, JobGroupName: 'jobs-1', PlannedJobCount: 1, StreamPerJob: 5 },
    signal,
  );
  const JobGroupId = job.JobGroupId ?? '';
  const { data: cameras } = await client.call(
    'DescribeCameras',
    { InstanceId, PageNumber: 1, PageSize: 2, StreamStatus: 'ON_LINE' },
    signal,
  );
  const CameraIds = (cameras.Cameras?.Camera ?? []).flatMap(({ CameraId }) => CameraId ?? []);
  const { data: streams } = await client.call('GetStreamsForCameras', { InstanceId, CameraIds }, signal);
  const Streams = (streams.Streams?.Stream ?? []).map(({ StreamName = '', StreamUrl = '' }) => ({
    StreamName,
    StreamURL: StreamUrl,
  }));
  expect(Streams).toHaveLength(CameraIds.length);
  await client.call('AttachStream', { JobGroupId, Streams }, signal);
  const { data: bound } = await client.call('DescribeStreams', { JobGroupId }, signal);
  expect(bound.Streams?.Stream?.map(({ StreamName }) => StreamName).sort()).toEqual(
    Streams.map(({ StreamName }) => StreamName).sort(),
  );
  await expect(client.call('DeleteAlgoLib', { AlgoLibId }, signal)).rejects.toMatchObject({
    code: 'cloud.in-use',
    vendor: { code: 'DependencyViolation', httpStatus: 403 },
  });
});

it('the client searches pictures of City Visual with one that no query can carry', async () => {
  const { client } = city;
  const { data: found } = await client.call('DescribeInstances', { RegionId }, signal);
  const InstanceId = found.Instances?.Instance?.[0]?.InstanceId ?? '';
  const search = { InstanceId, Contents: PICTURE, From: 0, Size: 5, StartTime: '1553734800000' };
  const { data } = await client.call('SearchImages', { ...search, Type: 'person', NoFeature: 'False' }, signal);
  expect(data.Images?.Image?.length).toBeLessThanOrEqual(5);
  const [asked] = simulator.requests({ vendor: 'aliyun-cityvisual', operation: 'SearchImages' });
  expect(asked?.status).toBe(200);
});

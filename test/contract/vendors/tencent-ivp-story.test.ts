/**
 * All 83 operations through the real client against the simulated cloud, in the order in which somebody would use them:
 * what is made is found again, what is changed stays changed, what is deleted is gone.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/secret.ts';
import type { OperationIdOf, ParamsOf } from '../../../main/vendors/core/contract/operations.ts';
import type { TencentIvpOperations } from '../../../main/vendors/tencent-ivp/operations.gen.ts';
import { createIvpClient, type IvpClient } from '../../../main/vendors/tencent-ivp/wire/client.ts';
import { sessionIn } from '../../../main/vendors/tencent-ivp/media/playback.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { PATIENT } from '../../patience.ts';

type Operations = TencentIvpOperations;

const signal = new AbortController().signal;
const pem = (what: string): Buffer => Buffer.from(`-----BEGIN ${what}-----\nMIIB\n-----END ${what}-----\n`);
const KEY = pem('PRIVATE KEY');
const CERTIFICATE = pem('CERTIFICATE');
const PAGE = { PageNumber: 1, PageSize: 20 };
const LIFE = { Transition: 10, Expiration: 60 };
const section = (DayOfWeek: 1 | 2 | 3, StartTime: string, EndTime: string) => ({ DayOfWeek, StartTime, EndTime });

let simulator: Simulator;
let ivp: IvpClient;
const called = new Set<string>();

/** The facts of the world that the story starts in. */
const world = { clusterId: '', DeviceId: '', ChannelId: '', otherChannelId: '', otherDeviceId: '' };

async function call<O extends OperationIdOf<Operations>>(id: O, params: ParamsOf<Operations, O>) {
  const { data } = await ivp.client.call(id, params, signal);
  called.add(id);
  return data;
}

const data = async <O extends OperationIdOf<Operations>>(id: O, params: ParamsOf<Operations, O>) =>
  ((await call(id, params)) as { readonly Data?: unknown }).Data;

/** @throws when the cloud answered without what the document promises. */
function some<T>(value: T | undefined | null): NonNullable<T> {
  if (value === undefined || value === null) throw new Error('the cloud left something out');
  return value;
}

const code = (vendor: number) => ({ vendor: { code: String(vendor) } });

beforeAll(async () => {
  simulator = await startSimulator({ cameras: 60, seed: 7, hasMedia: false, nowMs: () => Date.now() });
  const lastDays = { fromMs: Date.now() - 4 * 86_400_000, toMs: Date.now() };
  await orderRecordings(simulator.control, 'tencent-ivp', 'recorded', lastDays);
  const cloud = simulator.clouds['tencent-ivp'];
  if (!cloud) throw new Error('the simulator offers no tencent-ivp');
  const { secretId = '', secretKey = '' } = cloud.credentials;
  ivp = createIvpClient({
    endpoint: cloud.endpoint,
    credential: { fields: { secretId }, secrets: { secretKey: new Secret(secretKey) } },
  });
  const listed = await call('listDevices', {
    OrganizationId: '0',
    IsContainSubLevel: true,
    Status: 1,
    AccessProtocol: 2,
    ...PAGE,
  });
  const channels: { readonly DeviceId: string; readonly ChannelId: string }[] = [];
  for (const { Id = '' } of some(listed.Data?.List)) {
    for (const { ChannelId, State } of some((await call('listDeviceChannels', { DeviceId: Id })).Data)) {
      if (State === 1) channels.push({ DeviceId: Id, ChannelId: some(ChannelId) });
    }
  }
  const [one, two] = channels;
  Object.assign(world, one, { otherDeviceId: two?.DeviceId, otherChannelId: two?.ChannelId });
});

afterAll(async () => {
  ivp.dispose();
  await simulator.close();
});

describe('the whole of tencent-ivp', () => {
  it('binds a domain to a service node and sets how streams are authorised', async () => {
    const nodes = some((await call('listServiceNodes', {})).Data);
    const used = some((await call('listDeviceServiceNodes', {})).Data).map(({ Value }) => Value);
    world.clusterId = some(used[0]);
    const ClusterId = some(nodes.find(({ Value }) => !used.includes(Value))?.Value);
    const InternalDomain = some((await call('getDomainCname', { ClusterId })).Data);
    const PlayDomain = 'play.example.com';
    expect(await data('checkDomainRecord', { PlayDomain, InternalDomain })).toBe(true);
    const added = await call('addDomain', { PlayDomain, InternalDomain, ClusterId, Key: KEY, Cert: CERTIFICATE });
    const Id = some(added.Data?.Id);
    await call('updateDomain', { Id, Key: KEY, Cret: CERTIFICATE });
    expect(some((await call('listDomains', {})).Data).map((domain) => domain.Id)).toContain(Id);
    await call('deleteDomain', { Id });
    expect(some((await call('listDomains', {})).Data).map((domain) => domain.Id)).not.toContain(Id);

    const before = some((await call('getStreamAuth', {})).Data);
    const wanted = {
      PullState: 1,
      PullSecret: 'abc123',
      PullExpired: 30,
      PushState: 0,
      PushSecret: '',
      PushExpired: 0,
    };
    await call('setStreamAuth', { Id: some(before.Id), ...wanted, PullState: 1, PushState: 0 });
    expect((await call('getStreamAuth', {})).Data).toMatchObject({ PullState: 1, PullExpired: '30' });
    await call('setStreamAuth', { Id: some(before.Id), ...wanted, PullState: 0, PushState: 0 });
  });

  it('stores organizations and devices', async () => {
    const org = some((await call('addOrganization', { Name: 'Yard', ParentId: '0' })).Data?.Id);
    await call('updateOrganization', { Id: org, Name: 'North-yard' });
    const organizations = some((await call('listOrganizations', {})).Data);
    expect(organizations).toContainEqual(expect.objectContaining({ Id: org, Name: 'North-yard' }));

    const device = { AccessProtocol: 2, Type: 2, OrganizationId: org, ClusterId: world.clusterId } as const;
    const Id = some((await call('addDevice', { Name: 'Gate', Password: '123456', ...device })).Data?.Id);
    await call('updateDevice', { Id, Name: '大门' });
    expect((await call('describeDevice', { Id })).Data).toMatchObject({ Name: '大门', Status: 0 });
    await call('updateDeviceStatus', { Id, Status: 3 });
    expect((await call('describeDevice', { Id })).Data).toMatchObject({ Status: 3 });
    await call('refreshDeviceChannels', { DeviceId: world.DeviceId });
    const other = some((await call('addOrganization', { Name: 'South', ParentId: '0' })).Data?.Id);
    await call('batchUpdateDeviceOrganization', { Ids: [Id], OrganizationId: other });
    expect((await call('describeDevice', { Id })).Data?.OrganizationId).toBe(other);
    await call('deleteDevice', { Id });
    await expect(call('describeDevice', { Id })).rejects.toMatchObject({ code: 'cloud.not-found' });
    for (const gone of [org, other]) await call('deleteOrganization', { Id: gone });
    await expect(call('deleteOrganization', { Id: org })).rejects.toMatchObject({ code: 'cloud.not-found' });
  });

  it('imports and exports devices as workbooks', async () => {
    const template = (await call('exportDeviceTemplate', { AccessProtocol: 2 }))['(binary)'] as Uint8Array<ArrayBuffer>;
    expect(Buffer.from(template).subarray(0, 2).toString()).toBe('PK');
    const org = some((await call('addOrganization', { Name: 'Import', ParentId: '0' })).Data?.Id);
    const JobId = crypto.randomUUID();
    const File = new Blob([template]);
    await call('importDevices', { JobId, AccessProtocol: '2', Organization_id: org, File });
    await expect.poll(async () => (await call('getDeviceImportProgress', { JobId })).Data?.State, PATIENT).toBe(1);
    const result = (await call('exportDeviceImportResult', { JobId }))['(binary)'] as Uint8Array;
    const all = { OrganizationId: '0', IsContainSubLevel: true, IsAllResource: true };
    const exported = (await call('exportDevices', all))['(binary)'] as Uint8Array;
    for (const file of [result, exported]) expect(Buffer.from(file).subarray(0, 2).toString()).toBe('PK');
  });

  it('steers cameras and stores presets', async () => {
    const { ChannelId } = world;
    await call('controlPtz', { ChannelId, Type: 'left', Speed: 3 });
    await call('operatePreset', { ChannelId, Cmd: 'set', Index: 4 });
    expect(some((await call('listPresets', { ChannelId })).Data).map(({ Index }) => Index)).toContain(4);
    await call('operatePreset', { ChannelId, Cmd: 'del', Index: 4 });
    expect(some((await call('listPresets', { ChannelId })).Data).map(({ Index }) => Index)).not.toContain(4);
  });

  it('plays live and what was recorded', async () => {
    const { DeviceId, ChannelId } = world;
    const live = some((await call('getLiveStreamUrl', { DeviceId, ChannelId, StreamType: 2 })).Data);
    expect(live).toMatchObject({ Flv: expect.stringContaining('http') as string, Hls: expect.any(String) as string });
    const day = Math.floor((Date.now() / 1000 - 86_400) / 86_400) * 86_400;
    const [StartTime, EndTime] = [day + 3_600, day + 4_200];
    await call('queryCloudRecordTimeline', { DeviceId, ChannelId, StartTime, EndTime });
    await call('getCloudPlaybackUrl', { ChannelId, StartTime, EndTime });
    const file = { BeginTime: String(StartTime), EndTime: String(EndTime), FileType: 'mp4' } as const;
    expect((await call('getCloudRecordDownloadUrl', { ChannelId, ...file })).Data?.Url).toMatch(/^http/);
    const span = { ChannelId, Start: StartTime, End: EndTime };
    await call('queryLocalRecordTimeline', span);
    const Session = sessionIn(some((await call('getLocalRecordUrl', span)).Data?.Flv));
    const steer = { ChannelId, Session: some(Session) };
    await call('controlLocalPlayback', { ...steer, Action: 'play', Scale: 2 });
    await call('controlLocalPlayback', { ...steer, Action: 'stop' });
    const both = call('controlLocalPlayback', { ...steer, Action: 'play', Scale: 2, Pos: 1 });
    await expect(both).rejects.toMatchObject({ code: 'cloud.invalid-parameter', ...code(41630) });
  });
});

it('plans record live into the cloud', async () => {
  const { DeviceId, ChannelId, otherDeviceId, otherChannelId } = world;
  const template = { TemplateName: 'office', TimeSections: [section(1, '08:00:00', '12:00:00')] };
  const TemplateId = some((await call('addLiveRecordTemplate', template)).Data?.TemplateId);
  await call('modifyLiveRecordTemplate', { TemplateId, Mod: { TemplateName: 'shop' } });
  expect((await call('getLiveRecordTemplate', { TemplateId })).Data).toMatchObject({ TemplateName: 'shop' });
  const templates = some((await call('listLiveRecordTemplates', {})).Data);
  expect(templates.map((one) => one.TemplateId)).toContain(TemplateId);

  const listed = some((await call('listAllLiveRecordPlanChannels', {})).Data?.List);
  for (const taken of listed.filter((id) => [ChannelId, otherChannelId].includes(id))) await freeOfPlans(taken);
  const Channels = [{ DeviceId, ChannelId }];
  const plan = { TemplateId, PlanName: 'day', LifeCycle: LIFE, Channels };
  const PlanId = some((await call('addLiveRecordPlan', plan)).Data?.PlanId);
  await expect(call('addLiveRecordPlan', plan)).rejects.toMatchObject({ code: 'cloud.exists', ...code(43411) });
  const Add = [{ DeviceId: otherDeviceId, ChannelId: otherChannelId }];
  await call('modifyLiveRecordPlan', { PlanId, Mod: { Describe: 'busy', Add, Del: [ChannelId] } });
  expect((await call('getLiveRecordPlan', { PlanId })).Data).toMatchObject({ Describe: 'busy', LifeCycle: LIFE });
  expect(some((await call('listLiveRecordPlans', {})).Data).map((one) => one.PlanId)).toContain(PlanId);
  const channels = some((await call('listLiveRecordPlanChannels', { PlanId, ...PAGE })).Data);
  expect(channels.List?.map((one) => one.ChannelId)).toEqual([otherChannelId]);
  const OrganizationId = some((await call('listOrganizations', {})).Data?.[0]?.Id);
  await call('listOrganizationChannels', { OrganizationId, ...PAGE });
  await call('countOrganizationUnplannedChannels', { OrganizationId: [OrganizationId] });
  const held = call('deleteLiveRecordTemplate', { TemplateId });
  await expect(held).rejects.toMatchObject({ code: 'cloud.in-use', ...code(43409) });
  await call('deleteLiveRecordPlan', { PlanId });
  await expectGone('listLiveRecordPlans', PlanId);
  await call('deleteLiveRecordTemplate', { TemplateId });
});

it("plans bring the device's recordings into the cloud", async () => {
  const { DeviceId, ChannelId } = world;
  const hours = {
    // Which day's window takes which day's recordings the document leaves open; this holds either way.
    TimeSections: [section(1, '01:00:00', '02:00:00'), section(2, '01:00:00', '02:00:00')],
    DevTimeSections: [section(1, '08:00:00', '12:00:00')],
    Scale: 4,
  } as const;
  const made = await call('addRecordBackupTemplate', { TemplateName: 'night', ...hours });
  const TemplateId = some(made.Data?.TemplateId);
  await call('modifyRecordBackupTemplate', { TemplateId, Mod: { TemplateName: 'nights', ...hours } });
  expect((await call('getRecordBackupTemplate', { TemplateId })).Data).toMatchObject({ TemplateName: 'nights' });
  const templates = some((await call('listRecordBackupTemplates', {})).Data);
  expect(templates.map((one) => one.TemplateId)).toContain(TemplateId);
  const before = await call('listRecordBackupPlanChannels', { PlanId: '', PageNumber: 1, PageSize: 100 });
  const isTaken = before.Data?.List?.some((one) => one.ChannelId === ChannelId) ?? false;
  const Channels = isTaken ? [] : [{ DeviceId, ChannelId }];
  const plan = { TemplateId, PlanName: 'backup', LifeCycle: LIFE, Channels };
  const PlanId = some((await call('addRecordBackupPlan', plan)).Data?.PlanId);
  await call('modifyRecordBackupPlan', { PlanId, Mod: { Describe: 'nightly' } });
  expect((await call('getRecordBackupPlan', { PlanId })).Data).toMatchObject({ Describe: 'nightly' });
  expect(some((await call('listRecordBackupPlans', {})).Data).map((one) => one.PlanId)).toContain(PlanId);
  await call('deleteRecordBackupPlan', { PlanId });
  await expectGone('listRecordBackupPlans', PlanId);
  await call('deleteRecordBackupTemplate', { TemplateId });
});

it('plans fetch single hours back', async () => {
  const { DeviceId, ChannelId } = world;
  const day = Math.floor((Date.now() / 1000 - 86_400) / 86_400) * 86_400;
  const task = { TaskName: 'theft', StartTime: day + 3_600, EndTime: day + 7_200, Mode: 1, Expiration: 10 } as const;
  await call('addRetrieveTask', { ...task, Channels: [{ DeviceId, ChannelId }] });
  const tasks = some((await call('listRetrieveTasks', {})).Data);
  const TaskId = some(tasks.find(({ TaskName }) => TaskName === 'theft')?.TaskId);
  expect((await call('getRetrieveTask', { TaskId })).Data).toMatchObject({ StartTime: String(task.StartTime) });
  await call('deleteRetrieveTask', { TaskId });
  expect((await call('listRetrieveTasks', {})).Data?.map((one) => one.TaskId) ?? []).not.toContain(TaskId);
});

describe('analysis and gateways', () => {
  it('looks at what a camera sees', async () => {
    const OperTimeslot = [{ Start: '00:00:00', End: '23:59:59' }];
    const Templates = [{ Tag: 'AI', AIConfig: { DetectType: 'Pet', TimeInterval: 10, OperTimeslot } }] as const;
    const free = some((await call('ListAITasks', { IsContainChannelList: true })).Data?.List);
    const busy = new Set(free.flatMap((task) => task.ChannelList ?? []));
    const ChannelId = some([world.ChannelId, world.otherChannelId].find((id) => !busy.has(id)));
    const task = { Name: 'pets', ChannelList: [ChannelId], CallbackUrl: 'http://127.0.0.1:9/x', Templates };
    const TaskId = some((await call('CreateAITask', task)).Data?.TaskId);
    await call('UpdateAITask', { TaskId, Desc: 'cats' });
    expect((await call('GetAITaskDetail', { TaskId })).Data).toMatchObject({ Desc: 'cats', Status: 'off' });
    await call('UpdateAITaskStatus', { TaskId, Status: 'on' });
    const late = call('UpdateAITask', { TaskId, Desc: 'dogs' });
    await expect(late).rejects.toMatchObject({ code: 'cloud.in-use', ...code(43719) });
    const EndTime = Math.floor(Date.now() / 1000);
    await call('GetAITaskResult', { TaskId, ChannelId, DetectType: 'Pet', BeginTime: EndTime - 3_600, EndTime });
    await call('UpdateAITaskStatus', { TaskId, Status: 'off' });
    await call('DeleteAITask', { TaskId });
    await expect(call('GetAITaskDetail', { TaskId })).rejects.toMatchObject({ code: 'cloud.not-found' });
  });

  it('watches and renews the gateways', async () => {
    const { List } = some((await call('listGateways', { Status: 1, ...PAGE })).Data);
    const Id = some(List?.[0]?.Id);
    await call('updateGateway', { Id, Name: 'A店铺', Description: '网关' });
    expect((await call('getGateway', { Id })).Data).toMatchObject({ Id, Name: 'A店铺' });
    expect((await call('getGatewayMonitor', { Id })).Data?.DeviceTotal).toBeGreaterThanOrEqual(0);
    await call('listGatewayDevices', { Id });
    expect(some((await call('listGatewayProtocolTypes', {})).Data).length).toBeGreaterThan(0);
    expect(some((await call('getGatewayVersions', { Id })).Data?.Services).length).toBeGreaterThan(0);
    await call('upgradeGateway', { Id });
    await call('deleteGateway', { Id });
    await expect(call('getGateway', { Id })).rejects.toMatchObject({ code: 'cloud.not-found' });
  });
});

/** A plan is deleted in the background: until then it is listed as being deleted. */
async function expectGone(list: 'listLiveRecordPlans' | 'listRecordBackupPlans', PlanId: string): Promise<void> {
  const plans = (await call(list, {})).Data ?? [];
  expect(plans.find((plan) => plan.PlanId === PlanId)?.Status ?? 0).toBe(0);
  await fetch(`${simulator.control}/clock`, { method: 'POST', body: JSON.stringify({ skewMs: 5 * 60_000 }) });
  expect(((await call(list, {})).Data ?? []).map((plan) => plan.PlanId)).not.toContain(PlanId);
  await fetch(`${simulator.control}/clock`, { method: 'POST', body: JSON.stringify({ skewMs: 0 }) });
}

/** A channel can be in one plan only. */
async function freeOfPlans(ChannelId: string): Promise<void> {
  for (const { PlanId = '' } of some((await call('listLiveRecordPlans', {})).Data)) {
    const { List = [] } = some((await call('listLiveRecordPlanChannels', { PlanId, ...PAGE })).Data);
    if (List.some((one) => one.ChannelId === ChannelId)) {
      await call('modifyLiveRecordPlan', { PlanId, Mod: { Del: [ChannelId] } });
    }
  }
}

it('the story has called every operation, and the cloud answered each', () => {
  expect(ivp.catalogue.operationIds.filter((id) => !called.has(id))).toEqual([]);
});

/** Every operation of the simulated cloud succeeds once, with the documented members in the documented types. */
import { expect, it } from 'vitest';
import type { ContractField } from '../../kernel/contract.ts';
import { writeWorkbook } from '../../kernel/xlsx.ts';
import { contract, IvpBench, operationOf, START_SEC, YESTERDAY_SEC } from './tencent-ivp-support.ts';
import type { Order } from './tencent-ivp-support.ts';

type Row = Readonly<Record<string, unknown>>;

/** Undocumented members and wrong types, each as one line. */
function faultsOf(fields: readonly ContractField[], value: unknown, at: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${at}: not an object`];
  const byName = new Map(fields.map((field) => [field.name, field]));
  return Object.entries(value).flatMap(([name, item]) => {
    const field = byName.get(name);
    return field === undefined ? [`${at}.${name}: not documented`] : typeFaults(field, item, `${at}.${name}`);
  });
}

function typeFaults(field: ContractField, value: unknown, at: string): readonly string[] {
  const { type, children } = field;
  if (type === 'null') return value === null ? [] : [`${at}: not null`];
  if (type.startsWith('array')) {
    if (!Array.isArray(value)) return [`${at}: not a list`];
    return children === undefined ? [] : value.flatMap((one: unknown) => faultsOf(children, one, `${at}[]`));
  }
  if (type === 'object') return faultsOf(children ?? [], value, at);
  // boxes in pictures are texts in the sample and integers in the table
  if (/^(X|Y|Width|Height)$/.test(field.name) && /^\d+$/.test(String(value))) return [];
  const wanted = ['integer', 'long', 'float'].includes(type) ? 'number' : type;
  if (typeof value !== wanted) return [`${at}: ${typeof value}`];
  return field.enum !== undefined && !Object.hasOwn(field.enum, String(value)) ? [`${at}: ${String(value)}`] : [];
}

const bench = new IvpBench(200, 3);
const called = new Set<string>();
const { deviceId: DeviceId, channelId: ChannelId } = bench.example('gb28181');
const free = bench.example('unplanned');
const Dome = bench.example('ptzDome').channelId;
const ClusterId = bench.text('freeClusterId');
const page = { PageSize: 10, PageNumber: 1 };
const span = { StartTime: YESTERDAY_SEC, EndTime: YESTERDAY_SEC + 3_600 };

function call(id: string, order: Order = {}): Row {
  const { result } = operationOf(id);
  const answer = bench.call(id, order);
  called.add(id);
  expect(answer.status, id).toBe(200);
  if (answer.file !== null) {
    expect(result.map((one) => one.type)).toEqual(['file']);
    return {};
  }
  expect(answer.body, id).toMatchObject({ Code: 0, Message: 'ok', RequestId: expect.any(String) as string });
  expect(faultsOf(result, answer.body, id)).toEqual([]);
  const isNamed = (name: string): boolean => result.some((one) => one.name === name);
  expect('Data' in answer.body, id).toBe(isNamed('Data'));
  return (answer.data ?? {}) as Row;
}

function callDomains(): void {
  const pem = (label: string): Buffer => Buffer.from(`-----BEGIN ${label}-----\n`);
  call('listServiceNodes');
  const { data: cname } = bench.call('getDomainCname', { query: { ClusterId } });
  called.add('getDomainCname');
  expect(cname).toEqual(expect.any(String));
  bench.get('checkDomainRecord', { body: { PlayDomain: 'v.example', InternalDomain: cname } });
  called.add('checkDomainRecord');
  const files = { Key: pem('PRIVATE KEY'), Cert: pem('CERTIFICATE') };
  const domain = call('addDomain', {
    form: { PlayDomain: 'v.example.cn', InternalDomain: String(cname), ClusterId, ...files },
  });
  call('updateDomain', { form: { Id: String(domain['Id']), Key: files.Key, Cret: files.Cert } });
  call('listDomains');
  call('listDeviceServiceNodes');
  call('deleteDomain', { query: { Id: String(domain['Id']) } });
  call('setStreamAuth', { body: call('getStreamAuth') });
}

function callDevices(): void {
  const organization = call('addOrganization', { body: { Name: 'Answer', ParentId: '0' } });
  const OrganizationId = String(organization['Id']);
  call('updateOrganization', { body: { Id: OrganizationId, Name: 'Answer-2' } });
  call('listOrganizations');
  const device = call('addDevice', {
    body: { Name: 'New', AccessProtocol: 2, Type: 1, OrganizationId, ClusterId: bench.text('clusterId') },
  });
  const Id = String(device['Id']);
  call('updateDevice', { query: { Id }, body: { Id, Name: 'New-2', Password: '654321' } });
  call('describeDevice', { query: { Id } });
  call('updateDeviceStatus', { query: { Id }, body: { Id, Status: 3 } });
  call('listDevices', { query: { OrganizationId: '0', IsContainSubLevel: true, PageSize: 100 } });
  call('listDeviceChannels', { query: { DeviceId } });
  call('refreshDeviceChannels', { body: { DeviceId } });
  call('batchUpdateDeviceOrganization', { body: { Ids: [Id], OrganizationId } });
  call('deleteDevice', { query: { Id } });
  call('deleteOrganization', { query: { Id: OrganizationId } });
}

function callImports(): void {
  const JobId = '0022c12a-e220-42e0-975f-800f872fc89e';
  const columns = ['设备名称', '服务节点', '描述'];
  const File = writeWorkbook('设备', [columns, ['Pusher', '上海一区', '']]);
  call('exportDeviceTemplate', { query: { AccessProtocol: 1 } });
  call('importDevices', { form: { JobId, AccessProtocol: '1', Organization_id: '0', File } });
  bench.pass(1_000);
  call('getDeviceImportProgress', { query: { JobId } });
  call('exportDeviceImportResult', { query: { JobId } });
  call('exportDevices', { body: { OrganizationId: '0', IsContainSubLevel: true } });
}

function callStreams(): void {
  call('controlPtz', { body: { ChannelId: Dome, Type: 'zoomin', Speed: 8 } });
  call('operatePreset', { body: { ChannelId: Dome, Cmd: 'goto', Index: 1 } });
  call('listPresets', { body: { ChannelId: Dome } });
  call('getLiveStreamUrl', { body: { ChannelId } });
  call('queryCloudRecordTimeline', { query: { DeviceId, ChannelId, ...span } });
  call('getCloudPlaybackUrl', { query: { ChannelId, ...span } });
  const local = { ChannelId, Start: START_SEC - 7_200, End: START_SEC };
  call('queryLocalRecordTimeline', { body: local });
  const url = String(call('getLocalRecordUrl', { body: local })['Flv']);
  const Session = /@(.+)\.live\.flv/.exec(url)?.[1];
  call('controlLocalPlayback', { body: { ChannelId, Session, Action: 'play', Pos: 5 } });
  const stretch = { BeginTime: String(YESTERDAY_SEC), EndTime: String(YESTERDAY_SEC + 600) };
  call('getCloudRecordDownloadUrl', { body: { ChannelId, ...stretch, FileType: 'ts' } });
}

function callPlans(): void {
  const week = [{ DayOfWeek: 1, StartTime: '08:00:00', EndTime: '12:00:00' }];
  for (const [kind, prefix] of [
    ['Live', 'live'],
    ['Backup', 'backup'],
  ] as const) {
    const name = kind === 'Live' ? 'LiveRecord' : 'RecordBackup';
    const times = { TimeSections: week, ...(kind === 'Live' ? {} : { DevTimeSections: week, Scale: 1 }) };
    const made = call(`add${name}Template`, { body: { TemplateName: `${prefix}-1`, ...times } });
    const TemplateId = String(made['TemplateId']);
    call(`modify${name}Template`, { body: { TemplateId, Mod: { TemplateName: `${prefix}-2`, ...times } } });
    call(`get${name}Template`, { query: { TemplateId } });
    call(`list${name}Templates`);
    const plan = call(`add${name}Plan`, {
      body: { TemplateId, PlanName: `${prefix}-plan`, LifeCycle: { Transition: 1, Expiration: 0 } },
    });
    const PlanId = String(plan['PlanId']);
    const Add = [{ DeviceId: free.deviceId, ChannelId: free.channelId }];
    call(`modify${name}Plan`, { body: { PlanId, Mod: { Describe: 'x', Add } } });
    call(`get${name}Plan`, { query: { PlanId } });
    call(`list${name}Plans`);
    call(`list${name}PlanChannels`, { query: { PlanId, ...page } });
    call(`delete${name}Plan`, { body: { PlanId } });
    bench.pass(2_000);
    call(`delete${name}Template`, { body: { TemplateId } });
  }
  call('listAllLiveRecordPlanChannels');
  const leaf = String(
    bench.get<{ List: readonly Row[] }>('listDevices', { query: { OrganizationId: '0', IsContainSubLevel: true } }).List[0]?.['OrganizationId'],
  ); // prettier-ignore
  call('listOrganizationChannels', { query: { OrganizationId: leaf, ...page } });
  call('countOrganizationUnplannedChannels', { body: { OrganizationId: [leaf] } });
}

function callRetrieval(): void {
  const retrieve = { TaskName: 'R', ...span, Mode: 1, Expiration: 1, Channels: [{ DeviceId, ChannelId }] };
  const TaskId = String(call('addRetrieveTask', { body: retrieve })['TaskId']);
  call('getRetrieveTask', { query: { TaskId } });
  call('listRetrieveTasks');
  call('deleteRetrieveTask', { body: { TaskId } });
}

function callAnalysis(): void {
  const slot = { Start: '08:00:00', End: '18:00:00' };
  const Templates = [{ Tag: 'AI', AIConfig: { DetectType: 'Car', TimeInterval: 5, OperTimeslot: [slot] } }];
  const ai = call('CreateAITask', { body: { Name: 'A', ChannelList: [free.channelId], Templates } });
  const task = { TaskId: String(ai['TaskId']) };
  call('UpdateAITask', { query: task, body: { Desc: 'x' } });
  call('UpdateAITaskStatus', { query: { ...task, Status: 'on' } });
  call('GetAITaskDetail', { query: task });
  call('ListAITasks', { query: { IsContainChannelList: true, IsContainTemplate: true } });
  const old = { TaskId: bench.text('aiTaskId') };
  const [first = ''] = bench.get('GetAITaskDetail', { query: old })['ChannelList'] as string[];
  call('GetAITaskResult', { query: { ...old, ChannelId: first, PageSize: 100 } });
  call('DeleteAITask', { query: task });
}

function callGateways(): void {
  const gateway = { Id: bench.text('gatewayId') };
  call('listGateways');
  for (const id of ['getGateway', 'getGatewayMonitor', 'listGatewayDevices', 'getGatewayVersions', 'upgradeGateway'])
    call(id, { query: gateway });
  call('listGatewayProtocolTypes');
  call('updateGateway', { body: { ...gateway, Name: 'Shop-A', Description: 'x' } });
  call('deleteGateway', { query: gateway });
}

it('IVP answers all 83 operations as documented', () => {
  callDomains();
  callDevices();
  callImports();
  callStreams();
  callPlans();
  callRetrieval();
  callAnalysis();
  callGateways();
  expect(contract.operations.map((one) => one.id).filter((id) => !called.has(id))).toEqual([]);
});

/** The simulated account stores the changes of clients: organisations, devices, domains, gateways, AI tasks. */
import { describe, expect, it } from 'vitest';
import { readWorkbook, writeWorkbook } from '../../kernel/xlsx.ts';
import { readZip, writeZip } from '../../kernel/zip.ts';
import { IvpBench, START_SEC } from './tencent-ivp-support.ts';

type Row = Readonly<Record<string, unknown>>;
interface Page {
  readonly TotalCount: number;
  readonly List: readonly Row[];
}

const PEM = {
  key: Buffer.from('-----BEGIN PRIVATE KEY-----\nMIIB\n'),
  certificate: Buffer.from('-----BEGIN CERTIFICATE-----\nMIIC\n'),
};
const JOB = '0022c12a-e220-42e0-975f-800f872fc89e';

const devicesOf = (bench: IvpBench, query: Readonly<Record<string, string | number | boolean>> = {}): Page =>
  bench.get<Page>('listDevices', { query: { OrganizationId: '0', IsContainSubLevel: true, PageSize: 500, ...query } });

const newDevice = (bench: IvpBench, extra: Row = {}): Row => ({
  Name: 'Gate-1',
  AccessProtocol: 2,
  Type: 2,
  Password: '123456',
  OrganizationId: bench.text('organizationId'),
  ClusterId: bench.text('clusterId'),
  ...extra,
});

it('organisations have unique names that follow the rule, and are listed with their devices', () => {
  const bench = new IvpBench(300);
  const rows = bench.get<readonly Row[]>('listOrganizations');
  const names = rows.map((one) => String(one['Name']));
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((one) => !/^[\u4e00-\u9fa5A-Za-z0-9_-]{1,16}$/.test(one))).toEqual([]);
  const top = rows.filter((one) => one['ParentId'] === '0');
  const total = top.reduce((sum, one) => sum + Number(one['Total']), 0);
  expect(total).toBe(devicesOf(bench).TotalCount);
});

it('organisations are added, renamed and deleted, but not twice, not too deep and not with something inside', () => {
  const bench = new IvpBench();
  const add = (Name: string, ParentId: string): Row => bench.get('addOrganization', { body: { Name, ParentId } });
  const top = add('Top', '0');
  expect(top).toMatchObject({ Name: 'Top', ParentId: '0', Level: 1 });
  const child = add('Child', String(top['Id']));
  expect(bench.call('addOrganization', { body: { Name: 'Top', ParentId: '0' } }).status).toBe(41613);
  expect(bench.call('updateOrganization', { body: { Id: child['Id'], Name: 'Top' } }).status).toBe(41613);
  expect(bench.call('deleteOrganization', { query: { Id: String(top['Id']) } }).status).toBe(41607);
  expect(bench.call('addDevice', { body: newDevice(bench, { OrganizationId: child['Id'] }) }).status).toBe(200);
  expect(bench.call('deleteOrganization', { query: { Id: String(child['Id']) } }).status).toBe(41608);
  let at = String(child['Id']);
  for (let level = 3; level <= 10; level += 1) at = String(add(`Level-${String(level)}`, at)['Id']);
  expect(bench.call('addOrganization', { body: { Name: 'Eleven', ParentId: at } }).status).toBe(41603);
  expect(bench.call('deleteOrganization', { query: { Id: at } }).status).toBe(200);
  expect(bench.call('deleteOrganization', { query: { Id: at } }).status).toBe(40006);
});

it('devices come in pages that have every device once', () => {
  const bench = new IvpBench(200);
  const { TotalCount } = devicesOf(bench);
  const ids: unknown[] = [];
  for (let page = 1; ids.length < TotalCount && page < 99; page += 1) {
    const { List } = bench.get<Page>('listDevices', {
      query: { OrganizationId: '0', IsContainSubLevel: true, PageNumber: page, PageSize: 7 },
    });
    ids.push(...List.map((one) => one['Id']));
  }
  expect(new Set(ids).size).toBe(TotalCount);
  expect(ids).toHaveLength(TotalCount);
  expect(devicesOf(bench, { IsContainSubLevel: false }).TotalCount).toBe(0);
});

it('devices are filtered by protocol, kind, state, node and name', () => {
  const bench = new IvpBench(200);
  const all = devicesOf(bench).List;
  for (const [name, value] of [
    ['AccessProtocol', 3],
    ['Type', 2],
    ['Status', 2],
  ] as const) {
    const found = devicesOf(bench, { [name]: value }).List;
    expect(found).toEqual(all.filter((one) => one[name] === value));
    expect(found.length).toBeGreaterThan(0);
  }
  const name = String(all[3]?.['Name']);
  expect(devicesOf(bench, { Keyword: name.slice(0, 3) }).List.map((one) => one['Name'])).toContain(name);
  expect(devicesOf(bench, { Uin: 1 }).TotalCount).toBe(0);
});

it('devices are added unregistered, register, show their channels after a refresh, and are gone when deleted', () => {
  const bench = new IvpBench();
  const made = bench.get('addDevice', { body: newDevice(bench) });
  const id = String(made['Id']);
  expect(made).toMatchObject({ Status: 0, AccessProtocol: 2, ClusterName: '上海一区' });
  expect(String(made['Code'])).toMatch(/^\d{20}$/);
  const channels = (): readonly Row[] => bench.get('listDeviceChannels', { query: { DeviceId: id } });
  expect(channels()).toEqual([]);
  expect(bench.call('refreshDeviceChannels', { body: { DeviceId: id } }).status).toBe(41628);
  bench.cloud.setDeviceOnline(id, true);
  expect(channels()).toHaveLength(1);
  expect(bench.call('refreshDeviceChannels', { body: { DeviceId: id } }).status).toBe(200);
  expect(channels()).toHaveLength(1);
  bench.pass(1_000);
  expect(channels()).toHaveLength(4);
  expect(bench.call('deleteDevice', { query: { Id: id } }).status).toBe(200);
  expect(bench.call('describeDevice', { query: { Id: id } }).status).toBe(42206);
});

it('devices show how a GB28181 device registers and where an RTMP device pushes', () => {
  const bench = new IvpBench();
  const gb = bench.get('describeDevice', { query: { Id: bench.example('gb28181').deviceId } });
  expect(gb).toMatchObject({ SipIp: '127.0.0.1', SipId: '61010000002000000001', PushStreamUrl: '' });
  const rtmp = bench.get('describeDevice', { query: { Id: bench.example('rtmp').deviceId } });
  expect(rtmp).toMatchObject({
    AccessProtocol: 1,
    SipId: '',
    PushStreamUrl: expect.stringMatching(/^rtmp:/) as string,
  });
});

it('devices are disabled until they are enabled and register again', () => {
  const bench = new IvpBench();
  const { deviceId, channelId } = bench.example('gb28181');
  const set = (Status: number): number =>
    bench.call('updateDeviceStatus', { query: { Id: deviceId }, body: { Id: deviceId, Status } }).status;
  const live = (): number => bench.call('getLiveStreamUrl', { body: { ChannelId: channelId } }).status;
  expect([set(3), live()]).toEqual([200, 41621]);
  bench.cloud.setDeviceOnline(deviceId, true);
  expect(live()).toBe(41621);
  expect([set(2), live()]).toEqual([200, 41617]);
  bench.cloud.setDeviceOnline(deviceId, true);
  expect(live()).toBe(200);
});

it('devices move together or not at all', () => {
  const bench = new IvpBench();
  const { deviceId } = bench.example('gb28181');
  const target = bench.get('addOrganization', { body: { Name: 'Target', ParentId: '0' } })['Id'];
  const move = (Ids: readonly string[]): number =>
    bench.call('batchUpdateDeviceOrganization', { body: { Ids, OrganizationId: target } }).status;
  const inside = (): number => devicesOf(bench, { OrganizationId: String(target) }).TotalCount;
  expect([move([deviceId, 'nobody']), inside()]).toEqual([42206, 0]);
  expect([move([deviceId]), inside()]).toEqual([200, 1]);
});

describe('device workbooks', () => {
  const importing = (bench: IvpBench, File: Buffer, extra: Readonly<Record<string, string>> = {}): number =>
    bench.call('importDevices', { form: { JobId: JOB, AccessProtocol: '2', OrganizationId: '0', File, ...extra } })
      .status;
  const header = (bench: IvpBench): readonly string[] =>
    readWorkbook(bench.call('exportDeviceTemplate', { query: { AccessProtocol: 2 } }).file ?? Buffer.alloc(0))
      ?.rows[0] ?? [];

  it('device workbooks import devices in time, and report the rows that failed', () => {
    const bench = new IvpBench();
    const before = devicesOf(bench).TotalCount;
    const rows = Array.from({ length: 120 }, (_, i) => [`Import-${String(i)}`, '上海一区', '', 'IPC', 'UDP', '123456']);
    rows.push(['no such node', '上海一区'], ['Bad-node', '火星一区']);
    expect(importing(bench, writeWorkbook('设备', [header(bench), ...rows]))).toBe(200);
    const progress = (): Row => bench.get('getDeviceImportProgress', { query: { JobId: JOB } });
    expect(progress()).toMatchObject({ State: 0, Total: 122, Succeed: 0 });
    bench.pass(1_000);
    expect(progress()).toMatchObject({ State: 0, Succeed: 51, Rate: 0.42 });
    bench.pass(5_000);
    expect(progress()).toEqual({ State: 1, Rate: 1, Total: 122, Succeed: 120, Failed: 2 });
    expect(devicesOf(bench, { OrganizationId: '0' }).TotalCount).toBe(before + 120);
    const result = bench.call('exportDeviceImportResult', { query: { JobId: JOB } }).file ?? Buffer.alloc(0);
    const outcomes = readWorkbook(result)?.rows.map((row) => row.at(-1));
    expect(outcomes?.slice(-3)).toEqual(['成功', '失败 41624', '失败 41610']);
  });

  it('device workbooks are refused when they are not a workbook, another table, too long or have two sheets', () => {
    const bench = new IvpBench();
    const columns = header(bench);
    expect(importing(bench, Buffer.from('no zip'))).toBe(41614);
    expect(importing(bench, writeWorkbook('x', [['other', 'columns']]))).toBe(41614);
    const long = Array.from({ length: 5_001 }, (_, i) => [`D-${String(i)}`, '上海一区']);
    expect(importing(bench, writeWorkbook('x', [columns, ...long]))).toBe(41615);
    expect(importing(bench, writeWorkbook('x', [columns]), { JobId: 'not-a-uuid' })).toBe(40005);
    const parts = Object.fromEntries(readZip(writeWorkbook('x', [columns]), 1_000_000) ?? []);
    const book = parts['xl/workbook.xml']?.toString('utf8').replace('</sheets>', '<sheet name="y"/></sheets>') ?? '';
    expect(importing(bench, writeZip({ ...parts, 'xl/workbook.xml': book }))).toBe(41616);
    expect(bench.call('getDeviceImportProgress', { query: { JobId: JOB } }).status).toBe(40006);
  });

  it('device workbooks export the devices that were asked for', () => {
    const bench = new IvpBench();
    const rows = (body: Row): number => {
      const file = bench.call('exportDevices', {
        body: { OrganizationId: '0', IsContainSubLevel: true, ...body },
      }).file;
      return readWorkbook(file ?? Buffer.alloc(0))?.rows.length ?? 0;
    };
    expect(rows({})).toBe(devicesOf(bench).TotalCount + 1);
    expect(rows({ IsAllResource: false, DeviceIds: [bench.example('gb28181').deviceId] })).toBe(2);
    expect(
      bench.call('exportDevices', { body: { OrganizationId: '0', IsContainSubLevel: true, IsAllResource: false } })
        .status,
    ).toBe(40005);
  });
});

it('domains make a service node usable, and its devices unwatchable once they are deleted', () => {
  const bench = new IvpBench();
  const ClusterId = bench.text('freeClusterId');
  const cname = bench.get<string>('getDomainCname', { query: { ClusterId } });
  const add = (extra: Readonly<Record<string, string | Buffer>> = {}): number =>
    bench.call('addDomain', {
      form: { PlayDomain: 'v.lanner.example', InternalDomain: cname, ClusterId, Key: PEM.key, Cert: PEM.certificate, ...extra },
    }).status; // prettier-ignore
  expect(add({ PlayDomain: 'v.test' })).toBe(41609);
  expect(add({ InternalDomain: 'elsewhere.example' })).toBe(41606);
  expect(add({ Cert: Buffer.from('x') })).toBe(41620);
  expect(add({ ClusterId: bench.text('clusterId') })).toBe(42205);
  expect([add(), add()]).toEqual([200, 41618]);
  expect(bench.get<readonly Row[]>('listDeviceServiceNodes')).toHaveLength(3);

  const { channelId, deviceId } = bench.example('gb28181');
  const node = bench.get('describeDevice', { query: { Id: deviceId } })['ClusterId'];
  const url = String(bench.get('getLiveStreamUrl', { body: { ChannelId: channelId } })['Flv']);
  const bound = bench.get<readonly Row[]>('listDomains').find((one) => one['ClusterId'] === node);
  expect(bench.call('deleteDomain', { query: { Id: String(bound?.['Id']) } }).status).toBe(200);
  expect(bench.call('getLiveStreamUrl', { body: { ChannelId: channelId } }).status).toBe(41623);
  expect(bench.play(url)).toBe('404');
});

it('gateways are upgraded in time and take their devices along when they are deleted', () => {
  const bench = new IvpBench(300);
  const Id = bench.text('gatewayId');
  const outdated = (): number =>
    (bench.get('getGatewayVersions', { query: { Id } })['Services'] as readonly Row[]).filter((one) => one['IsUpdate'])
      .length;
  expect(outdated()).toBe(2);
  expect(bench.call('upgradeGateway', { query: { Id } }).status).toBe(200);
  expect([outdated(), bench.call('upgradeGateway', { query: { Id } }).status]).toEqual([2, 42205]);
  bench.pass(8_000);
  expect(outdated()).toBe(0);
  const { TotalCount } = bench.get<Page>('listGatewayDevices', { query: { Id } });
  const before = devicesOf(bench).TotalCount;
  expect(bench.call('deleteGateway', { query: { Id } }).status).toBe(200);
  expect(devicesOf(bench).TotalCount).toBe(before - TotalCount);
  expect(bench.call('getGateway', { query: { Id } }).status).toBe(40006);
});

describe('AI tasks', () => {
  const slot = { Start: '08:00:00', End: '18:00:00' };
  const template = { Tag: 'AI', AIConfig: { DetectType: 'Pet', TimeInterval: 10, OperTimeslot: [slot] } };
  const order = (bench: IvpBench, extra: Row = {}): { body: Row } => ({
    body: { Name: 'Pets', ChannelList: [bench.example('unplanned').channelId], Templates: [template], ...extra },
  });
  const withSlots = (...slots: readonly Row[]): Row => ({
    Templates: [{ Tag: 'AI', AIConfig: { ...template.AIConfig, OperTimeslot: slots } }],
  });

  it.each([
    [{ Name: 'two words' }, 43701],
    [{ Desc: 'a b' }, 43702],
    [{ ChannelList: [] }, 43703],
    [{ ChannelList: Array(1001).fill('a') as string[] }, 43704],
    [{ ChannelList: ['a b'] }, 43705],
    [{ ChannelList: ['nobody'] }, 43715],
    [{ CallbackUrl: 'ftp://x' }, 43706],
    [withSlots({ Start: '10:00:00', End: '09:00:00' }), 43710],
    [withSlots({ Start: '10:00', End: '11:00:00' }), 43711],
    [withSlots(slot, slot), 43712],
    [withSlots(slot, slot, slot, slot, slot, slot), 43709],
    [{ Templates: [{ Tag: 'Snapshot', AIConfig: template.AIConfig }] }, 43713],
    [{ Templates: [template, { Tag: 'Snapshot', SnapshotConfig: { TimeInterval: 5 } }] }, 43714],
    [{ Templates: [{ Tag: 'AI', AIConfig: { ...template.AIConfig, DetectType: 'Ghost' } }] }, 43707],
    [{ Templates: [{ Tag: 'AI', AIConfig: { ...template.AIConfig, TimeInterval: 21 } }] }, 43708],
  ])('AI tasks are refused with %o by %i', (extra, status) => {
    const bench = new IvpBench();
    expect(bench.call('CreateAITask', order(bench, extra)).status).toBe(status);
  });

  it('AI tasks run, stop, change while they are off, and share no channel', () => {
    const bench = new IvpBench();
    const task = bench.get('CreateAITask', order(bench, { IsStartTheTask: true }));
    const TaskId = String(task['TaskId']);
    expect(task).toMatchObject({ Status: 'on', Templates: [template] });
    expect(bench.call('CreateAITask', order(bench, { Name: 'Again' })).status).toBe(43716);
    expect(bench.call('UpdateAITask', { query: { TaskId }, body: { Name: 'New' } }).status).toBe(43719);
    const turn = (Status: string): number => bench.call('UpdateAITaskStatus', { query: { TaskId, Status } }).status;
    expect([turn('off'), turn('off'), turn('maybe')]).toEqual([200, 43724, 43723]);
    expect(bench.get('UpdateAITask', { query: { TaskId }, body: { Name: 'New' } })).toMatchObject({
      Name: 'New',
      Status: 'off',
    });
    expect(bench.get<Page>('ListAITasks').List.at(-1)).not.toHaveProperty('Templates');
    expect(bench.call('DeleteAITask', { query: { TaskId } }).body).not.toHaveProperty('Data');
    expect(bench.call('GetAITaskDetail', { query: { TaskId } }).status).toBe(43718);
  });

  it('AI tasks give results newest first, page by page, for one channel and at most 30 days', () => {
    const bench = new IvpBench();
    const TaskId = bench.text('aiTaskId');
    const [ChannelId = ''] = bench.get('GetAITaskDetail', { query: { TaskId } })['ChannelList'] as string[];
    const ask = (query: Readonly<Record<string, string | number>>): Row =>
      bench.get('GetAITaskResult', { query: { TaskId, ChannelId, ...query } });
    const page = ask({ AIType: 'Body', PageSize: 5 });
    const bodies = (page['AIResults'] as Record<string, readonly Row[]>)['Body'] ?? [];
    expect(bodies).toHaveLength(5);
    const picture = new URL(String(bodies[0]?.['Url']));
    const look = (): number =>
      bench.send('GET', picture.pathname, { query: Object.fromEntries(picture.searchParams) }).http;
    expect(look()).toBe(200);
    picture.searchParams.set('expires', '9999999999');
    expect(look()).toBe(403);
    const times = bodies.map((one) => String(one['Time']));
    expect(times).toEqual([...times].sort().reverse());
    expect(Number(page['AIResultCount'])).toBeGreaterThan(5);
    expect((page['AIResults'] as Record<string, unknown>)['Car']).toEqual([]);
    const far = { BeginTime: START_SEC - 31 * 86_400, EndTime: START_SEC };
    expect(bench.call('GetAITaskResult', { query: { TaskId, ChannelId, ...far } }).status).toBe(43727);
    expect(bench.call('GetAITaskResult', { query: { TaskId } }).status).toBe(43725);
    expect(bench.call('GetAITaskResult', { query: { TaskId, ChannelId, PageSize: 101 } }).status).toBe(43721);
  });
});

/** Projects, devices and their streams in the simulated VCS: created ones are listed, deleted ones are gone. */
import { describe, expect, it } from 'vitest';
import { inner, RpcBench, rows } from '../aliyun-rpc/aliyun-support.ts';

const PAGE = { PageNum: 1, PageSize: 200 };
const open = (): RpcBench => new RpcBench('aliyun-vcs');
const records = (body: Record<string, unknown>): readonly Record<string, unknown>[] =>
  rows(inner(body['Data'])['Records']);

function ipc(bench: RpcBench, deviceId: string): Record<string, unknown> {
  const [row] = records(bench.ok('DescribeIpcs', { ...PAGE, DeviceIdList: deviceId }));
  return inner(row);
}

const CAMERA = {
  DeviceType: 'IPC',
  DataSourceType: 'VIDEO',
  DeviceName: 'North Gate',
  DeviceAddress: 'Hangzhou, Binjiang',
};

it('projects are listed when they are created, found by name, and changed', () => {
  const bench = open();
  const { CorpId } = bench.ok('CreateCorp', { CorpName: 'Depot 7', AppName: 'Guard' });
  const find = (name: string) => records(bench.ok('ListCorps', { PageNumber: 1, PageSize: 10, CorpName: name }));
  expect(find('depot 7')).toEqual([expect.objectContaining({ CorpId, CreateDate: '2026-05-20', DeviceCount: 0 })]);
  bench.ok('UpdateCorp', { CorpId: String(CorpId), CorpName: 'Depot 8' });
  expect(find('Depot 7')).toEqual([]);
  expect(find('Depot 8')).toEqual([expect.objectContaining({ CorpId, AppName: 'Guard' })]);
  expect(bench.verdict('UpdateCorp', { CorpName: 'x' })).toBe('400 MissingCorpId');
  expect(bench.verdict('UpdateCorp', { CorpId: '1', CorpName: 'x' })).toBe('404 InvalidCorpId.NotFound');
});

it('the list of projects has pages from 1, with totals, and page 0 is refused', () => {
  const bench = open();
  const data = inner(bench.ok('ListCorps', { PageNumber: 2, PageSize: 3 })['Data']);
  expect(data).toMatchObject({ PageNumber: 2, PageSize: 3, TotalCount: 4, TotalPage: 2 });
  expect(rows(data['Records'])).toHaveLength(1);
  expect(bench.verdict('ListCorps', { PageNumber: 0, PageSize: 3 })).toBe('400 InvalidPageNumber');
});

describe('devices', () => {
  it('DescribeIpcs lists every camera of the world once over its pages', () => {
    const bench = new RpcBench('aliyun-vcs', 450);
    const ids = [1, 2, 3].flatMap((PageNum) => records(bench.ok('DescribeIpcs', { PageNum, PageSize: 200 })));
    expect(new Set(ids.map((one) => one['DeviceId'])).size).toBe(450);
    expect(records(bench.ok('DescribeIpcs', { PageNum: 4, PageSize: 200 }))).toEqual([]);
    expect(bench.verdict('DescribeIpcs', { PageNum: 1, PageSize: 201 })).toBe('400 InvalidPageSize');
  });

  it('DescribeIpcs prefers the list of devices to the list of recorders, and that list to the projects', () => {
    const bench = open();
    const count = (lists: Record<string, string>): number =>
      records(bench.ok('DescribeIpcs', { ...PAGE, ...lists })).length;
    const DeviceIdList = bench.id('deviceId');
    const NvrIdList = bench.id('nvrId');
    const CorpIdList = bench.id('corpId');
    expect(count({ DeviceIdList, NvrIdList, CorpIdList })).toBe(1);
    const channels = count({ NvrIdList, CorpIdList });
    const [nvr] = records(bench.ok('DescribeNvrs', { ...PAGE, NvrDeviceIdList: NvrIdList }));
    expect(inner(nvr)['SubDeviceCount']).toBe(String(channels));
    expect(count({ CorpIdList })).not.toBe(channels);
  });

  it('devices are filtered by owner, by state and by part of a name or id', () => {
    const bench = open();
    const all = records(bench.ok('DescribeIpcs', PAGE));
    const alone = records(bench.ok('DescribeIpcs', { ...PAGE, ParentDeviceType: 'IPC' }));
    expect(alone.length).toBe(all.filter((one) => one['ParentDeviceId'] === '').length);
    const off = records(bench.ok('DescribeIpcs', { ...PAGE, DeviceStatus: 0 }));
    expect(off.map((one) => one['DeviceId'])).toContain(bench.id('offline'));
    expect(records(bench.ok('DescribeIpcs', { ...PAGE, DeviceFilter: bench.id('deviceId').slice(-9) }))).toHaveLength(
      1,
    );
  });

  it('a new camera waits for registration, with the values to enter on it', () => {
    const bench = open();
    const answer = bench.ok('CreateDevice', { ...CAMERA, CorpId: bench.id('corpId') });
    expect(answer).toMatchObject({ Code: '0', Data: { ServerPort: '5060', Password: expect.any(String) as string } });
    const id = String(inner(answer['Data'])['DeviceId']);
    expect(ipc(bench, id)).toMatchObject({ DeviceName: 'North Gate', DeviceStatus: '2', InProtocol: 'GBT28181' });
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId: id })).toBe('200 Failed');
  });

  it('a recorder is added with its channels, then with more channels, and deleted together with them', () => {
    const bench = open();
    const CorpId = bench.id('corpId');
    const nvr = { ...CAMERA, CorpId, DeviceType: 'NVR', DeviceId: '33010800001180099999' };
    expect(bench.verdict('CreateDevice', nvr)).toBe('400 MissingSubDeviceCount');
    bench.ok('CreateDevice', { ...nvr, SubDeviceCount: 2 });
    expect(bench.verdict('CreateDevice', { ...nvr, SubDeviceCount: 2 })).toBe('400 InvalidDeviceId.Duplicate');
    const more = { ...CAMERA, CorpId, ParentDeviceId: nvr.DeviceId, SubDeviceCount: 1 };
    const SubDeviceIdList = '33010800001320088888';
    expect(bench.verdict('CreateDevice', { ...more, SubDeviceIdList: `${SubDeviceIdList}, 2` })).toBe(
      '400 InvalidSubDeviceIdList',
    );
    bench.ok('CreateDevice', { ...more, SubDeviceIdList });
    expect(records(bench.ok('DescribeIpcs', { ...PAGE, NvrIdList: nvr.DeviceId }))).toHaveLength(3);
    bench.ok('DeleteDevices', { DeviceIdList: nvr.DeviceId });
    expect(records(bench.ok('DescribeIpcs', { ...PAGE, DeviceIdList: SubDeviceIdList }))).toEqual([]);
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId: SubDeviceIdList })).toBe('404 DeviceNotFound');
  });

  it('only cameras belong below recorders, and SAPI needs an activation code', () => {
    const bench = open();
    const CorpId = bench.id('corpId');
    const below = { ...CAMERA, CorpId, SubDeviceCount: 1 };
    expect(bench.verdict('CreateDevice', { ...below, ParentDeviceId: bench.id('deviceId') })).toBe(
      '400 InvalidParentDeviceId',
    );
    expect(bench.verdict('CreateDevice', { ...CAMERA, CorpId, InProtocol: 'SAPI' })).toBe('400 MissingActivateCode');
  });

  it('each device of a deletion is reported by itself', () => {
    const bench = open();
    const busy = bench.id('onDemand');
    bench.ok('GetDeviceLiveUrl', { DeviceId: busy });
    const free = bench.id('offline');
    const answer = bench.ok('DeleteDevices', { DeviceIdList: `${free},1,${busy}` });
    expect(answer['Code']).toBe('200');
    expect(rows(answer['Data']).map((one) => one['Code'])).toEqual(['200', 'DeviceNotFound', 'SystemError']);
  });

  it('a change of a device changes the sent values only', () => {
    const bench = open();
    const DeviceId = bench.id('deviceId');
    const before = ipc(bench, DeviceId);
    bench.pass(60_000);
    bench.ok('ModifyDevice', { DeviceId, DeviceName: '大厅02', FrameRate: 15 });
    expect(ipc(bench, DeviceId)).toEqual({
      ...before,
      DeviceName: '大厅02',
      FrameRate: '15',
      ModifyTime: '2026-05-20T10:01:00',
    });
  });

  it('a change sets values that it leaves out back to the printed default', () => {
    const bench = open();
    const DeviceId = bench.id('deviceId');
    bench.ok('ModifyDevice', { DeviceId, FrameRate: 15, GovLength: 30, DeviceSite: '东门' });
    bench.ok('ModifyDevice', { DeviceId, DeviceName: '大厅02' });
    expect(ipc(bench, DeviceId)).toMatchObject({ FrameRate: '25', GovLength: '30', DeviceSite: '东门' });
  });
});

describe('streams', () => {
  it('a link answers Retry while it is set up, then a URL, and DescribeIpcs reports its state', () => {
    const bench = open();
    const DeviceId = bench.id('onDemand');
    const state = (): unknown[] => [ipc(bench, DeviceId)['StreamAction'], ipc(bench, DeviceId)['StreamStatus']];
    expect(state()).toEqual(['0', '0']);
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId })).toBe('200 Retry');
    expect(state()).toEqual(['1', '0']);
    bench.pass(1_000);
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId })).toBe('200 Retry');
    bench.pass(1_000);
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId })).toBe('200 200');
    expect(state()).toEqual(['1', '1']);
    bench.pass(6 * 60_000);
    expect(state()).toEqual(['0', '0']);
  });

  it('a stream is pulled permanently on order, and a recorder is refused', () => {
    const bench = open();
    const DeviceIdList = bench.id('onDemand');
    bench.ok('SetStreamMode', { DeviceIdList, StreamMode: 1 });
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId: DeviceIdList })).toBe('200 200');
    bench.ok('SetStreamMode', { DeviceIdList, StreamMode: 0 });
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId: DeviceIdList })).toBe('200 Retry');
    expect(bench.verdict('SetStreamMode', { DeviceIdList: bench.id('nvrId'), StreamMode: 1 })).toBe(
      '400 InvalidDeviceIdList',
    );
  });

  it('an off-line camera fails inside a good answer, and the camera must belong to the named project', () => {
    const bench = open();
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId: bench.id('offline') })).toBe('200 Failed');
    expect(bench.verdict('GetDeviceLiveUrl', {})).toBe('400 MissingDeviceId');
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId: bench.id('nvrId') })).toBe('400 InvalidDeviceId');
    expect(bench.verdict('GetDeviceLiveUrl', { DeviceId: bench.id('deviceId'), CorpId: '7' })).toBe(
      '404 InvalidCorpId.NotFound',
    );
  });

  it('only SAPI cameras have a sub-stream', () => {
    const bench = open();
    const DeviceIdList = `${bench.id('sapi')},${bench.id('gb28181')}`;
    bench.ok('SetStreamMode', { DeviceIdList, StreamMode: 1 });
    const stream = (name: string): unknown =>
      bench.ok('GetDeviceLiveUrl', { DeviceId: bench.id(name), StreamType: 2 })['StreamType'];
    expect([stream('sapi'), stream('gb28181')]).toEqual([2, 1]);
  });

  it('recordings of the cloud play as HLS only, and are empty where nothing was stored', () => {
    const bench = open();
    const DeviceId = bench.id('recorded');
    const CorpId = String(ipc(bench, DeviceId)['CorpId']);
    const past = { CorpId, DeviceId, StartTime: bench.nowMs - 3_600_000, EndTime: bench.nowMs - 1_800_000 };
    expect(bench.verdict('GetDeviceVideoUrl', past)).toBe('200 200');
    expect(bench.verdict('GetDeviceVideoUrl', { ...past, OutProtocol: 'flv' })).toBe('400 InvalidOutProtocol');
    expect(bench.verdict('GetDeviceVideoUrl', { ...past, OutProtocol: 'flv', StorageType: 1 })).toBe('200 200');
    expect(bench.verdict('GetDeviceVideoUrl', { ...past, EndTime: past.StartTime })).toBe('400 InvalidEndTime');
    expect(bench.verdict('GetDeviceVideoUrl', { CorpId, DeviceId })).toBe('400 MissingStartTime');
    const old = { ...past, StartTime: 1_600_000_000_000, EndTime: 1_600_000_100_000 };
    expect(bench.verdict('GetDeviceVideoUrl', old)).toBe('404 RecordNotFound');
  });

  it('recordings are stored for the ordered days', () => {
    const bench = open();
    const DeviceId = bench.id('recorded');
    const CorpId = String(ipc(bench, DeviceId)['CorpId']);
    const day = 86_400_000;
    const past = { CorpId, DeviceId, StartTime: bench.nowMs - 3 * day, EndTime: bench.nowMs - 2 * day };
    const order = (ids: string): unknown =>
      bench.ok('UpdateDevicesStorage', {
        UpdateStorageRequests: JSON.stringify([
          { DeviceIds: ids, StorageDays: [{ StorageType: 'VIDEO', StorageDays: 1 }] },
        ]),
      })['Data'];
    expect(order(`${DeviceId},7`)).toBe(false);
    expect(bench.verdict('GetDeviceVideoUrl', past)).toBe('200 200');
    expect(order(DeviceId)).toBe(true);
    expect(bench.verdict('GetDeviceVideoUrl', past)).toBe('404 RecordNotFound');
  });
});

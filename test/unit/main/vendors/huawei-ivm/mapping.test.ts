import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { loadCatalogue } from '../../../../../main/vendors/core/contract/catalogue.ts';
import { OVERRIDES } from '../../../../../main/vendors/huawei-ivm/overrides.ts';
import {
  toChannel,
  toDevice,
  toDeviceFacts,
  toOrgNode,
  toRecording,
  type DeviceFacts,
  type IvmChannel,
  type IvmDevice,
} from '../../../../../main/vendors/huawei-ivm/mapping.ts';

const account = asAccountId('a1');
const online: DeviceFacts = { status: 'online', isFrozen: false, orgNodeId: null };
const channel = { device_id: 'HOLO12345678', channel_id: '0', channel_name: 'Gate', channel_state: 'ONLINE' };

it('the client maps or refuses any answer of the cloud, and never crashes', () => {
  const catalogue = loadCatalogue('huawei-ivm', OVERRIDES);
  const row = fc.dictionary(
    fc.constantFrom('device_id', 'channel_id', 'channel_state', 'device_type', 'org_list', 'channel_ability', 'other'),
    fc.oneof(fc.string(), fc.jsonValue()),
  );
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const devices = catalogue.entry('listDevices').answer.safeParse({ devices: rows });
      for (const one of devices.success ? (devices.data['devices'] as IvmDevice[]) : []) toDevice(account, one);
      const channels = catalogue.entry('listChannels').answer.safeParse({ channels: rows });
      for (const one of channels.success ? (channels.data['channels'] as IvmChannel[]) : []) {
        toChannel(account, one, online);
      }
    }),
  );
});

it.each([
  ['ONLINE', 'online'],
  ['OFFLINE', 'offline'],
  ['UNREGISTERED', 'unregistered'],
  [undefined, 'unknown'],
  ['SLEEPING', 'unknown'],
])('a device in state %s is %s', (device_state, status) => {
  expect(toDevice(account, { device_id: 'x', ...(device_state && { device_state }) })?.status).toBe(status);
});

it.each([
  ['IPC', 'camera'],
  ['IPDOME', 'camera'],
  ['NVR', 'recorder'],
  ['MEdge', 'edge'],
])('a device of type %s is a %s', (device_type, kind) => {
  expect(toDevice(account, { device_id: 'x', device_type })?.kind).toBe(kind);
});

it('a device belongs to its group, or to none when that group is the root', () => {
  expect(toDevice(account, { device_id: 'x', org_list: [{ device_org_id: '42' }] })?.orgNodeId).toBe('a1~42');
  expect(toDevice(account, { device_id: 'x', org_list: [{ device_org_id: '0' }] })?.orgNodeId).toBeNull();
  expect(toDevice(account, { device_id: 'x' })?.orgNodeId).toBeNull();
});

it('a device without an id is left out', () => expect(toDevice(account, { device_name: 'lost' })).toBeNull());

it.each([
  ['online', 'ONLINE', 'online'],
  ['online', 'OFFLINE', 'offline'],
  ['online', 'UNALLOCATED', 'unregistered'],
  ['offline', 'ONLINE', 'offline'],
  ['unregistered', 'ONLINE', 'unregistered'],
  ['unknown', 'ONLINE', 'online'],
] as const)('a channel below a device that is %s, reported as %s, is %s', (status, channel_state, reachable) => {
  expect(toChannel(account, { ...channel, channel_state }, { ...online, status })?.reachable).toBe(reachable);
});

it('a channel that is UNALLOCATED below a device that signed in is distinguished from a device that never signed in', () => {
  const row = { ...channel, channel_state: 'UNALLOCATED' };
  expect(toChannel(account, row, online)?.stateReason).toBe('unallocated');
  expect(toChannel(account, row, { ...online, status: 'unregistered' })).not.toHaveProperty('stateReason');
  expect(toChannel(account, channel, online)).not.toHaveProperty('stateReason');
});

it('a channel below an unlisted device has its own state', () => {
  expect(toChannel(account, channel, undefined)).toMatchObject({ reachable: 'online', orgNodeId: null });
});

it('a channel is frozen with its device', () => {
  expect(toChannel(account, channel, { ...online, isFrozen: true })?.isFrozen).toBe(true);
  const frozen = { ...channel, channel_system_state: 'UNAVAILABLE_FROZEN' };
  expect(toChannel(account, frozen, online)?.isFrozen).toBe(true);
  expect(toChannel(account, channel, toDeviceFacts(account, { device_id: 'x' }))?.isFrozen).toBe(false);
});

it('a channel has the abilities that its abilities and its packages name, listed or comma-separated', () => {
  const rich = {
    ...channel,
    access_protocol: 'HOLO',
    channel_ability: ['ptz, talk', 'localstorage'],
    channel_resource_state: ['MANAGEMENT_GRANT', 'FULL_RECORD_GRANT'],
  };
  expect(toChannel(account, rich, online)?.capabilities).toEqual([
    'ptz',
    'talk',
    'sub-stream',
    'cloud-record',
    'device-record',
    'snapshot',
  ]);
  const poor = { ...channel, access_protocol: 'GB28181', channel_resource_state: ['FULL_RECORD_CLOSED'] };
  expect(toChannel(account, poor, online)?.capabilities).toEqual(['sub-stream']);
});

it('a group of the first level is at the top', () => {
  expect(toOrgNode(account, { device_org_id: '11', device_org_name: 'North' }, '0')).toEqual({
    id: 'a1~11',
    accountId: account,
    parentId: null,
    name: 'North',
  });
  expect(toOrgNode(account, { device_org_id: '12' }, '11')).toMatchObject({ parentId: 'a1~11', name: '12' });
});

describe('a recording', () => {
  const id = channelIdOf(deviceIdOf(account, 'HOLO12345678'), '0');
  const times = { start_time: '2023-03-20 09:30:00', end_time: '2023-03-20 09:44:39' };

  it.each([
    ['NORMAL_RECORD', 'continuous'],
    ['MOTION_RECORD', 'motion'],
    ['ALRAM_RECORD', 'alarm'],
    ['ODD_RECORD', 'unknown'],
  ])('a recording of %s is %s', (record_type, kind) => {
    expect(toRecording(id, 'cloud', { ...times, record_type })).toEqual({
      channelId: id,
      place: 'cloud',
      kind,
      storage: 'unknown',
      nativeId: null,
      sizeBytes: null,
      alarmKinds: [],
      fromMs: Date.UTC(2023, 2, 20, 1, 30),
      toMs: Date.UTC(2023, 2, 20, 1, 44, 39),
    });
  });

  it.each([
    [0, 'ready'],
    [1, 'archived'],
    [2, 'restoring'],
    [3, 'cold'],
    [7, 'unknown'],
  ])('a recording with the storage state %i is %s', (storage_state, storage) => {
    expect(toRecording(id, 'cloud', { ...times, storage_state })).toMatchObject({ storage });
  });

  // @promise playback.recording-facts: A recording keeps its kind, its storage state (ready, cold, archived, being
  // restored), and the cloud's id, size and alarm kinds where the cloud gives them.
  it('a recording has the id, the size and the alarm kinds that the cloud gives', () => {
    const row = { ...times, record_id: 'r-1', record_size: 512, alarm_rec_type: ['LINE_CROSSING', ''] };
    expect(toRecording(id, 'cloud', row)).toMatchObject({
      nativeId: 'r-1',
      sizeBytes: 512,
      alarmKinds: ['LINE_CROSSING'],
    });
  });

  // @promise playback.alarm-words: Alarms that a document explains have words, and another name stands as the cloud
  // gives it.
  it('alarms have the names of the domain where a document explains the name, and else the name that the cloud gives', () => {
    const row = { ...times, alarm_rec_type: ['over_line_alarm', 'LINGER', 'io_event', 'something_new'] };
    expect(toRecording(id, 'cloud', row)?.alarmKinds).toEqual(['line-crossing', 'loitering', 'input', 'something_new']);
  });

  it('a recording drops an id and alarm kinds that are longer than any document allows', () => {
    const row = { ...times, record_id: 'r'.repeat(129), alarm_rec_type: Array.from({ length: 40 }, (_, i) => `k${i}`) };
    const read = toRecording(id, 'cloud', { ...row, alarm_rec_type: ['x'.repeat(65), ...row.alarm_rec_type] });
    expect(read?.nativeId).toBeNull();
    expect([read?.alarmKinds.length, read?.alarmKinds[0]]).toEqual([16, 'k0']);
  });

  it('a recording on a device needs no restoring, and has no id and no size', () => {
    expect(toRecording(id, 'device', times)).toMatchObject({ storage: 'ready', nativeId: null, sizeBytes: null });
  });

  // @promise security.unreadable-rows: A recording or task that cannot be read is counted and left out, and does not
  // hide the others.
  it.each([
    {},
    { ...times, end_time: '2023-02-30 00:00:00' },
    { ...times, end_time: times.start_time },
    { ...times, start_time: '1969-12-31 23:59:59' },
  ])('a recording with the times %j cannot be read', (row) => expect(toRecording(id, 'cloud', row)).toBeNull());
});

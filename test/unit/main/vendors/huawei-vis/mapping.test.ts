import { describe, expect, it } from 'vitest';
import { asAccountId, channelRefOf } from '../../../../../preload/domain/ids.ts';
import {
  isPrivate,
  streamOfDevice,
  toChannel,
  toDevice,
  toStreamChannel,
  toStreamDevice,
  type VisChannel,
  type VisDevice,
} from '../../../../../main/vendors/huawei-vis/mapping.ts';

const accountId = asAccountId('a1');
const channel: VisChannel = { channel_id: '34020000001310000002', invitation_status: 'INVITE_SUCCESS' };
const device: VisDevice = { device_id: '23882527801180000011', type: 'NVR', state: 'ONLINE', channels: [channel] };

it.each([
  ['ONLINE', 'online'],
  ['online', 'online'],
  ['OFFLINE', 'offline'],
  ['UNREGISTERED', 'unregistered'],
  ['NEW', 'unknown'],
  [undefined, 'unknown'],
])('a device in state %s is %s', (state, status) => {
  const { state: _, ...rest } = device;
  expect(toDevice(accountId, state === undefined ? rest : { ...rest, state })?.status).toBe(status);
});

it('a device is a recorder or a camera, called by its description or its id', () => {
  expect(toDevice(accountId, device)).toMatchObject({ kind: 'recorder', name: '23882527801180000011' });
  expect(toDevice(accountId, { ...device, type: 'IPC', description: 'Gate' })).toMatchObject({
    kind: 'camera',
    name: 'Gate',
    protocol: 'gb28181',
  });
});

it('a device without an id is left out', () => {
  expect(toDevice(accountId, {})).toBeNull();
  expect(toChannel(accountId, device, {})).toBeNull();
  expect(toStreamDevice(accountId, {})).toBeNull();
  expect(toStreamChannel(accountId, {})).toBeNull();
});

it.each([
  ['INVITE_SUCCESS', 'online'],
  ['ONLINE', 'unknown'], // registered, but nobody asked it for video
  ['INVITING', 'unknown'],
  ['CANCELING', 'unknown'],
  ['TEMPORARY_OFFLINE', 'offline'],
  ['OFFLINE', 'offline'],
  ['UNREGISTERED', 'unregistered'],
])('a channel with invitation %s is %s', (invitation_status, reachable) => {
  expect(toChannel(accountId, device, { ...channel, invitation_status })?.reachable).toBe(reachable);
});

it('a channel below an offline device is offline whatever its invitation reports', () => {
  expect(toChannel(accountId, { ...device, state: 'OFFLINE' }, channel)?.reachable).toBe('offline');
});

it('a channel has its suffix as its name, else the description of its device, else its id', () => {
  expect(toChannel(accountId, device, { ...channel, suffix: 'xc' })?.name).toBe('xc');
  expect(toChannel(accountId, { ...device, description: 'Gate' }, channel)?.name).toBe('Gate');
  const two = { ...device, description: 'Gate', channels: [channel, channel] };
  expect(toChannel(accountId, two, channel)?.name).toBe('Gate 0002');
  expect(toChannel(accountId, device, channel)?.name).toBe(channel.channel_id);
});

describe('a stream without a device', () => {
  const stream = { name: 'stream1', state: 'ACTIVE', access_type: 'RTMP' };

  it('a stream without a device gets a device of its own, with the name of the stream in its id', () => {
    const own = toStreamDevice(accountId, stream);
    const shown = toStreamChannel(accountId, stream);
    expect(shown?.deviceId).toBe(own?.id);
    expect(shown && streamOfDevice(channelRefOf(shown.id).deviceNativeId)).toBe('stream1');
    expect(streamOfDevice('23882527801180000011')).toBeNull();
  });

  it('a stream without a device is offline while it is stopped', () => {
    expect(toStreamChannel(accountId, stream)?.reachable).toBe('online');
    expect(toStreamChannel(accountId, { ...stream, state: 'STOPPED' })?.reachable).toBe('offline');
  });

  it('a stream without a device is private unless the cloud calls it public', () => {
    expect([undefined, 'PRIVATE', 'private', 'PUBLIC', 'public'].map(isPrivate)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { VisBench } from './huawei-vis-support.ts';

const MINUTE_MS = 60_000;

function newDevice(bench: VisBench, type: string, extra: Record<string, unknown> = {}): string {
  const { body } = bench.call('POST', '~/devices', { body: { type, username: 'gb0100', ...extra } });
  const [id] = body['device_id_list'] as string[];
  if (id === undefined) throw new Error(JSON.stringify(body));
  return id;
}

it('VIS devices get ids of twenty digits and wait for their registration', () => {
  const bench = new VisBench();
  const { body } = bench.call('POST', '~/devices', { body: { type: 'ipc', username: 'gb0100', quantity: 3 } });
  const ids = body['device_id_list'] as string[];
  expect(ids).toHaveLength(3);
  for (const id of ids) expect(id).toMatch(/^\d{10}132\d{7}$/);
  expect(bench.call('GET', `~/devices/${ids[0] ?? ''}`).body).toMatchObject({ state: 'UNREGISTERED', suffix: null });
  expect(bench.verdict('POST', '~/devices', { body: { type: 'IPC', username: 'nobody' } })).toBe('404 VIS.0102');
  const many = { type: 'IPC', username: 'gb0100', quantity: 100_000 };
  expect(bench.verdict('POST', '~/devices', { body: many })).toBe('400 VIS.0014');
});

it('VIS devices have a stream once they registered, and cannot be deleted then', () => {
  const bench = new VisBench();
  const id = newDevice(bench, 'IPC', { suffix: 'north' });
  expect(bench.verdict('GET', `~/streams/channel_${id}_north`)).toBe('400 VIS.0202');
  expect(bench.cloud.setDeviceOnline(id, true)).toBe(true);
  const { body } = bench.call('GET', `~/streams/channel_${id}_north`);
  expect(body).toMatchObject({ access_type: 'GB28181', state: 'STOPPED', encode_type: '', transfer_protocol: 'UDP' });
  expect(bench.verdict('DELETE', `~/devices/${id}`)).toBe('400 VIS.0303');
  bench.cloud.setDeviceOnline(id, false);
  expect(bench.verdict('DELETE', `~/devices/${id}`)).toBe('200');
  expect(bench.verdict('GET', `~/devices/${id}`)).toBe('404 VIS.0302');
  expect(bench.verdict('GET', `~/streams/channel_${id}_north`)).toBe('400 VIS.0202');
});

it('VIS devices that record report their channels when asked, which takes time', () => {
  const bench = new VisBench();
  const id = newDevice(bench, 'NVR');
  const refresh = (): string => bench.verdict('PUT', `~/devices/${id}/channel-refresh`);
  expect(refresh()).toBe('400 VIS.0312');
  bench.cloud.setDeviceOnline(id, true);
  expect(bench.call('GET', `~/devices/${id}`).body).toMatchObject({ channels_query: 'IDEL', channels: [] });
  expect([refresh(), refresh()]).toEqual(['200', '400 VIS.0311']);
  expect(bench.call('GET', `~/devices/${id}`).body['channels_query']).toBe('QUERYING');
  bench.pass(3_000);
  const { body } = bench.call('GET', `~/devices/${id}`);
  expect(body['channels_query']).toBe('QUERIED');
  expect(body['channels']).toHaveLength(4);
  const camera = bench.channel('camera');
  expect(bench.verdict('PUT', `~/devices/${camera.deviceId}/channel-refresh`)).toBe('400 VIS.0311');
});

describe('VIS invitations', () => {
  const order = (bench: VisBench, path: string, body: Record<string, unknown>): string =>
    bench.verdict('PUT', path, { body });

  it('VIS invitations pass through INVITING and CANCELING', () => {
    const bench = new VisBench();
    const id = newDevice(bench, 'IPC');
    const path = `~/devices/${id}/channels/${id}`;
    const status = (): string => bench.statusOf(id, id);
    expect(order(bench, path, { state: 'ACTIVE' })).toBe('400 VIS.0308');
    bench.cloud.setDeviceOnline(id, true);
    expect(status()).toBe('ONLINE');
    expect(order(bench, path, { state: 'STOPPED' })).toBe('400 VIS.0309');
    expect(order(bench, path, { state: 'active' })).toBe('200');
    expect(status()).toBe('INVITING');
    expect(order(bench, path, { state: 'ACTIVE' })).toBe('400 VIS.0308');
    bench.pass(2_000);
    expect(status()).toBe('INVITE_SUCCESS');
    expect(bench.call('GET', `~/streams/channel_${id}`).body).toMatchObject({ state: 'ACTIVE', encode_type: 'H264' });
    expect(order(bench, path, { state: 'STOPPED' })).toBe('200');
    expect(status()).toBe('CANCELING');
    bench.pass(1_000);
    expect(status()).toBe('ONLINE');
  });

  it('VIS invitations survive a short loss of the device and end with a long one', () => {
    const bench = new VisBench();
    const { deviceId, channelId } = bench.channel('camera');
    const status = (): string => bench.statusOf(deviceId, channelId);
    bench.cloud.setDeviceOnline(deviceId, false);
    expect(status()).toBe('TEMPORARY_OFFLINE');
    bench.pass(30_000);
    bench.cloud.setDeviceOnline(deviceId, true);
    expect(status()).toBe('INVITING');
    bench.pass(2_000);
    expect(status()).toBe('INVITE_SUCCESS');
    bench.cloud.setDeviceOnline(deviceId, false);
    bench.pass(MINUTE_MS);
    expect(status()).toBe('OFFLINE');
    bench.cloud.setDeviceOnline(deviceId, true);
    expect(status()).toBe('ONLINE');
  });

  it('VIS invitations check device, channel and TCP priority in this order', () => {
    const bench = new VisBench();
    const camera = bench.channel('camera');
    expect(order(bench, '~/devices/1/channels/1', { state: 'ACTIVE' })).toBe('404 VIS.0302');
    expect(order(bench, `~/devices/${camera.deviceId}/channels/1`, { state: 'ACTIVE' })).toBe('404 VIS.0304');
    const recorder = bench.channel('recorder').path;
    expect(order(bench, recorder, { state: 'ACTIVE', tcp_priority: 'TRUE' })).toBe('400 VIS.0313');
  });

  it('VIS invitations rename the stream only while it has no viewer', () => {
    const bench = new VisBench();
    const { path, deviceId } = bench.channel('camera');
    expect(order(bench, path, { state: 'STOPPED', suffix: 'x' })).toBe('404 VIS.0005');
    order(bench, path, { state: 'STOPPED' });
    bench.pass(1_000);
    expect(order(bench, path, { state: 'STOPPED', suffix: 'x' })).toBe('200');
    expect(bench.verdict('GET', `~/streams/channel_${deviceId}_x`)).toBe('200');
    expect(bench.verdict('GET', `~/streams/channel_${deviceId}`)).toBe('400 VIS.0202');
    expect(order(bench, path, { state: 'ACTIVE', suffix: '' })).toBe('200');
    expect(bench.verdict('GET', `~/streams/channel_${deviceId}`)).toBe('200');
  });
});

describe('VIS access strategies', () => {
  const HALF_DAY = { start_time: '10:20', total_length: 60, random_strategy: 'consecutive', state: 'active' };
  const set = (bench: VisBench, body: Record<string, unknown>): string =>
    bench.verdict('PUT', `${bench.channel('notInvited').path}/access-strategy`, { body });

  it.each([
    ['no start at first', { total_length: 10, end_time: '12:00' }],
    ['no length at first', { start_time: '10:00', end_time: '12:00' }],
    ['no end for random slices', { start_time: '10:00', total_length: 10 }],
    ['an end before the start', { start_time: '10:00', end_time: '10:00', total_length: 10 }],
    ['more minutes than the window has', { start_time: '10:00', end_time: '10:30', total_length: 40 }],
    ['a stretch over midnight', { start_time: '23:30', total_length: 40, random_strategy: 'CONSECUTIVE' }],
    ['a start that is too early', { start_time: '00:00', end_time: '12:00', total_length: 10 }],
    ['an end that is too late', { start_time: '00:10', end_time: '24:00', total_length: 10 }],
    ['minutes that are no multiple of ten', { start_time: '10:05', end_time: '12:00', total_length: 10 }],
    ['a length that is no multiple of ten', { start_time: '10:00', end_time: '12:00', total_length: 15 }],
  ])('VIS access strategies are refused with %s', (_what, body) => {
    expect(set(new VisBench(), body)).toBe('404 VIS.0005');
  });

  it('VIS access strategies invite by the clock and refuse other invitations in the meantime', () => {
    const bench = new VisBench();
    const { deviceId, channelId, path } = bench.channel('notInvited');
    expect(set(bench, HALF_DAY)).toBe('200');
    expect(bench.verdict('PUT', path, { body: { state: 'ACTIVE' } })).toBe('400 VIS.0310');
    expect(bench.statusOf(deviceId, channelId)).toBe('ONLINE');
    bench.pass(20 * MINUTE_MS);
    expect(bench.statusOf(deviceId, channelId)).toBe('INVITE_SUCCESS');
    bench.pass(60 * MINUTE_MS);
    expect(bench.statusOf(deviceId, channelId)).toBe('ONLINE');
    expect(set(bench, { state: 'STOPPED' })).toBe('200');
    expect(bench.verdict('PUT', path, { body: { state: 'ACTIVE' } })).toBe('200');
  });

  it('a change of a VIS access strategy without a state stops it, and a trait drops other absent values, too', () => {
    const bench = new VisBench();
    const { deviceId, path } = bench.channel('notInvited');
    const strategy = (): unknown =>
      bench
        .rows(`~/devices?device_id=${deviceId}`)
        .flatMap((one) => one['channels'] as Record<string, unknown>[])
        .find((one) => path.endsWith(`/${String(one['channel_id'])}`))?.['access_strategy'];
    expect(set(bench, { ...HALF_DAY, periodicity: 'ONCE' })).toBe('200');
    expect(set(bench, { total_length: 70 })).toBe('200');
    expect(strategy()).toMatchObject({ start_time: '10:20', total_length: 70, state: 'STOPPED', periodicity: 'ONCE' });
    bench.cloud.setTraits({ omitted: 'cleared' });
    expect(set(bench, { total_length: 80 })).toBe('404 VIS.0005');
    expect(set(bench, { ...HALF_DAY, total_length: 80 })).toBe('200');
    expect(strategy()).toMatchObject({ total_length: 80, state: 'ACTIVE', periodicity: 'DAY' });
  });

  it('VIS access strategies that run once stop by themselves', () => {
    const bench = new VisBench();
    const { deviceId } = bench.channel('notInvited');
    set(bench, { ...HALF_DAY, periodicity: 'ONCE' });
    const states = (): unknown[] =>
      bench
        .rows(`~/devices?device_id=${deviceId}`)
        .flatMap((one) => one['channels'] as Record<string, unknown>[])
        .map((one) => (one['access_strategy'] as Record<string, unknown> | undefined)?.['state']);
    expect(states()).toContain('ACTIVE');
    bench.pass(80 * MINUTE_MS);
    expect(states()).not.toContain('ACTIVE');
  });

  it('VIS access strategies draw at most six slices a day, of ten minutes and more, twenty minutes apart', () => {
    const bench = new VisBench();
    const { deviceId, channelId } = bench.channel('notInvited');
    set(bench, { start_time: '10:10', end_time: '16:10', total_length: 90, state: 'ACTIVE' });
    const isOn: boolean[] = [];
    for (let minute = 0; minute < 380; minute += 10) {
      isOn.push(bench.statusOf(deviceId, channelId) === 'INVITE_SUCCESS');
      bench.pass(10 * MINUTE_MS);
    }
    expect(isOn.filter(Boolean)).toHaveLength(9);
    const starts = isOn.filter((on, i) => on && isOn[i - 1] !== true).length;
    expect(starts).toBeGreaterThan(0);
    expect(starts).toBeLessThanOrEqual(6);
  });

  it('VIS access strategies share the minutes of the quota', () => {
    const bench = new VisBench();
    const before = bench.call('GET', '~/subscription').body['quota'] as Record<string, { used: number }>;
    expect(set(bench, HALF_DAY)).toBe('200');
    const after = bench.call('GET', '~/subscription').body['quota'] as Record<string, { used: number }>;
    expect((after['consecutive_access_time']?.used ?? 0) - (before['consecutive_access_time']?.used ?? 0)).toBe(60);
    const { path } = bench.channel('camera');
    const body = { ...HALF_DAY, start_time: '00:10', total_length: 1_200 };
    expect(bench.verdict('PUT', `${path}/access-strategy`, { body })).toBe('400 VIS.0014');
  });
});

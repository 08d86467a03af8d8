import { describe, expect, it } from 'vitest';
import { VisBench } from './huawei-vis-support.ts';

const DAY_MS = 86_400_000;
const names = (rows: readonly Record<string, unknown>[]): unknown[] => rows.map((one) => one['name']);
const ids = (rows: readonly Record<string, unknown>[]): unknown[] => rows.map((one) => one['device_id']);

it('VIS lists are a bare array of everything, or {total, entries}', () => {
  const bench = new VisBench();
  const all = names(bench.rows('~/streams'));
  const { body } = bench.call('GET', '~/streams?offset=1&limit=1000');
  expect(body['total']).toBe(all.length);
  expect(names(body['entries'] as Record<string, unknown>[])).toEqual(all);
});

it('VIS lists take offset and limit only together', () => {
  const bench = new VisBench();
  expect(bench.verdict('GET', '~/streams?limit=5')).toBe('404 VIS.0005');
  expect(bench.verdict('GET', '~/streams?offset=5')).toBe('404 VIS.0005');
  expect(bench.verdict('GET', '~/streams?offset=0&limit=5')).toBe('404 VIS.0005');
  expect(bench.verdict('GET', '~/operation/pastOnlineDeviceList?offset=0&limit=5')).toBe('200');
});

it('VIS lists give every row exactly once, page by page, and nothing beyond', () => {
  const bench = new VisBench();
  const pages: unknown[] = [];
  for (let offset = 1; offset < 100; offset += 7) {
    const { body } = bench.call('GET', `~/streams?offset=${String(offset)}&limit=7&order_by=name`);
    pages.push(...names(body['entries'] as Record<string, unknown>[]));
  }
  const all = names(bench.rows('~/streams')).sort();
  expect(pages).toEqual(all);
  expect(bench.call('GET', '~/streams?offset=100000&limit=7').body).toMatchObject({ entries: [] });
});

it('VIS lists sort only when they are paged', () => {
  const bench = new VisBench();
  const plain = names(bench.rows('~/streams'));
  expect(names(bench.rows('~/streams?sort=DESC&order_by=name'))).toEqual(plain);
  const sorted = names(bench.rows('~/streams?sort=DESC&order_by=name&offset=1&limit=1000'));
  expect(sorted).toEqual([...plain].sort().reverse());
  expect(bench.verdict('GET', '~/streams?order_by=url')).toBe('404 VIS.0005');
});

it('VIS lists filter streams by name, state and recording', () => {
  const bench = new VisBench();
  const name = bench.example('streamName');
  expect(names(bench.rows(`~/streams?name=${name.slice(1, -1)}`))).toContain(name);
  const active = bench.rows('~/streams?stream_state=active');
  const stopped = bench.rows('~/streams?stream_state=STOPPED');
  expect(active.length + stopped.length).toBe(bench.rows('~/streams').length);
  expect(new Set(active.map((one) => one['state']))).toEqual(new Set(['ACTIVE']));
  const recorded = bench.rows('~/streams?retention_state=ACTIVE');
  expect(new Set(recorded.map((one) => one['retention_state']))).toEqual(new Set(['ACTIVE']));
  expect(recorded.length).toBeGreaterThan(0);
});

it('VIS lists filter devices by id, type and state', () => {
  const bench = new VisBench();
  const { deviceId } = bench.channel('camera');
  expect(ids(bench.rows(`~/devices?device_id=${deviceId}`))).toEqual([deviceId]);
  expect(new Set(bench.rows('~/devices?type=IPC').map((one) => one['type']))).toEqual(new Set(['IPC']));
  expect(bench.verdict('GET', '~/devices?type=NVR')).toBe('404 VIS.0005');
  expect(ids(bench.rows('~/devices?state=unregistered'))).toContain(bench.example('unregisteredDevice'));
});

describe('VIS device metrics', () => {
  const list = (bench: VisBench, what: string): unknown[] => ids(bench.rows(`~/operation/${what}DeviceList`));

  it('VIS device metrics follow a device from its first day to its long absence', () => {
    const bench = new VisBench();
    const { body } = bench.call('POST', '~/devices', { body: { type: 'IPC', username: 'gb0100' } });
    const [id = ''] = body['device_id_list'] as string[];
    const kinds = [
      'pastOnline',
      'todayNewOnline',
      'todayDropped',
      'longTermOffline',
      'shortTermOffline',
      'notSendData',
    ];
    const where = (): string[] => kinds.filter((kind) => list(bench, kind).includes(id));
    expect(where()).toEqual([]);
    bench.cloud.setDeviceOnline(id, true);
    expect(where()).toEqual(['pastOnline', 'todayNewOnline', 'notSendData']);
    bench.call('PUT', `~/devices/${id}/channels/${id}`, { body: { state: 'ACTIVE' } });
    expect(where()).toEqual(['pastOnline', 'todayNewOnline']);
    bench.cloud.setDeviceOnline(id, false);
    expect(where()).toEqual(['pastOnline', 'todayNewOnline', 'todayDropped', 'shortTermOffline']);
    bench.pass(DAY_MS);
    expect(where()).toEqual(['pastOnline', 'shortTermOffline']);
    bench.pass(3 * DAY_MS);
    expect(where()).toEqual(['pastOnline', 'longTermOffline']);
  });

  it('VIS device metrics print received packets as a fraction, always as a page', () => {
    const bench = new VisBench();
    const { body } = bench.call('GET', '~/operation/todayPacketReceivedRateDeviceList');
    const entries = body['entries'] as Record<string, unknown>[];
    expect(body['total']).toBe(entries.length);
    const { deviceId } = bench.channel('camera');
    const rate = String(entries.find((one) => one['device_id'] === deviceId)?.['packet_received_rate']);
    expect(rate).toMatch(/^\d+\/\d+$/);
    const [received = 0, expected = 0] = rate.split('/').map(Number);
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThanOrEqual(expected);
  });

  it('VIS device metrics call a running strategy STARTED, where the device list prints ACTIVE', () => {
    const bench = new VisBench();
    const { deviceId, path } = bench.channel('notInvited');
    const body = { start_time: '10:20', total_length: 60, random_strategy: 'CONSECUTIVE', state: 'ACTIVE' };
    bench.call('PUT', `${path}/access-strategy`, { body });
    const words = (target: string): unknown[] =>
      bench
        .rows(`${target}?device_id=${deviceId}`)
        .flatMap((one) => one['channels'] as Record<string, unknown>[])
        .map((one) => (one['access_strategy'] as Record<string, unknown> | undefined)?.['state']);
    expect(words('~/devices')).toContain('ACTIVE');
    expect(words('~/operation/pastOnlineDeviceList')).toContain('STARTED');
  });
});

it.each([1, 2, 3, 4, 5])(
  'the VIS estate of seed %i fills a wall of sixteen with H.264 and contains every kind',
  (seed) => {
    const bench = new VisBench(64, seed);
    const streams = bench.rows('~/streams');
    const active = streams.filter((one) => one['state'] === 'ACTIVE' && one['encode_type'] === 'H264');
    expect(active.length).toBeGreaterThanOrEqual(16);
    expect(new Set(streams.map((one) => one['access_type']))).toEqual(new Set(['RTMP', 'HTTP-FLV', 'GB28181']));
    for (const { name, access_type: type } of streams) {
      if (type !== 'GB28181') expect(name).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    }
    expect(new Set(streams.map((one) => one['name'])).size).toBe(streams.length);
  },
);

it('the VIS estate is the same for the same seed', () => {
  expect(new VisBench(64, 7).rows('~/devices')).toEqual(new VisBench(64, 7).rows('~/devices'));
});

it('the VIS estate works with one camera and with thousands', () => {
  expect(new VisBench(1).rows('~/streams')).toHaveLength(1);
  expect(new VisBench(5_000).rows('~/streams').length).toBeGreaterThan(4_800);
});

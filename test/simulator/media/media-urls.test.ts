import { beforeEach, expect, it } from 'vitest';
import { Bench, inner, list } from '../support.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

interface Order {
  readonly protocol?: string;
  readonly stream?: string;
  readonly camera?: { readonly deviceId: string; readonly channelId: string };
  readonly [limit: string]: unknown;
}

function item({ protocol = 'HTTPS_FLV', stream = 'SECONDARY_STREAM_1', camera }: Order): Record<string, unknown> {
  const example = { deviceId: bench.cloud.examples['deviceId'], channelId: bench.cloud.examples['channelId'] };
  const { deviceId, channelId } = camera ?? example;
  return { device_id: deviceId, channel_id: channelId, live_protocol: protocol, stream_type: stream };
}

const LIVE = '~2/devices/channels/media/live-connections';

function liveUrl(order: Order = {}): string {
  const { protocol: _p, stream: _s, camera: _c, ...limits } = order;
  const { body } = bench.call('POST', LIVE, { body: { channels: [item(order)], ...limits } });
  return String(inner(list(body['live_connections'])[0]?.['cloud_trans_connections'])['live_url']);
}

/** HTTP status that the media server would answer. */
function open(url: string): number {
  const { pathname, searchParams } = new URL(url);
  const decision = bench.cloud.authorize(pathname, searchParams);
  return decision === null ? 404 : decision.ok ? 200 : decision.status;
}

it('IVM play URLs have the documented shapes', () => {
  const { deviceId } = bench.cloud.examples;
  expect(liveUrl()).toMatch(new RegExp(`^http://127.0.0.1:7000/live/${String(deviceId)}\\.flv\\?token=\\w+$`));
  const hls = new URL(liveUrl({ protocol: 'HTTP_HLS', stream: 'PRIMARY_STREAM' }));
  expect([hls.pathname, hls.searchParams.get('stream_type')]).toEqual(['/live/live.m3u8', '0']);
  expect(liveUrl({ protocol: 'HOLO' })).toMatch(/^jvmp:\/\/127\.0\.0\.1:7000\/live\//);
  expect(liveUrl({ protocol: 'RTSP' })).toMatch(/^rtsp:/);
});

it('IVM play URLs work once within thirty seconds', () => {
  const url = liveUrl();
  bench.pass(29_999);
  expect([open(url), open(url)]).toEqual([200, 403]);
  const late = liveUrl();
  bench.pass(30_000);
  expect(open(late)).toBe(403);
});

it('IVM play URLs work again and longer when ordered', () => {
  const url = liveUrl({ use_times: 1, expire_time: 60 });
  bench.pass(59_000);
  expect([open(url), open(url)]).toEqual([200, 200]);
  bench.pass(1_000);
  expect(open(url)).toBe(403);
});

it('IVM play URLs live sixty seconds from each use when they are HLS', () => {
  const url = liveUrl({ protocol: 'HTTPS_HLS', use_times: 1 });
  bench.pass(29_000);
  expect(open(url)).toBe(200);
  bench.pass(59_000);
  expect(open(url)).toBe(200);
  bench.pass(60_000);
  expect(open(url)).toBe(403);
});

it('IVM play URLs name camera, stream and kind', () => {
  const { pathname, searchParams } = new URL(liveUrl({ stream: 'PRIMARY_STREAM' }));
  expect(bench.cloud.authorize(pathname, searchParams)).toMatchObject({
    ok: true,
    grant: { cameraKey: 'huawei-ivm/00001', profile: 'main', kind: 'flv-live' },
  });
});

it('IVM play URLs are void after a batch deletion, except RTSP, which cannot be deleted', () => {
  const url = liveUrl({ use_times: 1 });
  const remove = (target: string): string =>
    bench.verdict('POST', '~/media/urls/batch-delete', { body: { urls: [{ url: target }] } });
  expect(open(url)).toBe(200);
  expect(remove(url)).toBe('200');
  expect(open(url)).toBe(403);
  expect(remove(url)).toBe('200');
  expect(remove(liveUrl({ protocol: 'RTSP' }))).toBe('400 IVM.10020001');
});

it('IVM play URLs are refused when they are changed, unknown, or not for a player', () => {
  const hls = liveUrl({ protocol: 'HTTPS_HLS' });
  expect(open(hls.replace('stream_type=1', 'stream_type=0'))).toBe(403);
  expect(open(hls.replace(/token=\w+/, 'token=abc'))).toBe(403);
  expect(open(liveUrl({ protocol: 'HOLO' }).replace('jvmp:', 'http:'))).toBe(415);
  expect(open('http://127.0.0.1:7000/elsewhere')).toBe(404);
});

it('IVM play URLs stop working when the device goes off line before they are used', () => {
  const url = liveUrl();
  bench.cloud.setDeviceOnline(String(bench.cloud.examples['deviceId']), false);
  expect(open(url)).toBe(404);
});

it('IVM play URLs can all be made to expire', () => {
  const url = liveUrl({ use_times: 1, expire_time: 86_400 });
  expect(bench.cloud.expireMediaUrls()).toBe(1);
  expect(open(url)).toBe(403);
});

it('IVM live calls answer each channel by itself', () => {
  const good = item({});
  const channels = [
    good,
    item({ camera: bench.example('offline') }),
    { ...good, device_id: 'NOSUCHDEVICE' },
    { ...good, channel_id: '77' },
  ];
  const { body } = bench.call('POST', LIVE, { body: { channels } });
  const codes = list(body['live_connections']).map((one) => inner(one['result'])['code']);
  expect(body['fail_num']).toBe(3);
  expect(codes).toEqual(['IVM.0', 'IVM.20000036', 'IVM.20000010', 'IVM.10022007']);
});

it('IVM live calls refuse a second sub-stream that the camera lacks, frozen channels and unpaid ones', () => {
  const big = new Bench(2_000, 5);
  const rows = list(big.call('GET', '~/channels?limit=1000&offset=500').body['channels']);
  const codes = new Set<unknown>();
  for (const row of rows) {
    const { device_id, channel_id } = row;
    const channel = { device_id, channel_id, live_protocol: 'HTTPS_FLV', stream_type: 'SECONDARY_STREAM_2' };
    const { body } = big.call('POST', LIVE, { body: { channels: [channel] } });
    codes.add(inner(list(body['live_connections'])[0]?.['result'])['code']);
  }
  const expected = ['IVM.0', 'IVM.10026004', 'IVM.20020007', 'IVM.20020008', 'IVM.20020009', 'IVM.20000036'];
  expect([...codes]).toEqual(expect.arrayContaining(expected));
});

it.each([
  [{ channels: [] }, '400 IVM.10024002'],
  [{}, '400 IVM.10024002'],
  [{ channels: 'all' }, '400 IVM.10020001'],
  [{ expire_time: 29 }, '400 IVM.10020001'],
  [{ expire_time: 86_401 }, '400 IVM.10020001'],
  [{ expire_time: '30' }, '400 IVM.10020001'],
  [{ use_times: 2 }, '400 IVM.10020001'],
])('IVM live calls answer %o with %s', (change, verdict) => {
  const base = 'channels' in change || Object.keys(change).length === 0 ? {} : { channels: [item({})] };
  expect(bench.verdict('POST', LIVE, { body: { ...base, ...change } })).toBe(verdict);
});

it.each([
  [{ protocol: 'HLS' }, '400 IVM.10026003'],
  [{ stream: 'MAIN' }, '400 IVM.10026000'],
  [{ camera: { deviceId: 'x', channelId: '0' } }, '400 IVM.10022000'],
  [{ camera: { deviceId: 'ABCDEFGH', channelId: '1000' } }, '400 IVM.10022001'],
])('IVM live calls refuse a batch with %o as a whole: %s', (order, verdict) => {
  expect(bench.verdict('POST', LIVE, { body: { channels: [item({}), item(order)] } })).toBe(verdict);
});

it('IVM live calls have v1 names in v1 calls', () => {
  const v1 = '~/devices/channels/cloud-live/url';
  const channels = [{ ...item({ protocol: 'HLS_HTTPS' }), forbid_audio: 1 }];
  const { body } = bench.call('POST', v1, { body: { channels } });
  expect(String(list(body['channels'])[0]?.['live_url'])).toMatch(/live\.m3u8\?.*forbid_audio=1$/);
  const wrong = { channels: [item({ protocol: 'HTTPS_HLS' })] };
  expect(bench.verdict('POST', v1, { body: wrong })).toBe('400 IVM.10026003');
});

it('IVM live calls give P2P data for HoloSens only', () => {
  const { body } = bench.call('POST', LIVE, { body: { channels: [item({ protocol: 'HOLO' })] } });
  const p2p = inner(list(body['live_connections'])[0]?.['p2p_connections']);
  expect(p2p['p2p_nodes']).toMatchObject([{ udp_port: 7050 }]);
  const gb = { channels: [item({ protocol: 'HOLO', camera: bench.example('gb28181') })] };
  const second = bench.call('POST', LIVE, { body: gb }).body;
  expect(list(second['live_connections'])[0]?.['p2p_connections']).toEqual({});
});

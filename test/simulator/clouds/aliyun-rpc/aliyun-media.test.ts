/** Media addresses of the simulated Aliyun clouds: who may open an address, for how long, and through which server. */
import { describe, expect, it } from 'vitest';
import type { MediaDecision } from '../../media/types.ts';
import { inner, RpcBench, rows } from './aliyun-support.ts';

const HTTP = { host: '127.0.0.1:7000' };

function judge(bench: RpcBench, url: string, headers: Record<string, string> = {}): MediaDecision | null {
  const { pathname, searchParams } = new URL(url);
  return bench.cloud.authorize(pathname, searchParams, headers);
}

describe('VCS', () => {
  const live = (bench: RpcBench, OutProtocol: string): string => {
    bench.ok('SetStreamMode', { DeviceIdList: bench.id('sapi'), StreamMode: 1 });
    return String(bench.ok('GetDeviceLiveUrl', { DeviceId: bench.id('sapi'), OutProtocol, StreamType: 2 })['Url']);
  };

  it.each([
    ['hls', /^http:\/\/127\.0\.0\.1:7000\/vcs\/live\/\d+_2\.m3u8\?auth_key=/, 'hls-live'],
    ['httpshls', /^http:\/\/127\.0\.0\.1:7000\/.*\.m3u8\?auth_key=/, 'hls-live'],
    ['httpsflv', /^http:\/\/127\.0\.0\.1:7000\/.*\.flv\?auth_key=/, 'flv-live'],
  ])('VCS plays live %s over http', (protocol, shape, kind) => {
    const bench = new RpcBench('aliyun-vcs');
    const url = live(bench, protocol);
    expect(url).toMatch(shape);
    expect(judge(bench, url, HTTP)).toMatchObject({ ok: true, grant: { kind, profile: 'sub' } });
  });

  it('VCS plays rtmp through the RTMP server only', () => {
    const bench = new RpcBench('aliyun-vcs');
    const url = live(bench, 'rtmp');
    expect(url).toMatch(/^rtmp:\/\/127\.0\.0\.1:7001\/vcs\/live\/\d+_2\?auth_key=/);
    expect(judge(bench, url)).toMatchObject({ ok: true, grant: { kind: 'flv-live' } });
    expect(judge(bench, url, HTTP)).toMatchObject({ ok: false, status: 415 });
  });

  it('VCS refuses a URL that was changed, that has expired, or whose camera went off line', () => {
    const bench = new RpcBench('aliyun-vcs');
    const url = live(bench, 'hls');
    expect(judge(bench, url.replace('_2.m3u8', '_1.m3u8'), HTTP)).toMatchObject({ ok: false, status: 403 });
    expect(judge(bench, url.replace(/auth_key=\d/, 'auth_key=9'), HTTP)).toMatchObject({ ok: false, status: 403 });
    bench.cloud.setDeviceOnline(bench.id('sapi'), false);
    expect(judge(bench, url, HTTP)).toMatchObject({ ok: false, status: 404 });
    bench.cloud.setDeviceOnline(bench.id('sapi'), true);
    expect(judge(bench, url, HTTP)).toMatchObject({ ok: true });
    bench.pass(31 * 60_000);
    expect(judge(bench, url, HTTP)).toMatchObject({ ok: false, status: 403 });
  });

  it('VCS expires its URLs on order, and not the next URLs', () => {
    const bench = new RpcBench('aliyun-vcs');
    const url = live(bench, 'hls');
    expect(bench.cloud.expireMediaUrls()).toBe(1);
    expect(judge(bench, url, HTTP)).toMatchObject({ ok: false, status: 403 });
    expect(judge(bench, live(bench, 'hls'), HTTP)).toMatchObject({ ok: true });
  });

  it.each([
    ['hls', 0, 'hls-vod'],
    ['flv', 1, 'flv-vod'],
  ])('VCS plays the requested time of a recording as %s', (OutProtocol, StorageType, kind) => {
    const bench = new RpcBench('aliyun-vcs');
    const ids = { CorpId: bench.id('corpId'), DeviceId: bench.id('deviceId') };
    const fromMs = bench.nowMs - 3_600_000;
    const toMs = bench.nowMs - 1_800_000;
    const { Url } = bench.ok('GetDeviceVideoUrl', {
      ...ids,
      StartTime: fromMs,
      EndTime: toMs,
      OutProtocol,
      StorageType,
    });
    expect(judge(bench, String(Url), HTTP)).toMatchObject({ ok: true, grant: { kind, fromMs, toMs } });
    const longer = String(Url).replace(/end=\d+/, `end=${String(bench.nowMs)}`);
    expect(judge(bench, longer, HTTP)).toMatchObject({ ok: false, status: 403 });
  });

  it('VCS knows the cameras of a recorder, for faults', () => {
    const bench = new RpcBench('aliyun-vcs');
    const deviceId = bench.id('nvrId');
    expect(bench.cloud.cameraKeysOf({ deviceId, channelId: bench.id('channelId') })).toHaveLength(1);
    expect(bench.cloud.cameraKeysOf({ deviceId }).length).toBeGreaterThan(1);
  });
});

it('City Visual plays the printed rtmp path of a camera point while it is on line', () => {
  const bench = new RpcBench('aliyun-cityvisual');
  const url = (name: string): string => `rtmp://127.0.0.1:7001/mylive/${bench.id(name)}`;
  expect(judge(bench, url('cameraId'))).toMatchObject({ ok: true, grant: { kind: 'flv-live', profile: 'main' } });
  expect(judge(bench, url('cameraId'), HTTP)).toMatchObject({ ok: false, status: 404 });
  expect(judge(bench, url('offline'))).toMatchObject({ ok: false, status: 404 });
  bench.ok('ModifyInstance', { InstanceId: bench.id('instanceId'), Status: 'Stopped' });
  expect(judge(bench, url('cameraId'))).toMatchObject({ ok: false, status: 404 });
});

it('City Visual leaves the paths of other clouds to those clouds', () => {
  const bench = new RpcBench('aliyun-cityvisual');
  expect(judge(bench, 'http://127.0.0.1/live/live.m3u8')).toBeNull();
  expect(judge(new RpcBench('aliyun-vcs'), 'http://127.0.0.1/live/live.m3u8')).toBeNull();
});

describe('pictures', () => {
  const get = (bench: RpcBench, url: string): { readonly status: number; readonly body: unknown } => {
    const { pathname, searchParams } = new URL(url);
    return bench.cloud
      .recognise({ method: 'GET', path: pathname, query: searchParams, headers: {}, bodyText: '' })
      .run();
  };
  const isJpeg = (body: unknown): boolean => Buffer.isBuffer(body) && body.subarray(0, 2).toString('hex') === 'ffd8';

  it.each(['snapshot', 'target', 'watch item'])('pictures of VCS are there for a while: %s', (what) => {
    const bench = new RpcBench('aliyun-vcs');
    const ids = { PageNumber: 1, PageSize: 1, CorpId: bench.id('corpId') };
    const records = (body: Record<string, unknown>): Record<string, unknown> =>
      inner(rows(inner(body['Data'])['Records'])[0]);
    const url = String(
      what === 'snapshot'
        ? bench.ok('GetDevicePicture', { DeviceId: bench.id('deviceId') })['Data']
        : what === 'target'
          ? records(bench.ok('SearchTarget', { ...ids, TargetType: 'Face' }))['TargetImageUrl']
          : records(
              bench.ok('DescribeWatchItems', { PageNumber: 1, PageSize: 1, WatchPolicyId: bench.id('watchPolicyId') }),
            )['ItemImageUrl'],
    );
    expect(isJpeg(get(bench, url).body)).toBe(true);
    expect(get(bench, url.replace(/auth_key=\d/, 'auth_key=9')).status).toBe(403);
    bench.pass(31 * 60_000);
    expect(get(bench, url).status).toBe(403);
  });

  it('pictures of City Visual carry an expiry of an hour and a signature', () => {
    const bench = new RpcBench('aliyun-cityvisual');
    const search = {
      InstanceId: bench.id('instanceId'),
      Contents: 'AAAA',
      From: 0,
      Size: 1,
      StartTime: bench.nowMs - 7_200_000,
    };
    const [image] = rows(inner(bench.ok('SearchImages', search)['Images'])['Image']);
    const url = String(image?.['OriImageSigned']);
    expect(Number(new URL(url).searchParams.get('Expires')) * 1000 - bench.nowMs).toBe(3_600_000);
    expect(isJpeg(get(bench, url).body)).toBe(true);
    expect(get(bench, url.replace('origImage', 'cropImage')).status).toBe(403);
    bench.pass(3_600_000);
    expect(get(bench, url).status).toBe(403);
  });
});

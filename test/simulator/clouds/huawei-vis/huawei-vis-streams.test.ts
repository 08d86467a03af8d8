import { describe, expect, it } from 'vitest';
import { VisBench } from './huawei-vis-support.ts';

const RTMP = { name: 'gate', access_type: 'RTMP', encode_type: 'H264' };
const FLV = { name: 'pulled', access_type: 'http-flv', encode_type: 'h264', url: 'http://camera.example.com/live' };
const RETENTION = {
  retention_in_hour: 24,
  store_type: 'obs',
  bucket: 'lanner-recordings',
  path: 'a/b/',
  timezone: 'GMT+8:00',
  state: 'ACTIVE',
};

it('VIS streams start stopped and private, are listed, and are gone some time after they are deleted', () => {
  const bench = new VisBench();
  const { body } = bench.call('POST', '~/streams', { body: { ...RTMP, tag: [{ key: '组', value: 'a.b' }] } });
  expect(body).toMatchObject({ state: 'STOPPED', share_type: 'PRIVATE', description: '', encode_type: 'H264' });
  expect(body).toMatchObject({ created_at: '2026-05-20T02:00:00Z', tag: [{ key: '组', value: 'a.b' }] });
  expect(bench.rows('~/streams').map((one) => one['name'])).toContain('gate');
  expect(bench.verdict('DELETE', '~/streams/gate')).toBe('200');
  expect(bench.verdict('GET', '~/streams/gate')).toBe('400 VIS.0203');
  expect(bench.verdict('POST', '~/streams', { body: RTMP })).toBe('409 VIS.0201');
  bench.pass(2_000);
  expect(bench.verdict('GET', '~/streams/gate')).toBe('400 VIS.0202');
  expect(bench.verdict('POST', '~/streams', { body: RTMP })).toBe('200');
});

it.each([
  ['a name that is taken', { ...RTMP, name: 'taken' }, '409 VIS.0201'],
  ['H265', { ...RTMP, encode_type: 'H265' }, '400 VIS.0213'],
  ['an unknown access key', { ...RTMP, access_key: 'NOBODY' }, '404 VIS.0104'],
  ['HTTP-FLV without an address', { ...FLV, url: undefined }, '404 VIS.0005'],
  ['an address of another kind', { ...FLV, url: 'rtsp://camera.example.com' }, '400 VIS.0207'],
  ['an address that is none', { ...FLV, url: 'http://' }, '400 VIS.0207'],
  ['eleven tags', { ...RTMP, tag: Array.from({ length: 11 }, (_, i) => ({ key: `k${String(i)}` })) }, '404 VIS.0005'],
  ['a tag with a blank', { ...RTMP, tag: [{ key: 'a b', value: '' }] }, '404 VIS.0005'],
])('VIS streams are not created with %s', (_what, body, verdict) => {
  const bench = new VisBench();
  bench.call('POST', '~/streams', { body: { ...RTMP, name: 'taken' } });
  expect(bench.verdict('POST', '~/streams', { body })).toBe(verdict);
});

it('VIS streams have an address only while they are active', () => {
  const bench = new VisBench();
  bench.call('POST', '~/streams', { body: RTMP });
  expect(bench.verdict('GET', '~/streams/gate/endpoint')).toBe('400 VIS.0204');
  expect(bench.call('PUT', '~/streams/gate', { body: { state: 'ACTIVE' } }).body).toEqual({ result: 'success' });
  const { body } = bench.call('GET', '~/streams/gate/endpoint');
  expect(body['pull_flow_address']).toMatch(/\/live\/work\d{3}\?app=vis&stream=gate$/);
  expect(body).toMatchObject({ push_flow_protocol: 'RTMP', push_flow_address: 'rtmp://127.0.0.1:1935/vis/gate' });
});

it('VIS streams have their access type while they are active', () => {
  const bench = new VisBench();
  bench.call('POST', '~/streams', { body: RTMP });
  bench.call('PUT', '~/streams/gate', { body: { state: 'ACTIVE' } });
  const body = { access_type: 'HTTP-FLV', url: FLV.url };
  expect(bench.verdict('PUT', '~/streams/gate', { body })).toBe('400 VIS.0206');
  bench.call('PUT', '~/streams/gate', { body: { state: 'STOPPED' } });
  expect(bench.verdict('PUT', '~/streams/gate', { body })).toBe('200');
  expect(bench.call('GET', '~/streams/gate').body).toMatchObject({ access_type: 'HTTP-FLV', url: FLV.url });
});

it('VIS streams that are pulled begin to flow a moment after activation, those that are pushed when an encoder pushes', () => {
  const bench = new VisBench();
  const isPublishing = (name: string): unknown =>
    (bench.call('GET', `~/streams/${name}`).body['stream_flow_info'] as Record<string, unknown>)['is_publishing'];
  for (const body of [RTMP, FLV]) {
    bench.call('POST', '~/streams', { body });
    bench.call('PUT', `~/streams/${body.name}`, { body: { state: 'ACTIVE' } });
  }
  expect([isPublishing('pulled'), isPublishing('gate')]).toEqual([false, false]);
  bench.pass(1_000);
  expect([isPublishing('pulled'), isPublishing('gate')]).toEqual([true, false]);
  expect(bench.cloud.setDeviceOnline('gate', true)).toBe(true);
  expect(isPublishing('gate')).toBe(true);
});

it('VIS streams do not become active when their source cannot be reached', () => {
  const bench = new VisBench();
  bench.call('POST', '~/streams', { body: { ...FLV, url: 'http://camera.invalid/live' } });
  expect(bench.verdict('PUT', '~/streams/pulled', { body: { state: 'ACTIVE' } })).toBe('400 VIS.0212');
});

it('VIS streams of devices can be neither changed nor deleted', () => {
  const bench = new VisBench();
  const path = `~/streams/${bench.example('gbStream')}`;
  expect(bench.verdict('PUT', path, { body: { description: 'x' } })).toBe('403 VIS.0006');
  expect(bench.verdict('DELETE', path)).toBe('403 VIS.0006');
});

it('VIS streams become active up to the quota', () => {
  const bench = new VisBench(1);
  const isFull = (): boolean => {
    for (let i = 0; i < 210; i += 1) {
      const name = `s${String(i)}`;
      bench.call('POST', '~/streams', { body: { ...RTMP, name } });
      const verdict = bench.verdict('PUT', `~/streams/${name}`, { body: { state: 'ACTIVE' } });
      if (verdict !== '200') return verdict === '400 VIS.0014';
    }
    return false;
  };
  expect(isFull()).toBe(true);
  const quota = bench.call('GET', '~/subscription').body['quota'];
  expect(quota).toMatchObject({ active_stream: { total: 200, used: 200 } });
});

describe('VIS recording', () => {
  const set = (bench: VisBench, change: Record<string, unknown>): string =>
    bench.verdict('PUT', '~/streams/gate/retention', { body: { ...RETENTION, ...change } });

  it.each([
    ['no length at first', { retention_in_hour: undefined }, '404 VIS.0005'],
    ['no length but for ever', { retention_in_hour: undefined, retention_forever: true }, '200'],
    ['no store at first', { store_type: undefined }, '404 VIS.0005'],
    ['another store', { store_type: 'disk' }, '404 VIS.0005'],
    ['a store in capitals', { store_type: 'OBS' }, '200'],
    ['no bucket', { bucket: undefined }, '404 VIS.0005'],
    ['a bucket that is not there', { bucket: 'nobody' }, '403 VIS.0017'],
    ['a bucket of somebody else', { bucket: 'lanner-foreign' }, '403 VIS.0210'],
    ['a path that climbs', { path: '../x' }, '400 VIS.0209'],
    ['the 100,000 hours of the sample', { retention_in_hour: 100_000 }, '404 VIS.0005'],
    ['a zone without a sign', { timezone: 'GMT8' }, '404 VIS.0005'],
  ])('VIS recording answers %s as documented', (_what, change, verdict) => {
    const bench = new VisBench();
    bench.call('POST', '~/streams', { body: RTMP });
    expect(set(bench, change)).toBe(verdict);
  });

  it('VIS recording accepts no change while it runs, and is printed as requested', () => {
    const bench = new VisBench();
    bench.call('POST', '~/streams', { body: RTMP });
    expect(set(bench, {})).toBe('200');
    expect(set(bench, { bucket: 'lanner-recordings', state: 'STOPPED' })).toBe('400 VIS.0205');
    const stop = { timezone: 'GMT+8:00', state: 'STOPPED' };
    expect(bench.verdict('PUT', '~/streams/gate/retention', { body: stop })).toBe('200');
    expect(bench.verdict('PUT', '~/streams/gate/retention', { body: { ...stop, slice_in_minute: 10 } })).toBe('200');
    expect(bench.call('GET', '~/streams/gate').body).toMatchObject({
      retention_state: 'STOPPED',
      retention: { retention_in_hour: 24, slice_in_minute: 10, timezone: 'GMT+08:00', store_type: 'OBS' },
    });
  });

  it('VIS recording needs the right to write that only the console grants', () => {
    const bench = new VisBench();
    const lab = bench.cloud.examples['projectWithoutSubscription'] as { id: string; name: string };
    const token = bench.signIn({ scope: { project: { name: lab.name } } });
    bench.call('POST', `/v1/${lab.id}/subscription`, { token });
    bench.call('POST', `/v1/${lab.id}/streams`, { token, body: RTMP });
    const path = `/v1/${lab.id}/streams/gate/retention`;
    expect(bench.verdict('PUT', path, { token, body: RETENTION })).toBe('404 VIS.0010');
  });
});

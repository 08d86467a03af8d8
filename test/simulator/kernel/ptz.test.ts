import { beforeEach, describe, expect, it } from 'vitest';
import { Bench } from '../support.ts';

let bench: Bench;
let dome: string;
beforeEach(() => {
  bench = new Bench(300, 3);
  const { deviceId, channelId } = bench.example('ptzDome');
  dome = `~/devices/${deviceId}/channels/${channelId}`;
});

const lock = (): string => String(bench.call('GET', `${dome}/control-lock`).body['control_token']);
const turn = (token: string, extra: Record<string, unknown> = {}): string =>
  bench.verdict('POST', `${dome}/ptz/angle-spin`, { body: { direction: 'LEFT', control_lock: token, ...extra } });

describe('IVM PTZ', () => {
  it('IVM PTZ accepts commands with the lock, 300 ms apart', () => {
    const token = lock();
    expect(turn(token)).toBe('200');
    bench.pass(299);
    expect(turn(token)).toBe('500 IVM.90000011');
    bench.pass(1);
    expect(turn(token, { direction: 'STOP' })).toBe('200');
  });

  it('IVM PTZ ends a lock after two minutes, counted from the last command', () => {
    const token = lock();
    bench.pass(119_000);
    expect(turn(token)).toBe('200');
    bench.pass(119_000);
    expect(turn(token)).toBe('200');
    bench.pass(120_000);
    expect(turn(token)).toBe('400 IVM.20002001');
  });

  it('IVM PTZ refuses a made-up, a superseded and a released lock', () => {
    const token = lock();
    expect(turn('made-up')).toBe('400 IVM.20002009');
    const second = lock();
    expect(turn(token)).toBe('400 IVM.20002009');
    expect(bench.verdict('POST', `${dome}/control-lock`)).toBe('200');
    expect(turn(second)).toBe('400 IVM.20002009');
    expect(bench.verdict('POST', `${dome}/control-lock`)).toBe('400 IVM.20002009');
  });

  it.each([
    [{ direction: 'SIDEWAYS' }, '400 IVM.20002007'],
    [{ speed: 11 }, '400 IVM.10020001'],
    [{ speed: 0 }, '400 IVM.10020001'],
    [{ speed: '5' }, '400 IVM.10020001'],
    [{ mode: 'FAST' }, '400 IVM.20002007'],
    [{ direction: 'IN' }, '400 IVM.20002004'],
    [{ direction: 'FOCUS_FAR' }, '400 IVM.20002005'],
    [{ direction: 'IN', mode: 'NON_POINT' }, '200'],
  ])('IVM PTZ answers %o with %s', (extra, verdict) => {
    expect(turn(lock(), extra)).toBe(verdict);
  });

  it('a continuous movement lasts until its own stop', () => {
    const token = lock();
    const send = (direction: string, mode = 'NON_POINT'): readonly string[] => {
      bench.pass(300);
      expect(turn(token, { direction, mode })).toBe('200');
      return bench.cloud.moving().flatMap(({ motors }) => motors);
    };
    expect(send('UP', 'POINT')).toEqual([]);
    expect(send('LEFT')).toEqual(['turn']);
    expect(send('ZOOM_STOP')).toEqual(['turn']);
    expect(send('STOP')).toEqual([]);
    expect(send('OUT')).toEqual(['zoom']);
    expect(send('ZOOM_STOP')).toEqual([]);
    expect(send('FOCUS_NEAR')).toEqual(['focus']);
    expect(send('FI_STOP')).toEqual([]);
  });

  it('IVM PTZ refuses cameras without PTZ, off line, and unknown cameras', () => {
    const { deviceId, channelId } = bench.example('gb28181');
    expect(bench.verdict('GET', `~/devices/${deviceId}/channels/${channelId}/control-lock`)).toBe('500 IVM.20002008');
    bench.cloud.setDeviceOnline(bench.example('ptzDome').deviceId, false);
    expect(bench.verdict('GET', `${dome}/control-lock`)).toBe('400 IVM.20000036');
    expect(bench.verdict('GET', dome.replace(/\d+$/, '999') + '/control-lock')).toBe('400 IVM.10022007');
  });
});

describe('IVM presets and cruises', () => {
  const preset = `/preset-position`;
  const send = (method: string, path: string, body?: unknown): string =>
    bench.verdict(method, `${dome}${path}`, body === undefined ? {} : { body });
  const indexes = (): unknown =>
    (bench.call('GET', `${dome}${preset}`).body['preset_positions'] as Record<string, unknown>[]).map(
      (one) => one['preset_index'],
    );

  it('presets are stored through adding, renaming and deleting', () => {
    expect(send('POST', preset, { preset_name: '大门.1', index: 9 })).toBe('200');
    expect(indexes()).toContain(9);
    expect(send('POST', preset, { preset_name: 'again', index: 9 })).toBe('400 IVM.10020001');
    expect(send('PUT', preset, { preset_name: 'Gate', preset_index: 9 })).toBe('200');
    expect(send('DELETE', preset, { preset_index: 9 })).toBe('200');
    expect(indexes()).not.toContain(9);
    expect(send('DELETE', preset, { preset_index: 9 })).toBe('400 IVM.10020001');
    expect(send('POST', preset, { preset_name: 'x', index: 513 })).toBe('400 IVM.10020001');
    expect(send('POST', preset, { preset_name: 'no index' })).toBe('400 IVM.10020001');
  });

  it('a camera moves to a preset with the lock only', () => {
    expect(send('POST', `${preset}/move`, { control_token: 'x', preset_index: 1 })).toBe('400 IVM.20002009');
    expect(send('POST', `${preset}/move`, { control_token: lock(), preset_index: 1 })).toBe('200');
  });

  const previews = (): readonly string[] =>
    (bench.call('GET', `${dome}${preset}`).body['preset_positions'] as Record<string, unknown>[]).map((one) =>
      String(one['jpg_base64']),
    );

  it('the preview of a preset shows where the camera looked, and an update stores that view again', () => {
    const token = lock();
    turn(token, { mode: 'NON_POINT' });
    bench.pass(1_000);
    turn(token, { direction: 'STOP' });
    expect(send('POST', preset, { preset_name: 'left of north', index: 4 })).toBe('200');
    const [, , overview, first] = previews();
    expect(Buffer.from(String(first), 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(first).not.toBe(overview);
    bench.pass(60_000);
    expect(previews()[3]).toBe(first);
    expect(send('POST', `${preset}/move`, { control_token: token, preset_index: 1 })).toBe('200');
    bench.pass(10_000);
    expect(send('PUT', preset, { preset_name: 'left of north', preset_index: 4 })).toBe('200');
    expect(previews()[3]).not.toBe(first);
  });

  it('a movement ends when the camera is sent to a preset', () => {
    const token = lock();
    turn(token, { mode: 'NON_POINT' });
    bench.pass(300);
    expect(send('POST', `${preset}/move`, { control_token: token, preset_index: 1 })).toBe('200');
    expect(bench.cloud.moving()).toEqual([]);
  });

  it('a direct camera chooses the index of a preset, and a camera behind a recorder gets the lowest free index', () => {
    const behind = bench.example('behindRecorder');
    const path = `~/devices/${behind.deviceId}/channels/${behind.channelId}${preset}`;
    expect(bench.verdict('POST', path, { body: { preset_name: 'a', index: 9 } })).toBe('400 IVM.10020001');
    expect(bench.call('POST', path, { body: { preset_name: 'a' } }).body['preset_index']).toBe(4);
  });

  it('cruises are stored, run one at a time, accept both spellings of an update, and are not deleted while they run', () => {
    const leg = { preset_index: 1, dwel_time: 30, speed_level: 2 };
    const add = (points: unknown): string =>
      send('POST', '/cruise-track', { cruise_type: 'CRUISE_TRACK', cruise_name: '巡航', cruise_points: points });
    expect([add([]), add([{ ...leg, dwel_time: 29 }]), add([leg]), add([leg])]).toEqual([
      '400 IVM.10020001',
      '400 IVM.10020001',
      '200',
      '200',
    ]);
    for (const id of [1, 2]) send('PUT', '/cruise-track/enable', { cruises_id: id, enable_cruise: 'OPEN' });
    const tracks = bench.call('GET', `${dome}/cruise-track/list`).body['cruises_ids'] as Record<string, unknown>[];
    expect(tracks.map((one) => one['enable_cruise'])).toEqual(['CLOSE', 'OPEN']);
    const update = {
      cruises_id: 2,
      cruise_type: 'CRUISE_TRACK',
      cruise_name: 'b',
      cruise_points: [{ preset_index: 2, dwell_time: 60, speed_level: 7 }],
    };
    expect(send('PUT', '/cruise-track', update)).toBe('200');
    const track = bench.call('GET', `${dome}/cruise-track?cruises_id=2`).body;
    expect(track['cruise_points']).toMatchObject([{ preset_index: 2, dwell_time: 60, speed_level: 7 }]);
    expect(send('DELETE', '/cruise-track', { cruises_id: 2 })).toBe('400 IVM.10020001');
    send('PUT', '/cruise-track/enable', { cruises_id: 2, enable_cruise: 'CLOSE' });
    expect(send('DELETE', '/cruise-track', { cruises_id: 2 })).toBe('200');
    expect(send('GET', '/cruise-track?cruises_id=2')).toBe('400 IVM.10020001');
  });
});

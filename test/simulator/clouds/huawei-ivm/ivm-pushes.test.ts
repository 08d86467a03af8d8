import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PushLine } from '../../kernel/push-line.ts';
import type { FiredEvent } from '../../kernel/cloud.ts';
import { CallbackServer } from '../../kernel/callback-server.ts';
import { Bench, inner, list } from '../../support.ts';

const MINUTE_MS = 60_000;
const KEY = 'key-123';
let bench: Bench;
let line: PushLine;
let server: CallbackServer;

beforeEach(async () => {
  bench = new Bench();
  line = new PushLine({ nowMs: () => bench.nowMs });
  server = await CallbackServer.open();
  bench.cloud.setPushLine(line);
  bench.cloud.setApiOrigin('http://127.0.0.1:7001');
});

afterEach(async () => {
  await line.close();
  await server.close();
});

const subscribe = (type: string, url = server.url()): string =>
  bench.verdict('POST', '~/messages/callback', { body: { callback_url: url, subscription_type: type, auth_key: KEY } });

function fire(kind: string): FiredEvent {
  const [cameraKey = ''] = bench.cloud.cameraKeysOf(bench.example('alarmed'));
  const fired = bench.cloud.fire({ kind, cameraKey });
  if (typeof fired === 'string') throw new Error(fired);
  return fired;
}

const outcomes = (): readonly string[] => line.list().map((one) => one.outcome);

/** Passes time in small steps, as the simulator does. */
function live(minutes: number): void {
  for (let i = 0; i < minutes * 6; i += 1) {
    bench.pass(MINUTE_MS / 6);
    bench.cloud.advance();
  }
}

describe('an IVM message', () => {
  it('an IVM message is sent signed and numbered to the URL of its type, and to no other', async () => {
    subscribe('DEVICE_ALARM', server.url('/alarms'));
    subscribe('VEHICLE_DATA', server.url('/vehicles'));
    const fired = fire('vehicle');
    expect(fired.messages.map((one) => [one.type, one.isPushed])).toEqual([
      ['device_alarm', true],
      ['vehicle_data', true],
      ['micro_checkpoint_data', false],
    ]);
    await line.idle();
    expect(outcomes()).toEqual(['delivered', 'delivered']);
    const alarm = server.received.find((one) => one.path === '/alarms');
    expect(server.received.find((one) => one.path === '/vehicles')?.body).toMatchObject({
      message_type: 'vehicle_data',
    });
    const { deviceId, channelId } = bench.example('alarmed');
    expect(alarm?.body).toMatchObject({ message_type: 'device_alarm', test: false });
    expect(alarm?.text).toMatch(/"message_id":\d{19},/);
    expect(alarm?.body['data']).toMatchObject({
      device_id: deviceId,
      channel_id: channelId,
      classification: 'ALARM',
      alarm_type: 'illegal_parking_alarm',
      alarm_time: '2026-05-20T10:00:00+08:00',
    });
    const timestamp = String(alarm?.headers['x-ivm-timestamp']);
    expect(timestamp).toBe(String(bench.nowMs / 1000));
    const text = `${server.url('/alarms')}|${timestamp}|${KEY}`;
    expect(alarm?.headers['x-ivm-signature']).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('an IVM message is lost when it fails, and six failures in a row stop the URL for ten minutes', async () => {
    subscribe('DEVICE_ALARM');
    server.status = 500;
    for (let i = 0; i < 7; i += 1) fire('motion_detection');
    await line.idle();
    expect(outcomes()).toEqual([...Array<string>(6).fill('failed'), 'suspended']);
    expect(server.received).toHaveLength(6);
    server.status = 200;
    bench.pass(10 * MINUTE_MS - 1);
    fire('motion_detection');
    await line.idle();
    bench.pass(1);
    fire('motion_detection');
    await line.idle();
    expect(outcomes().slice(7)).toEqual(['suspended', 'delivered']);
  });

  it('an IVM message is sent again at once when the URL is set again', async () => {
    subscribe('DEVICE_ALARM');
    server.status = 404;
    for (let i = 0; i < 6; i += 1) fire('io_event');
    await line.idle();
    server.status = 200;
    expect(subscribe('DEVICE_ALARM')).toBe('200');
    fire('io_event');
    await line.idle();
    expect(outcomes().at(-1)).toBe('delivered');
  });

  it('the count of failures restarts after an accepted push', async () => {
    subscribe('DEVICE_ALARM');
    for (const status of [500, 500, 500, 500, 500, 200, 500, 500]) {
      server.status = status;
      fire('motion_detection');
      await line.idle();
    }
    expect(outcomes()).not.toContain('suspended');
    expect(server.received).toHaveLength(8);
  });

  it('an IVM message never leaves loopback, not even to try a URL', async () => {
    expect(subscribe('DEVICE_ALARM', 'http://192.0.2.1/messages')).toBe('200'); // without the trial, which refuses it
    fire('motion_detection');
    expect(line.list()).toMatchObject([{ kind: 'device_alarm', outcome: 'refused', status: null }]);
    const body = { callback_url: 'http://192.0.2.1/', subscription_type: 'DEVICE_ALARM' };
    const call = bench.cloud.recognise({
      method: 'POST',
      path: `/v1/${bench.userId}/messages/callback`,
      query: new URLSearchParams(),
      headers: { 'access-token': bench.signIn(), 'content-type': 'application/json' },
      bodyText: JSON.stringify(body),
    });
    expect(await call.prepare?.()).toMatchObject({ code: 'IVM.20050005' });
  });

  it('an IVM message needs the industry data flow of its camera', () => {
    const { deviceId, channelId } = bench.example('alarmed');
    const channels = [{ device_id: deviceId, channel_id: channelId }];
    const close = { resource_type_code: 'DATAFLOW', channels };
    const [cameraKey = ''] = bench.cloud.cameraKeysOf({ deviceId, channelId });
    expect(bench.verdict('DELETE', '~/devices/channels/resources', { body: close })).toBe('200');
    expect(bench.cloud.fire({ kind: 'motion', cameraKey })).toContain('DATAFLOW');
  });
});

describe('the script of IVM events', () => {
  const told = async (seed: number): Promise<readonly unknown[]> => {
    bench = new Bench(64, seed);
    bench.cloud.setPushLine(line);
    bench.cloud.setApiOrigin('http://127.0.0.1:7001');
    for (const type of ['DEVICE_ALARM', 'TARGET_DATA', 'BEHAVIOR_ANALYSIS_DATA']) subscribe(type);
    const from = server.received.length;
    const sent = line.list().length;
    live(20);
    await line.idle();
    expect(new Set(outcomes().slice(sent))).toEqual(new Set(['delivered']));
    return server.received.slice(from).map((one) => one.body);
  };

  it('the script of IVM events sends the same messages for the same seed and others for another seed', async () => {
    const first = await told(1);
    expect(first.length).toBeGreaterThan(5);
    expect(await told(1)).toEqual(first);
    expect(await told(2)).not.toEqual(first);
  });

  it('the script of IVM events reports nothing twice and nothing of a week that the clock skips', async () => {
    subscribe('DEVICE_ALARM');
    bench.cloud.advance();
    bench.pass(7 * 24 * 60 * MINUTE_MS);
    bench.cloud.advance();
    bench.cloud.advance();
    live(10);
    await line.idle();
    expect(server.received.length).toBeGreaterThan(0);
    const uuids = server.received.map((one) => String(inner(one.body['data'])['alarm_uuid']));
    expect(new Set(uuids).size).toBe(uuids.length);
    const early = uuids.filter((one) => one.includes('_20260520'));
    expect(early).toEqual([]);
  });
});

describe('IVM device messages', () => {
  const messages = async (count: number): Promise<readonly Record<string, unknown>[]> => {
    await line.idle();
    expect(server.received).toHaveLength(count);
    return server.received.map((one) => inner(one.body['data']));
  };

  it('IVM device messages report a device that goes, comes and is renamed', async () => {
    subscribe('DEVICE_EXCEPTION');
    const { deviceId, channelId } = bench.example('alarmed');
    bench.cloud.setDeviceOnline(deviceId, false);
    bench.cloud.setDeviceOnline(deviceId, false);
    bench.cloud.setDeviceOnline(deviceId, true);
    const body = { channel_name: '新名字' };
    expect(bench.verdict('PUT', `~/devices/${deviceId}/channels/${channelId}`, { body })).toBe('200');
    const [gone, back, renamed] = await messages(3);
    expect([gone?.['method'], back?.['method'], renamed?.['method']]).toEqual([
      'logout',
      'login',
      'channel_name_notice',
    ]);
    expect(gone?.['param']).toMatchObject({ device_id: deviceId, video_channel: null, offline_reason_type: 'TMOUT' });
    expect(list(inner(back?.['param'])['video_channel'])[0]).toMatchObject({ channel_id: channelId, channel_state: 1 });
    expect(list(inner(renamed?.['param'])['video_channel'])[0]).toMatchObject({ channel_name: '新名字' });
  });

  it('IVM device messages report packages that end and devices that are deleted', async () => {
    subscribe('DEVICE_UNBIND');
    const { deviceId, channelId } = bench.example('alarmed');
    const channels = [{ device_id: deviceId, channel_id: channelId }];
    bench.call('DELETE', '~/devices/channels/resources', { body: { resource_type_code: 'DATAFLOW', channels } });
    bench.call('POST', '~/devices/batch-delete', { body: { devices: [deviceId, 'NOSUCHDEVICE1'] } });
    const [unbound, deleted] = await messages(2);
    expect(unbound).toMatchObject({ message_type: 'UNBIND_DATAFLOW', devices: [{ channel_id: channelId }] });
    expect(deleted).toEqual({
      message_type: 'DELETE_DEVICE',
      devices: [{ device_id: deviceId, channel_id: '', message: null }],
    });
  });
});

it.each([
  ['TARGET_DATA', 'target_data'],
  ['THIRD_DATA', 'third_data'],
  ['VEHICLE_DATA', 'vehicle_data'],
  ['HEAD_SHOULDER_DATA', 'head_shoulder_data'],
  ['BEHAVIOR_ANALYSIS_DATA', 'behavior_analysis_data'],
  ['MICRO_CHECKPOINT_DATA', 'micro_checkpoint_data'],
])('IVM TLV messages of %s name this camera and this moment', async (subscription, type) => {
  subscribe(subscription);
  const [message] = fire(type).messages;
  await line.idle();
  const [received] = server.received;
  const { deviceId, channelId } = bench.example('alarmed');
  expect(received?.body).toMatchObject({ message_type: type, test: false });
  expect(received?.body['data']).toMatchObject({
    device_id: deviceId,
    channel_id: channelId,
    data_id: message?.id,
    report_time: '2026-05-20T10:00:00+08:00',
  });
  expect(received?.text).not.toMatch(/\*\*\*|example\.com|<base64/);
});

it('IVM TLV messages have pictures of the moment, behind the token and by data id', async () => {
  subscribe('TARGET_DATA');
  const [message] = fire('target_data').messages;
  await line.idle();
  const url = new URL(String(inner(server.received[0]?.body['data'])['panorama_url']));
  const get = (token: string | null, at = url): number | Buffer => {
    const headers = token === null ? {} : { 'access-token': token };
    const call = bench.cloud.recognise({
      method: 'GET',
      path: at.pathname,
      query: at.searchParams,
      headers,
      bodyText: '',
    });
    const { status, body } = call.run();
    return Buffer.isBuffer(body) ? body : status;
  };
  const token = bench.signIn();
  expect(get(null)).toBe(401);
  const picture = get(token);
  expect(Buffer.isBuffer(picture) && picture.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  bench.pass(5_000);
  const ask = { data_classification: 'TARGET', type: 'TARGET', data_ids: [message?.id] };
  const [row] = list(bench.call('POST', '~/intelligence-data/pictures', { body: ask }).body['data']);
  const issued = new URL(String(list(row?.['urls'])[0]?.['url']));
  expect(get(null, issued)).toEqual(picture);
});

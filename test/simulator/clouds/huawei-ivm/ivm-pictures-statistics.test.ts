import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator.ts';
import type { CloudAccess, Simulator } from '../../simulator.ts';
import { Bench, inner, list } from '../../support.ts';

const isJpeg = (bytes: Uint8Array): boolean => Buffer.from(bytes).subarray(0, 3).toString('hex') === 'ffd8ff';
const query = ({ deviceId, channelId }: { deviceId: string; channelId: string }): string =>
  `device_id=${deviceId}&channel_id=${channelId}`;

it('IVM snapshots come as a picture, once in ten seconds', () => {
  const bench = new Bench();
  const target = `~/devices/snap?${query(bench.example('ptzDome'))}&storage=false`;
  const { body } = bench.call('GET', target);
  expect(isJpeg(Buffer.from(String(body['pic_data']), 'base64'))).toBe(true);
  expect(bench.verdict('GET', target)).toBe('400 IVM.20040009');
  bench.pass(10_000);
  expect(bench.verdict('GET', target)).toBe('200');
});

it('IVM snapshots show the requested moment to every caller', () => {
  const target = (bench: Bench): string => `~/devices/snap?${query(bench.example('ptzDome'))}&storage=false`;
  const [first, second] = [new Bench(), new Bench()];
  const snap = (bench: Bench): unknown => bench.call('GET', target(bench)).body['pic_data'];
  const early = snap(first);
  expect(snap(second)).toBe(early);
  for (const bench of [first, second]) bench.pass(13_000);
  const late = snap(first);
  expect(late).not.toBe(early);
  expect(snap(second)).toBe(late);
});

it('IVM snapshots need a camera that can be reached', () => {
  const bench = new Bench();
  const target = `~/devices/snap?${query(bench.example('offline'))}&storage=false`;
  expect(bench.verdict('GET', target)).toBe('400 IVM.20000036');
});

it('IVM pictures of alarms are found by alarm, and each alarm fails by itself', () => {
  const bench = new Bench();
  const { deviceId, channelId } = bench.example('ptzDome');
  const id = `${deviceId}_${channelId}_people_count_line_alarm_20260520095831_17`;
  const alarm_uuids = [id, 'NOSUCHDEVICE_0_io_event_20260520095831_1', 'x'];
  const { body } = bench.call('POST', '~/alarms/pictures', { body: { alarm_uuids } });
  expect(body['failed_num']).toBe(2);
  const codes = list(body['alarms']).map((one) => inner(one['result'])['code']);
  expect(codes).toEqual(['IVM.0', 'IVM.10027008', 'IVM.10027009']);
});

it('IVM pictures of alarms have only the kinds that their data can have', () => {
  const bench = new Bench();
  const { deviceId, channelId } = bench.example('ptzDome');
  const ask = (type: string) => ({ data_classification: 'VEHICLE', type, data_ids: [`${deviceId}_${channelId}_1`] });
  const path = '~/intelligence-data/pictures';
  expect(bench.verdict('POST', path, { body: ask('TARGET') })).toBe('400 IVM.10027010');
  const [row] = list(bench.call('POST', path, { body: ask('ALL') }).body['data']);
  const kinds = list(row?.['urls']).map((one) => one['type']);
  expect(kinds).toEqual(['VEHICLE', 'BODY', 'BACKGROUND', 'PLATE']);
});

describe('IVM statistics', () => {
  const people = (bench: Bench, rest: string): Record<string, unknown> =>
    bench.call('GET', `~/statistics/people?${query(bench.example('ptzDome'))}&${rest}`).body;

  it.each([
    ['type=DAY&start_date=20260228', 24],
    ['type=WEEK&start_date=20260228', 7],
    ['type=MONTH&start_date=20240201', 29],
    ['type=YEAR&start_date=20260101', 12],
    ['type=CUSTOMIZE&start_date=20260227&end_date=20260302', 4],
  ])('IVM statistics for %s have %i values', (rest, count) => {
    const body = people(new Bench(), rest);
    expect([body['in'], body['out']]).toEqual([expect.any(Array), expect.any(Array)]);
    expect([(body['in'] as unknown[]).length, (body['out'] as unknown[]).length]).toEqual([count, count]);
  });

  it('IVM statistics are refused for days that do not exist and for GB devices', () => {
    const bench = new Bench();
    expect(people(bench, 'type=DAY&start_date=20260230')['error_code']).toBe('IVM.10020005');
    expect(people(bench, 'type=CUSTOMIZE&start_date=20260301')['error_code']).toBe('IVM.10020018');
    const backwards = 'type=CUSTOMIZE&start_date=20260301&end_date=20260228';
    expect(people(bench, backwards)['error_code']).toBe('IVM.10020006');
  });

  it('IVM statistics over space are a grey picture of the promised size', () => {
    const bench = new Bench();
    const target = `~/space-heatmap?${query(bench.example('ptzDome'))}&type=DAY&start_time=2026-05-20%2000:00:00`;
    const { width, height, rawbase64 } = bench.call('GET', target).body;
    expect(Buffer.from(String(rawbase64), 'base64')).toHaveLength(Number(width) * Number(height));
  });
});

describe('IVM over sockets', () => {
  let simulator: Simulator;
  let cloud: CloudAccess;
  let token: string;

  const send = (method: string, target: string, body?: unknown): Promise<Response> =>
    fetch(target.replace('~', `${cloud.endpoint}/v1/${cloud.credentials['userId'] ?? ''}`), {
      method,
      headers: { 'Content-Type': 'application/json', 'Access-Token': token },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  beforeEach(async () => {
    simulator = await startSimulator({ cameras: 32, hasMedia: false });
    const access = simulator.clouds['huawei-ivm'];
    if (access === undefined) throw new Error('no IVM cloud');
    cloud = access;
    token = '';
    const { userId = '', ak, sk } = cloud.credentials;
    const answer = await send('POST', `${cloud.endpoint}/v2/${userId}/enterprises/access-token`, { ak, sk });
    token = String(((await answer.json()) as Record<string, unknown>)['access_token']);
  });

  afterEach(() => simulator.close());

  it('IVM serves a stored snapshot to a caller with the token', async () => {
    const { deviceId, channelId } = cloud.examples['ptzDome'] as { deviceId: string; channelId: string };
    const answer = await send('GET', `~/devices/snap?${query({ deviceId, channelId })}&storage=true`);
    const url = String(((await answer.json()) as Record<string, unknown>)['pic_url']);
    const picture = await send('GET', url);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(isJpeg(new Uint8Array(await picture.arrayBuffer()))).toBe(true);
    expect((await fetch(url)).status).toBe(401);
    expect((await send('GET', url.replace('secret=', 'secret=x'))).status).toBe(400);
  });

  it('IVM tries a callback URL, signed when there is a key, before it accepts the URL', async () => {
    const seen: { headers: Record<string, unknown>; body: string }[] = [];
    let status = 500;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        seen.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/messages`;
    const callback = { callback_url: url, subscription_type: 'DEVICE_ALARM', auth_key: 'key-123' };
    const path = '~/messages/callback';
    const read = `${path}?subscription_type=DEVICE_ALARM`;
    try {
      const refused = await send('POST', path, callback);
      expect([refused.status, await refused.json()]).toMatchObject([400, { error_code: 'IVM.20050005' }]);
      expect(await (await send('GET', read)).json()).toEqual({});
      status = 200;
      expect((await send('POST', path, callback)).status).toBe(200);
      expect(await (await send('GET', read)).json()).toMatchObject({ callback_url: url, auth_key: 'key-123' });
      const timestamp = String(seen[1]?.headers['x-ivm-timestamp']);
      const signature = createHash('sha256').update(`${url}|${timestamp}|key-123`).digest('hex');
      expect(seen[1]?.headers['x-ivm-signature']).toBe(signature);
      expect(JSON.parse(seen[1]?.body ?? '')).toMatchObject({ test: true });
      expect((await send('DELETE', read)).status).toBe(200);
      expect(await (await send('DELETE', read)).json()).toMatchObject({ error_code: 'IVM.20050004' });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

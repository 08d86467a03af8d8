/** The simulated cloud over sockets: live, steered recordings of devices, downloads, and the command's answer. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSimulator } from '../../simulator.ts';
import type { CloudAccess, Simulator } from '../../simulator.ts';
import { operationOf, sign } from './tencent-ivp-support.ts';
import type { Order } from './tencent-ivp-support.ts';

let simulator: Simulator;
let cloud: CloudAccess;

beforeAll(async () => {
  simulator = await startSimulator({ cameras: 32 });
  const found = simulator.clouds['tencent-ivp'];
  if (found === undefined) throw new Error('no tencent-ivp');
  cloud = found;
});

afterAll(() => simulator.close());

async function call(id: string, order: Order = {}): Promise<Record<string, unknown>> {
  const { method, path } = operationOf(id).http;
  const url = new URL(path, cloud.endpoint);
  for (const [name, value] of Object.entries(order.query ?? {})) url.searchParams.set(name, String(value));
  const { secretId = '', secretKey = '' } = cloud.credentials;
  const startSec = Math.floor(Date.now() / 1000);
  const signed = sign(
    { method, path, query: url.searchParams, headers: { host: url.host } },
    { secretId, secretKey, startSec, endSec: startSec + 60, headers: ['host'] },
  );
  const headers = { Authorization: signed, 'Content-Type': 'application/json' };
  const response = await fetch(url, {
    method,
    headers,
    ...(order.body === undefined ? {} : { body: JSON.stringify(order.body) }),
  });
  expect(response.headers.get('server')).toBe('tencent-iss');
  const answer = (await response.json()) as Record<string, unknown>;
  expect(response.headers.get('requestid')).toBe(answer['RequestId']);
  expect(answer['StatusCode'], id).toBe(200);
  return answer['Data'] as Record<string, unknown>;
}

const ChannelId = (): string => String(cloud.examples['channelId']);

async function open(url: string): Promise<IncomingMessage> {
  const [response] = (await once(request(url.replace(/^hls:/, 'http:')).end(), 'response')) as [IncomingMessage];
  return response;
}

async function whole(url: string): Promise<{ readonly response: IncomingMessage; readonly bytes: Buffer }> {
  const response = await open(url);
  const parts: Buffer[] = [];
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
  return { response, bytes: Buffer.concat(parts) };
}

/** Times of the video tags of an FLV stream, and whether each is a key frame; the sequence header is left out. */
function picturesOf(flv: Buffer): readonly { readonly atMs: number; readonly isKey: boolean }[] {
  const found: { atMs: number; isKey: boolean }[] = [];
  for (let at = 13; at + 16 <= flv.length;) {
    const size = flv.readUIntBE(at + 1, 3);
    const isPicture = flv[at] === 9 && flv[at + 12] === 1;
    if (isPicture) found.push({ atMs: flv.readUIntBE(at + 4, 3), isKey: flv[at + 11] === 0x17 });
    at += 11 + size + 4;
  }
  return found;
}

it('IVP plays live over FLV and, though the URL names hls, over HLS', async () => {
  const urls = await call('getLiveStreamUrl', { body: { ChannelId: ChannelId(), StreamType: 2 } });
  const flv = await open(String(urls['Flv']));
  const [first] = (await once(flv, 'data')) as [Buffer];
  expect(first.subarray(0, 3).toString()).toBe('FLV');
  flv.destroy();
  const { bytes } = await whole(String(urls['Hls']));
  expect(bytes.toString()).toMatch(/^#EXTM3U/);
});

/** A stretch at the beginning of yesterday in Beijing: the first hour of a day has no gap, whatever time the test runs at. */
function stretchOf(seconds: number): { readonly Start: number; readonly End: number } {
  const Start = Math.floor((Date.now() / 1000 + 28_800) / 86_400) * 86_400 - 28_800 - 86_400;
  return { Start, End: Start + seconds };
}

it('IVP plays a recording of the device at the requested speed and from the requested place', async () => {
  const body = { ChannelId: ChannelId(), ...stretchOf(60), StreamType: 2 };
  const url = String((await call('getLocalRecordUrl', { body }))['Flv']);
  const Session = /@(.+)\.live\.flv/.exec(url)?.[1];
  const control = (extra: object): Promise<unknown> =>
    call('controlLocalPlayback', { body: { ChannelId: ChannelId(), Session, ...extra } });
  await control({ Action: 'play', Scale: 8 });
  await control({ Action: 'play', Pos: 50 });
  const { bytes } = await whole(url);
  const pictures = picturesOf(bytes);
  // the last ten seconds at eight times the speed, in key frames alone, each an eighth of a second long
  expect(pictures.length).toBeGreaterThan(8);
  expect(pictures.length).toBeLessThan(22);
  expect(pictures.every((one) => one.isKey)).toBe(true);
  expect(pictures.at(-1)?.atMs).toBeLessThan(3_000);
});

it('a recording of the device ends when it is stopped', async () => {
  const body = { ChannelId: ChannelId(), ...stretchOf(3_600) };
  const url = String((await call('getLocalRecordUrl', { body }))['Flv']);
  const Session = /@(.+)\.live\.flv/.exec(url)?.[1];
  const response = await open(url);
  response.resume();
  const ended = once(response, 'end');
  await call('controlLocalPlayback', { body: { ChannelId: ChannelId(), Session, Action: 'stop' } });
  await ended;
  expect((await open(url)).statusCode).toBeGreaterThanOrEqual(400);
});

it.each([
  ['mp4', 'video/mp4', 'ftyp', 4],
  ['ts', 'video/mp2t', 'G', 0],
])('IVP sends a %s file in chunks under its documented name', async (FileType, type, mark, at) => {
  const dayMs = 86_400_000;
  const noonSec = (Math.floor((Date.now() + dayMs / 3) / dayMs) * dayMs - dayMs / 3 - dayMs / 2) / 1000;
  // somewhere in yesterday's noon hour something is recorded, whatever gaps the day has
  const query = { DeviceId: String(cloud.examples['deviceId']), ChannelId: ChannelId() };
  const timeline = await call('queryCloudRecordTimeline', {
    query: { ...query, StartTime: noonSec, EndTime: noonSec + 3_600 },
  });
  const [span] = timeline['List'] as { Begin: number; End: number }[];
  const times = { BeginTime: String(span?.Begin), EndTime: String((span?.Begin ?? 0) + 2) };
  const { Url } = await call('getCloudRecordDownloadUrl', { body: { ChannelId: ChannelId(), ...times, FileType } });
  const { response, bytes } = await whole(String(Url));
  expect(response.headers).toMatchObject({ 'content-type': type, 'transfer-encoding': 'chunked' });
  expect(response.headers['content-disposition']).toContain(
    `${ChannelId()}-${times.BeginTime}-${times.EndTime}.${FileType}`,
  );
  expect(bytes.subarray(at, at + mark.length).toString('latin1')).toBe(mark);
});

it('the log shows stars in place of secrets', async () => {
  await call('getStreamAuth').then((auth) => call('setStreamAuth', { body: { ...auth, PullSecret: 'hideme1' } }));
  const [entry] = simulator.requests({ vendor: 'tencent-ivp', operation: 'setStreamAuth' });
  expect(JSON.stringify(entry)).not.toContain('hideme1');
});

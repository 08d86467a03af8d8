/** Addresses of the VIS cloud, judged by the cloud and played from the media server. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator } from '../../simulator.ts';
import type { CloudAccess, Simulator } from '../../simulator.ts';
import { PATIENT } from '../../../patience.ts';
import { VisBench } from './huawei-vis-support.ts';

const address = (bench: VisBench, name: string): string => {
  const { body } = bench.call('GET', `~/streams/${name}/endpoint`);
  return String(body['pull_flow_address'] ?? body['hls_pull_flow_address']);
};

it('VIS addresses of public streams open for everybody, of private ones for the token of their maker', () => {
  const bench = new VisBench();
  expect(bench.watch(address(bench, bench.example('streamName')))).toBe('flv-live');
  const url = address(bench, bench.example('privateStream'));
  const token = bench.signIn();
  const other = bench.cloud.examples['otherUser'] as { userName: string; password: string };
  const theirs = bench.signIn({ user: other.userName, password: other.password });
  expect(bench.watch(url)).toBe('401 X-Auth-Token is missing');
  expect(bench.watch(url, { 'x-auth-token': 'made-up' })).toBe('403 the token is not valid');
  expect(bench.watch(url, { 'x-auth-token': theirs })).toBe('403 the stream belongs to another user');
  expect(bench.watch(url, { 'x-auth-token': token })).toBe('flv-live');
  bench.pass(86_400_000);
  expect(bench.watch(url, { 'x-auth-token': token })).toBe('403 the token is not valid');
});

it('VIS addresses die when the stream stops, moves or is deleted', () => {
  const bench = new VisBench();
  const name = bench.example('streamName');
  const url = address(bench, name);
  expect(bench.cloud.expireMediaUrls()).toBeGreaterThan(16);
  expect(bench.watch(url)).toBe('404 the address has changed');
  const next = address(bench, name);
  expect(bench.watch(next)).toBe('flv-live');
  expect(bench.watch(next.replace('app=vis', 'app=x'))).toBe('404 no such stream');
  bench.call('PUT', `~/streams/${name}`, { body: { state: 'STOPPED' } });
  expect(bench.watch(next)).toBe('404 the stream is not activated');
});

it('VIS addresses show nothing while no encoder pushes, and change when the encoder comes back', () => {
  const bench = new VisBench();
  const name = bench.example('streamName');
  const url = address(bench, name);
  bench.cloud.setDeviceOnline(name, false);
  expect(bench.watch(url)).toBe('404 nothing is pushed to the stream');
  bench.cloud.setDeviceOnline(name, true);
  expect(bench.watch(url)).toBe('404 the address has changed');
  expect(bench.watch(address(bench, name))).toBe('flv-live');
});

it('VIS addresses of H.265 streams are HLS playlists, and only that', () => {
  const bench = new VisBench(256);
  const name = bench.example('h265Stream');
  const { body } = bench.call('GET', `~/streams/${name}/endpoint`);
  expect(Object.keys(body)).toEqual(['push_flow_protocol', 'push_flow_address', 'hls_pull_flow_address']);
  const url = String(body['hls_pull_flow_address']);
  expect(url).toMatch(/\/hls\/work\d{3}\/channel_\d+.*\.m3u8$/);
  expect(bench.watch(url)).toBe('hls-live');
  const worker = url.split('/')[5] ?? '';
  const flv = `http://127.0.0.1:7000/vis/live/${worker}?app=vis&stream=${name}`;
  expect(bench.watch(flv)).toBe('404 the stream is not served in this form');
});

it('VIS addresses leave the paths of other clouds alone', () => {
  expect(new VisBench().watch('http://127.0.0.1:7000/live/live.m3u8?token=x')).toBe('not ours');
});

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('a VIS player', () => {
  let simulator: Simulator;
  let cloud: CloudAccess;
  let token: string;
  const aborts: AbortController[] = [];

  async function get(path: string): Promise<Record<string, unknown>> {
    const url = `${cloud.endpoint}/v1/${cloud.credentials['projectId'] ?? ''}${path}`;
    const response = await fetch(url, { headers: { 'X-Auth-Token': token } });
    return (await response.json()) as Record<string, unknown>;
  }

  const pullAddress = async (name: unknown): Promise<string> =>
    String((await get(`/streams/${String(name)}/endpoint`))['pull_flow_address']);

  async function open(url: string, headers: Record<string, string> = {}): Promise<Response> {
    const abort = new AbortController();
    aborts.push(abort);
    return fetch(url, { headers, signal: abort.signal });
  }

  beforeEach(async () => {
    simulator = await startSimulator({ cameras: 32 });
    const access = simulator.clouds['huawei-vis'];
    if (access === undefined) throw new Error('no VIS cloud');
    cloud = access;
    const { iamEndpoint = '', domainName, userName, password } = cloud.credentials;
    const user = { name: userName, password, domain: { name: domainName } };
    const scope = { project: { name: cloud.examples['projectName'] } };
    const auth = { identity: { methods: ['password'], password: { user } }, scope };
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ auth });
    const response = await fetch(`${iamEndpoint}/v3/auth/tokens`, { method: 'POST', headers, body });
    expect(response.status).toBe(201);
    token = response.headers.get('x-subject-token') ?? '';
  });

  afterEach(async () => {
    for (const abort of aborts.splice(0)) abort.abort();
    await simulator.close();
  });

  it('a VIS player gets FLV, with the token as a header when the stream is private', async () => {
    const url = await pullAddress(cloud.examples['privateStream']);
    expect((await open(url)).status).toBe(401);
    const response = await open(url, { 'X-Auth-Token': token });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString('latin1', 0, 3)).toBe('FLV');
  });

  it('VIS counts at most five players, and cuts them off when the stream stops', async () => {
    const name = String(cloud.examples['streamName']);
    const url = await pullAddress(name);
    const responses = [];
    for (let i = 0; i < 6; i += 1) responses.push(await open(url));
    expect(responses.map((one) => one.status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await get(`/streams/${name}`))['stream_flow_info']).toMatchObject({ num_play_clients: '5' });
    const path = `${cloud.endpoint}/v1/${cloud.credentials['projectId'] ?? ''}/streams/${name}`;
    const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/json' };
    await fetch(path, { method: 'PUT', headers, body: '{"state":"STOPPED"}' });
    await vi.waitFor(async () => {
      const viewers = await fetch(`${simulator.control}/media/viewers`);
      expect(await viewers.json()).toEqual([]);
    }, PATIENT);
  });

  it('a VIS player learns the codec of H.265 streams and gets it in transport streams', async () => {
    const { hls_pull_flow_address: address } = await get(`/streams/${String(cloud.examples['h265Stream'])}/endpoint`);
    const playlist = await (await open(String(address))).text();
    expect(playlist).toContain('CODECS="hvc1.1.6.L63.90"');
    const origin = new URL(String(address)).origin;
    const live = await (await open(`${origin}${lastLine(playlist)}`)).text();
    const segment = Buffer.from(await (await open(`${origin}${lastLine(live)}`)).arrayBuffer());
    const programMap = segment.subarray(188, 376);
    // table header 5 bytes after the packet's, then 12 bytes to the first stream's type: 0x24 is H.265
    expect(programMap[5 + 12]).toBe(0x24);
    expect(segment.indexOf(Buffer.from([0, 0, 0, 1, 0x40, 0x01]))).toBeGreaterThan(0);
  });

  it('a VIS player finds identity and video service on ports of their own', async () => {
    const { iamEndpoint = '', projectId = '' } = cloud.credentials;
    expect((await fetch(`${iamEndpoint}/v1/${projectId}/streams`)).status).toBe(404);
    expect((await fetch(`${cloud.endpoint}/v3/projects`)).status).toBe(404);
    expect(simulator.requests({ operation: 'createIamToken' })).toHaveLength(1);
  });
});

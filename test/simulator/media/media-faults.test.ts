/** API, play URLs and media plane together: the answers to a player while media faults are ordered. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator } from '../simulator.ts';
import type { CloudAccess, Simulator } from '../simulator.ts';
import { PATIENT } from '../../patience.ts';

let simulator: Simulator;
let cloud: CloudAccess;
let token: string;
const aborts: AbortController[] = [];

async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const headers = { 'Content-Type': 'application/json', 'Access-Token': token };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
}

async function liveUrl(protocol: string): Promise<string> {
  const channel = { device_id: cloud.examples['deviceId'], channel_id: cloud.examples['channelId'] };
  const body = { channels: [{ ...channel, live_protocol: protocol, stream_type: 'SECONDARY_STREAM_1' }] };
  const path = `/v2/${cloud.credentials['userId'] ?? ''}/devices/channels/media/live-connections`;
  const answer = await post(`${cloud.endpoint}${path}`, body);
  const [first] = answer['live_connections'] as { cloud_trans_connections: { live_url: string } }[];
  return first?.cloud_trans_connections.live_url ?? '';
}

interface Viewer {
  readonly status: number;
  bytes: number;
  isOver: boolean;
}

/** Opens a URL and counts the received bytes, until it is cut. */
async function watch(url: string): Promise<Viewer> {
  const abort = new AbortController();
  aborts.push(abort);
  const response = await fetch(url, { signal: abort.signal });
  const viewer: Viewer = { status: response.status, bytes: 0, isOver: false };
  const pump = async (): Promise<void> => {
    for await (const part of response.body ?? []) viewer.bytes += (part as Uint8Array).length;
  };
  void pump()
    .catch(() => undefined) // some tests wait for a cut connection
    .finally(() => (viewer.isOver = true));
  return viewer;
}

beforeEach(async () => {
  token = '';
  simulator = await startSimulator({ cameras: 32 });
  const access = simulator.clouds['huawei-ivm'];
  if (access === undefined) throw new Error('no IVM cloud');
  cloud = access;
  const { userId = '', ak, sk } = cloud.credentials;
  const answer = await post(`${cloud.endpoint}/v2/${userId}/enterprises/access-token`, { ak, sk });
  token = String(answer['access_token']);
});

afterEach(async () => {
  for (const abort of aborts.splice(0)) abort.abort();
  await simulator.close();
});

const order = (fault: Record<string, unknown>): Promise<Record<string, unknown>> =>
  post(`${simulator.control}/faults`, fault);
const hlsOnly = (cameraKeys: readonly (string | undefined)[]): Promise<unknown> =>
  post(`${simulator.control}/media/hls-only`, { cameraKeys });
/** The cameras of the present viewers. */
async function cameraKeys(): Promise<readonly string[]> {
  const viewers = (await (await fetch(`${simulator.control}/media/viewers`)).json()) as { cameraKey: string }[];
  return viewers.map((viewer) => viewer.cameraKey);
}
const flowing = (viewer: Viewer): Promise<void> => {
  const before = viewer.bytes;
  return vi.waitFor(() => expect(viewer.bytes).toBeGreaterThan(before), PATIENT);
};
const over = (viewer: Viewer): Promise<void> => vi.waitFor(() => expect(viewer.isOver).toBe(true), PATIENT);

describe('media of the simulated IVM cloud', () => {
  it('a live URL plays once', async () => {
    const url = await liveUrl('HTTPS_FLV');
    const viewer = await watch(url);
    expect(viewer.status).toBe(200);
    await flowing(viewer);
    expect((await fetch(url)).status).toBe(403);
    expect(viewer.isOver).toBe(false);
  });

  it('a single-use HLS URL plays through to its segments', async () => {
    const url = await liveUrl('HTTPS_HLS');
    const master = await (await fetch(url)).text();
    const playlist = new URL(/^[^#\s].*$/m.exec(master)?.[0] ?? '', url);
    await vi.waitFor(async () => {
      const segment = /^[^#\s].*$/m.exec(await (await fetch(playlist)).text())?.[0];
      expect(segment).toBeDefined();
      expect((await fetch(new URL(segment ?? '', playlist))).status).toBe(200);
    }, PATIENT);
  });

  it('a reset cuts the named camera, and the next URL plays', async () => {
    const viewer = await watch(await liveUrl('HTTPS_FLV'));
    await flowing(viewer);
    const { deviceId, channelId } = cloud.examples;
    expect(await order({ kind: 'reset-media', deviceId, channelId })).toEqual({ hit: 1 });
    await over(viewer);
    await flowing(await watch(await liveUrl('HTTPS_FLV')));
  });

  it('stalled media are not cut, and flow again when the faults are cleared', async () => {
    const viewer = await watch(await liveUrl('HTTPS_FLV'));
    await flowing(viewer);
    await order({ kind: 'stall-media' });
    const viewers = async (): Promise<unknown> => (await fetch(`${simulator.control}/media/viewers`)).json();
    expect(await viewers()).toMatchObject([{ isStalled: true }]);
    await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
    await flowing(viewer);
    expect(viewer.isOver).toBe(false);
  });

  it('the named cameras are served over HLS alone, until others are named', async () => {
    await flowing(await watch(await liveUrl('HTTPS_FLV')));
    const [cameraKey] = await cameraKeys();
    expect(await hlsOnly([cameraKey])).toEqual({ cameraKeys: [cameraKey] });
    expect(await (await fetch(await liveUrl('HTTPS_FLV'))).text()).toContain('turned off');
    expect(await (await fetch(await liveUrl('HTTPS_HLS'))).text()).toContain('#EXTM3U');
    expect(await hlsOnly(['nobody'])).toEqual({ error: 'no such camera' });
    expect(await hlsOnly([])).toEqual({ cameraKeys: [] });
    await flowing(await watch(await liveUrl('HTTPS_FLV')));
  });

  it('a camera with HLS alone sends nothing over FLV while media are stalled', async () => {
    await flowing(await watch(await liveUrl('HTTPS_FLV')));
    await hlsOnly(await cameraKeys());
    await order({ kind: 'stall-media' });
    const viewer = await watch(await liveUrl('HTTPS_FLV'));
    expect(viewer).toMatchObject({ status: 200, bytes: 0, isOver: false });
    await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
    await over(viewer);
    expect(viewer.bytes).toBeGreaterThan(0);
  });

  it('the media server restarts on the same port', async () => {
    const viewer = await watch(await liveUrl('HTTPS_FLV'));
    await flowing(viewer);
    await post(`${simulator.control}/media/restart`, { downMs: 50 });
    await over(viewer);
    await vi.waitFor(async () => flowing(await watch(await liveUrl('HTTPS_FLV'))), PATIENT);
  });

  it('the viewers of a device that goes off line are cut', async () => {
    const viewer = await watch(await liveUrl('HTTPS_FLV'));
    await flowing(viewer);
    await post(`${simulator.control}/devices`, { deviceId: cloud.examples['deviceId'], isOnline: false });
    await over(viewer);
  });

  it('a fault for a camera that does not exist is refused', async () => {
    expect(await order({ kind: 'reset-media', deviceId: 'nobody' })).toEqual({ error: 'no such camera' });
  });
});

/** The listening simulator: its answers on the wire while faults are ordered. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSimulator } from './simulator.ts';
import type { CloudAccess, Simulator } from './simulator.ts';
import { PATIENT } from '../patience.ts';

let simulator: Simulator;
let cloud: CloudAccess;
let token: string;

async function control(method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${simulator.control}${path}`, init);
  return { status: response.status, value: await response.json() };
}

const order = (fault: Record<string, unknown>) => control('POST', '/faults', fault);
const devices = (): Promise<Response> =>
  fetch(`${cloud.endpoint}/v1/${cloud.credentials['userId'] ?? ''}/devices?limit=1`, {
    headers: { 'Access-Token': token },
  });

async function signIn(): Promise<string> {
  const { userId = '', ak, sk } = cloud.credentials;
  const response = await fetch(`${cloud.endpoint}/v2/${userId}/enterprises/access-token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ak, sk }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

beforeEach(async () => {
  simulator = await startSimulator({ cameras: 32, hasMedia: false });
  const access = simulator.clouds['huawei-ivm'];
  if (access === undefined) throw new Error('no IVM cloud');
  cloud = access;
  token = await signIn();
});
afterEach(() => simulator.close());

it('ordered faults hit the named operation as often as ordered, with Retry-After', async () => {
  await order({ kind: 'http', status: 429, retryAfterSec: 2, operation: 'listDevices', count: 2 });
  const group = fetch(`${cloud.endpoint}/v1/${cloud.credentials['userId'] ?? ''}/device-orgs/0/sub-orgs`, {
    headers: { 'Access-Token': token },
  });
  expect((await group).status).toBe(200);
  const first = await devices();
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
  expect(await first.json()).toMatchObject({ error_code: 'IVM.90000011' });
  expect([(await devices()).status, (await devices()).status]).toEqual([429, 200]);
});

it('ordered faults hit the ordered share of the requests by chance, and the same ones when they are ordered again', async () => {
  const statuses = async (): Promise<readonly number[]> => {
    await order({ kind: 'http', status: 500, operation: 'listDevices', share: 0.3 });
    const all: number[] = [];
    for (let i = 0; i < 40; i += 1) all.push((await devices()).status);
    await control('DELETE', '/faults');
    return all;
  };
  const first = await statuses();
  const hits = first.filter((status) => status === 500).length;
  expect([hits > 4, hits < 24]).toEqual([true, true]);
  expect(await statuses()).toEqual(first);
  expect((await order({ kind: 'http', status: 500, share: 2 })).status).toBe(400);
});

it('ordered faults answer 200 with something else than the answer', async () => {
  const bodies = { object: '{}', nothing: '', null: 'null', foreign: /"status":"UP"/, html: /^<!doctype html>/ };
  for (const [as, body] of Object.entries(bodies)) {
    await order({ kind: 'empty', as, operation: 'listDevices', count: 1 });
    const answer = await devices();
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(typeof body === 'string' ? new RegExp(`^${body}$`) : body);
  }
  expect(await order({ kind: 'empty', as: 'silence' })).toMatchObject({ status: 400 });
});

it('ordered faults cut a list with its total, and take the ids of its rows away', async () => {
  type Devices = { total: number; devices: { device_id?: string; device_name?: string }[] };
  const whole = (): Promise<Devices> =>
    fetch(`${cloud.endpoint}/v1/${cloud.credentials['userId'] ?? ''}/devices?limit=1000`, {
      headers: { 'Access-Token': token },
    }).then((response) => response.json() as Promise<Devices>);
  const { total, devices: all } = await whole();
  await order({ kind: 'cut-list', keep: 0.4, operation: 'listDevices', count: 1 });
  const left = Math.floor(all.length * 0.4);
  expect(await whole()).toEqual({ total: left, devices: all.slice(0, left) });
  await order({ kind: 'strip-ids', operation: 'listDevices', count: 1 });
  const bare = await whole();
  expect(bare.devices).toHaveLength(all.length);
  expect(bare.devices.some((row) => row.device_id !== undefined)).toBe(false);
  expect(await whole()).toMatchObject({ total, devices: all });
  expect(await order({ kind: 'cut-list', keep: 2 })).toMatchObject({ status: 400 });
});

it('ordered faults drop the connection before or after the work', async () => {
  await order({ kind: 'drop', count: 1 });
  await expect(devices()).rejects.toThrow();
  await order({ kind: 'drop', when: 'after', operation: 'createDeviceOrg', count: 1 });
  const create = (): Promise<Response> =>
    fetch(`${cloud.endpoint}/v1/${cloud.credentials['userId'] ?? ''}/device-orgs`, {
      method: 'POST',
      headers: { 'Access-Token': token, 'Content-Type': 'application/json' },
      body: JSON.stringify({ parent_org_id: cloud.examples['deviceOrgId'], device_org_name: 'Once' }),
    });
  await expect(create()).rejects.toThrow();
  expect(await (await create()).json()).toMatchObject({ error_code: 'IVM.20001004' });
});

it('ordered faults break the JSON of an answer', async () => {
  await order({ kind: 'malformed', count: 1 });
  const text = await (await devices()).text();
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  expect((await devices()).status).toBe(200);
});

it('ordered faults delay an answer by the ordered time', async () => {
  await order({ kind: 'latency', ms: 120, count: 1 });
  const startedAt = performance.now();
  await devices();
  expect(performance.now() - startedAt).toBeGreaterThan(110);
});

it('ordered faults expire and revoke tokens', async () => {
  expect((await order({ kind: 'expire-token' })).value).toEqual({ hit: 1 });
  expect(await (await devices()).json()).toMatchObject({ error_code: 'IVM.10000002' });
  token = await signIn();
  await order({ kind: 'revoke-token', vendor: 'huawei-ivm' });
  expect(await (await devices()).json()).toMatchObject({ error_code: 'IVM.10000003' });
});

it('ordered faults refuse connections for a while and come back on the same port', async () => {
  await control('POST', '/api/down', { downMs: 2_000 });
  await expect(devices()).rejects.toThrow();
  await vi.waitFor(async () => expect((await devices()).status).toBe(200), PATIENT);
});

it('ordered faults are gone after DELETE', async () => {
  await order({ kind: 'http', status: 500 });
  expect((await devices()).status).toBe(500);
  await control('DELETE', '/faults');
  expect((await devices()).status).toBe(200);
});

it('the control endpoint moves the clouds into another hour: the Date header and the life of tokens follow', async () => {
  await control('POST', '/clock', { skewMs: 8 * 86_400_000 });
  const answer = await devices();
  expect(await answer.json()).toMatchObject({ error_code: 'IVM.10000002' });
  const aheadMs = Date.parse(answer.headers.get('date') ?? '') - Date.now();
  expect(aheadMs).toBeGreaterThan(7.9 * 86_400_000);
});

it('the control endpoint writes a log of requests without secrets', async () => {
  await devices();
  const { value } = await control('GET', '/requests?operation=getAccessToken');
  expect(value).toMatchObject([{ operation: 'getAccessToken', status: 200, code: 'IVM.0', params: { sk: '***' } }]);
  const whole = JSON.stringify((await control('GET', '/requests')).value);
  expect(whole).not.toContain(cloud.credentials['sk']);
  expect(whole).not.toContain(token);
  await control('DELETE', '/requests');
  expect(simulator.requests()).toEqual([]);
});

it('the control endpoint takes a device off line and back', async () => {
  const state = async (): Promise<unknown> =>
    ((await (await devices()).json()) as { devices: { device_state: string; device_id: string }[] }).devices[0];
  const { device_id: deviceId } = (await state()) as { device_id: string };
  await control('POST', '/devices', { deviceId, isOnline: false });
  expect(await state()).toMatchObject({ device_state: 'OFFLINE' });
  await control('POST', '/devices', { deviceId, isOnline: true });
  expect(await state()).toMatchObject({ device_state: 'ONLINE' });
});

it.each([
  ['POST', '/faults', { kind: 'gremlin' }],
  ['POST', '/faults', { kind: 'latency' }],
  ['POST', '/faults', { kind: 'http', status: 200 }],
  ['POST', '/devices', { deviceId: 'nobody' }],
  ['POST', '/media/restart', { downMs: 1 }],
  ['GET', '/elsewhere', undefined],
])('the control endpoint explains why it refuses %s %s %o', async (method, path, body) => {
  const { status, value } = await control(method, path, body);
  expect(status).toBe(400);
  expect(value).toMatchObject({ error: expect.any(String) as string });
});

it('the simulator starts with 20,000 cameras', async () => {
  const big = await startSimulator({ cameras: 20_000, hasMedia: false });
  await big.close();
});

it('the clouds and their media server answer behind a line as they do without one', async () => {
  const far = await startSimulator({ cameras: 32, lineMs: 1 });
  try {
    const { endpoint } = far.clouds['huawei-ivm'] ?? { endpoint: '' };
    expect((await fetch(`${endpoint}/v1/x`)).status).toBe(404);
    expect((await fetch(`${far.mediaOrigin ?? ''}/x`)).status).toBe(404);
  } finally {
    await far.close();
  }
});

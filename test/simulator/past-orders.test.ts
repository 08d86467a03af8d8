/** Orders about recordings at the control door. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSimulator } from './simulator.ts';
import type { Simulator } from './simulator.ts';

let simulator: Simulator;
let cameraKey: string;

beforeAll(async () => {
  simulator = await startSimulator({ cameras: 16 });
  cameraKey = 'tencent-ivp/00003';
});
afterAll(() => simulator.close());

async function send(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${simulator.control}${path}`, { method, ...sent });
  return { status: response.status, body: await response.json() };
}
const order = (body: unknown) => send('POST', '/media/past', body);

it('traits are set for a camera, for a stream of it, for a cloud, and for all', async () => {
  const traits = { dateTime: 'none', lost: { segment: 2, times: 1 } };
  expect(await order({ cameraKey, ...traits })).toEqual({ status: 200, body: { hit: 1, traits } });
  expect(await order({ cameraKey, profile: 'sub', gopSec: 20 })).toEqual({
    status: 200,
    body: { hit: 1, traits: { gopSec: 20 } },
  });
  expect((await order({ vendor: 'aliyun-vcs', gopSec: 20 })).body).toMatchObject({ hit: 16 });
  expect((await order({ gopSec: 1 })).body).toMatchObject({ hit: 1 });
});

it.each([
  ['dateTime', { dateTime: 'sometimes' }],
  ['gopSec', { gopSec: 0 }],
  ['lost', { lost: { piece: 1 } }],
  ['ends', { ends: {} }],
  ['change', { change: { to: 'av1' } }],
])('an order with a wrong %s is refused by its name, and nothing changes', async (name, wrong) => {
  expect(await order({ cameraKey, ...wrong })).toEqual({ status: 400, body: { error: `${name} cannot be that` } });
});

it('an order for a camera that no cloud knows is refused', async () => {
  expect(await order({ cameraKey: 'nobody', gopSec: 2 })).toEqual({ status: 400, body: { error: 'no such camera' } });
});

const span = { fromMs: 1_780_000_000_000, toMs: 1_780_000_060_000 };

it('a recording is ordered for a camera, a gap for a cloud; both are listed until they are taken back', async () => {
  const recorded = { ...span, place: null, is: 'recorded' };
  expect(await send('POST', '/recordings', { cameraKey, recorded: span })).toEqual({
    status: 200,
    body: { hit: 1, ...recorded },
  });
  const gap = await send('POST', '/recordings', { vendor: 'huawei-ivm', place: 'cloud', gap: span });
  expect(gap.body).toMatchObject({ hit: 16, is: 'gap', place: 'cloud' });
  const listed = (await send('GET', '/recordings')).body;
  expect(listed).toHaveLength(17);
  expect(listed).toContainEqual({ ...recorded, cameraKey });
  await send('DELETE', '/faults');
  expect((await send('GET', '/recordings')).body).toHaveLength(17);
  expect(await send('DELETE', '/recordings')).toEqual({ status: 200, body: { cleared: true } });
  expect((await send('GET', '/recordings')).body).toEqual([]);
});

it.each([
  ['recorded cannot be that', { recorded: { fromMs: span.toMs, toMs: span.fromMs } }],
  ['recorded cannot be that', { recorded: { fromMs: span.fromMs } }],
  ['recorded cannot be that', { recorded: { ...span, toMs: span.toMs + 1 } }],
  ['gap cannot be that', { gap: { ...span, until: 1 } }],
  ['place cannot be that', { place: 'moon', gap: span }],
  ['holes is not known here', { holes: [span] }],
  ['one of recorded and gap is expected', {}],
  ['one of recorded and gap is expected', { recorded: span, gap: span }],
  ['a camera or a vendor is expected', { cameraKey: undefined, gap: span }],
  ['no such camera', { cameraKey: 'nobody', gap: span }],
  ['no such camera', { vendor: 'huawei-ivm', gap: span }],
  ['huawei-vis has no recordings', { vendor: 'huawei-vis', cameraKey: undefined, gap: span }],
])('an order of recordings is refused with "%s", and nothing changes: %j', async (error, wrong) => {
  expect(await send('POST', '/recordings', { cameraKey, ...wrong })).toEqual({ status: 400, body: { error } });
  expect((await send('GET', '/recordings')).body).toEqual([]);
});

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

async function order(body: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${simulator.control}/media/past`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

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

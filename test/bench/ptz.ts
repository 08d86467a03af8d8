/**
 * From an order of a window to the answer of the cloud, against a bare request for the same movement: the steering, its journal,
 * its lock and the client must cost next to nothing. The simulated cloud answers 60 ms late, as a near one does; the sides take
 * turns, on two cameras, and each movement is stopped before the next.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PtzPort } from '../../main/ports/ptz.ts';
import { Secret } from '../../main/secret.ts';
import { PtzJournal } from '../../main/services/ptz/ptz-journal.ts';
import { PtzService } from '../../main/services/ptz/ptz.ts';
import { huaweiIvm } from '../../main/vendors/huawei-ivm/vendor.ts';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../preload/domain/ids.ts';
import type { PtzState } from '../../preload/domain/ptz.ts';
import { startSimulator, stop, type SimulatorInfo } from '../../scripts/lib.ts';
import { tokenOf } from './simulator-viewers.ts';
import { median, quantile, turnsOf, type BenchOptions, type BenchResult } from './types.ts';

const LATENCY_MS = 60;
/** More than the least time between two commands to one camera. */
const REST_MS = 350;
const ORDERS_PER_ROUND = 20;
/** What an order may take beyond a bare request. */
const AT_MOST_RATIO = 1.3;
const ACCOUNT = asAccountId('bench');

type Cloud = SimulatorInfo['clouds'][string];
/** One movement and its stop. @returns how long the movement took, in ms. */
type Side = () => Promise<number>;

const idsOf = (cloud: Cloud, example: string): { readonly device: string; readonly channel: string } => {
  const { deviceId = '', channelId = '' } = cloud.examples[example] as Readonly<Record<string, string>>;
  return { device: deviceId, channel: channelId };
};

/** A client of one cloud that does no more than send and read. */
async function bareSide(cloud: Cloud): Promise<{ readonly side: Side; readonly close: () => void }> {
  const agent = new Agent({ keepAlive: true });
  const headers = { 'Access-Token': await tokenOf(cloud), 'Content-Type': 'application/json' };
  const { device, channel } = idsOf(cloud, 'behindRecorder');
  const base = `${cloud.endpoint}/v1/${cloud.credentials['userId'] ?? ''}/devices/${device}/channels/${channel}`;
  const send = (method: 'GET' | 'POST', path: string, body?: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest(`${base}${path}`, { method, headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
      });
      sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
  const token = /"control_token"\s*:\s*"([^"]+)"/.exec(await send('GET', '/control-lock'))?.[1];
  const order = (rest: object) => send('POST', '/ptz/angle-spin', { control_lock: token, ...rest });
  const side: Side = async () => {
    const startedMs = performance.now();
    await order({ direction: 'LEFT', speed: 5, mode: 'NON_POINT' });
    const tookMs = performance.now() - startedMs;
    await delay(REST_MS);
    await order({ direction: 'STOP' });
    return tookMs;
  };
  return { side, close: () => agent.destroy() };
}

/** The steering of the client, without a window: from the order to the answer of its request. */
async function clientSide(cloud: Cloud): Promise<{ readonly side: Side; readonly close: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'lanner-bench-ptz-'));
  const { userId = '', ak = '', sk = '' } = cloud.credentials;
  const session = huaweiIvm.createSession({
    ...{ accountId: ACCOUNT, endpoint: cloud.endpoint, region: null },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
    credential: { fields: { userId, ak }, secrets: { sk: new Secret(sk) } },
  });
  const { ptz } = session;
  if (ptz === undefined) throw new Error('the cloud steers no cameras');
  let served: () => void = () => undefined;
  const watched: PtzPort = {
    ...ptz,
    move: async (request, signal) => {
      await ptz.move(request, signal);
      served();
    },
  };
  let onRest: () => void = () => undefined;
  const service = new PtzService({
    sessions: { of: () => Promise.resolve({ ptz: watched }) },
    journal: new PtzJournal({ dir }),
    emit: (_, state) => ((state as PtzState).phase === 'rest' ? onRest() : undefined),
  });
  const { device, channel } = idsOf(cloud, 'ptzDome');
  const camera: ChannelId = channelIdOf(deviceIdOf(ACCOUNT, device), channel);
  await service.open(camera, 'w');
  let press = 0;
  const side: Side = async () => {
    press += 1;
    const isServed = new Promise<void>((resolve) => (served = resolve));
    const startedMs = performance.now();
    service.move(camera, press, { direction: 'left', speed: 0.5 }, 'w');
    await isServed;
    const tookMs = performance.now() - startedMs;
    await delay(REST_MS); // the steering has noted the answer, and a stop may follow
    const isAtRest = new Promise<void>((resolve) => (onRest = resolve));
    service.stop(camera, press, 'w');
    await isAtRest;
    return tookMs;
  };
  const close = async (): Promise<void> => {
    await service.dispose();
    await session.dispose();
    await rm(dir, { recursive: true, force: true });
  };
  return { side, close };
}

export async function ptz({ rounds }: BenchOptions): Promise<BenchResult> {
  const { child, info } = await startSimulator(60);
  const cloud = info.clouds['huawei-ivm'];
  if (cloud === undefined) throw new Error('the simulator has no huawei-ivm cloud');
  const bare = await bareSide(cloud);
  const client = await clientSide(cloud);
  const tookMs = { client: [] as number[], bare: [] as number[] };
  try {
    // Signing in, the lock and the first connection are paid before anything is measured.
    await client.side();
    await bare.side();
    const late = JSON.stringify({ kind: 'latency', ms: LATENCY_MS, operation: 'controlPtz' });
    await fetch(`${info.control}/faults`, { method: 'POST', body: late });
    for (let i = 0; i < rounds * ORDERS_PER_ROUND; i += 1) {
      for (const name of turnsOf(i, ['client', 'bare'] as const)) {
        await delay(REST_MS);
        tookMs[name].push(await (name === 'client' ? client : bare).side());
      }
    }
  } finally {
    bare.close();
    await client.close();
    await stop(child);
  }
  const figures = (all: readonly number[]) => ({ medianMs: median(all), p95Ms: quantile(all, 0.95) });
  const [ours, theirs] = [figures(tookMs.client), figures(tookMs.bare)];
  return {
    goals: [
      {
        name: 'p95 from order to request served, against a bare request',
        value: ours.p95Ms / theirs.p95Ms,
        atMost: AT_MOST_RATIO,
      },
    ],
    details: { latencyMs: LATENCY_MS, orders: tookMs.client.length, client: ours, bare: theirs },
  };
}

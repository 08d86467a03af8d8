/** A cloud that publishes over RTMP alone, from its session to the pictures. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Secret } from '../../../main/secret.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import { createSessionFactories } from '../../../main/vendors/registry.ts';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { Channel } from '../../../preload/domain/cameras/cameras.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, signal, startBench, type Bench } from './harness.ts';

const VENDOR = 'aliyun-cityvisual';
const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };

let simulator: Simulator;
let session: VendorSession;
let bench: Bench;

beforeAll(async () => {
  simulator = await startSimulator({ cameras: 16 });
  bench = await startBench({ backoffMs: [50, 100], stableMs: 100 });
  const cloud = simulator.clouds[VENDOR];
  const factory = createSessionFactories()[VENDOR];
  if (cloud === undefined || factory === undefined) throw new Error(`no ${VENDOR} here`);
  const { accessKeyId = '', accessKeySecret = '' } = cloud.credentials;
  const credential = { fields: { accessKeyId }, secrets: { accessKeySecret: new Secret(accessKeySecret) } };
  session = factory({ accountId: asAccountId('a1'), endpoint: cloud.endpoint, region: null, credential, tokens });
});

afterAll(async () => {
  await bench.dispose();
  await session.dispose();
  await simulator.close();
});

async function firstOnline(): Promise<Channel> {
  for await (const page of session.directory?.channels(signal()) ?? []) {
    const found = page.items.find((channel) => channel.reachable === 'online' && !channel.isFrozen);
    if (found !== undefined) return found;
  }
  throw new Error('no camera is on line');
}

it('the gateway plays a camera by the address that the cloud gives, and again when the media server was restarted', async () => {
  const { live } = session;
  if (live === undefined) throw new Error('no live video');
  const { id: channelId } = await firstOnline();
  const lease = await bench.open('camera', (_attempt, abort) =>
    live.open({ channelId, profile: 'main', transport: 'rtmp' }, abort),
  );
  const viewer = watchFlv(lease.url, ORIGIN);
  const plays = async (): Promise<void> => {
    const before = viewer.videoTimes().length;
    await until('pictures advance', () => (viewer.videoTimes().length > before + 15 ? true : null));
  };
  await plays();
  const order = { method: 'POST', body: JSON.stringify({ downMs: 200 }) };
  expect((await fetch(`${simulator.control}/media/restart`, order)).status).toBe(200);
  await plays();
  const times = viewer.videoTimes();
  expect(times.every((ms, i) => i === 0 || ms > (times[i - 1] ?? 0))).toBe(true);
  await viewer.close();
});

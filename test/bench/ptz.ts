/**
 * From a key of a window to the answer of the cloud, against a bare request for the same movement, while sixteen tiles of the
 * window play: page, door, steering, journal, lock and client must cost next to nothing. The simulated cloud answers 60 ms late,
 * as a near one does; the sides take turns, on two cameras, and each movement is stopped before the next.
 */
import { Agent, request as httpRequest } from 'node:http';
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { SimulatorInfo } from '../../scripts/lib.ts';
import { untilPlaying, withClient, type Session } from '../e2e/harness.ts';
import { tokenOf } from './simulator-viewers.ts';
import { median, quantile, turnsOf, type BenchOptions, type BenchResult } from './types.ts';

const TILES = 16;
const CAMERAS = 60;
const LATENCY_MS = 60;
/** More than the least time between two commands to one camera. */
const REST_MS = 350;
const ORDERS_PER_ROUND = 20;
/** The longest time of an order, as a multiple of a bare request. */
const AT_MOST_RATIO = 1.3;

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

/** Opens the controls of the first camera of the wall that turns, and counts on the page what main says of its steering. */
async function openControls({ page }: Session): Promise<void> {
  await page
    .locator('[data-tile]', { has: page.locator('.tile-head > .tile-sign[title="PTZ"]') })
    .first()
    .click();
  await page.keyboard.press('d');
  await page.getByRole('group', { name: /^PTZ control of the camera in tile/ }).waitFor();
  await page.evaluate(() => {
    const heard: { readonly phase: string; readonly atMs: number }[] = [];
    const { lanner } = window as unknown as { readonly lanner: LannerApi };
    lanner.on('ptz.changed', ({ phase }) => void heard.push({ phase, atMs: performance.now() }));
    Object.assign(window, { heard });
  });
}

/**
 * Presses a key until the request of its movement was served, and releases it. Measures from the key to main's report.
 */
const clientSide =
  ({ page }: Session): Side =>
  () =>
    page.evaluate(async (restMs) => {
      const { heard } = window as unknown as { readonly heard: { readonly phase: string; readonly atMs: number }[] };
      const press = (type: 'keydown' | 'keyup'): boolean =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent(type, { key: 'ArrowLeft', code: 'ArrowLeft', bubbles: true, cancelable: true }),
        );
      const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
      // Main says that the movement is wished, and says it again when the cloud has answered.
      const servedMs = (): number | undefined => heard.filter(({ phase }) => phase === 'moving')[1]?.atMs;
      heard.length = 0;
      const startedMs = performance.now();
      press('keydown');
      while (servedMs() === undefined) await pause(20);
      const tookMs = (servedMs() ?? Number.NaN) - startedMs;
      await pause(restMs);
      press('keyup');
      while (heard.at(-1)?.phase !== 'rest') await pause(20);
      return tookMs;
    }, REST_MS);

interface Measured {
  readonly client: number[];
  readonly bare: number[];
}

async function measure(session: Session, rounds: number): Promise<Measured> {
  const cloud = session.clouds['huawei-ivm'];
  if (cloud === undefined) throw new Error('the simulator has no huawei-ivm cloud');
  await untilPlaying(session, TILES);
  await openControls(session);
  const bare = await bareSide(cloud);
  const sides = { client: clientSide(session), bare: bare.side };
  const tookMs: Measured = { client: [], bare: [] };
  try {
    // Signing in, the lock and the first connection are paid before anything is measured.
    await sides.client();
    await sides.bare();
    await session.control('POST', '/faults', { kind: 'latency', ms: LATENCY_MS, operation: 'controlPtz' });
    for (let i = 0; i < rounds * ORDERS_PER_ROUND; i += 1) {
      for (const name of turnsOf(i, ['client', 'bare'] as const)) {
        await delay(REST_MS);
        tookMs[name].push(await sides[name]());
      }
    }
    await untilPlaying(session, TILES);
  } finally {
    bare.close();
  }
  return tookMs;
}

export async function ptz({ rounds }: BenchOptions): Promise<BenchResult> {
  let tookMs: Measured = { client: [], bare: [] };
  await withClient('bench-ptz', { cameras: CAMERAS, wall: TILES }, async (session) => {
    tookMs = await measure(session, rounds);
  });
  const figures = (all: readonly number[]) => ({ medianMs: median(all), p95Ms: quantile(all, 0.95) });
  const [ours, theirs] = [figures(tookMs.client), figures(tookMs.bare)];
  return {
    goals: [
      {
        name: `p95 from key to request served, against a bare request, ${TILES} tiles playing`,
        value: ours.p95Ms / theirs.p95Ms,
        atMost: AT_MOST_RATIO,
      },
    ],
    details: {
      latencyMs: LATENCY_MS,
      tiles: TILES,
      orders: tookMs.client.length,
      client: ours,
      bare: theirs,
      loadAverage: loadavg(),
    },
  };
}

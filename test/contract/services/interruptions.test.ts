/**
 * Two hundred interruptions of held arrows, drawn from a seed, on several cameras at once: whatever comes between, the camera
 * stands afterwards, by the word of the simulated cloud, and no order moves it after its last stop.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { channelRefOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import type { PtzDirection } from '../../../preload/domain/ptz/ptz.ts';
import { PATIENT } from '../../patience.ts';
import { Random } from '../../simulator/world/random.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { hold, movingOf, orderOf, receivedOf } from './ptz-desk.ts';

const SEED = 20_261_125;
const TIMES = 200;
const CAMERAS = 10;
const DIRECTIONS: readonly PtzDirection[] = ['left', 'up-right', 'down', 'zoom-in', 'focus-far', 'iris-open'];

const desk = deskOfCameras({ cameras: 300 });
let accountId: AccountId;

beforeEach(async () => {
  accountId = await desk.add('huawei-ivm');
});

afterEach(() => orderOf(desk.simulator, 'DELETE', '/faults'));

interface Held {
  readonly channelId: ChannelId;
  readonly windowId: string;
  readonly press: number;
  readonly letGo: () => void;
}

const fault = (rest: object) => orderOf(desk.simulator, 'POST', '/faults', { operation: 'controlPtz', ...rest });
const release = ({ letGo, channelId, windowId, press }: Held): Promise<unknown> => {
  letGo();
  return desk.client.ask('ptz.stop', { channelId, press }, windowId);
};

const INTERRUPTIONS: Readonly<Record<string, (held: Held) => Promise<unknown>>> = {
  'key released': release,
  'key up lost': async ({ letGo }) => letGo(),
  'window gone': async ({ letGo, windowId }) => {
    desk.client.host.services?.onWindowGone(windowId);
    letGo();
  },
  'control taken': async (held) => {
    const { deviceNativeId, channelNativeId } = channelRefOf(held.channelId);
    const taken = await desk.client.ask('console.run', {
      runId: `thief-${held.press}-${held.windowId}`,
      accountId,
      operationId: 'acquirePtzLock',
      isConfirmed: true,
      params: { device_id: deviceNativeId, channel_id: channelNativeId },
    });
    expect(taken).toMatchObject({ ok: true });
    await release(held);
  },
  'answer lost': async (held) => {
    await fault({ kind: 'drop', when: 'after', count: 1 });
    await release(held);
  },
  'order lost': async (held) => {
    await fault({ kind: 'drop', when: 'before', count: 1 });
    await release(held);
  },
  'cloud out of order': async (held) => {
    await fault({ kind: 'http', status: 503, count: 2 });
    await release(held);
  },
  'sent to a preset': async ({ letGo, channelId, windowId }) => {
    await desk.client.ask('presets.goTo', { channelId, index: 1 }, windowId);
    letGo();
  },
};
const KINDS = Object.keys(INTERRUPTIONS);

const ordersTo = (camera: ChannelId) => {
  const { deviceNativeId, channelNativeId } = channelRefOf(camera);
  return receivedOf(desk.simulator, 'controlPtz').filter(
    ({ params }) => params['device_id'] === deviceNativeId && params['channel_id'] === channelNativeId,
  );
};
const isStop = (direction: unknown): boolean => String(direction).endsWith('STOP');
const stands = async (camera: ChannelId): Promise<boolean> => {
  const { deviceNativeId } = channelRefOf(camera);
  return !(await movingOf(desk.simulator)).some(({ cameraKey }) => cameraKey.includes(deviceNativeId));
};

/** One operator at one camera: holds an arrow, is interrupted, and looks whether the camera stands. */
async function operate(channelId: ChannelId, windowId: string, seed: number): Promise<string[]> {
  const random = new Random(seed);
  const pick = <T>(all: readonly T[]): T => all[random.int(0, all.length - 1)] as T;
  const met: string[] = [];
  for (let press = 1; press <= TIMES / CAMERAS; press += 1) {
    await desk.client.get('ptz.open', { channelId }, windowId);
    const before = ordersTo(channelId).length;
    const letGo = hold(desk.client, { channelId, press, direction: pick(DIRECTIONS), windowId });
    await expect.poll(() => ordersTo(channelId).length, PATIENT).toBeGreaterThan(before);
    const kind = pick(KINDS);
    met.push(kind);
    await INTERRUPTIONS[kind]?.({ channelId, windowId, press, letGo });
    await expect.poll(() => stands(channelId), { ...PATIENT, message: `${kind} at ${channelId}` }).toBe(true);
  }
  return met;
}

// @promise ptz.last-order: Whatever interrupts a pressed arrow, the last order that the cloud of the camera received
// is a stop.
it('a camera stands after each of 200 interruptions drawn from a seed, and a stop is the last order that it received', async () => {
  const { channels } = await desk.client.get('directory.page', { accountId, cursor: null, limit: 500 });
  const cameras = channels
    .filter(({ capabilities, reachable }) => reachable === 'online' && capabilities.includes('presets'))
    .filter(({ deviceId }, i, all) => all.findIndex((one) => one.deviceId === deviceId) === i)
    .slice(0, CAMERAS)
    .map(({ id }) => id);
  expect(cameras).toHaveLength(CAMERAS);
  const met = await Promise.all(cameras.map((camera, i) => operate(camera, `w${i + 1}`, SEED + i)));
  expect(met.flat()).toHaveLength(TIMES);
  expect(new Set(met.flat())).toEqual(new Set(KINDS));
  await orderOf(desk.simulator, 'DELETE', '/faults');
  await expect.poll(() => movingOf(desk.simulator), PATIENT).toEqual([]); // before the controls are closed
  await Promise.all(cameras.map((camera, i) => desk.client.ask('ptz.leave', { channelId: camera }, `w${i + 1}`)));
  expect(await movingOf(desk.simulator)).toEqual([]);
  const taken = cameras.map((camera) => ordersTo(camera).filter(({ status }) => status === 200));
  for (const orders of taken) expect(isStop(orders.at(-1)?.params['direction'])).toBe(true);
}, 120_000);

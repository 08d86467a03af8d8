/**
 * Whatever takes the way to a camera away stops the camera first: through the door of main, against a simulated cloud that
 * knows which of its cameras move.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { PATIENT } from '../../patience.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { hold, movingOf, orderOf, receivedOf } from './ptz-desk.ts';

const desk = deskOfCameras({ seed: 7 });
let accountId: AccountId;
let letGo: () => void = () => {};

beforeEach(async () => {
  accountId = await desk.add('huawei-ivm');
});

afterEach(async () => {
  letGo();
  await order('DELETE', '/faults');
});

const order = (method: 'GET' | 'POST' | 'DELETE', route: string, body?: object) =>
  orderOf(desk.simulator, method, route, body);
const moving = () => movingOf(desk.simulator);
const orders = () => receivedOf(desk.simulator, 'controlPtz').map(({ params }) => params['direction']);

async function cameras(): Promise<readonly { readonly id: ChannelId; readonly canTurn: boolean }[]> {
  const { channels } = await desk.client.get('directory.page', { accountId, cursor: null, limit: 500 });
  return channels.map(({ id, capabilities }) => ({ id, canTurn: capabilities.includes('ptz') }));
}

/** Holds the control of a camera, as a page does that nobody tells of anything, and waits until the camera turns. */
async function turn(channelId?: ChannelId): Promise<ChannelId> {
  const camera = channelId ?? (await cameras()).find(({ canTurn }) => canTurn)?.id;
  if (camera === undefined) throw new Error('no camera can be steered');
  await desk.client.get('ptz.open', { channelId: camera });
  letGo = hold(desk.client, { channelId: camera, press: 1, direction: 'right' });
  await expect.poll(moving, PATIENT).toHaveLength(1);
  return camera;
}

const keys = () => desk.simulator.clouds['huawei-ivm']?.credentials ?? {};

// @promise security.lost-control: A camera is stopped before its account is turned off, removed or given other keys,
// and when a reading loses the camera or its window closes. Where the cloud takes no stop for 3 s, the operator reads
// which camera may still move, and the stop follows.
it.each([
  ['is turned off', () => desk.client.get('account.set-enabled', { accountId, isEnabled: false })],
  ['is removed', () => desk.client.get('account.remove', { accountId })],
  ['gets other keys', () => desk.client.get('account.update', { accountId, secrets: { sk: `${keys()['sk']}x` } })],
] as const)('an account that %s has no camera left that moves, although the control is still held', async (_, act) => {
  await turn();
  await act();
  expect(await moving()).toEqual([]);
  expect(orders()).toEqual(['RIGHT', 'STOP']);
  expect((await desk.client.get('incident.take', {})).incidents).toEqual([]);
});

// @promise security.lost-control
it('an account goes although its cloud takes no stop: the operator is informed, and the stop follows with the account', async () => {
  const camera = await turn();
  await order('POST', '/faults', { kind: 'http', status: 503, operation: 'controlPtz' });
  await desk.client.get('account.set-enabled', { accountId, isEnabled: false });
  expect(await desk.client.get('incident.take', {})).toMatchObject({
    incidents: [{ kind: 'camera-left-moving', channelId: camera, name: expect.stringMatching(/^\d+ \S/) }],
  });
  letGo();
  await order('DELETE', '/faults');
  expect(await moving()).toHaveLength(1);
  await desk.client.get('account.set-enabled', { accountId, isEnabled: true });
  await expect.poll(moving, PATIENT).toEqual([]);
});

// @promise security.lost-control
it('a camera that a reading loses is stopped, and moves no more while it is lost', async () => {
  const cut = { kind: 'cut-list', keep: 0.9 }; // few rows: they leave at once
  const ids = async () => (await cameras()).map(({ id }) => id);
  const read = async (isDone: (ids: readonly ChannelId[]) => boolean) => {
    await desk.client.get('directory.refresh', { accountId });
    await expect.poll(async () => isDone(await ids()), PATIENT).toBe(true);
  };
  const all = await cameras();
  await order('POST', '/faults', cut);
  await read((left) => left.length < all.length);
  const left = await ids();
  await order('DELETE', '/faults');
  await read((now) => now.length === all.length);
  const camera = all.find(({ id, canTurn }) => canTurn && !left.includes(id));
  expect(camera).toBeDefined();

  await turn(camera?.id);
  await order('POST', '/faults', cut);
  await read((now) => !now.includes(camera?.id as ChannelId));
  await expect.poll(moving, PATIENT).toEqual([]);
  // Not because no movement may last longer than ten seconds.
  expect(desk.client.host.events.filter(({ payload }) => (payload as { cut?: unknown }).cut === 'too-long')).toEqual(
    [],
  );
  letGo();
  await desk.client.get('ptz.move', {
    channelId: camera?.id as ChannelId,
    press: 2,
    command: { direction: 'right', speed: 0.5 },
  });
  await order('DELETE', '/faults');
  await read((now) => now.length === all.length);
  expect(orders()).toEqual(['RIGHT', 'STOP']);
});

// @promise security.lost-control
it('a window that closes leaves no camera that moves', async () => {
  await turn();
  desk.client.host.services?.onWindowGone('w1');
  await expect.poll(moving, PATIENT).toEqual([]);
  expect(orders()).toEqual(['RIGHT', 'STOP']);
});

/** Retrieval tasks as windows order and follow them, over main as one piece and the simulated Tencent IVP. */
import { beforeEach, expect, it } from 'vitest';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { deskOfCameras } from './desk-of-cameras.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const desk = deskOfCameras({ cameras: 12, seed: 1 });

beforeEach(async () => {
  const stored = { fromMs: Date.now() - 28 * DAY_MS, toMs: Date.now() - 22 * DAY_MS };
  await orderRecordings(desk.simulator.control, 'tencent-ivp', 'recorded', stored);
});

async function cameraOf(vendor: 'tencent-ivp' | 'huawei-ivm'): Promise<[AccountId, ChannelId]> {
  const { channels } = await desk.open(vendor);
  const fits = channels.find((one) => one.reachable === 'online' && one.capabilities.includes('cloud-record'));
  const channel = fits ?? channels[0];
  if (!channel) throw new Error('no camera');
  return [desk.accountId, channel.id];
}

/** An hour of a day whose footage the simulated cloud has archived. */
function archived() {
  const dayMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - 25 * DAY_MS;
  return { fromMs: dayMs + 2 * HOUR_MS, toMs: dayMs + 3 * HOUR_MS };
}

// @promise retrieval.times: The list shows how many cameras are ready, the MB, how long the task took, and the median
// of this client's own tasks.
it('archived footage is ordered, its end is reported, and the list has the time that the task took', async () => {
  const [accountId, channelId] = await cameraOf('tencent-ivp');
  const wish = { accountId, name: 'evidence-1', channelIds: [channelId], range: archived(), keepDays: 7 };
  const { added, error } = await desk.client.get('retrievals.order', wish);
  expect([added.length, error]).toEqual([1, null]);
  const nativeId = added[0]?.nativeId ?? '';
  const { task } = await desk.client.host.event('retrievals.ended', (told) => told.task.nativeId === nativeId);
  expect(task).toMatchObject({ name: 'evidence-1', state: 'done' });
  const list = await desk.client.get('retrievals.list', { accountId });
  expect(list.tasks.find((one) => one.nativeId === nativeId)?.endedAtMs).toBeGreaterThan(0);
  expect(list.typicalMs).toBeGreaterThan(0);
  const { channels } = await desk.client.get('retrievals.read', { accountId, nativeId });
  expect(channels.map((one) => one.channelId)).toEqual([channelId]);
});

it('footage that was brought back until midnight is recorded, and the rest of the day is still archived', async () => {
  const [accountId, channelId] = await cameraOf('tencent-ivp');
  const dayMs = archived().fromMs - 2 * HOUR_MS;
  const range = { fromMs: dayMs, toMs: dayMs + DAY_MS };
  const question = { channelId, place: 'cloud', range, archiveGrainMs: HOUR_MS } as const;
  const before = await desk.client.get('recordings.read', question);
  expect(before.view.coverage.some(({ state }) => state === 'covered')).toBe(false);
  const evening = { fromMs: dayMs + 22 * HOUR_MS, toMs: dayMs + DAY_MS };
  const { added } = await desk.client.get('retrievals.order', {
    accountId,
    name: 'evening',
    channelIds: [channelId],
    range: evening,
    keepDays: 7,
  });
  const last = added.at(-1)?.nativeId;
  await desk.client.host.event('retrievals.ended', ({ task }) => task.nativeId === last);
  const after = await desk.client.get('recordings.read', { ...question, isAnew: true });
  expect(after.error).toBeNull();
  const covered = after.view.coverage.filter(({ state }) => state === 'covered');
  expect(covered.every(({ fromMs }) => fromMs >= evening.fromMs)).toBe(true);
  expect(covered.length).toBeGreaterThan(0);
  expect(after.view.coverage.map(({ state }) => state)).toContain('archived-within');
});

it('a name that is taken at the cloud is refused with nothing ordered, and a deleted task leaves the list', async () => {
  const [accountId, channelId] = await cameraOf('tencent-ivp');
  const wish = { accountId, name: 'twice', channelIds: [channelId], range: archived(), keepDays: 7 };
  const first = await desk.client.get('retrievals.order', wish);
  const second = await desk.client.get('retrievals.order', wish);
  expect([first.added.length, second.added.length]).toEqual([1, 0]);
  expect(second.error).not.toBeNull();
  expect(second.rest).toEqual(wish.range);
  const nativeId = first.added[0]?.nativeId ?? '';
  await desk.client.get('retrievals.delete', { accountId, nativeId });
  expect((await desk.client.get('retrievals.list', { accountId })).tasks).toEqual([]);
});

it('a cloud without retrieval tasks says so', async () => {
  const [accountId] = await cameraOf('huawei-ivm');
  await expect(desk.client.get('retrievals.list', { accountId })).rejects.toThrow('cloud.not-supported');
});

import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { RetrievalOrderTable } from '../../../../../main/db/retrievals/orders.ts';
import { retrievalSteps } from '../../../../../main/db/retrievals/steps.ts';
import { AppError } from '../../../../../main/errors.ts';
import type { RetrievalOrder, RetrievalPort } from '../../../../../main/ports/retrievals.ts';
import { RetrievalsService } from '../../../../../main/services/retrievals/retrievals.ts';
import { requests } from '../../../../../preload/contract/contract.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { Retrieval, RetrievalState } from '../../../../../preload/domain/recording/retrievals.ts';
import { testFolder } from '../folder.ts';

const account = asAccountId('a1');
const camera = channelIdOf(deviceIdOf(account, 'd1'), 'c1');
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FROM_MS = Date.UTC(2026, 9, 1);
const wish = {
  accountId: account,
  name: 'gate',
  channelIds: [camera],
  keepDays: 7,
  range: { fromMs: FROM_MS, toMs: FROM_MS + 3 * DAY_MS },
} as const;

/** A cloud with one date a task. `lose` throws after the task was made. */
class Cloud implements RetrievalPort {
  readonly limits = { maxChannels: 2, maxNameChars: 8, namePattern: /^[a-z0-9-]+$/, maxKeepDays: 365, cutsMs: [0] };
  readonly tasks: Retrieval[] = [];
  asked = 0;
  lose: (task: Retrieval) => void = () => undefined;

  add({ name, range, keepDays }: RetrievalOrder): Promise<Retrieval> {
    this.asked += 1;
    const toMs = Math.min(range.toMs, range.fromMs + DAY_MS);
    const task: Retrieval = {
      nativeId: `t${this.asked}`,
      name,
      state: 'waiting',
      keepDays,
      sizeMb: null,
      fromMs: range.fromMs,
      toMs,
    };
    this.tasks.push(task);
    this.lose(task);
    return Promise.resolve(task);
  }
  get = () => Promise.reject(new AppError('cloud.not-found', 'no task'));
  unreadable = 0;
  list = () => Promise.resolve({ tasks: this.tasks, unreadable: this.unreadable });
  delete(nativeId: string): Promise<void> {
    this.tasks.splice(0, this.tasks.length, ...this.tasks.filter((task) => task.nativeId !== nativeId));
    return Promise.resolve();
  }
  setState(nativeId: string, state: RetrievalState): void {
    const at = this.tasks.findIndex((task) => task.nativeId === nativeId);
    const task = this.tasks[at];
    if (task) this.tasks[at] = { ...task, state };
  }
}

/** A cloud that has no room for the second task. */
function cloudOfOneTask(): Cloud {
  const cloud = new Cloud();
  cloud.lose = ({ nativeId }) => {
    if (nativeId !== 't2') return;
    cloud.tasks.pop();
    throw new AppError('cloud.quota', 'no room');
  };
  return cloud;
}

function open(port: RetrievalPort | null, folder = testFolder()) {
  const { db, close } = openDatabase(join(folder, 'lanner.db'), retrievalSteps);
  onTestFinished(() => close());
  const clock = { nowMs: Date.UTC(2026, 10, 1) };
  const told: string[] = [];
  const service = new RetrievalsService({
    table: new RetrievalOrderTable(db),
    portOf: () => Promise.resolve(port),
    emit: (name, payload) => told.push(name === 'retrievals.ended' ? `${name} ${JSON.stringify(payload)}` : name),
    watch: (id) => told.push(`watch ${id}`),
    nowMs: () => clock.nowMs,
  });
  return { service, clock, told };
}

it('a range over three dates becomes three tasks with names of their own', async () => {
  const cloud = new Cloud();
  const { service, told } = open(cloud);
  const answer = await service.order({ ...wish, name: 'longname' });
  expect(requests['retrievals.order'].out.parse(answer)).toEqual(answer);
  expect(answer.added.map(({ name }) => name)).toEqual(['longname', 'longna-2', 'longna-3']);
  expect([answer.rest, answer.error]).toEqual([null, null]);
  expect(told).toEqual(['retrievals.changed', `watch ${account}`]);
});

// @promise retrieval.failure: Tasks that were ordered before a failure are reported with the failure.
it('footage that was ordered before a failure is reported with the failure and with the time that is left', async () => {
  const { service } = open(cloudOfOneTask());
  const { added, rest, error } = await service.order(wish);
  expect(added.map(({ nativeId }) => nativeId)).toEqual(['t1']);
  expect(rest).toEqual({ fromMs: FROM_MS + DAY_MS, toMs: wish.range.toMs });
  expect(error?.code).toBe('cloud.quota');
});

// @promise retrieval.half-way: The same order after one that failed half-way orders only what was not ordered.
it('an order that is repeated after it failed half-way orders only the missing part', async () => {
  const cloud = cloudOfOneTask();
  const { service } = open(cloud);
  await service.order(wish);
  const { added, rest, error } = await service.order(wish);
  expect([rest, error]).toEqual([null, null]);
  expect(added.map(({ nativeId, name }) => [nativeId, name])).toEqual([
    ['t1', 'gate'],
    ['t3', 'gate-2'],
    ['t4', 'gate-3'],
  ]);
  expect(cloud.tasks).toHaveLength(3);
});

// @promise retrieval.found-by-name: A task that was made before a kill is found by its name.
it('an order whose name is its own takes tasks of this name that the cloud has already, as after a kill', async () => {
  const cloud = new Cloud();
  await open(cloud).service.order({ ...wish, range: { fromMs: FROM_MS, toMs: FROM_MS + DAY_MS } });
  const { service } = open(cloud);
  const { added } = await service.order(wish, true);
  expect(added.map(({ nativeId }) => nativeId)).toEqual(['t1', 't2', 't3']);
  expect(added.map(({ nativeId }) => service.endOf(account, nativeId))).toEqual(['open', 'open', 'open']);
  expect(service.endOf(account, 't9')).toBe('gone');
});

// @promise retrieval.not-twice: No task is ordered twice because an answer was lost.
it('a task whose answer was lost is found by its name and not ordered again', async () => {
  const cloud = new Cloud();
  cloud.lose = ({ nativeId }) => {
    if (nativeId === 't1') throw new AppError('network.timeout', 'no answer');
  };
  const { service } = open(cloud);
  const { added, error } = await service.order({ ...wish, range: { fromMs: FROM_MS, toMs: FROM_MS + DAY_MS } });
  expect([added.map(({ nativeId }) => nativeId), error, cloud.asked]).toEqual([['t1'], null, 1]);
});

it.each([
  [{ name: 'no space' }, 'name', 'form'],
  [{ name: 'much-too-long' }, 'name', 'too-long'],
  [{ channelIds: [camera, camera, camera] }, 'channelIds', 'too-many'],
  [{ keepDays: 366 }, 'keepDays', 'at-most'],
  [{ range: { fromMs: 5, toMs: 5 } }, 'range', 'empty-range'],
])('an order beyond the limits of the cloud is refused before anything is ordered: %j', async (part, field, detail) => {
  const cloud = new Cloud();
  const { service } = open(cloud);
  await expect(service.order({ ...wish, ...part })).rejects.toMatchObject({ params: { field, detail } });
  expect(cloud.asked).toBe(0);
});

it('a camera of another account is refused', async () => {
  const { service } = open(new Cloud());
  const channelIds = [channelIdOf(deviceIdOf(asAccountId('a2'), 'd1'), 'c1')];
  await expect(service.order({ ...wish, channelIds })).rejects.toMatchObject({ code: 'channel.not-found' });
});

it('the end of an own task is reported once, and the list has the time that own tasks took', async () => {
  const cloud = new Cloud();
  const { service, clock, told } = open(cloud);
  await service.order(wish);
  cloud.tasks.push({ ...(cloud.tasks[0] as Retrieval), nativeId: 'x', name: 'other' });
  clock.nowMs += 4 * MINUTE_MS;
  cloud.setState('t1', 'done');
  expect(await service.follow(account)).toBe(true);
  clock.nowMs += 6 * MINUTE_MS;
  for (const id of ['t2', 't3', 'x']) cloud.setState(id, 'done');
  expect(await service.follow(account)).toBe(false);
  expect(told.filter((one) => one.startsWith('retrievals.ended'))).toHaveLength(3);
  const list = await service.list(account);
  expect(requests['retrievals.list'].out.parse(list)).toEqual(list);
  expect(list.typicalMs).toBe(10 * MINUTE_MS);
  expect(list.tasks.find(({ nativeId }) => nativeId === 'x')).toMatchObject({ orderedAtMs: null, endedAtMs: null });
});

it('an own task that the cloud does not list any more is not waited for', async () => {
  const cloud = new Cloud();
  const { service, told } = open(cloud);
  await service.order({ ...wish, range: { fromMs: FROM_MS, toMs: FROM_MS + DAY_MS } });
  cloud.tasks.length = 0;
  expect(await service.follow(account)).toBe(false);
  expect(service.accountsWithOpen()).toEqual([]);
  expect(told.filter((one) => one.startsWith('retrievals.ended'))).toEqual([]);
});

// @promise security.unreadable-rows
it('an own task stays awaited while the list of the cloud has a task that cannot be read: it may be that one', async () => {
  const cloud = new Cloud();
  const { service } = open(cloud);
  await service.order({ ...wish, range: { fromMs: FROM_MS, toMs: FROM_MS + DAY_MS } });
  cloud.tasks.length = 0;
  cloud.unreadable = 1;
  expect(await service.follow(account)).toBe(true);
  expect(service.accountsWithOpen()).toEqual([account]);
});

// @promise retrieval.followed: The client follows its own tasks to their end, over a restart too.
it('a task that an earlier run of the client ordered is followed to its end', async () => {
  const cloud = new Cloud();
  const folder = testFolder();
  await open(cloud, folder).service.order({ ...wish, range: { fromMs: FROM_MS, toMs: FROM_MS + DAY_MS } });
  const { service, told } = open(cloud, folder);
  expect(service.accountsWithOpen()).toEqual([account]);
  cloud.setState('t1', 'done');
  expect(await service.follow(account)).toBe(false);
  expect(told.filter((one) => one.startsWith('retrievals.ended'))).toHaveLength(1);
});

it('a cloud without retrieval tasks is distinguished from a cloud with none', async () => {
  await expect(open(null).service.list(account)).rejects.toMatchObject({ code: 'cloud.not-supported' });
  expect((await open(new Cloud()).service.list(account)).tasks).toEqual([]);
});

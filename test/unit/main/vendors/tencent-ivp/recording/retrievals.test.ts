import { afterEach, expect, it } from 'vitest';
import type { RetrievalPort } from '../../../../../../main/ports/retrievals.ts';
import { channelId, failure, startTinyCloud, type Call, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const HOUR_MS = 3_600_000;
/** 2024-03-10 00:00 in Beijing. */
const MIDNIGHT_MS = Date.UTC(2024, 2, 9, 16);
const MIDNIGHT_SEC = MIDNIGHT_MS / 1000;
const TASK = {
  TaskId: 't1',
  TaskName: 'theft',
  StartTime: MIDNIGHT_SEC - 3_600,
  EndTime: MIDNIGHT_SEC - 1,
  Mode: 1,
  Expiration: 10,
  Status: 1,
  Capacity: 64.5,
};
const READ = {
  nativeId: 't1',
  name: 'theft',
  fromMs: MIDNIGHT_MS - HOUR_MS,
  toMs: MIDNIGHT_MS,
  state: 'running',
  keepDays: 10,
  sizeMb: 64.5,
};
const order = {
  name: 'theft',
  channelIds: [channelId],
  range: { fromMs: MIDNIGHT_MS - HOUR_MS, toMs: MIDNIGHT_MS + HOUR_MS },
  keepDays: 10,
};

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

async function cloudThat(answer: (call: Call) => unknown) {
  cloud = await startTinyCloud(answer);
  return { calls: cloud.calls, retrievals: cloud.session.retrievals as RetrievalPort };
}

it('a retrieval is ordered up to midnight, and its answer states that end', async () => {
  const { calls, retrievals } = await cloudThat(() => TASK);
  expect(await retrievals.add(order, signal)).toEqual(READ);
  const { TaskName, StartTime, EndTime, Mode, Expiration } = TASK;
  expect(calls.map(({ body }) => body)).toEqual([
    { TaskName, StartTime, EndTime, Mode, Expiration, Channels: [{ DeviceId: 'd1', ChannelId: 'c1' }] },
  ]);
});

it.each([
  ['without cameras', { channelIds: [] }],
  ['with 33 cameras', { channelIds: Array.from({ length: 33 }, () => channelId) }],
  ['without a name', { name: '' }],
  ['with a name of 33 characters', { name: 'x'.repeat(33) }],
  ['with a blank in its name', { name: 'the theft' }],
  ['for no day', { keepDays: 0 }],
  ['for 366 days', { keepDays: 366 }],
  ['of no time', { range: { fromMs: 1, toMs: 1 } }],
])('a retrieval %s is refused before anything is asked', async (_, wrong) => {
  const { calls, retrievals } = await cloudThat(() => TASK);
  await expect(retrievals.add({ ...order, ...wrong }, signal)).rejects.toMatchObject({ code: 'input.invalid-field' });
  expect(calls).toEqual([]);
});

it('a retrieval names its limits, which are those of the checks', async () => {
  const { retrievals } = await cloudThat(() => TASK);
  const { maxChannels, maxNameChars, maxKeepDays, namePattern } = retrievals.limits;
  const most = {
    ...order,
    name: '取'.repeat(maxNameChars),
    channelIds: Array.from({ length: maxChannels }, () => channelId),
    keepDays: maxKeepDays,
  };
  expect(namePattern.test(most.name)).toBe(true);
  expect(await retrievals.add(most, signal)).toMatchObject({ nativeId: 't1' });
});

it('a retrieval is not ordered twice when the cloud does not answer well', async () => {
  const { calls, retrievals } = await cloudThat(() => failure(50000));
  await expect(retrievals.add(order, signal)).rejects.toMatchObject({ code: 'cloud.unavailable' });
  expect(calls).toHaveLength(1);
});

// @promise retrieval.camera-states: A retrieval (Tencent IVP only) is reported camera by camera and in MB; the cloud
// publishes no percentage.
it('a retrieval reports the state of each of its cameras', async () => {
  const ids = { DeviceId: 'd1', DeviceName: '', ChannelName: '' };
  const Channels = [0, 1, 2, 3, 9].map((Status, i) => ({ ...ids, ChannelId: `c${i}`, Status }));
  const { calls, retrievals } = await cloudThat(() => ({ ...TASK, Status: 0, Channels }));
  const { state, channels } = await retrievals.get('t1', signal);
  expect(calls[0]?.query).toEqual({ TaskId: 't1' });
  expect(state).toBe('done');
  expect(channels.map((one) => one.state)).toEqual(['done', 'running', 'waiting', 'none-archived', 'unknown']);
  expect(channels[1]?.channelId).toBe(channelId);
});

it('retrievals are listed with those of others', async () => {
  const { retrievals } = await cloudThat(() => [TASK, { ...TASK, TaskId: 't2', TaskName: '', Status: 2 }]);
  const tasks = [READ, { ...READ, nativeId: 't2', name: 't2', state: 'waiting' }];
  expect(await retrievals.list(signal)).toEqual({ tasks, unreadable: 0 });
});

// @promise security.unreadable-rows
it.each([
  ['without an id', { TaskId: '' }],
  ['with an id of 10 kB', { TaskId: 'x'.repeat(10_000) }],
  ['without times', { StartTime: undefined }],
  ['with a time before 1970', { StartTime: -1 }],
  ['that ends before 1970', { StartTime: 0, EndTime: -5 }],
])('a retrieval %s is counted and does not hide the others', async (_, wrong) => {
  const { retrievals } = await cloudThat(() => [{ ...TASK, TaskId: 'bad', ...wrong }, TASK]);
  expect(await retrievals.list(signal)).toEqual({ tasks: [READ], unreadable: 1 });
  const { retrievals: alone } = await cloudThat(() => [{ ...TASK, ...wrong }]);
  await expect(alone.list(signal)).rejects.toMatchObject({ code: 'network.bad-answer' });
});

it('retrievals show no secret of the account that stands in a name', async () => {
  const { retrievals } = await cloudThat(() => [{ ...TASK, TaskName: 'a-SECRETKEY-b' }]);
  expect((await retrievals.list(signal)).tasks[0]?.name).toBe('a-***-b');
});

it('a retrieval is deleted by its id, and a missing retrieval is reported', async () => {
  const { calls, retrievals } = await cloudThat(({ body }) => (body['TaskId'] === 't1' ? {} : failure(40006)));
  await retrievals.delete('t1', signal);
  await expect(retrievals.delete('t2', signal)).rejects.toMatchObject({ code: 'cloud.not-found' });
  expect(calls.map(({ path }) => path)).toEqual(Array(2).fill('/ivc/record/retrievetask/delete'));
});

it.each([
  ['a task without id', { ...TASK, TaskId: '', Channels: [] }],
  ['a task without times', { ...TASK, StartTime: undefined, Channels: [] }],
  ['a task without channels', TASK],
  ['nothing', null],
])('a retrieval that is answered with %s is a bad answer and not a task', async (_, answer) => {
  const { retrievals } = await cloudThat(() => answer);
  await expect(retrievals.get('t1', signal)).rejects.toMatchObject({ code: 'network.bad-answer' });
});

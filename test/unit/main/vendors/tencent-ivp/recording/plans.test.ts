import { afterEach, expect, it, vi } from 'vitest';
import { channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import type { PlanPort } from '../../../../../../main/ports/plans.ts';
import { account, channelId, failure, startTinyCloud, type Call, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const HOUR_SEC = 3_600;
const hours = [{ DayOfWeek: 1, StartTime: '08:00:00', EndTime: '20:00:00' }];
const HOURS = [{ dayOfWeek: 1, fromSec: 8 * HOUR_SEC, toSec: 20 * HOUR_SEC }];
const night = [{ DayOfWeek: 2, StartTime: '01:00:00', EndTime: '04:00:00' }];
const plan = (PlanId: string, LifeCycle: object, Status = 1) => ({ PlanId, TemplateId: 'T', LifeCycle, Status });
const page = (...ids: readonly string[]) => ({
  TotalCount: ids.length,
  List: ids.map((ChannelId) => ({ DeviceId: `d-${ChannelId}`, ChannelId })),
});

/** By the path of the operation. */
const ANSWERS: Readonly<Record<string, (call: Call) => unknown>> = {
  '/ivc/record/planlist/query': () => [
    plan('gone', { Transition: 1, Expiration: 0 }, 0),
    plan('other', { Transition: 1, Expiration: 0 }),
    plan('mine', { Transition: 7, Expiration: 60 }),
  ],
  '/ivc/record/templatelist/query': () => [{ TemplateId: 'T', TimeSections: hours }],
  '/ivc/record/devicelist/query': ({ query }) => (query['PlanId'] === 'mine' ? page('c0', 'c1') : page('c2')),
  '/ivc/recordbackup/planlist/query': () => [plan('copy', { Transition: 30, Expiration: 0 })],
  '/ivc/recordbackup/templatelist/query': () => [{ TemplateId: 'T', TimeSections: night, DevTimeSections: hours }],
  '/ivc/recordbackup/devicelist/query': () => page('c1'),
};

let cloud: TinyCloud | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await cloud?.close();
});

async function plansWith(changed: typeof ANSWERS = {}) {
  cloud = await startTinyCloud((call) => ({ ...ANSWERS, ...changed })[call.path]?.(call) ?? failure(40006));
  return { calls: cloud.calls, plans: cloud.session.plans as PlanPort };
}

it('a plan has the hours that are recorded, and the hours of the device that are copied later', async () => {
  const { plans } = await plansWith();
  const { zone, tables } = await plans.planOf(channelId, signal);
  expect(zone).toBe('Asia/Shanghai');
  expect(tables).toEqual([
    { kind: 'continuous', sections: HOURS, keptDays: 67, archivedAfterDays: 7 },
    { kind: 'device-copy', sections: HOURS, keptDays: 30, archivedAfterDays: null },
  ]);
});

it('a camera that no plan names has no plan', async () => {
  const { plans } = await plansWith();
  expect((await plans.planOf(channelIdOf(deviceIdOf(account, 'd9'), 'c9'), signal)).tables).toEqual([]);
});

it('a plan names a camera that is its own channel by its device', async () => {
  const { plans } = await plansWith();
  const own = channelIdOf(deviceIdOf(account, 'd-c2'), 'd-c2');
  expect((await plans.planOf(own, signal)).tables).toMatchObject([{ kind: 'continuous', keptDays: 1 }]);
});

it('plans of many cameras are read once, and again after ten minutes', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { calls, plans } = await plansWith();
  await Promise.all(Array.from({ length: 16 }, () => plans.planOf(channelId, signal)));
  const once = calls.length;
  expect(once).toBe(2 + 2 + 3);
  await plans.planOf(channelId, signal);
  expect(calls).toHaveLength(once);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  await plans.planOf(channelId, signal);
  expect(calls).toHaveLength(2 * once);
});

it('plans are read further for others when one caller gives up', async () => {
  const { calls, plans } = await plansWith();
  const impatient = new AbortController();
  const given = plans.planOf(channelId, impatient.signal);
  const kept = plans.planOf(channelId, signal);
  impatient.abort();
  await expect(given).rejects.toMatchObject({ code: 'cancelled' });
  expect((await kept).tables).toHaveLength(2);
  expect(calls).toHaveLength(7);
});

it('plans are asked for again after a failure', async () => {
  let isDown = true;
  const { plans } = await plansWith({
    '/ivc/record/templatelist/query': () => (isDown ? failure(41601) : [{ TemplateId: 'T', TimeSections: hours }]),
  });
  await expect(plans.planOf(channelId, signal)).rejects.toMatchObject({ code: 'auth.expired-token' });
  isDown = false;
  expect((await plans.planOf(channelId, signal)).tables).toHaveLength(2);
});

it.each([
  ['no template', () => [{ TemplateId: 'other', TimeSections: hours }]],
  ['times that are none', () => [{ TemplateId: 'T', TimeSections: [{ ...hours[0], EndTime: '07:00:00' }] }]],
])('a plan with %s is a bad answer', async (_, answer) => {
  const { plans } = await plansWith({ '/ivc/record/templatelist/query': answer });
  await expect(plans.planOf(channelId, signal)).rejects.toMatchObject({ code: 'network.bad-answer' });
});

it('a plan with 0 printed days of storage does not count as storage without end', async () => {
  const { plans } = await plansWith({
    '/ivc/record/planlist/query': () => [plan('mine', { Transition: 0, Expiration: 0 })],
  });
  expect((await plans.planOf(channelId, signal)).tables[0]).toMatchObject({ keptDays: null, archivedAfterDays: null });
});

import { afterEach, expect, it } from 'vitest';
import type { PlanPort } from '../../../../../../main/ports/plans.ts';
import { channelId, failure, startTinyCloud, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const HOUR_SEC = 3_600;
const monday = [{ day_of_week: 1, start_time: '08:00:00', end_time: '20:00:00' }];
const MONDAY = [{ dayOfWeek: 1, fromSec: 8 * HOUR_SEC, toSec: 20 * HOUR_SEC }];
const POLICIES = [
  { storage_days: 15, storage_type: 'PLAN_RECORD' },
  { storage_days: 0, storage_type: 'MOTION_RECORD' },
];
const ANSWERS = {
  'record-plan': { all_day: false, is_upload_record: true, time_sections: monday },
  'record-alarm-plan': { plans: [{ alarm_type: 'motion_detection', advance_time: 30, after_time: 15 }], all_day: true },
  'time-policy': { time_policies: POLICIES },
};

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

/** @param changed answers that are not those of the document, by the last word of the path. */
async function planWith(changed: Readonly<Record<string, object>> = {}) {
  const answers: Readonly<Record<string, object>> = { ...ANSWERS, ...changed };
  cloud = await startTinyCloud(({ path }) => {
    const ids = { device_id: 'HOLO12345678', channel_id: '0' };
    const answer = answers[path.split('/').at(-1) ?? ''] ?? {};
    return 'error_code' in answer ? answer : { ...ids, ...answer };
  });
  return (cloud.session.plans as PlanPort).planOf(channelId, signal);
}

it('a plan has the hours and the retention of continuous recordings and of alarms, as of today', async () => {
  const beforeMs = Date.now();
  const { asOfMs, zone, tables } = await planWith();
  expect(asOfMs).toBeGreaterThanOrEqual(beforeMs);
  expect(zone).toBe('Asia/Shanghai');
  const week = [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, fromSec: 0, toSec: 24 * HOUR_SEC }));
  expect(tables).toEqual([
    { kind: 'continuous', sections: MONDAY, keptDays: 15, archivedAfterDays: null },
    { kind: 'alarm', sections: week, keptDays: 0, archivedAfterDays: null },
  ]);
  const asked = cloud?.calls
    .filter(({ path }) => path.endsWith('/time-policy'))
    .map(({ query }) => query['record_type']);
  expect(asked?.sort()).toEqual(['alarm', 'normal']);
});

it('a plan without kinds of alarms records nothing on alarms', async () => {
  const { tables } = await planWith({ 'record-alarm-plan': { plans: [], all_day: false, time_sections: monday } });
  expect(tables[1]).toMatchObject({ kind: 'alarm', sections: [] });
});

it('a plan of a camera whose services are not enabled has no tables', async () => {
  const off = failure('IVM.20020008');
  const { tables } = await planWith({ 'record-plan': off, 'record-alarm-plan': off, 'time-policy': off });
  expect(tables).toEqual([]);
});

it('a plan of a camera that is recorded at no time still has the time for which older recordings are stored', async () => {
  const { tables } = await planWith({
    'record-plan': { all_day: false, time_sections: [] },
    'time-policy': { time_policies: POLICIES.slice(0, 1) },
  });
  expect(tables[0]).toMatchObject({ kind: 'continuous', sections: [], keptDays: 15 });
});

it.each([
  ['record-plan', {}],
  ['record-plan', { all_day: false, time_sections: [{ ...monday[0], end_time: '07:00:00' }] }],
  ['record-alarm-plan', { all_day: true }],
])('a plan of which %s is answered with %j is a bad answer', async (name, answer) => {
  await expect(planWith({ [name]: answer })).rejects.toMatchObject({ code: 'network.bad-answer' });
});

it('a plan is unknown when the cloud refuses to answer one part of it', async () => {
  const refused = planWith({ 'time-policy': failure('IVM.20000036') });
  await expect(refused).rejects.toMatchObject({ code: 'device.offline' });
});

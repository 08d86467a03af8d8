/** Lists of recordings on days on which the clocks of the operator are changed: from the answer of a cloud to timeline and calendar. */
import { expect, it, onTestFinished } from 'vitest';
import { coverageOf, joinRanges } from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';
import type { VendorSession } from '../../../../../main/ports/session.ts';
import { dayFootage } from '../../../../../renderer/ui/timeline/calendar/calendar-days.ts';
import { rowModel } from '../../../../../renderer/ui/timeline/row-model.ts';
import { stampWords } from '../../../../../renderer/ui/timeline/stamp.ts';
import { dayRange } from '../../../../../renderer/ui/timeline/zone.ts';
import { MOMENTS, type Moment } from '../../../../moments.ts';
import * as ivm from '../../../main/vendors/huawei-ivm/cloud.ts';
import * as ivp from '../../../main/vendors/tencent-ivp/cloud.ts';

const ZONE = 'Europe/Berlin';
const HOUR_MS = 3_600_000;
const BEIJING_MS = 8 * HOUR_MS;

const wallClock = (atMs: number): string => new Date(atMs + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');

/** A recording for each hour of the range. */
const hoursOf = ({ fromMs, toMs }: TimeRange): TimeRange[] =>
  Array.from({ length: (toMs - fromMs) / HOUR_MS }, (_, i) => ({
    fromMs: fromMs + i * HOUR_MS,
    toMs: fromMs + (i + 1) * HOUR_MS,
  }));

type Cloud = (hours: readonly TimeRange[]) => Promise<{ readonly session: VendorSession; close(): Promise<void> }>;

const inBeijingTime: Cloud = (hours) => {
  const records = hours.map(({ fromMs, toMs }, i) => ({
    record_id: `r${i}`,
    record_type: 'NORMAL_RECORD',
    storage_state: 0,
    start_time: wallClock(fromMs),
    end_time: wallClock(toMs),
  }));
  return ivm.startTinyCloud(() => ({ total: records.length, records }));
};

const inSeconds: Cloud = (hours) =>
  ivp.startTinyCloud(({ query }) => {
    const [fromMs, toMs] = ['StartTime', 'EndTime'].map((name) => Number(query[name]) * 1_000);
    const found = hours.filter((one) => one.fromMs <= (toMs ?? 0) && one.toMs > (fromMs ?? 0));
    return { Tips: 0, List: found.map((one) => ({ Begin: one.fromMs / 1_000, End: one.toMs / 1_000 })) };
  });

async function listed(start: Cloud, channelId: typeof ivm.channelId, range: TimeRange, hours: readonly TimeRange[]) {
  const cloud = await start(hours);
  onTestFinished(() => cloud.close());
  const request = { channelId, place: 'cloud', range, archiveGrainMs: 24 * HOUR_MS } as const;
  const found = [];
  const list = cloud.session.records?.list(request, new AbortController().signal) ?? [];
  for await (const { recordings } of list) found.push(...recordings);
  return found;
}

const rowOf = (range: TimeRange, found: readonly TimeRange[]) =>
  rowModel({
    place: 'cloud',
    recordings: {
      fromMs: found.map(({ fromMs }) => fromMs),
      toMs: found.map(({ toMs }) => toMs),
      kind: found.map(() => 0),
      storage: found.map(() => 0),
    },
    coverage: coverageOf(range, found, [{ ...range, asOfMs: range.toMs, archivedWithin: [] }]),
  });

const clouds = [
  ['huawei-ivm', inBeijingTime, ivm.channelId],
  ['tencent-ivp', inSeconds, ivp.channelId],
] as const;

it.each(
  clouds.flatMap(([vendor, start, id]) => [
    [vendor, '2026-10-25', 25, start, id] as const,
    [vendor, '2026-03-29', 23, start, id] as const,
  ]),
)('recordings of %s on %s, a day of %i hours, fill the whole day', async (_, day, length, start, channelId) => {
  const range = dayRange(ZONE, day);
  const hours = hoursOf(range);
  expect(hours).toHaveLength(length);
  const found = await listed(start, channelId, range, hours);
  expect(joinRanges(found)).toEqual([range]);
  expect(dayFootage([rowOf(range, found)], range, range.toMs)).toEqual({ state: 'full', share: 1 });
});

/** The hours around a moment, which lie in two days of some zone. */
const around = ({ atMs }: Moment): TimeRange => {
  const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
  return { fromMs: hourMs - 6 * HOUR_MS, toMs: hourMs + 7 * HOUR_MS };
};

it.each(
  clouds.flatMap(([vendor, start, channelId]) =>
    MOMENTS.map((moment) => ({ vendor, start, channelId, moment, name: moment.name })),
  ),
)('recordings of $vendor around $name are listed whole, and each hour once', async ({ start, channelId, moment }) => {
  const range = around(moment);
  const hours = hoursOf(range);
  const found = await listed(start, channelId, range, hours);
  expect(joinRanges(found)).toEqual([range]);
  expect(found.reduce((sum, one) => sum + one.toMs - one.fromMs, 0)).toBe(range.toMs - range.fromMs);
});

// @promise failures.hour-twice: An hour that the clocks show twice is recorded once where one of both is missing.
it.each(clouds)(
  'an hour of %s that the clocks show twice is recorded once where one of the two is missing',
  async (_, start, channelId) => {
    const range = dayRange(ZONE, '2026-10-25');
    const missing = { fromMs: range.fromMs + 3 * HOUR_MS, toMs: range.fromMs + 4 * HOUR_MS };
    const hours = hoursOf(range).filter(({ fromMs }) => fromMs !== missing.fromMs);
    const found = await listed(start, channelId, range, hours);
    const row = rowOf(range, found);
    expect(stampWords(ZONE, missing.fromMs - HOUR_MS)).toBe('2026-10-25 02:00:00 UTC+2');
    expect(stampWords(ZONE, missing.fromMs)).toBe('2026-10-25 02:00:00 UTC+1');
    expect(row.any.has(missing.fromMs - HOUR_MS)).toBe(true);
    expect([row.empty.beginOf(0), row.empty.endOf(0), row.empty.count]).toEqual([missing.fromMs, missing.toMs, 1]);
    expect(dayFootage([row], range, range.toMs)).toEqual({ state: 'some', share: 24 / 25 });
  },
);

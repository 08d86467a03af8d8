/** The search for archived footage of Tencent IVP: the cloud reports only whether a request contains some. */
import { afterEach, expect, it } from 'vitest';
import { joinRanges } from '../../../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../../../preload/domain/time.ts';
import type { RecordPort } from '../../../../../main/ports/records.ts';
import { channelId, startTinyCloud, type Call, type TinyCloud } from './cloud.ts';

const HOUR_MS = 3_600_000;
/** 2024-03-10 00:00 in Beijing. */
const MIDNIGHT_MS = Date.UTC(2024, 2, 9, 16);

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

async function recordsOf(answer: (call: Call) => unknown) {
  cloud = await startTinyCloud(answer);
  return { calls: cloud.calls, records: cloud.session.records as RecordPort };
}

/** A cloud with archived footage in these ranges, and recordings that can be played in others. */
const archive = (archived: readonly TimeRange[], recorded: readonly TimeRange[] = []) =>
  recordsOf(({ query }) => {
    const asked = { fromMs: Number(query['StartTime']) * 1000, toMs: Number(query['EndTime']) * 1000 };
    const List = recorded.flatMap((one) => {
      const cut = intersect(one, asked);
      return cut === null ? [] : { Begin: cut.fromMs / 1000, End: cut.toMs / 1000 };
    });
    return { Tips: archived.some((one) => intersect(asked, one) !== null) ? 1 : 0, List };
  });

/** Full seconds, as the cloud prints them. */
const hours = (from: number, to: number): TimeRange => ({
  fromMs: MIDNIGHT_MS + Math.round(from * 3600) * 1000,
  toMs: MIDNIGHT_MS + Math.round(to * 3600) * 1000,
});

async function within(records: RecordPort, range: TimeRange, archiveGrainMs: number): Promise<readonly TimeRange[]> {
  const pieces: TimeRange[] = [];
  const request = { channelId, place: 'cloud', range, archiveGrainMs } as const;
  for await (const answer of records.list(request, new AbortController().signal)) pieces.push(...answer.archivedWithin);
  return pieces;
}

it('archived footage is searched at its first and at its last edge, as exactly as requested', async () => {
  const archived = hours(5, 6);
  const { calls, records } = await archive([archived]);
  expect([await within(records, hours(0, 8), 24 * HOUR_MS), calls.length]).toEqual([[hours(0, 8)], 1]);
  expect(await within(records, hours(0, 8), HOUR_MS)).toEqual([archived]);
  expect(calls.length).toBeLessThan(1 + 10);
});

// @promise playback.archived-edges: Tencent IVP is asked for the edges of archived footage to a quarter of an hour, in
// few requests.
it('a day that is archived as a whole costs three requests for each of its two parts', async () => {
  const { calls, records } = await archive([hours(-48, 48)]);
  const day = hours(0, 24);
  expect(joinRanges(await within(records, day, HOUR_MS / 4))).toEqual([day]);
  expect(calls).toHaveLength(2 * 3);
});

it.each([
  ['ends in the day', [hours(-48, 9.3)], [hours(0, 9.5)]],
  ['begins in the day', [hours(9.3, 48)], [hours(9.25, 24)]],
  ['is short', [hours(9.3, 9.4)], [hours(9.25, 9.5)]],
  ['lies in several pieces', [hours(1.1, 1.2), hours(7.1, 7.2), hours(9.3, 9.4)], [hours(1, 7.25), hours(9.25, 9.5)]],
])('a day whose archived footage %s is known to a quarter of an hour, in few requests', async (_, archived, told) => {
  const { calls, records } = await archive(archived);
  expect(joinRanges(await within(records, hours(0, 24), HOUR_MS / 4))).toEqual(joinRanges(told));
  expect(calls.length).toBeLessThanOrEqual(2 + 14 + 12);
});

it('archived footage is searched beside the recordings only, and not finer than a quarter of an hour', async () => {
  const { calls, records } = await archive([hours(3.5, 3.6)], [hours(0, 3)]);
  expect(await within(records, hours(0, 4), 1)).toEqual([hours(3.5, 3.75)]);
  expect(calls.length).toBeLessThanOrEqual(1 + 5);
  for (const { query } of calls) {
    expect(Number(query['EndTime']) - Number(query['StartTime'])).toBeGreaterThanOrEqual(900);
  }
});

it('a day with more gaps than requests may be spent on has the shortest gaps as a guess', async () => {
  const recorded = Array.from({ length: 40 }, (_, i) => hours(i / 10 + (4 * i) / 3600, (i + 1) / 10));
  const { calls, records } = await archive([hours(6, 7)], recorded);
  const told = await within(records, hours(0, 8), HOUR_MS / 4);
  expect(calls.length).toBeLessThanOrEqual(1 + 24);
  expect(told.at(-1)).toEqual(hours(6, 7));
  for (const piece of told.slice(0, -1)) expect(piece.toMs).toBeLessThan(hours(0, 4).toMs);
  expect(told.length).toBeGreaterThan(10);
});

it('archived footage is not searched more finely when the cloud does not answer for a piece', async () => {
  const { calls, records } = await recordsOf(() => ({ Tips: calls.length === 1 ? 1 : 9, List: [] }));
  expect(await within(records, hours(0, 8), HOUR_MS)).toEqual([hours(0, 8)]);
  expect(calls).toHaveLength(1 + 2);
});

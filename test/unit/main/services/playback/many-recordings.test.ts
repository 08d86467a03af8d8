/** Lists of recordings that are made to be long: main stays free for other orders, and nothing grows without bound. */
import {
  MAX_DAY_RECORDINGS,
  MAX_LISTED_RECORDINGS,
  MAX_SENT_RECORDINGS,
} from '../../../../../preload/domain/bounds.ts';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { mergedRecordings } from '../../../../../main/db/playback/merged-recordings.ts';
import { RecordingTable } from '../../../../../main/db/playback/recordings.ts';
import { playbackSteps } from '../../../../../main/db/playback/steps.ts';
import { type RecordAnswer } from '../../../../../main/ports/records.ts';
import { RecordingIndex } from '../../../../../main/services/playback/recording-index.ts';
import { RecordingsService } from '../../../../../main/services/playback/recordings.ts';
import { requests } from '../../../../../preload/contract/contract.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { joinRanges, withoutRanges, type Recording } from '../../../../../preload/domain/recording/recordings.ts';
import { intersect, type TimeRange } from '../../../../../preload/domain/time.ts';
import { testFolder } from '../folder.ts';

const DAY_MS = 86_400_000;
const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const FROM_MS = Date.UTC(2026, 10, 1);
const days = (from: number, to: number): TimeRange => ({
  fromMs: FROM_MS + from * DAY_MS,
  toMs: FROM_MS + to * DAY_MS,
});

/** @param at places in time, ms behind the begin of the first day. */
const recorded = (fromMs: number, toMs: number, nativeId: string | null): Recording => ({
  channelId,
  place: 'cloud',
  fromMs: FROM_MS + fromMs,
  toMs: FROM_MS + toMs,
  kind: 'motion',
  storage: 'ready',
  nativeId,
  sizeBytes: null,
  alarmKinds: [],
});
/** `count` short recordings, spread over a day. */
const clips = (day: number, count: number): Recording[] =>
  Array.from({ length: count }, (_, i) => {
    const fromMs = day * DAY_MS + Math.floor((i * DAY_MS) / count);
    return recorded(fromMs, fromMs + 1_000, `${day}-${i}`);
  });

function open(listOf: (range: TimeRange) => readonly Recording[]) {
  const { db, close } = openDatabase(join(testFolder(), 'lanner.db'), playbackSteps);
  onTestFinished(() => close());
  const port = {
    async *list({ range }: { readonly range: TimeRange }): AsyncIterable<RecordAnswer> {
      yield await Promise.resolve({ range, recordings: listOf(range), archivedWithin: [], unreadable: 0 });
    },
  };
  const nowMs = (): number => FROM_MS + 40 * DAY_MS;
  const index = new RecordingIndex({ table: new RecordingTable(db), portOf: () => Promise.resolve(port), nowMs });
  return new RecordingsService(index);
}

const asking = (range: TimeRange) => ({ channelId, place: 'cloud' as const, range, archiveGrainMs: DAY_MS });

/** How often main handles other events during the work. */
async function turnsWhile(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

// @promise security.recording-floods
it('other orders have their turn after each 500 recordings that are stored, and after each 2,000 that are read', async () => {
  const all = clips(0, MAX_DAY_RECORDINGS);
  const service = open(() => all);
  const day = asking(days(0, 1));
  expect(await turnsWhile(() => service.read(day, 'w1'))).toBeGreaterThanOrEqual(MAX_DAY_RECORDINGS / 500);
  expect(await turnsWhile(() => service.known(day))).toBeGreaterThanOrEqual(MAX_DAY_RECORDINGS / 2_000);
  expect((await service.known(day)).recordings.fromMs).toEqual(all.map(({ fromMs }) => fromMs));
  // A second reading replaces the earlier rows piece by piece.
  const again = { ...day, isAnew: true };
  expect(await turnsWhile(() => service.read(again, 'w1'))).toBeGreaterThanOrEqual((2 * MAX_DAY_RECORDINGS) / 500);
  expect((await service.known(day)).recordings.fromMs).toHaveLength(MAX_DAY_RECORDINGS);
});

// @promise security.recording-floods
it('the known footage of a day is read whole, also while a long answer for the day is stored', async () => {
  const all = clips(0, 5_000);
  const service = open(() => all);
  const day = asking(days(0, 1));
  await service.read(day, 'w1');
  const again = service.read({ ...day, isAnew: true }, 'w1');
  for (let i = 0; i < 12; i += 1) {
    const { recordings, coverage } = await service.known(day);
    expect(recordings.fromMs).toHaveLength(all.length);
    expect(coverage.every(({ state }) => state !== 'unknown')).toBe(true);
    await new Promise(setImmediate);
  }
  expect((await again).error).toBeNull();
});

// @promise security.recording-floods
it('a list with more recordings in a day than possible is refused, and the known recordings stay', async () => {
  let list = clips(0, 10);
  const service = open(() => list);
  await service.read(asking(days(0, 1)), 'w1');
  list = clips(0, MAX_DAY_RECORDINGS + 1);
  const { view, error } = await service.read({ ...asking(days(0, 1)), isAnew: true }, 'w1');
  expect(error).toMatchObject({ code: 'network.bad-answer' });
  expect(view.recordings.fromMs).toHaveLength(10);
});

it('a list with more recordings than one question can have is refused before anything of it is stored', async () => {
  const list = Array.from({ length: 7 }, (_, day) => clips(day, 9_000)).flat();
  expect(list.length).toBeGreaterThan(MAX_LISTED_RECORDINGS);
  const { view, error } = await open(() => list).read(asking(days(0, 7)), 'w1');
  expect(error).toMatchObject({ code: 'network.bad-answer' });
  expect(view.recordings.fromMs).toEqual([]);
});

it('a window gets 20,000 recordings of a range at most, and the time behind them is unknown to the window', async () => {
  const service = open((range) => [0, 1, 2].flatMap((day) => clips(day, 9_000)).filter((one) => intersect(one, range)));
  const { view, error } = await service.read(asking(days(0, 3)), 'w1');
  expect(error).toBeNull();
  expect(requests['recordings.known'].out.safeParse(view).success).toBe(true);
  expect(view.recordings.fromMs).toHaveLength(MAX_SENT_RECORDINGS);
  const last = view.coverage.at(-1);
  expect(last).toMatchObject({ state: 'unknown', toMs: days(0, 3).toMs });
  expect(last?.fromMs).toBeGreaterThan(view.recordings.fromMs.at(-1) ?? 0);
});

it('files that follow each other are listed as one span before any of them is left out', async () => {
  const files = (day: number): Recording[] =>
    Array.from({ length: 9_600 }, (_, i) =>
      recorded(day * DAY_MS + i * 9_000, day * DAY_MS + (i + 1) * 9_000, `${day}-${i}`),
    );
  const all = [0, 1, 2].flatMap(files);
  const service = open((range) => all.filter((one) => intersect(one, range)));
  const { view } = await service.read(asking(days(0, 3)), 'w1');
  expect(view.coverage.map(({ state }) => state)).toEqual(['covered']);
  expect([view.recordings.fromMs, view.recordings.toMs]).toEqual([[days(0, 3).fromMs], [days(0, 3).toMs]]);
});

it('a recording that lasts for years by its list is cut a day before and behind the requested range', async () => {
  const service = open(() => [recorded(-FROM_MS - DAY_MS, Number.MAX_SAFE_INTEGER * 4, 'r')]);
  const { view, error } = await service.read(asking(days(1, 2)), 'w1');
  expect(error).toBeNull();
  expect([view.recordings.fromMs, view.recordings.toMs]).toEqual([[days(0, 3).fromMs], [days(0, 3).toMs]]);
});

/** Each moment, with whether a file or a span lies there: the slow and simple way. */
function mergedSlowly(before: readonly Recording[], piece: TimeRange, listed: readonly Recording[]): Recording[] {
  const rests = before.flatMap((one) => {
    const isListed = one.nativeId !== null && listed.some(({ nativeId }) => nativeId === one.nativeId);
    return isListed ? [] : withoutRanges(one, [piece, ...listed]).map((rest) => ({ ...one, ...rest }));
  });
  return [...listed, ...rests];
}

it('an answer is merged with the known recordings around it as if each pair were compared', () => {
  const one = fc
    .record({
      from: fc.integer({ min: 0, max: 40 }),
      length: fc.integer({ min: 1, max: 25 }),
      id: fc.integer({ max: 6 }),
    })
    .map(({ from, length, id }) => recorded(from, from + length, id < 0 ? null : `r${id}`));
  const list = fc.array(one, { maxLength: 8 });
  fc.assert(
    fc.property(list, list, (before, listed) => {
      const piece = { fromMs: FROM_MS + 15, toMs: FROM_MS + 35 };
      const within = (all: readonly Recording[]): Recording[] => all.filter((each) => intersect(each, piece) !== null);
      const merged = mergedRecordings(within(before), piece, within(listed));
      const slowly = mergedSlowly(within(before), piece, within(listed));
      for (const isFile of [true, false]) {
        const spans = (all: readonly Recording[]): TimeRange[] =>
          joinRanges(all.filter(({ nativeId }) => (nativeId !== null) === isFile));
        expect(spans(merged)).toEqual(spans(slowly));
      }
      expect(merged.length).toBeLessThanOrEqual(slowly.length);
      expect(merged.filter(({ nativeId }) => nativeId !== null)).toHaveLength(
        slowly.filter(({ nativeId }) => nativeId !== null).length,
      );
    }),
  );
});

// @promise security.old-footage: What is known of footage from more than 400 days ago is forgotten at the start.
it('known footage from more than 400 days ago is forgotten at the start, and the rest stays', async () => {
  const service = open((range) =>
    [-400, -100].flatMap((day) => clips(day, 3_000)).filter((one) => intersect(one, range)),
  );
  for (const day of [-400, -100]) await service.read(asking(days(day, day + 1)), 'w1');
  await service.index.keepOnly([asAccountId('a1')]);
  expect(await service.known(asking(days(-400, -399)))).toMatchObject({ recordings: { fromMs: [] }, asOfMs: null });
  expect((await service.known(asking(days(-100, -99)))).recordings.fromMs).toHaveLength(3_000);
});

import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ConcurrencyLimit } from '../../../../../main/concurrency-limit.ts';
import { openDatabase } from '../../../../../main/db/database.ts';
import { RecordingTable } from '../../../../../main/db/playback/recordings.ts';
import { playbackSteps } from '../../../../../main/db/playback/steps.ts';
import { AppError } from '../../../../../main/errors.ts';
import { RecordingIndex } from '../../../../../main/services/playback/recording-index.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { Recording } from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';
import { MOMENTS } from '../../../../moments.ts';
import { testFolder } from '../folder.ts';
import { eventsDuring } from './other-events.ts';
import { Recorder } from './recorder.ts';

const signal = new AbortController().signal;
const account = asAccountId('a1');
const channelId = channelIdOf(deviceIdOf(account, 'd1'), 'c1');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 2026-11-20 12:00 UTC. */
const NOON_MS = Date.UTC(2026, 10, 20, 12);

const recording = (fromMs: number, toMs: number, rest: Partial<Recording> = {}): Recording => ({
  channelId,
  place: 'cloud',
  fromMs,
  toMs,
  kind: 'continuous',
  storage: 'ready',
  nativeId: `r${fromMs}`,
  sizeBytes: 10,
  alarmKinds: [],
  ...rest,
});

function open(dir = testFolder(), recorder: Recorder | null = new Recorder(), nowMs = NOON_MS) {
  const { db, close } = openDatabase(join(dir, 'lanner.db'), playbackSteps);
  onTestFinished(() => close());
  const clock = { nowMs };
  const table = new RecordingTable(db);
  const index = new RecordingIndex({ table, portOf: () => Promise.resolve(recorder), nowMs: () => clock.nowMs });
  return { index, clock, close, dir, recorder: recorder ?? new Recorder() };
}

const asking = (range: TimeRange, archiveGrainMs = DAY_MS) => ({
  channelId,
  place: 'cloud' as const,
  range,
  archiveGrainMs,
});
const day = { fromMs: NOON_MS - 2 * DAY_MS, toMs: NOON_MS - DAY_MS };
const spans = (recordings: readonly Recording[]) => recordings.map(({ fromMs, toMs }) => [fromMs, toMs]);
// @promise playback.index-asks: A cloud is asked for missing pieces only, for the newest hour again after 30 s, and for
// everything again after a day or when the clock was set back.
it('recordings are asked for once, and are there without a question after a restart, with the time of the answer', async () => {
  const first = open();
  first.recorder.recordings = [recording(day.fromMs, day.fromMs + HOUR_MS, { alarmKinds: ['LINE'], kind: 'alarm' })];
  expect(await first.index.known(asking(day))).toMatchObject({ recordings: [], asOfMs: null });
  const view = await first.index.read(asking(day), signal);
  expect(view).toMatchObject({ recordings: first.recorder.recordings, asOfMs: NOON_MS });
  expect(view.coverage.map(({ state }) => state)).toEqual(['covered', 'empty']);
  await first.index.read(asking(day), signal);
  expect(first.recorder.asked).toHaveLength(1);
  await first.close();
  const second = open(first.dir);
  expect(await second.index.known(asking(day))).toEqual(view);
});
// @promise playback.refresh: "Refresh recordings" asks the cloud for all that shows, however young its answers are.
it('a repeated question replaces archived footage by restored footage', async () => {
  const { index, recorder } = open();
  recorder.archived = [day];
  expect((await index.read(asking(day), signal)).coverage.map(({ state }) => state)).toEqual(['archived-within']);
  recorder.archived = [];
  recorder.recordings = [recording(day.fromMs, day.toMs)];
  expect((await index.read(asking(day), signal)).coverage.map(({ state }) => state)).toEqual(['archived-within']);
  const anew = await index.read({ ...asking(day), isAnew: true }, signal);
  expect(anew.coverage.map(({ state }) => state)).toEqual(['covered']);
});

it('recordings of a longer range are asked for in the pieces that are missing', async () => {
  const { index, recorder } = open();
  await index.read(asking(day), signal);
  await index.read(asking({ fromMs: day.fromMs - DAY_MS, toMs: day.toMs + HOUR_MS }), signal);
  expect(recorder.asked.slice(1).map(({ range }) => [range.fromMs, range.toMs])).toEqual([
    [day.fromMs - DAY_MS, day.fromMs],
    [day.toMs, day.toMs + HOUR_MS],
  ]);
});
// @promise playback.unanswered-unknown: Where Tencent IVP does not say whether it has archived footage, what lies
// between the recordings stays unknown.
it('time that a cloud leaves unanswered is unknown, and one question for the whole day asks for it', async () => {
  const { index, recorder } = open();
  recorder.recordings = [2, 8, 14].map((hour) =>
    recording(day.fromMs + hour * HOUR_MS, day.fromMs + (hour + 1) * HOUR_MS),
  );
  recorder.answersRecordedOnly = true;
  const view = await index.read(asking(day), signal);
  expect(view.coverage.map(({ state }) => state)).toEqual([
    ...['unknown', 'covered', 'unknown', 'covered', 'unknown', 'covered', 'unknown'],
  ]);
  recorder.answersRecordedOnly = false;
  const later = await index.read(asking(day), signal);
  expect(recorder.asked.map(({ range }) => range)).toEqual([day, day]);
  expect(later.coverage.map(({ state }) => state)).not.toContain('unknown');
  expect(spans(later.recordings)).toEqual(spans(recorder.recordings));
});

it.each(MOMENTS)('recordings of a month before $name are asked for in weeks', async ({ atMs }) => {
  const { index, recorder } = open(testFolder(), new Recorder(), atMs);
  await index.read(asking({ fromMs: atMs - 30 * DAY_MS, toMs: atMs - DAY_MS }), signal);
  expect(recorder.asked.map(({ range }) => (range.toMs - range.fromMs) / DAY_MS)).toEqual([7, 7, 7, 7, 1]);
});
// @promise playback.index-asks
it.each(MOMENTS)('the newest hour at $name is asked for again, and the future never', async (moment) => {
  const atMs = Math.floor(moment.atMs / 1000) * 1000; // clouds are asked for whole seconds
  const { index, recorder, clock } = open(testFolder(), new Recorder(), moment.atMs);
  const today = { fromMs: atMs - 6 * HOUR_MS, toMs: atMs + 6 * HOUR_MS };
  const view = await index.read(asking(today), signal);
  expect(recorder.asked[0]?.range.toMs).toBe(atMs);
  expect(view.coverage.map(({ state }) => state)).toEqual(['empty', 'unpublished', 'unknown']);
  clock.nowMs += 20_000;
  await index.read(asking({ ...today, toMs: atMs }), signal);
  expect(recorder.asked).toHaveLength(1);
  clock.nowMs += 10 * 60_000;
  await index.read(asking(today), signal);
  expect(recorder.asked[1]?.range).toEqual({ fromMs: moment.atMs - HOUR_MS, toMs: clock.nowMs - (moment.atMs - atMs) });
});

it.each(MOMENTS)(
  'recordings that were read at $name are asked for again after a day, and after the clock was set back',
  async ({ atMs }) => {
    const { index, recorder, clock } = open(testFolder(), new Recorder(), atMs);
    const before = { fromMs: atMs - 2 * DAY_MS, toMs: atMs - DAY_MS };
    await index.read(asking(before), signal);
    clock.nowMs = atMs + DAY_MS + 1;
    await index.read(asking(before), signal);
    clock.nowMs = atMs - HOUR_MS;
    await index.read(asking(before), signal);
    expect(recorder.asked).toHaveLength(3);
  },
);

it('a recording that the cloud deleted leaves with the next answer, and a longer one takes the place of the shorter', async () => {
  const { index, recorder, clock } = open();
  recorder.recordings = [recording(day.fromMs, day.fromMs + HOUR_MS), recording(day.toMs - HOUR_MS, day.toMs)];
  await index.read(asking(day), signal);
  recorder.recordings = [recording(day.fromMs, day.fromMs + 2 * HOUR_MS)];
  clock.nowMs += DAY_MS + 1;
  const view = await index.read(asking(day), signal);
  expect(spans(view.recordings)).toEqual([[day.fromMs, day.fromMs + 2 * HOUR_MS]]);
});

it.each([false, true])(
  'a recording over the edge of two questions is there once and whole, cut by the cloud: %s',
  async (isCut) => {
    const { index, recorder } = open();
    recorder.isCut = isCut;
    recorder.recordings = [recording(day.toMs - HOUR_MS, day.toMs + HOUR_MS)];
    await index.read(asking(day), signal);
    const next = { fromMs: day.toMs, toMs: day.toMs + 3 * HOUR_MS };
    const view = await index.read(asking({ fromMs: day.fromMs, toMs: next.toMs }), signal);
    const lengthMs = view.recordings.reduce((sum, one) => sum + one.toMs - one.fromMs, 0);
    expect(lengthMs).toBe(2 * HOUR_MS);
    expect(view.coverage.filter(({ state }) => state === 'covered')).toEqual([
      { state: 'covered', fromMs: day.toMs - HOUR_MS, toMs: day.toMs + HOUR_MS },
    ]);
  },
);

it('the answers of a cloud before a failure are stored, and only the rest is asked for again', async () => {
  const { index, recorder } = open();
  const month = { fromMs: NOON_MS - 15 * DAY_MS, toMs: NOON_MS - DAY_MS };
  const list = recorder.list.bind(recorder);
  recorder.list = (request) => {
    if (recorder.asked.length === 1) recorder.failure = new AppError('network.timeout', 'no line');
    return list(request);
  };
  await expect(index.read(asking(month), signal)).rejects.toMatchObject({ code: 'network.timeout' });
  expect((await index.known(asking(month))).coverage.map(({ state }) => state)).toEqual(['empty', 'unknown']);
  recorder.list = list;
  recorder.failure = null;
  await index.read(asking(month), signal);
  expect(recorder.asked.at(-1)?.range).toEqual({ fromMs: month.fromMs + 7 * DAY_MS, toMs: month.toMs });
});

describe('a slow cloud', () => {
  afterEach(() => void vi.useRealTimers());

  /**
   * A cloud that answers calls one after the other, and a list in `answersOfList` answers, each by a call of ten
   * seconds.
   */
  function slowIndex(answersOfList: number) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const calls = new ConcurrencyLimit(6);
    let asking = 0;
    const most = { asking: 0 };
    const { index, recorder } = open();
    recorder.list = async function* ({ range }, stop) {
      asking += 1;
      most.asking = Math.max(most.asking, asking);
      const lengthMs = (range.toMs - range.fromMs) / answersOfList;
      for (let i = 0; i < answersOfList; i += 1) {
        await calls.run(stop ?? signal, () => new Promise((resolve) => setTimeout(resolve, 10_000)));
        const piece = { fromMs: range.fromMs + i * lengthMs, toMs: range.fromMs + (i + 1) * lengthMs };
        yield { range: piece, recordings: [], archivedWithin: [], unreadable: 0 };
      }
      asking -= 1;
    };
    return { index, most };
  }
  // @promise playback.turn-of-a-question: Four lists of an account are asked for at the same time, and the time before
  // a question has its turn does not count.
  it('the time that a question waits for its turn does not count: the lists of 16 cameras are all answered', async () => {
    const { index, most } = slowIndex(3);
    const cameras = Array.from({ length: 16 }, (_, i) => channelIdOf(deviceIdOf(account, 'd1'), `c${i}`));
    const all = Promise.all(cameras.map((id) => index.read({ ...asking(day), channelId: id }, signal)));
    await advanceUntil(all);
    for (const { coverage } of await all) expect(coverage.map(({ state }) => state)).toEqual(['empty']);
    expect(most.asking).toBeLessThanOrEqual(4);
  });

  it('a list with many answers may take longer than one answer may', async () => {
    const { index } = slowIndex(12);
    const view = index.read(asking(day), signal);
    await advanceUntil(view);
    expect((await view).coverage.map(({ state }) => state)).toEqual(['empty']);
  });

  it('a list whose next answer does not come is given up, and the next camera has its turn', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { index, recorder } = open();
    const list = recorder.list.bind(recorder);
    recorder.list = (request) => {
      if (request.channelId === channelId) return list(request);
      return (async function* () {
        yield await new Promise<never>(() => undefined);
      })();
    };
    const hung = Array.from({ length: 4 }, (_, i) => channelIdOf(deviceIdOf(account, 'd1'), `hung${i}`));
    const failed = hung.map((id) => expect(index.read({ ...asking(day), channelId: id }, signal)).rejects.toMatchObject({ code: 'network.timeout' })); // prettier-ignore
    const next = index.read(asking(day), signal);
    await advanceUntil(Promise.all([...failed, next]));
    await Promise.all(failed);
    expect((await next).coverage.map(({ state }) => state)).toEqual(['empty']);
  });
});

/** Lets time pass until a question has ended. */
async function advanceUntil(ended: Promise<unknown>): Promise<void> {
  let isOver = false;
  void ended.catch(() => undefined).finally(() => (isOver = true));
  for (let i = 0; i < 1_000 && !isOver; i += 1) {
    await vi.advanceTimersByTimeAsync(5_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('archived footage is asked for anew when it is wanted more exactly, and not when less', async () => {
  const { index, recorder } = open();
  recorder.archived = [{ fromMs: day.fromMs, toMs: day.toMs }];
  await index.read(asking(day, DAY_MS), signal);
  recorder.archived = [{ fromMs: day.fromMs, toMs: day.fromMs + HOUR_MS }];
  const view = await index.read(asking(day, HOUR_MS), signal);
  await index.read(asking(day, DAY_MS), signal);
  expect(recorder.asked.map(({ archiveGrainMs }) => archiveGrainMs)).toEqual([DAY_MS, HOUR_MS]);
  expect(view.coverage.map(({ state }) => state)).toEqual(['archived-within', 'empty']);
});

it('two windows with the same camera share one answer', async () => {
  const { index, recorder } = open();
  const views = await Promise.all([index.read(asking(day), signal), index.read(asking(day), signal)]);
  expect(recorder.asked).toHaveLength(1);
  expect(views[0]).toEqual(views[1]);
});

it('a window that gives up while another asks is answered at once, and the other continues', async () => {
  const { index, recorder } = open();
  const abort = new AbortController();
  const first = index.read(asking(day), signal);
  const second = index.read(asking({ ...day, toMs: day.toMs + HOUR_MS }), abort.signal);
  abort.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  await first;
  expect(recorder.asked).toHaveLength(1);
});

it('a cloud that lists no recordings is distinguished from one without recordings', async () => {
  const { index } = open(testFolder(), null);
  await expect(index.read(asking(day), signal)).rejects.toMatchObject({ code: 'cloud.not-supported' });
  expect((await index.known(asking(day))).coverage.map(({ state }) => state)).toEqual(['unknown']);
});

// @promise security.far-range: A range beyond the year 9999 is refused before anything is asked.
it.each([
  [{ fromMs: 5, toMs: 5 }, 'empty-range'],
  [{ fromMs: 0, toMs: 41 * DAY_MS }, 'range-too-long'],
  [{ fromMs: Date.UTC(9999, 11, 30), toMs: Date.UTC(10_000, 0, 1) }, 'range-too-long'],
  [{ fromMs: Number.MAX_SAFE_INTEGER - 1, toMs: Number.MAX_SAFE_INTEGER }, 'range-too-long'],
])('the range %j is refused before anything is asked: %s', async (range, detail) => {
  const { index, recorder } = open();
  await expect(index.read(asking(range), signal)).rejects.toMatchObject({ params: { field: 'range', detail } });
  expect(recorder.asked).toEqual([]);
});

it.each([Date.UTC(10_000, 0, 1), Number.MAX_SAFE_INTEGER])(
  'the moment %d, which no cloud can name, is refused',
  async (atMs) => {
    const { index } = open();
    await expect(index.at({ channelId, place: 'cloud' }, atMs)).rejects.toMatchObject({ code: 'input.invalid-field' });
  },
);

it('the recordings of an account are forgotten with the account, those of another with a similar id stay', async () => {
  const { index, recorder } = open();
  const other = channelIdOf(deviceIdOf(asAccountId('a11'), 'd1'), 'c1');
  recorder.recordings = [recording(day.fromMs, day.toMs)];
  await index.read(asking(day), signal);
  recorder.recordings = [recording(day.fromMs, day.toMs, { channelId: other })];
  await index.read({ ...asking(day), channelId: other }, signal);
  await index.forget(account);
  expect(await index.known(asking(day))).toMatchObject({ recordings: [], asOfMs: null });
  expect((await index.known({ ...asking(day), channelId: other })).recordings).toHaveLength(1);
});
// @promise playback.forgotten-account: The recordings of an account are forgotten with the account, in pieces, so that
// main stays free.
it('other events of main are handled between the pieces in which the recordings of an account are deleted', async () => {
  const { index, recorder } = open();
  const minuteMs = HOUR_MS / 60;
  recorder.recordings = Array.from({ length: 1200 }, (_, i) =>
    recording(day.fromMs + i * minuteMs, day.fromMs + (i + 1) * minuteMs),
  );
  await index.read(asking(day), signal);
  expect(await eventsDuring(() => index.forget(account))).toBeGreaterThanOrEqual(3);
  expect((await index.known(asking(day))).recordings).toEqual([]);
});

it('the deletion of recordings ends with the client, and the next start deletes the rest', async () => {
  const { index, recorder } = open();
  recorder.recordings = [recording(day.fromMs, day.toMs)];
  await index.read(asking(day), signal);
  index.dispose();
  await expect(index.forget(account)).rejects.toMatchObject({ code: 'cancelled' });
  expect((await index.known(asking(day))).recordings).toHaveLength(1);
});
// @promise playback.empty-costs-nothing: Time in which nothing is recorded, as the cloud said before, costs no
// question.
it('the search skips time without recordings where the cloud answered well enough, and nowhere else', async () => {
  const { index, recorder, clock } = open();
  const { fromMs, toMs } = day;
  const key = { channelId, place: 'cloud' as const };
  expect(await index.emptyFrom(key, day)).toBeNull();
  recorder.recordings = [recording(fromMs + HOUR_MS, fromMs + 2 * HOUR_MS)];
  await index.read(asking(day), signal);
  expect(await index.emptyFrom(key, day)).toEqual({ fromMs, toMs: fromMs + HOUR_MS });
  expect(await index.emptyFrom(key, { fromMs: fromMs + HOUR_MS, toMs })).toBeNull();
  expect(await index.emptyFrom(key, { fromMs: fromMs + 3 * HOUR_MS, toMs })).toEqual({
    fromMs: fromMs + 3 * HOUR_MS,
    toMs,
  });
  clock.nowMs += 2 * DAY_MS;
  expect(await index.emptyFrom(key, day)).toBeNull();
});

it('a file of the cloud that became shorter is stored with its new length', async () => {
  const { index, recorder } = open();
  const { fromMs } = day;
  recorder.recordings = [recording(fromMs, fromMs + 3 * HOUR_MS, { nativeId: 'file' })];
  await index.read(asking({ fromMs, toMs: fromMs + 2 * HOUR_MS }), signal);
  recorder.recordings = [recording(fromMs + 1_000, fromMs + 2.5 * HOUR_MS, { nativeId: 'file' })];
  await index.read({ ...asking({ fromMs: fromMs + HOUR_MS, toMs: day.toMs }), isAnew: true }, signal);
  expect(spans((await index.known(asking(day))).recordings)).toEqual([[fromMs + 1_000, fromMs + 2.5 * HOUR_MS]]);
});

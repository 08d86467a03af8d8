/** Recordings that are learnt by playing, where a cloud lists none. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { setLogSink } from '../../../../../main/log.ts';
import { RecordingTable } from '../../../../../main/db/playback/recordings.ts';
import { playbackSteps } from '../../../../../main/db/playback/steps.ts';
import { RecordingIndex } from '../../../../../main/services/playback/recording-index.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { Recording } from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';
import { testFolder } from '../folder.ts';

const HOUR_MS = 3_600_000;
const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const day = { fromMs: Date.UTC(2026, 10, 18, 12), toMs: Date.UTC(2026, 10, 19, 12) };

function open(nowMs: () => number = Date.now): RecordingIndex {
  const { db, close } = openDatabase(join(testFolder(), 'lanner.db'), playbackSteps);
  onTestFinished(() => close());
  return new RecordingIndex({ table: new RecordingTable(db), portOf: () => Promise.resolve(null), nowMs });
}

const asking = (range: TimeRange) => ({ channelId, place: 'cloud' as const, range, archiveGrainMs: HOUR_MS });
const spans = (recordings: readonly Recording[]) => recordings.map(({ fromMs, toMs }) => [fromMs, toMs]);

it('footage that a playlist showed is known where the cloud lists no recordings', async () => {
  const index = open();
  const { fromMs, toMs } = day;
  await index.learn({ channelId, place: 'cloud' }, day, [{ fromMs, toMs: fromMs + HOUR_MS }]);
  const view = await index.known(asking(day));
  expect(view.coverage).toEqual([
    { state: 'covered', fromMs, toMs: fromMs + HOUR_MS },
    { state: 'empty', fromMs: fromMs + HOUR_MS, toMs },
  ]);
});

// @promise playback.learnt-kept: The next stretch cuts and joins what was learnt, and none of it is lost.
it('footage that was learnt by playing is cut and joined by the next stretch, and nothing of it is lost', async () => {
  const index = open();
  const key = { channelId, place: 'cloud' as const };
  const [fromMs, middleMs, toMs] = [day.fromMs, day.fromMs + 2 * HOUR_MS, day.fromMs + 4 * HOUR_MS];
  const gap = { fromMs: fromMs + HOUR_MS, toMs: fromMs + 1.1 * HOUR_MS };
  await index.learn(key, { fromMs, toMs: middleMs }, [
    { fromMs, toMs: gap.fromMs },
    { fromMs: gap.toMs, toMs: middleMs },
  ]);
  // Clouds give whole segments: the first one of the next stretch begins before the stretch.
  await index.learn(key, { fromMs: middleMs - 1_000, toMs }, [{ fromMs: middleMs - 3_000, toMs }]);
  const view = await index.known(asking({ fromMs, toMs }));
  expect(view.coverage.map((one) => [one.state, one.fromMs, one.toMs])).toEqual([
    ['covered', fromMs, gap.fromMs],
    ['empty', gap.fromMs, gap.toMs],
    ['covered', gap.toMs, toMs],
  ]);
  expect(spans(view.recordings)).toEqual([
    [fromMs, gap.fromMs],
    [gap.toMs, toMs],
  ]);
});

it('a stretch that is played again removes only recordings that are no longer there', async () => {
  const index = open();
  const key = { channelId, place: 'cloud' as const };
  const [fromMs, toMs] = [day.fromMs, day.fromMs + 4 * HOUR_MS];
  await index.learn(key, { fromMs, toMs }, [{ fromMs, toMs }]);
  await index.learn(key, { fromMs: fromMs + HOUR_MS, toMs: fromMs + 2 * HOUR_MS }, []);
  expect(spans((await index.known(asking({ fromMs, toMs }))).recordings)).toEqual([
    [fromMs, fromMs + HOUR_MS],
    [fromMs + 2 * HOUR_MS, toMs],
  ]);
});

it.each(['cloud', 'device'] as const)(
  'a time that was answered as empty in the %s is not asked for again within a day, however often it is played in between',
  async (place) => {
    let nowMs = day.toMs + 2 * HOUR_MS;
    const index = open(() => nowMs);
    const key = { channelId, place };
    await index.learn(key, day, []);
    nowMs += 23 * HOUR_MS;
    expect(await index.emptyFrom(key, day)).toEqual(day);
    // Played again: the stored answer is reported as that of the cloud would be.
    await index.learn(key, day, []);
    nowMs += 2 * HOUR_MS;
    expect(await index.emptyFrom(key, day)).toBeNull();
    await index.learn(key, day, []);
    expect(await index.emptyFrom(key, day)).toEqual(day);
  },
);

// @promise security.segment-years
it('a playlist with segments of years is stored only for the requested time, and the camera can still be read', async () => {
  const index = open();
  const key = { channelId, place: 'cloud' as const };
  await index.learn(key, day, [{ fromMs: day.fromMs - 1_000, toMs: 2e16 }]);
  const around = { fromMs: day.fromMs, toMs: day.toMs + 24 * HOUR_MS };
  expect(spans((await index.known(asking(around))).recordings)).toEqual([[day.fromMs - 1_000, day.toMs + HOUR_MS]]);
  await index.learn(key, day, [{ fromMs: day.fromMs, toMs: day.toMs }]);
  expect((await index.known(asking(day))).coverage.map(({ state }) => state)).toEqual(['covered']);
});

// @promise security.safe-numbers
it('recordings that an older client stored with an end beyond all numbers are dropped at the start, and the rest is known', async () => {
  const path = join(testFolder(), 'lanner.db');
  const before = openDatabase(path, playbackSteps);
  const { fromMs, toMs } = day;
  await new RecordingTable(before.db).take(
    { channelId, place: 'cloud' },
    { fromMs, toMs, asOfMs: toMs, archiveGrainMs: HOUR_MS, archivedWithin: [], unreadable: 0 },
    [],
  );
  const values = `'${channelId}', 'cloud', ${fromMs}, ${2n ** 54n}, 'unknown', 'ready', NULL, NULL, '[]'`;
  before.db.exec(`PRAGMA application_id = 0; INSERT INTO recordings VALUES (${values})`);
  await before.close();
  const lines: string[] = [];
  const sink = setLogSink((_level, line) => lines.push(line));
  const { db, close } = openDatabase(path, playbackSteps);
  setLogSink(sink);
  onTestFinished(() => close());
  const index = new RecordingIndex({ table: new RecordingTable(db), portOf: () => Promise.resolve(null) });
  // The list was read at the end of the day: its last minutes may not be published yet.
  expect((await index.known(asking(day))).coverage.map(({ state }) => state)).toEqual(['empty', 'unpublished']);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({ level: 'warn', table: 'recordings', rows: 1 }),
  );
});

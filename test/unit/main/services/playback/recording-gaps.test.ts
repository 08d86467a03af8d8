/** The reasons of gaps, with the knowledge about older footage. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { RecordingTable } from '../../../../../main/db/playback/recordings.ts';
import { playbackSteps } from '../../../../../main/db/playback/steps.ts';
import { RecordingGaps } from '../../../../../main/services/playback/recording-gaps.ts';
import { RecordingIndex } from '../../../../../main/services/playback/recording-index.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { PlanOfToday } from '../../../../../preload/domain/recording/recording-plans.ts';
import type { Recording } from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';
import { testFolder } from '../folder.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 20, 12);
const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const key = { channelId, place: 'cloud' as const };
const range = { fromMs: NOW_MS - 20 * DAY_MS, toMs: NOW_MS - 10 * DAY_MS };

/** Keeps recordings for 7 days, and records all day. */
const plan: PlanOfToday = {
  asOfMs: NOW_MS,
  zone: 'UTC',
  tables: [
    {
      kind: 'continuous',
      keptDays: 7,
      archivedAfterDays: null,
      sections: [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, fromSec: 0, toSec: 86_400 })),
    },
  ],
};

/** Gaps of a camera whose list has these recordings, and archived footage somewhere in these pieces. */
async function reasonsOf(recorded: readonly TimeRange[], archivedWithin: readonly TimeRange[]) {
  const { db, close } = openDatabase(join(testFolder(), 'lanner.db'), playbackSteps);
  onTestFinished(() => close());
  const table = new RecordingTable(db);
  const recordings = recorded.map((span): Recording => ({
    ...key,
    ...span,
    kind: 'continuous',
    storage: 'archived',
    nativeId: null,
    sizeBytes: null,
    alarmKinds: [],
  }));
  await table.take(
    key,
    { ...range, asOfMs: NOW_MS, archiveGrainMs: DAY_MS, archivedWithin, unreadable: 0 },
    recordings,
  );
  const index = new RecordingIndex({ table, portOf: () => Promise.resolve(null), nowMs: () => NOW_MS });
  const plansOf = () => Promise.resolve({ planOf: () => Promise.resolve(plan) });
  const { gaps } = await new RecordingGaps({ index, offline: { of: () => [] }, plansOf }).of(key, range);
  return gaps.map(({ reason, fromMs, toMs }) => [reason, fromMs, toMs]);
}

// @promise playback.deleted-by-age: A gap is "deleted by age" only before the oldest footage.
it('a gap is deleted by age only before the oldest footage', async () => {
  const middle = { fromMs: range.fromMs + 2 * DAY_MS, toMs: range.fromMs + 3 * DAY_MS };
  expect((await reasonsOf([middle], [])).map(([reason, fromMs]) => [reason, fromMs])).toEqual([
    ['expired', range.fromMs],
    [expect.not.stringMatching('expired'), middle.toMs],
  ]);
});

it('archived footage somewhere before a gap also shows that the gap was not deleted by age', async () => {
  const around = { fromMs: range.fromMs, toMs: range.fromMs + DAY_MS };
  const reasons = await reasonsOf([], [around]);
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.filter(([reason]) => reason === 'expired')).toEqual([]);
});

it('a camera without any footage has its gaps deleted by age', async () => {
  expect((await reasonsOf([], [])).map(([reason]) => reason)).toEqual(['expired']);
});

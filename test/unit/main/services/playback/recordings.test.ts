import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { RecordingTable } from '../../../../../main/db/playback/recordings.ts';
import { playbackSteps } from '../../../../../main/db/playback/steps.ts';
import { AppError } from '../../../../../main/errors.ts';
import type { RecordAnswer, RecordRequest } from '../../../../../main/ports/records.ts';
import { RecordingIndex } from '../../../../../main/services/playback/recording-index.ts';
import { RecordingsService } from '../../../../../main/services/playback/recordings.ts';
import { requests } from '../../../../../preload/contract/contract.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import {
  RECORDING_KINDS,
  RECORDING_STORAGES,
  type Recording,
} from '../../../../../preload/domain/recording/recordings.ts';
import { testFolder } from '../folder.ts';

const account = asAccountId('a1');
const channelId = channelIdOf(deviceIdOf(account, 'd1'), 'c1');
const NOON_MS = Date.UTC(2026, 10, 20, 12);
const HOUR_MS = 3_600_000;
const range = { fromMs: NOON_MS - 48 * HOUR_MS, toMs: NOON_MS - 24 * HOUR_MS };
const asking: RecordRequest = { channelId, place: 'cloud', range, archiveGrainMs: HOUR_MS };

/** @param list what the cloud answers, or throws. */
function open(list: (request: RecordRequest, signal: AbortSignal) => Promise<Partial<RecordAnswer>>) {
  const { db, close } = openDatabase(join(testFolder(), 'lanner.db'), playbackSteps);
  onTestFinished(() => close());
  const records = {
    async *list(request: RecordRequest, signal: AbortSignal): AsyncIterable<RecordAnswer> {
      const answer = await list(request, signal);
      yield { range: request.range, recordings: [], archivedWithin: [], unreadable: 0, ...answer };
    },
  };
  const table = new RecordingTable(db);
  const index = new RecordingIndex({ table, portOf: () => Promise.resolve(records), nowMs: () => NOON_MS });
  return new RecordingsService(index);
}

const clip: Recording = {
  channelId,
  place: 'cloud',
  kind: 'motion',
  storage: 'archived',
  nativeId: 'r1',
  sizeBytes: 7,
  alarmKinds: ['LINE'],
  fromMs: range.fromMs,
  toMs: range.fromMs + HOUR_MS,
};

it('an answer for a range has columns of numbers that name kind and storage, as the contract states', async () => {
  const service = open(() => Promise.resolve({ recordings: [clip], unreadable: 2 }));
  const answer = await service.read(asking, 'w1');
  expect(requests['recordings.read'].out.parse(answer)).toEqual(answer);
  const { recordings, unreadable } = answer.view;
  expect([recordings.fromMs, recordings.toMs, unreadable]).toEqual([[clip.fromMs], [clip.toMs], 2]);
  expect(RECORDING_KINDS[recordings.kind[0] ?? -1]).toBe('motion');
  expect(RECORDING_STORAGES[recordings.storage[0] ?? -1]).toBe('archived');
  const details = await service.index.at(asking, clip.fromMs);
  expect(requests['recordings.at'].out.parse(details)).toEqual([clip]);
});

// @promise playback.kept-before-failure: What was answered before a failure is kept and shown with the failure.
it('a failure comes with all that was known before, and a request that cannot be answered is refused', async () => {
  let isDown = false;
  const service = open(() =>
    isDown ? Promise.reject(new AppError('network.timeout', 'no answer')) : Promise.resolve({ recordings: [clip] }),
  );
  await service.read(asking, 'w1');
  isDown = true;
  const longer = { ...asking, range: { ...range, toMs: range.toMs + HOUR_MS } };
  const { view, error } = await service.read(longer, 'w1');
  expect(error).toMatchObject({ code: 'network.timeout' });
  expect(view.coverage.map(({ state }) => state)).toEqual(['covered', 'empty', 'unknown']);
  await expect(service.read({ ...asking, range: { fromMs: 1, toMs: 1 } }, 'w1')).rejects.toMatchObject({
    code: 'input.invalid-field',
  });
});

// @promise playback.shared-question: Windows share a question; a question ends with its window, or when the window asks
// anew for the camera.
it('a newer question of a window for a camera ends the older question, and a question of another window does not', async () => {
  const asked: AbortSignal[] = [];
  const service = open((_, signal) => {
    asked.push(signal);
    return new Promise((resolve, reject) => {
      if (asked.length > 1) resolve({ recordings: [clip] });
      signal.addEventListener('abort', () => reject(new AppError('cancelled', 'ended')), { once: true });
    });
  });
  const first = service.read(asking, 'w1');
  await expect.poll(() => asked.length).toBe(1);
  const second = service.read(asking, 'w1');
  expect((await first).error).toMatchObject({ code: 'cancelled' });
  expect((await second).error).toBeNull();
  expect(asked.map(({ aborted }) => aborted)).toEqual([true, false]);
});

// @promise playback.calendar-question: A question of the calendar ends no question of the timeline.
it('a question of the calendar of a window does not end the question of its timeline', async () => {
  let ended: AbortSignal | undefined;
  const answers: (() => void)[] = [];
  const service = open((_, signal) => {
    ended ??= signal;
    return new Promise((resolve) => answers.push(() => resolve({ recordings: [clip] })));
  });
  const first = service.read(asking, 'w1');
  await expect.poll(() => answers.length).toBe(1);
  const second = service.read({ ...asking, use: 'calendar' }, 'w1');
  answers[0]?.();
  expect((await first).error).toBeNull();
  expect((await second).error).toBeNull();
  expect(ended?.aborted).toBe(false);
});

it('the questions of a window that goes end with it', async () => {
  let ended: AbortSignal | undefined;
  const service = open((_, signal) => {
    ended = signal;
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new AppError('cancelled', 'ended')), { once: true }),
    );
  });
  const answer = service.read(asking, 'w1');
  await expect.poll(() => ended !== undefined).toBe(true);
  service.onWindowGone('w');
  expect(ended?.aborted).toBe(false);
  service.onWindowGone('w1');
  expect((await answer).error).toMatchObject({ code: 'cancelled' });
});

it('recordings of accounts that the client does not have any more are forgotten', async () => {
  const service = open(() => Promise.resolve({ recordings: [clip] }));
  await service.read(asking, 'w1');
  await service.index.keepOnly([account]);
  expect((await service.known(asking)).recordings.fromMs).toHaveLength(1);
  await service.index.keepOnly([asAccountId('a')]);
  expect(await service.known(asking)).toMatchObject({ recordings: { fromMs: [] }, asOfMs: null });
});

/** How often a segment is asked for at its cloud, by a clock that the test sets. */
import { beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../../../../main/errors.ts';
import { SegmentTries } from '../../../../../../main/media/upstream/hls/segment-tries.ts';
import { PLAYBACK_RETRY } from '../../../../../../preload/domain/recording/playback-retry.ts';

const DOWN = new AppError('cloud.unavailable', 'down', { retryable: true });
const { mostTries, restMs } = PLAYBACK_RETRY.segment;

let nowMs: number;
let tries: SegmentTries;

beforeEach(() => {
  nowMs = 1_000;
  tries = new SegmentTries(() => nowMs);
});

/** Asks for a segment that fails until it rests. @returns how many requests that took. */
async function failUntilRest(name: string): Promise<number> {
  for (let asked = 1; ; asked += 1) {
    await tries.begin(name);
    if (tries.failed(name, DOWN) === null) return asked;
  }
}

/** Readers that ask for the segment at once. @returns the numbers of those that may ask. */
async function begunBy(readers: number): Promise<number[]> {
  const begun: number[] = [];
  for (let reader = 0; reader < readers; reader += 1) {
    tries.begin('a').then(
      () => begun.push(reader),
      () => undefined,
    );
  }
  await new Promise(setImmediate);
  return begun;
}

it('a segment that fails is asked for some times, then rests, and the others do not', async () => {
  expect(await failUntilRest('a')).toBe(mostTries);
  await expect(tries.begin('a')).rejects.toBe(DOWN);
  await expect(tries.begin('b')).resolves.toBeUndefined();
});

it('one request is sent after each rest', async () => {
  await failUntilRest('a');
  nowMs += restMs - 1;
  await expect(tries.begin('a')).rejects.toBe(DOWN);
  nowMs += 1;
  expect(await failUntilRest('a')).toBe(1);
  await expect(tries.begin('a')).rejects.toBe(DOWN);
  nowMs += restMs;
  expect(await failUntilRest('a')).toBe(1);
});

it('a segment that arrived has all its tries again', async () => {
  await failUntilRest('a');
  nowMs += restMs;
  await tries.begin('a');
  tries.served('a');
  expect(await failUntilRest('a')).toBe(mostTries);
});

it('a failure that no retry can cure is not retried, and delays no other segment', async () => {
  const refused = new AppError('media.host-refused', 'another host');
  await tries.begin('a');
  expect(tries.failed('a', refused)).toBeNull();
  await expect(tries.begin('a')).resolves.toBeUndefined();
});

it('two readers at once of a segment that fails have four requests together', async () => {
  for (let request = 1; request < mostTries; request += 1) {
    await tries.begin('a');
    expect(tries.failed('a', DOWN)).toBe(request);
  }
  expect(await begunBy(2)).toEqual([0]);
  expect(tries.failed('a', DOWN)).toBeNull();
  await expect(tries.begin('a')).rejects.toBe(DOWN);
});

it('two readers at once after a rest have one request together, and both get the segment when it comes', async () => {
  await failUntilRest('a');
  nowMs += restMs;
  const begun = await begunBy(2);
  expect(begun).toEqual([0]);
  tries.served('a');
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1]);
});

it('a reader that left takes no request from the others', async () => {
  await failUntilRest('a');
  nowMs += restMs;
  const begun = await begunBy(2);
  tries.left('a');
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1]);
});

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
function failUntilRest(name: string): number {
  for (let asked = 1; ; asked += 1) {
    tries.check(name);
    if (tries.failed(name, DOWN) === null) return asked;
  }
}

it('a segment that fails is asked for some times, then rests, and the others do not', () => {
  expect(failUntilRest('a')).toBe(mostTries);
  expect(() => tries.check('a')).toThrow(DOWN);
  expect(() => tries.check('b')).not.toThrow();
});

it('after each rest one request is made', () => {
  failUntilRest('a');
  nowMs += restMs - 1;
  expect(() => tries.check('a')).toThrow(DOWN);
  nowMs += 1;
  expect(failUntilRest('a')).toBe(1);
  expect(() => tries.check('a')).toThrow(DOWN);
  nowMs += restMs;
  expect(failUntilRest('a')).toBe(1);
});

it('a segment that came begins anew', () => {
  failUntilRest('a');
  nowMs += restMs;
  tries.check('a');
  tries.served('a');
  expect(failUntilRest('a')).toBe(mostTries);
});

it('a failure that no other try cures is not tried again, and rests nothing', () => {
  const refused = new AppError('media.host-refused', 'another host');
  expect(tries.failed('a', refused)).toBeNull();
  expect(() => tries.check('a')).not.toThrow();
});

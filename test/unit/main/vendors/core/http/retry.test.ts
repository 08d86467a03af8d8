import fc from 'fast-check';
import { expect, it } from 'vitest';
import { effectOf } from '../../../../../../main/vendors/core/contract/effects.ts';
import { OVERRIDES } from '../../../../../../main/vendors/registry.ts';
import { nextDelayMs, parseRetryAfter, RETRY } from '../../../../../../main/vendors/core/http/retry.ts';

const failure = { retryable: true, wasSent: true, retryAfterMs: null };

it('the next attempt of a write comes only when nothing was sent', () => {
  expect(nextDelayMs(failure, 'write', 1, RETRY, 0.5)).toBeNull();
  expect(nextDelayMs({ ...failure, wasSent: false }, 'write', 1, RETRY, 0.5)).not.toBeNull();
  expect(nextDelayMs(failure, 'read', 1, RETRY, 0.5)).not.toBeNull();
});

it('no next attempt follows a failure that is permanent, or the last attempt', () => {
  expect(nextDelayMs({ ...failure, retryable: false }, 'read', 1, RETRY, 0)).toBeNull();
  expect(nextDelayMs(failure, 'read', RETRY.maxAttempts, RETRY, 0)).toBeNull();
});

it('the next attempt is spread over the whole of a growing, bounded time span', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: RETRY.maxAttempts - 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, r) => {
        const delayMs = nextDelayMs(failure, 'read', n, RETRY, r) ?? -1;
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(Math.min(RETRY.maxDelayMs, RETRY.baseDelayMs * 2 ** (n - 1)));
      },
    ),
  );
});

it('the next attempt waits at least as long as the cloud asks, and does not come when the cloud asks too much', () => {
  expect(nextDelayMs({ ...failure, retryAfterMs: 2_000 }, 'read', 1, RETRY, 0)).toBe(2_000);
  expect(nextDelayMs({ ...failure, retryAfterMs: 60_000 }, 'read', 1, RETRY, 0)).toBeNull();
});

it.each([
  ['3', 3_000],
  ['Thu, 01 Jan 1970 00:00:10 GMT', 9_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', null],
  [undefined, null],
] as [string | undefined, number | null][])('the header Retry-After %j is read', (text, ms) => {
  expect(parseRetryAfter(text, 1_000)).toBe(ms);
});

it('a call may be retried by its effect, not by its HTTP method', () => {
  expect(effectOf('acquirePtzLock', OVERRIDES['huawei-ivm'].effects)).toBe('write'); // a GET
  expect(effectOf('getLiveConnections', OVERRIDES['huawei-ivm'].effects)).toBe('read'); // a POST
  expect(effectOf('DeleteDevices', OVERRIDES['aliyun-vcs'].effects)).toBe('write'); // a GET
  expect(effectOf('snapChannelPicture', OVERRIDES['huawei-ivm'].effects)).toBe('write'); // a GET that makes the camera work
  expect(effectOf('queryLocalRecordTimeline', OVERRIDES['tencent-ivp'].effects)).toBe('read'); // a POST
});

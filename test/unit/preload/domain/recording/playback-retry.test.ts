/** The record of who tries again, and how often. */
import { expect, it } from 'vitest';
import { DEFAULT_TIMINGS } from '../../../../../main/media/messages/messages.ts';
import {
  PLAYBACK_RETRY,
  waitAfter,
  WORKER_PATIENCE_MS,
} from '../../../../../preload/domain/recording/playback-retry.ts';
import { PAST_CONFIG } from '../../../../../renderer/media/playback/engines/hls-past-config.ts';

/** A playlist takes so long at the most (hls-fetch.ts), and a master playlist leads to a second one. */
const PLAYLISTS_MS = 2 * 10_000;
const policies = [
  PAST_CONFIG.manifestLoadPolicy,
  PAST_CONFIG.playlistLoadPolicy,
  PAST_CONFIG.keyLoadPolicy,
  PAST_CONFIG.fragLoadPolicy,
].map((policy) => policy?.default);

it('the last wait repeats', () => {
  expect([1, 2, 3, 9].map((tries) => waitAfter(tries, [1, 2, 3]))).toEqual([1, 2, 3, 3]);
});

it('all tries for a segment fit into the time in which the worker tries', () => {
  const { mostTries, waitsMs, longestMs } = PLAYBACK_RETRY.segment;
  const waits = waitsMs.slice(0, mostTries - 1).reduce((sum, ms) => sum + ms, 0);
  expect(mostTries * DEFAULT_TIMINGS.connectTimeoutMs + waits).toBeLessThanOrEqual(longestMs);
});

it('the worker has answered before the player library loses patience', () => {
  const { resolveTimeoutMs, connectTimeoutMs, recordingWaitsMs } = DEFAULT_TIMINGS;
  const { longestMs } = PLAYBACK_RETRY.segment;
  // The last try begins at the end of that time: a wait, a new address with its playlists, and the segment.
  const lastTryMs = Math.max(...recordingWaitsMs) + resolveTimeoutMs + PLAYLISTS_MS + connectTimeoutMs;
  expect(longestMs + lastTryMs).toBeLessThanOrEqual(WORKER_PATIENCE_MS);
  for (const policy of policies) {
    expect(policy?.maxTimeToFirstByteMs).toBeGreaterThanOrEqual(WORKER_PATIENCE_MS);
    expect(policy?.maxLoadTimeMs).toBeGreaterThan(WORKER_PATIENCE_MS);
  }
});

it('the player library repeats no request that took too long, and none for lists and keys', () => {
  expect(policies.map((policy) => policy?.timeoutRetry)).toEqual([null, null, null, null]);
  expect(policies.slice(0, 3).map((policy) => policy?.errorRetry)).toEqual([null, null, null]);
});

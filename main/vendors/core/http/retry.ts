/** When a call is sent again, and after how long. Full jitter: many tiles that fail together must not return together. */
import { setTimeout as delay } from 'node:timers/promises';
import { cancelled } from '../../../errors.ts';
import type { Effect } from '../contract/effects.ts';

export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** When a cloud asks to wait longer than this, the client does not try again, but reports the wait to the user. */
  readonly maxRetryAfterMs: number;
}

export const RETRY: RetryPolicy = { maxAttempts: 4, baseDelayMs: 250, maxDelayMs: 4_000, maxRetryAfterMs: 10_000 };

/** How often a cloud that is still at work is asked again: at growing intervals, and not for ever. */
export interface PollPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** Limit since the call began; then the caller learns that the cloud is still at work. */
  readonly maxMs: number;
}

export const POLL: PollPolicy = { firstDelayMs: 400, maxDelayMs: 2_000, maxMs: 20_000 };

/**
 * The wait before the next question, a quarter up or down so that many tiles do not ask together.
 *
 * @param asked how often the cloud said that it was still at work, from 1.
 * @param random 0 to 1.
 */
export function pollDelayMs(asked: number, policy: PollPolicy, random: number): number {
  return Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (asked - 1)) * (0.75 + random / 2);
}

export interface Failure {
  readonly retryable: boolean;
  /** Whether a byte of the request may have reached the cloud. */
  readonly wasSent: boolean;
  /** The wait that the cloud asked for, or null. */
  readonly retryAfterMs: number | null;
}

/**
 * The wait before the next attempt, or null when there must be none. A write is repeated only when nothing was sent.
 *
 * @param attempt how many attempts were made, from 1.
 * @param random 0 to 1.
 */
export function nextDelayMs(
  failure: Failure,
  effect: Effect,
  attempt: number,
  policy: RetryPolicy,
  random: number,
): number | null {
  if (!failure.retryable || attempt >= policy.maxAttempts) return null;
  if (effect === 'write' && failure.wasSent) return null;
  const ceilingMs = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  const jitterMs = random * ceilingMs;
  if (failure.retryAfterMs === null) return jitterMs;
  return failure.retryAfterMs > policy.maxRetryAfterMs ? null : failure.retryAfterMs + jitterMs;
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; null when absent or unreadable. */
export function parseRetryAfter(text: string | undefined, nowMs: number): number | null {
  if (text === undefined || text.trim() === '') return null;
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

/** Waits, or throws `cancelled` at once when the caller gives up. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    throw cancelled('waiting to try again');
  }
}

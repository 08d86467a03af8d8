/** How long to wait before a lost stream is opened again, and which failures are tried again by themselves. */
import type { ErrorCode, WireError } from '../../../preload/domain/error.ts';

/** The last wait bounds how long a tile stays without a picture after its cloud works again. */
const DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 12_000] as const;
/** A camera that is off, or a cloud that refused, is asked again this often although nothing announced a change. */
const SLOW_RETRY_MS = 60_000;

/**
 * @param attempt 1 for the first try after the loss.
 * @param random from 0 to 1; spreads tries of many tiles that were lost together by a fifth.
 */
export function retryDelayMs(attempt: number, random: number): number {
  const base = DELAYS_MS[Math.min(attempt, DELAYS_MS.length) - 1] ?? DELAYS_MS[0];
  return Math.round(base * (0.9 + random * 0.2));
}

/** Failures that may end outside of this client without an event. */
const OUTSIDE = /^(device|cloud|media|network)\./;
/** Failures that time does not cure: the cloud, or this computer, lacks an ability. */
const LASTING: readonly ErrorCode[] = [
  'cloud.not-supported',
  'cloud.service-not-enabled',
  'media.unsupported-codec',
  'media.unsupported-transport',
];

/** When to try again after a failure that is not retryable by itself, or null when only a change can help. */
export function slowRetryMs({ code }: WireError): number | null {
  return OUTSIDE.test(code) && !LASTING.includes(code) ? SLOW_RETRY_MS : null;
}

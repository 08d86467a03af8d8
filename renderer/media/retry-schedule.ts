/** How long to wait before a lost stream is opened again, and which failures are worth a look by themselves. */
import type { ErrorCode, WireError } from '../../preload/domain/error.ts';

/** The last one bounds how long a tile stays without a picture once its cloud is well again. */
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

/** What somebody outside may mend without telling. */
const OUTSIDE = /^(device|cloud|media|network)\./;
/** No time cures these: the cloud, or this computer, is not able to. */
const LASTING: readonly ErrorCode[] = [
  'cloud.not-supported',
  'cloud.service-not-enabled',
  'media.unsupported-codec',
  'media.unsupported-transport',
];

/** When to look again after a failure that is not retryable as it stands, or null when only a change can help. */
export function slowRetryMs({ code }: WireError): number | null {
  return OUTSIDE.test(code) && !LASTING.includes(code) ? SLOW_RETRY_MS : null;
}

/** How long to wait before a lost stream is opened again, and which failures are worth a look by themselves. */
import type { WireError } from '../../preload/domain/error.ts';

const DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
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

/** When to look again after a failure that is not retryable as it stands, or null when only a change can help. */
export function slowRetryMs(error: WireError): number | null {
  const isOutside = error.code.startsWith('device.') || error.code.startsWith('cloud.');
  const canPass = error.code !== 'cloud.not-supported' && error.code !== 'cloud.service-not-enabled';
  return isOutside && canPass ? SLOW_RETRY_MS : null;
}

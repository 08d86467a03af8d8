/** Distinguishes orders that were not sent from orders whose answer was lost, by their failure. */
import type { ErrorCode } from './error.ts';

/** Failures while a server, a proxy or the device itself had the order already. All other failures of the network come before. */
const LOST: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['network.timeout', 'network.reset', 'network.bad-answer', 'network.too-large'] as const),
  ...(['cloud.pending', 'device.timeout', 'ipc.disconnected'] as const),
]);

/** Whether an order that failed this way may have been carried out all the same. */
export const isLostAnswer = (code: ErrorCode): boolean => LOST.has(code);

/** `refused`: a server answered no. `notSent`: nothing left the client. `unknown`: the order may have been carried out. */
export type OrderFate = 'refused' | 'notSent' | 'unknown';

/**
 * The outcome of an order that failed this way. `internal` and `cancelled` do not show how far the order came, so its
 * outcome is unknown.
 */
export function orderFate(code: ErrorCode): OrderFate {
  if (isLostAnswer(code) || code === 'internal' || code === 'cancelled') return 'unknown';
  return /^(?:cloud|device|auth)\./.test(code) && code !== 'auth.needs-token' ? 'refused' : 'notSent';
}

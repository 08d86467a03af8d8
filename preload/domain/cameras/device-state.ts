/** The state of a device that the client shows: never more certain than the cloud's report. */
import type { NumberedChannel } from './cameras.ts';

/** In the order in which lists sort them: what needs somebody first. */
export const DEVICE_STATES = ['offline', 'frozen', 'unknown', 'unregistered', 'unallocated', 'online'] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

type StateFacts = Pick<NumberedChannel, 'missingSinceMs' | 'isFrozen' | 'stateReason' | 'reachable'>;

/** The state of a camera by the last answer of its cloud. Nobody knows a camera below a recorder that is down. */
export function channelState({ missingSinceMs, isFrozen, stateReason, reachable }: StateFacts): DeviceState {
  if (missingSinceMs !== undefined) return 'unknown';
  if (isFrozen) return 'frozen';
  if (stateReason === undefined) return reachable;
  return stateReason === 'unallocated' ? 'unallocated' : 'unknown';
}

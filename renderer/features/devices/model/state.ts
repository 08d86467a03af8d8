/** The state of a row of the table, and why it is unknown. */
import { channelState, type DeviceState } from '../../../../preload/domain/cameras/device-state.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import type { StateName } from '../../../ui/icons/names.ts';
import type { DeviceRow } from './rows.ts';

export const STATE_GLYPHS: Readonly<Record<DeviceState, StateName>> = {
  online: 'live',
  offline: 'offline',
  frozen: 'frozen',
  unknown: 'unknown',
  unregistered: 'none',
  unallocated: 'none',
};

/** Why a state is unknown: who would have to report it. */
export type UnknownBecause = 'missing' | 'silent' | 'recorder-offline' | 'recorder-unregistered' | 'unasked' | 'cloud';

export interface ShownState {
  readonly state: DeviceState;
  /** Null for every state but `unknown`. */
  readonly because: UnknownBecause | null;
}

/** @param silent the accounts that report nothing now: their last report may be wrong by now. */
export function stateOf({ accountId, channel, reachable }: DeviceRow, silent: ReadonlySet<AccountId>): ShownState {
  const isMissing = channel?.missingSinceMs !== undefined;
  if (silent.has(accountId) && !isMissing) return { state: 'unknown', because: 'silent' };
  const state = channel === null ? reachable : channelState(channel);
  return { state, because: state === 'unknown' ? becauseOf(channel) : null };
}

function becauseOf(channel: DeviceRow['channel']): UnknownBecause {
  if (channel?.missingSinceMs !== undefined) return 'missing';
  const reason = channel?.stateReason;
  return reason === undefined || reason === 'unallocated' ? 'cloud' : reason;
}

/** The state of a device as the table tells it: never more certain than what the cloud told. */
import type { AccountId } from '../../../../preload/domain/ids.ts';
import type { StateName } from '../../../ui/icons/names.ts';
import type { DeviceRow } from './rows.ts';

/** In the order in which the table sorts them: what needs somebody first. */
export const DEVICE_STATES = ['offline', 'frozen', 'unknown', 'unregistered', 'unallocated', 'online'] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

export const STATE_GLYPHS: Readonly<Record<DeviceState, StateName>> = {
  online: 'live',
  offline: 'offline',
  frozen: 'frozen',
  unknown: 'unknown',
  unregistered: 'none',
  unallocated: 'none',
};

/** Why a state is unknown: who would have to tell it. */
export type UnknownBecause = 'missing' | 'silent' | 'recorder-offline' | 'recorder-unregistered' | 'cloud';

export interface ToldState {
  readonly state: DeviceState;
  /** Null for every state but `unknown`. */
  readonly because: UnknownBecause | null;
}

const told = (state: DeviceState): ToldState => ({ state, because: null });
const unknown = (because: UnknownBecause): ToldState => ({ state: 'unknown', because });

/** @param silent the accounts that tell nothing now: what they told before may be wrong by now. */
export function stateOf({ accountId, channel, reachable }: DeviceRow, silent: ReadonlySet<AccountId>): ToldState {
  if (channel?.missingSinceMs !== undefined) return unknown('missing');
  if (silent.has(accountId)) return unknown('silent');
  if (channel?.isFrozen === true) return told('frozen');
  switch (channel?.stateReason) {
    case 'recorder-offline':
    case 'recorder-unregistered':
      return unknown(channel.stateReason);
    case 'unallocated':
      return told('unallocated');
    case undefined:
      return reachable === 'unknown' ? unknown('cloud') : told(reachable);
  }
}

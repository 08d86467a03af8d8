/**
 * The state of an account, for the clouds screen and for the status bar: what the cloud answered last, and the outage that
 * the wall found since. The state of a cloud is the state of its worst account, so that nothing looks healthier than it is.
 */
import type { AccountView } from '../../../preload/contract/account.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import type { Outage } from '../../state/players/outage-tracker.ts';
import { selectOutageOfAccount, useOutages } from '../../state/players/outages.ts';
import type { StateName } from '../../ui/icons/names.ts';

export interface CloudState {
  readonly vendor: VendorId;
  readonly glyph: StateName;
  readonly accounts: readonly AccountView[];
}

/** An account that is off says something of its cloud only where no other does. */
const WORST_FIRST: readonly StateName[] = ['error', 'reconnecting', 'none', 'live', 'skip'];

export type OutageOf = (account: AccountView) => Outage | null;

/** A cloud that answers, but whose pictures were lost together, is not in order. */
function outageGlyph({ error }: Outage): StateName {
  return error.retryable ? 'reconnecting' : 'error';
}

/** The outage that says more about an account than its last answer does, or null. */
export function tellingOutage(account: AccountView, outage: Outage | null): Outage | null {
  const isKnown = !account.isEnabled || account.isKeyMissing || account.health.state === 'failing';
  return isKnown ? null : outage;
}

/** @param outage the shared cause that took cameras of the account, or null. */
export function accountGlyph(account: AccountView, outage: Outage | null): StateName {
  if (!account.isEnabled) return 'skip';
  if (account.isKeyMissing || account.health.state === 'failing') return 'error';
  if (outage !== null) return outageGlyph(outage);
  switch (account.health.state) {
    case 'ok':
      return 'live';
    case 'checking':
    case 'unchecked':
      return 'none';
  }
}

/** @param outageOf the shared cause that took cameras of an account, or null. */
export function cloudStates(accounts: readonly AccountView[], outageOf: OutageOf): readonly CloudState[] {
  return VENDOR_IDS.flatMap((vendor) => {
    const own = accounts.filter((account) => account.vendor === vendor);
    if (own.length === 0) return [];
    const glyphs = own.map((account) => accountGlyph(account, outageOf(account)));
    return [{ vendor, accounts: own, glyph: WORST_FIRST.find((glyph) => glyphs.includes(glyph)) ?? 'none' }];
  });
}

/** The shared cause that took cameras of an account, as it is now. */
export function useOutageOf(): OutageOf {
  const outages = useOutages();
  return ({ id }) => selectOutageOfAccount(id)(outages);
}

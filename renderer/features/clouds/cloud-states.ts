/** The state of each cloud in the status bar: the worst of its accounts, so that nothing looks healthier than it is. */
import type { AccountView } from '../../../preload/contract/account.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import type { Outage } from '../../state/players/outage-tracker.ts';
import type { StateName } from '../../ui/icons/names.ts';

export interface CloudState {
  readonly vendor: VendorId;
  readonly glyph: StateName;
  readonly accounts: readonly AccountView[];
}

/** An account that is off says something of its cloud only where no other does. */
const WORST_FIRST: readonly StateName[] = ['error', 'reconnecting', 'none', 'live', 'skip'];

type OutageOf = (account: AccountView) => Outage | null;

/** A cloud that answers, but whose pictures were lost together, is not in order. */
function outageGlyph({ error }: Outage): StateName {
  return error.retryable ? 'reconnecting' : 'error';
}

function glyphOf(account: AccountView, outageOf: OutageOf): StateName {
  if (!account.isEnabled) return 'skip';
  if (account.isKeyMissing || account.health.state === 'failing') return 'error';
  const outage = outageOf(account);
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
    const glyphs = own.map((account) => glyphOf(account, outageOf));
    return [{ vendor, accounts: own, glyph: WORST_FIRST.find((glyph) => glyphs.includes(glyph)) ?? 'none' }];
  });
}

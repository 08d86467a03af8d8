/** The state of each cloud in the status bar: the worst of its accounts, so that nothing looks healthier than it is. */
import type { AccountView } from '../../../preload/contract/account.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import type { StateName } from '../../ui/icons/names.ts';

export interface CloudState {
  readonly vendor: VendorId;
  readonly glyph: StateName;
  readonly accounts: readonly AccountView[];
}

/** An account that is off says something of its cloud only where no other does. */
const WORST_FIRST: readonly StateName[] = ['error', 'none', 'live', 'skip'];

function glyphOf(account: AccountView): StateName {
  if (!account.isEnabled) return 'skip';
  if (account.isKeyMissing) return 'error';
  switch (account.health.state) {
    case 'ok':
      return 'live';
    case 'failing':
      return 'error';
    case 'checking':
    case 'unchecked':
      return 'none';
  }
}

export function cloudStates(accounts: readonly AccountView[]): readonly CloudState[] {
  return VENDOR_IDS.flatMap((vendor) => {
    const own = accounts.filter((account) => account.vendor === vendor);
    if (own.length === 0) return [];
    const glyphs = own.map(glyphOf);
    return [{ vendor, accounts: own, glyph: WORST_FIRST.find((glyph) => glyphs.includes(glyph)) ?? 'none' }];
  });
}

/** The accounts that add cameras. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import { VENDORS_WITH_ONBOARDING } from '../../../../preload/domain/onboarding/onboarding.ts';

export const addingAccounts = (accounts: readonly AccountView[]): readonly AccountView[] =>
  accounts.filter(({ vendor, isEnabled }) => isEnabled && VENDORS_WITH_ONBOARDING.has(vendor));

/** The accounts that add cameras. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';

export const addingAccounts = (accounts: readonly AccountView[]): readonly AccountView[] =>
  accounts.filter(({ vendor, isEnabled }) => isEnabled && capabilityOf(vendor, 'onboarding').can);

import type { AccountView } from '../../../preload/contract/account.ts';
import { capabilityOf, type AskedCapability } from '../../../preload/domain/accounts/cloud-capability.ts';

/** The accounts that are turned on, and whose cloud has the capability. */
export const accountsWith = (accounts: readonly AccountView[], capability: AskedCapability): readonly AccountView[] =>
  accounts.filter(({ vendor, isEnabled }) => isEnabled && capabilityOf(vendor, capability).can);

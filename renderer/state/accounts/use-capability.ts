/** Whether this client uses a capability of the cloud of an account, for components; a menu or a key asks `capabilityOf`. */
import {
  capabilityOf,
  type AskedCapability,
  type CloudCapability,
} from '../../../preload/domain/accounts/cloud-capability.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { selectAccount, useAccounts } from './accounts.ts';

/** @param accountId undefined for a camera that is not known: as {@link capabilityOf} without a cloud. */
export function useCapability(accountId: AccountId | undefined, capability: AskedCapability): CloudCapability {
  const vendor = useAccounts((state) => selectAccount(accountId ?? null)(state)?.vendor);
  return capabilityOf(vendor, capability);
}

import type { ChannelId } from '../../../preload/domain/ids.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { selectAccount, useAccounts } from '../accounts/accounts.ts';
import { useDirectory } from './directory.ts';

/** The cloud of a camera: the account's name and the vendor's sign. */
export function cloudName(channelId: ChannelId): string {
  const channel = useDirectory.getState().view.byId.get(channelId);
  const account = selectAccount(channel?.accountId ?? null)(useAccounts.getState());
  return account === undefined ? '' : `${account.label} (${VENDOR_CODES[account.vendor]})`;
}

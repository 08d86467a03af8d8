/** Whether the cloud of a camera lists its recordings, only plays them, or offers none. */
import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';
import { accountOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import type { SessionCamera } from '../session.ts';

/**
 * `listed`: a list has the times of recordings. `unlisted`: the cloud plays recordings and publishes no list, so that
 * only playing shows what exists. `none`: the cloud offers no recordings to a client.
 */
export type Listing = 'listed' | 'unlisted' | 'none';

/** @param vendor undefined before the account is known. */
export function listingOfVendor(vendor: VendorId | undefined): Listing {
  if (capabilityOf(vendor, 'recording-lists').can) return 'listed';
  return capabilityOf(vendor, 'cloud-playback').can ? 'unlisted' : 'none';
}

export const vendorOf = (channelId: ChannelId): VendorId | undefined =>
  selectAccount(accountOf(channelId))(useAccounts.getState())?.vendor;

/** Where files lie is known as from a list. */
export const listingOf = ({ channelId, place }: SessionCamera): Listing =>
  place === 'files' ? 'listed' : listingOfVendor(vendorOf(channelId));

import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { vendorOf } from '../recordings/listing.ts';

/** Why the recordings of a camera cannot be played, in one sentence. */
export const noRecordingsWords = (t: Text, channelId: ChannelId): string =>
  capabilityOf(vendorOf(channelId), 'cloud-playback').reason === 'in-bucket'
    ? t('playback.why.inBucket')
    : t('playback.why.no-recordings');

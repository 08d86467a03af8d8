import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { vendorOf } from '../recordings/listing.ts';

/** Why the recordings of a camera cannot be played, in one sentence. */
export const noRecordingsWords = (t: Text, channelId: ChannelId): string =>
  t(vendorOf(channelId) === 'huawei-vis' ? 'playback.why.inBucket' : 'playback.why.no-recordings');

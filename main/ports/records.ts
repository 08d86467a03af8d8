/** The list of recordings of a channel. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { Recording, RecordingPlace } from '../../preload/domain/recordings.ts';
import type { TimeRange } from '../../preload/domain/time.ts';
import type { Page } from './page.ts';

export interface RecordPort {
  list(
    request: { readonly channelId: ChannelId; readonly place: RecordingPlace; readonly range: TimeRange },
    signal: AbortSignal,
  ): AsyncIterable<Page<Recording>>;
}

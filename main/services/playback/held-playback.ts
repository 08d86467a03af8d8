/** The state of a playback in main. */
import type { AccountId, PlaybackId } from '../../../preload/domain/ids.ts';
import type { PastTicket } from '../../../preload/domain/recording/playback.ts';
import type { PastLease } from '../../media/messages/types.ts';
import type { PlaybackRequest } from '../../ports/playback.ts';
import type { PastListener } from './opening.ts';
import type { PastSources } from './past-sources.ts';

/** A recording that a window, or another holder, has open. */
export interface Playback {
  readonly id: PlaybackId;
  readonly request: PlaybackRequest;
  readonly accountId: AccountId;
  readonly windowId: string;
  /** Receives the events of the playback; null if the window does. */
  readonly listener: PastListener | null;
  /** Names the device that plays; null for recordings of the cloud. */
  readonly device: string | null;
  /** Ends with the playback. */
  readonly abort: AbortController;
  /** The stream that plays now; null between a loss and the next try, which the holder orders. */
  playing: Playing | null;
  /** Where the playback stands: what the viewer was given last. */
  atMs: number;
  /** Orders to the device, one after the other. */
  steering: Promise<void>;
}

export interface Playing {
  readonly sources: PastSources;
  /** Ends when the recording is opened again. */
  readonly abort: AbortController;
  lease: PastLease | null;
}

/** The facts of a playback that the page gets. */
export function ticketOf({ id, request, playing }: Playback, { transport, url, range, stamps }: PastLease): PastTicket {
  const { control = null, profile = null } = playing?.sources ?? {};
  return {
    playbackId: id,
    channelId: request.channelId,
    transport,
    url,
    range,
    stamps,
    profile,
    control: control === null ? null : { speeds: control.speeds },
  };
}

/** The parameters of a player of recordings, and its events. */
import type { Result, WireError } from '../../../preload/domain/error.ts';
import type { ChannelId, PlaybackId } from '../../../preload/domain/ids.ts';
import type { PastTicket, SteerOrder } from '../../../preload/domain/recording/playback.ts';
import type { RecordingPlace } from '../../../preload/domain/recording/recordings.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { Footage } from './clock/clocked-player.ts';
import type { FrameTime } from './clock/frame-time.ts';
import type { KeyPlayer } from './key-pictures/key-player.ts';
import type { PastEngineFactory } from './engines/past-engine.ts';

/** The input of `playback.open`. */
export interface PastOpening {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  /** A wish: a cloud that offers no choice gives the stream that it has. */
  readonly profile: StreamProfile;
  /** Half-open, epoch ms. */
  readonly range: TimeRange;
  /** The moment that shows first. */
  readonly atMs: number;
  /** Ends the other playback of a device that plays one recording at a time. */
  readonly takeOver: boolean;
}

/**
 * A recording that was opened: by main, from files that the page itself holds (files need no URL), or from the ring of what this
 * computer received live.
 */
export type OpenedPast = Omit<PastTicket, 'transport'> & {
  readonly transport: PastTicket['transport'] | 'files' | 'ring';
};

/** The requests that a player of recordings needs: of main, or of the owner of the files. */
export interface PastPorts {
  open(opening: PastOpening): Promise<Result<OpenedPast>>;
  close(playbackId: PlaybackId): void;
  steer(playbackId: PlaybackId, order: SteerOrder): Promise<Result<unknown>>;
  resume(playbackId: PlaybackId, atMs: number): Promise<Result<OpenedPast>>;
}

export interface PastPlayerSetup {
  readonly recording: Pick<PastOpening, 'channelId' | 'place' | 'profile'>;
  /** The range to open for a moment, half-open, epoch ms. Moments outside of it are opened anew. */
  readonly rangeAround: (atMs: number) => TimeRange;
  readonly video: HTMLVideoElement;
  /** Reports the time of the shown picture; absent where nobody reads times of pictures. */
  readonly frames?: FrameTime;
  /** Draws key pictures above the video. */
  readonly keys: KeyPlayer;
  readonly ports: PastPorts;
  readonly createEngine: PastEngineFactory;
  /** The footage at a moment by the lists of recordings; a player knows more once it has opened the recording. */
  readonly footageAt: (atMs: number) => Footage;
  /** Where the footage before a moment without footage ends, by the lists, epoch ms; null where none is listed. */
  readonly footageBeforeMs: (atMs: number) => number | null;
  /** Share of the jitter of retries, 0 to 1. */
  readonly random: () => number;
  /** Called when the state may have changed. Times of the picture are not reported: callers read them. */
  readonly onChange: () => void;
  /** The playback under which events of main arrive (`playback.changed`); null when there is none. */
  readonly onPlayback: (now: PlaybackId | null, before: PlaybackId | null) => void;
}

export type PastPlayerState =
  /** No address yet: no moment was ordered, or main asks the cloud. */
  | { readonly phase: 'opening' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'playing' }
  | { readonly phase: 'paused' }
  /** "No footage until hh:mm:ss"; `untilMs` is null where nothing follows that is known of. `isRefused` as in `Footage`. */
  | { readonly phase: 'gap'; readonly untilMs: number | null; readonly isRefused?: true }
  | { readonly phase: 'ended' }
  /** Lost, and opened again at the last shown picture at `nextAtMs`, epoch ms. */
  | { readonly phase: 'reconnecting'; readonly attempt: number; readonly nextAtMs: number; readonly error: WireError }
  /** Another playback of this client took the device over. `retryNow` takes it back. */
  | { readonly phase: 'taken'; readonly byPlaybackId: PlaybackId }
  /** Only the operator can help; `retryNow` tries again. */
  | { readonly phase: 'failed'; readonly error: WireError };

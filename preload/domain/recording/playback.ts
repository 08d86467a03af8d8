/** Recordings as the page plays them from the gateway. */
import type { WireError } from '../error.ts';
import type { ChannelId, PlaybackId } from '../ids.ts';
import type { LocalTransport, StreamProfile } from '../media/streams.ts';
import type { TimeRange } from '../time.ts';

/** The orders that a device accepts while it plays a recording at its own pace. */
export interface PastControl {
  /** The speeds that the cloud documents; 1 is normal. A device may ignore the speed that was asked for. */
  readonly speeds: readonly number[];
}

/** A loopback URL of the gateway that plays a recording; useless after `playback.close` or a restart. */
export interface PastTicket {
  readonly playbackId: PlaybackId;
  readonly channelId: ChannelId;
  /** `hls`: a playlist that the player reads at its own pace. `flv`: a stream at the pace of the device. */
  readonly transport: LocalTransport;
  readonly url: string;
  /** The time that this URL plays: from at or before the moment that was asked for to the end of the range at the latest. */
  readonly range: TimeRange;
  /**
   * The times of the pictures. `cloud`: the cloud writes them beside the segments. `estimated`: counted from the begin of the
   * range by the lengths of the segments, or by the clock of the stream, so that gaps can shift them.
   */
  readonly stamps: 'cloud' | 'estimated';
  /** Null if the player alone decides which parts it reads. */
  readonly control: PastControl | null;
  /** The stream that plays, which may be another one than was asked for; null where the cloud offers no choice. */
  readonly profile: StreamProfile | null;
}

/** An order of a page to a device that plays a recording. Position and speed are two orders: no request holds both. */
export type SteerOrder =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'seek'; readonly atMs: number }
  | { readonly kind: 'speed'; readonly speed: number };

/** The gateway's state of a playback. The player's own state is the renderer's. */
export type PastState =
  /** Plays at the URL of the ticket. */
  | { readonly phase: 'ready'; readonly ticket: PastTicket }
  /**
   * A piece of the recording cannot be had yet; the gateway tries again at `nextAtMs`, epoch ms, which can be over while a try
   * runs.
   */
  | { readonly phase: 'reconnecting'; readonly attempt: number; readonly nextAtMs: number; readonly error: WireError }
  /**
   * Ended, and reported once: nothing of it is open any more. Whoever holds it opens it again by `playback.resume`, when it wants
   * to. `atMs` is the moment that was delivered last, epoch ms.
   */
  | { readonly phase: 'lost'; readonly atMs: number; readonly error: WireError }
  /**
   * The stream of a device came to the end of its stretch, in good order: nothing of it is open any more. Whoever holds it opens
   * the next stretch by `playback.resume` at `atMs`, epoch ms, when it has played what came.
   */
  | { readonly phase: 'stretch-ended'; readonly atMs: number }
  /** Ended for good; `playback.resume` tries again. */
  | { readonly phase: 'failed'; readonly error: WireError }
  /** Another playback of this client took the device over, and this one is closed. */
  | { readonly phase: 'taken'; readonly byPlaybackId: PlaybackId };

/** By how much the clock of a camera is ahead of the other cameras, set by eye. */
export interface ClockOffset {
  readonly channelId: ChannelId;
  /** Whole ms; negative where the clock is behind. */
  readonly offsetMs: number;
}

/** The oldest gives way. */
export const MAX_CLOCK_OFFSETS = 1024;
/** A camera that lost its time begins at 1970. */
export const MAX_OFFSET_MS = 100 * 366 * 86_400_000;

/** Playing recordings. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { RecordingPlace } from '../../preload/domain/recording/recordings.ts';
import type { StreamProfile } from '../../preload/domain/media/streams.ts';
import type { TimeRange } from '../../preload/domain/time.ts';
import type { UpstreamSource } from './live.ts';

/** Steers a recording that its device plays at its own pace. Disposing of the source does not stop it; `stop` does. */
export interface PlaybackControl {
  /** The speeds that the cloud documents; 1 is normal. */
  readonly speeds: readonly number[];
  pause(signal: AbortSignal): Promise<void>;
  resume(signal: AbortSignal): Promise<void>;
  /** @param atMs a moment inside the range that is played. */
  seek(atMs: number, signal: AbortSignal): Promise<void>;
  /** @throws {AppError} `input.invalid-field` for a speed that is not among `speeds`. */
  setSpeed(speed: number, signal: AbortSignal): Promise<void>;
  /** Ends the session on the device, which often has but one. */
  stop(signal: AbortSignal): Promise<void>;
}

export interface PlaybackSource extends UpstreamSource {
  /**
   * The time that the source plays, epoch ms; absent if that is the range. It ends before the range for a cloud that gives a
   * range in pieces only: ask again from its end. It begins up to two seconds before the range for a cloud that counts whole
   * seconds: the first picture is that of `fromMs`.
   */
  readonly covers?: TimeRange;
  /** The cloud's id of the request that gave the address; evidence names it. Absent if the cloud gave none. */
  readonly requestId?: string;
  /** The stream that plays, where the cloud offers a choice for this recording; absent where it offers none. */
  readonly profile?: StreamProfile;
  /** Absent if the viewer alone decides which parts are fetched, as with a playlist. */
  readonly control?: PlaybackControl;
  /**
   * Makes the URL useless before its life ends, so that nobody with a copy can still watch. Absent if the cloud has no
   * operation for this. Ending twice is not an error.
   *
   * @throws {AppError} what the cloud refused; the URL then works until its life ends.
   */
  readonly end?: (signal: AbortSignal) => Promise<void>;
}

export interface PlaybackRequest {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly range: TimeRange;
  /** A wish: a cloud or a camera that offers no choice gives the stream that it has. */
  readonly profile: StreamProfile;
}

export interface PlaybackPort {
  /**
   * Opens a range of recordings.
   *
   * @throws {AppError} what the cloud refused, `input.invalid-field` for an empty range, and `media.no-url`,
   *   `media.unsupported-transport` or `media.host-refused` for an address that cannot be played.
   */
  open(request: PlaybackRequest, signal: AbortSignal): Promise<PlaybackSource>;
  /**
   * The first part of a range, as long as one address can be; absent for a cloud whose addresses play any range. What `open`
   * refuses of a range, such as `recording.none`, is true for this part alone: ask again from its end.
   *
   * @throws {AppError} `input.invalid-field` for an empty range.
   */
  readonly firstPart?: (range: TimeRange) => TimeRange;
}

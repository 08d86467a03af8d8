/** The list of recordings of a channel. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { Recording, RecordingPlace } from '../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../preload/domain/time.ts';

export interface RecordRequest {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly range: TimeRange;
  /**
   * Precision of the search for archived footage in a cloud that reports only whether a request has some: the length of
   * a piece in ms, at least {@link FINEST_ARCHIVE_MS}. Each halving of the length costs up to two requests more for a
   * gap.
   */
  readonly archiveGrainMs: number;
}

/** No cloud is asked for pieces of archived footage that are shorter. */
export const FINEST_ARCHIVE_MS = 15 * 60_000;

/** Everything that the cloud says of one piece of the asked range. */
export interface RecordAnswer {
  readonly range: TimeRange;
  /** In order of their begin. They can reach out of the piece, and overlap each other. */
  readonly recordings: readonly Recording[];
  /** Pieces somewhere in which the cloud has archived footage; it does not report where. */
  readonly archivedWithin: readonly TimeRange[];
  /**
   * How many entries of the list could not be read: an end before the begin, a time that is none. Such entries leave unknown
   * what lies between the others.
   */
  readonly unreadable: number;
}

export interface RecordPort {
  /**
   * The answers for the pieces of the range, in order of time. A piece without an answer stays unknown, because the
   * cloud did not report enough about it.
   *
   * @throws {AppError} what the cloud refused, and `network.bad-answer` when no entry of a list can be read. A channel
   *   without recordings is an answer with none.
   */
  list(request: RecordRequest, signal: AbortSignal): AsyncIterable<RecordAnswer>;
}

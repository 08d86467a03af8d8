/** Downloading recordings as files that the cloud makes. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { TimeRange } from '../../preload/domain/time.ts';
import type { AppError } from '../errors.ts';
import type { RemoteFile } from './remote-file.ts';

export type DownloadType = 'mp4' | 'ts';

/** A download of recordings in the cloud; no cloud documents one of recordings on devices. */
export interface DownloadRequest {
  readonly channelId: ChannelId;
  readonly range: TimeRange;
  readonly type: DownloadType;
}

/** One file. The length of the file is not known before its end. */
export interface DownloadFile extends RemoteFile {
  /**
   * The time of the footage in the file, epoch ms: from the begin of the range, or from up to two seconds before it for a
   * cloud that counts whole seconds. To get the rest, ask again from the end of this time; each file has its own address.
   */
  readonly covers: TimeRange;
  /** The cloud's id of the request that gave the address; evidence names it. Absent if the cloud gave none. */
  readonly requestId?: string;
}

export interface DownloadPort {
  /**
   * Asks for the address of a file with the first piece of the range. Whether the piece is recorded is said only when
   * the file is fetched: see {@link refusalOf}.
   *
   * @throws {AppError} `input.invalid-field` for an empty range, `network.bad-answer` for an answer without an address,
   *   `media.host-refused` for an address without encryption, and what the cloud refused.
   */
  open(request: DownloadRequest, signal: AbortSignal): Promise<DownloadFile>;
  /**
   * The first part of a range, as long as one file can be. What is refused of a range, by {@link open} or by the server of the
   * file, is true for this part alone: ask again from its end.
   *
   * @throws {AppError} `input.invalid-field` for an empty range.
   */
  firstPart(range: TimeRange): TimeRange;
  /**
   * Why the server of the file sent something else than the file, in the product's words: `recording.*`, or
   * `cloud.unavailable` for a fault of the server.
   *
   * @param status the HTTP status, which is not 200.
   * @param body the beginning of the answer, 4,096 characters at most; a longer text is not read.
   */
  refusalOf(status: number, body: string): AppError;
}

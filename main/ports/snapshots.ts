/** Pictures that a camera takes for its cloud now, without opening a stream. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { RemoteFile } from './remote-file.ts';

export interface PictureAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface SnapshotPort {
  /** Least time between two pictures of one camera, or 0 where the cloud names none. A call that comes sooner waits. */
  readonly minGapMs: number;
  /**
   * Has a camera take a picture, and returns the address of the picture. A cloud gives the address before the picture
   * is there, also where the camera fails: only the fetch shows it.
   *
   * @throws {AppError} `network.bad-answer` for an answer without an address, `media.host-refused` for an address without
   *   encryption, and what the cloud refused.
   */
  take(channelId: ChannelId, signal: AbortSignal): Promise<RemoteFile>;
  /**
   * The picture, JPEG or PNG, in what the address answered.
   *
   * @throws {AppError} `device.failed` where no picture came, `network.too-large` beyond `MAX_PICTURE_ANSWER_BYTES`, and what
   *   the cloud refused.
   */
  pictureIn(answer: PictureAnswer): Uint8Array;
}

/**
 * Pictures that a cloud has a camera take now, for a camera that does not play. Main stores none: the window that asked
 * has the picture.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { MAX_PICTURE_ANSWER_BYTES } from '../../../preload/domain/bounds.ts';
import type { PictureNow } from '../../../preload/contract/pictures.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { PictureAnswer, SnapshotPort } from '../../ports/snapshots.ts';
import type { RemoteFile } from '../../ports/remote-file.ts';
import type { VendorSession } from '../../ports/session.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { pictureAddress } from '../shared/cloud-picture.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface PicturesOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'snapshots'>> };
  /** @throws {AppError} as `fetchPicture` of the gateway. */
  readonly fetch: (file: RemoteFile, maxBytes: number, signal: AbortSignal) => Promise<PictureAnswer>;
}

/** Signing in, the pause of 10 s between two pictures, and the fetch. */
const ASK_LIMIT_MS = 45_000;

export class PicturesService {
  readonly #options: PicturesOptions;
  readonly #disposed = new AbortController();
  /** Two windows that ask for a camera at the same time get one picture. */
  readonly #asked = new Map<ChannelId, Promise<PictureNow>>();
  /** When the cloud takes the next picture of a camera, by the monotonic clock; only of those that still wait. */
  readonly #againAt = new Map<ChannelId, number>();

  constructor(options: PicturesOptions) {
    this.#options = options;
  }

  /**
   * @throws {AppError} `cloud.not-supported`, `channel.not-found`, `device.failed` where the camera took none,
   *   `media.host-refused`, `network.*`, `account.*`, and what the cloud refused.
   */
  take(channelId: ChannelId): Promise<PictureNow> {
    const known = this.#asked.get(channelId);
    if (known !== undefined) return known;
    const asked = this.#take(channelId).finally(() => this.#asked.delete(channelId));
    this.#asked.set(channelId, asked);
    return asked;
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #take(channelId: ChannelId): Promise<PictureNow> {
    const { accountId } = givenChannelRef(channelId);
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (signal) => {
      const { snapshots } = await this.#options.sessions.of(accountId);
      if (!snapshots) throw new AppError('cloud.not-supported', 'this cloud takes no pictures');
      await this.#pause(channelId, signal);
      const file = await snapshots.take(channelId, signal);
      const askedAtMs = Date.now();
      if (snapshots.minGapMs > 0) this.#againAt.set(channelId, performance.now() + snapshots.minGapMs);
      const picture = await this.#read(snapshots, file, signal);
      const data = pictureAddress(picture, MAX_PICTURE_ANSWER_BYTES);
      if (data === null) throw new AppError('device.failed', 'no picture came');
      return { data, askedAtMs, againAtMs: askedAtMs + snapshots.minGapMs };
    });
  }

  /** The cloud counts from when it took the last picture, and that is not before its answer was sent. */
  async #pause(channelId: ChannelId, signal: AbortSignal): Promise<void> {
    for (const [id, againAt] of this.#againAt) if (againAt <= performance.now()) this.#againAt.delete(id);
    const leftMs = (this.#againAt.get(channelId) ?? 0) - performance.now();
    if (leftMs > 0) await delay(leftMs, undefined, { signal });
  }

  async #read(port: SnapshotPort, file: RemoteFile, signal: AbortSignal): Promise<Uint8Array> {
    const answer = await this.#options.fetch(file, MAX_PICTURE_ANSWER_BYTES, signal);
    const { tokenWithheldFrom: host } = file;
    if (host !== undefined && answer.status !== 200)
      throw new AppError('media.host-refused', `${host} wants a token that only the cloud gets`, { params: { host } });
    return port.pictureIn(answer);
  }
}

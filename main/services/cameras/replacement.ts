/**
 * A camera takes over from another one: its number, and its places on walls, in sites, sequences and bookmarks. What belongs to
 * the device itself stays: its history, exports, presets, the offset of its clock.
 */
import type { NumberedChannel } from '../../../preload/domain/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { CameraRefs } from '../shared/camera-refs.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';

interface Options {
  readonly channelOf: (id: ChannelId) => NumberedChannel | undefined;
  /** @throws {AppError} `number.*`, `storage.write-failed`. */
  readonly renumber: (numbers: ReadonlyMap<ChannelId, number>) => Promise<void>;
}

export class ReplacementService {
  readonly #options: Options;
  #places: readonly CameraRefs[] = [];
  /** One at a time: two at once could give one camera the places of both. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Tells where operators put cameras. Called once, before the first request. */
  follow(places: readonly CameraRefs[]): void {
    this.#places = places;
  }

  /**
   * Gives `to` the number and the places of `from`, and `from` the number of `to`. The same call with both exchanged takes it
   * back. Where a part fails, the parts before it are taken back.
   *
   * @throws {AppError} `channel.not-found`; `devices.has-places` where `to` stands somewhere already, because its places
   *   could then not be told from the new ones; `number.*`, `storage.write-failed`.
   */
  async replace(from: ChannelId, to: ChannelId): Promise<null> {
    const mine = this.#work.catch(() => undefined).then(() => this.#replace(from, to));
    this.#work = mine;
    await mine;
    log.audit('a camera took over from another one', { from, to });
    return null;
  }

  async #replace(from: ChannelId, to: ChannelId): Promise<void> {
    const [before, after] = [this.#known(from), this.#known(to)];
    if (from === to)
      throw new AppError('input.invalid-field', 'the same camera', { params: { field: 'channelIds', detail: 'form' } });
    for (const refs of this.#places) {
      for (const id of refs.cameraIds()) {
        if (id === to) throw new AppError('devices.has-places', 'the new camera has places of its own');
      }
    }
    const moved: CameraRefs[] = [];
    try {
      for (const refs of this.#places) {
        moved.push(refs);
        await refs.replaceCameras({ cameras: new Map([[from, to]]), groups: new Map() });
      }
      await this.#options.renumber(
        new Map([
          [to, before.number],
          [from, after.number],
        ]),
      );
    } catch (error) {
      await this.#takeBack(moved, from, to);
      throw error;
    }
  }

  async #takeBack(moved: readonly CameraRefs[], from: ChannelId, to: ChannelId): Promise<void> {
    for (const refs of moved) {
      try {
        await refs.replaceCameras({ cameras: new Map([[to, from]]), groups: new Map() });
      } catch (error) {
        log.error('a camera that failed to take over kept some places', { error });
      }
    }
  }

  #known(id: ChannelId): NumberedChannel {
    givenChannelRef(id);
    const channel = this.#options.channelOf(id);
    if (channel === undefined) throw new AppError('channel.not-found', 'no such channel', { params: { detail: id } });
    return channel;
  }
}

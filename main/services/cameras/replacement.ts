/**
 * A camera takes over from another one: its number, and its places on walls, in sites, sequences and bookmarks.
 * History, exports, presets and the offset of the clock belong to the old device and stay with it.
 */
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Takeover, TakeoverTable } from '../../db/cameras/takeover.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';

interface Options {
  readonly channelOf: (id: ChannelId) => NumberedChannel | undefined;
  /** @throws {AppError} `number.*`, `storage.write-failed`. */
  readonly renumber: (numbers: ReadonlyMap<ChannelId, number>) => Promise<void>;
  readonly table: TakeoverTable;
}

export class ReplacementService {
  readonly #options: Options;
  #places: readonly CameraRefs[] = [];
  /** One at a time: two at once could give one camera the places of both. */
  #work: Promise<unknown> = Promise.resolve();
  /** Begun before this run; its numbers are not exchanged yet. */
  #interrupted: Takeover | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Sets the areas in which operators put cameras. Called once, before `start` and the first request. */
  follow(places: readonly CameraRefs[]): void {
    this.#places = places;
  }

  /** Gives the places of a takeover that the end of the client interrupted. The numbers follow as soon as both cameras are listed. */
  start(): void {
    const { table } = this.#options;
    const takeover = table.get();
    if (takeover === null) return;
    this.#interrupted = takeover;
    const { from, to } = takeover;
    this.#inTurn(async () => {
      for (const refs of this.#places) await refs.replaceCameras(moving(from, to));
    }).catch((error: unknown) => log.error('a takeover of a camera that was interrupted kept some places', { error }));
    this.onDirectory();
  }

  /** Exchanges the numbers of a takeover that was interrupted. Called after the list of cameras changed. */
  onDirectory(): void {
    const { channelOf, table } = this.#options;
    const takeover = this.#interrupted;
    if (takeover === null || [takeover.from, takeover.to].some((id) => channelOf(id) === undefined)) return;
    this.#interrupted = null;
    this.#inTurn(async () => {
      await this.#exchange(takeover);
      table.end();
      log.audit('a takeover of a camera that was interrupted was ended', { from: takeover.from, to: takeover.to });
    }).catch((error: unknown) => log.error('a takeover of a camera that was interrupted kept the numbers', { error }));
  }

  /**
   * Gives `to` the number and the places of `from`, and `from` the number of `to`. The same call with both exchanged takes it
   * back. Where a part fails, the parts before it are taken back. Where the client ends in the middle, the next start ends it.
   *
   * @throws {AppError} `channel.not-found`; `devices.has-places` where `to` stands somewhere already, because its places
   *   would then look like the new ones; `number.*`, `storage.write-failed`.
   */
  async replace(from: ChannelId, to: ChannelId): Promise<null> {
    await this.#inTurn(() => this.#replace(from, to));
    log.audit('a camera took over from another one', { from, to });
    return null;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#work.catch(() => undefined).then(work);
    this.#work = mine;
    return mine;
  }

  async #replace(from: ChannelId, to: ChannelId): Promise<void> {
    const { table } = this.#options;
    const [before, after] = [this.#known(from), this.#known(to)];
    if (from === to)
      throw new AppError('input.invalid-field', 'the same camera', { params: { field: 'channelIds', detail: 'form' } });
    this.#refusePlacesOf(to);
    const takeover = { from, to, fromNumber: before.number, toNumber: after.number };
    this.#interrupted = null;
    table.begin(takeover);
    const moved: CameraRefs[] = [];
    try {
      for (const refs of this.#places) {
        moved.push(refs);
        await refs.replaceCameras(moving(from, to));
      }
      await this.#exchange(takeover);
    } catch (error) {
      await this.#takeBack(moved, from, to);
      throw error;
    } finally {
      table.end();
    }
  }

  #refusePlacesOf(to: ChannelId): void {
    for (const refs of this.#places) {
      for (const id of refs.cameraIds()) {
        if (id === to) throw new AppError('devices.has-places', 'the new camera has places of its own');
      }
    }
  }

  async #exchange({ from, to, fromNumber, toNumber }: Takeover): Promise<void> {
    await this.#options.renumber(
      new Map([
        [to, fromNumber],
        [from, toNumber],
      ]),
    );
  }

  async #takeBack(moved: readonly CameraRefs[], from: ChannelId, to: ChannelId): Promise<void> {
    for (const refs of moved) {
      try {
        await refs.replaceCameras(moving(to, from));
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

const moving = (from: ChannelId, to: ChannelId): Adopted => ({ cameras: new Map([[from, to]]), groups: new Map() });

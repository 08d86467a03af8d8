/**
 * Asks the cloud for what the lists of a large account do not name of a camera: whether it turns, and the state of a camera below a
 * recorder. Asked is what somebody looks at, each device once; every window gets what is learned, many devices at a time.
 */
import type { AccountId, ChannelId, DeviceId } from '../../../preload/domain/ids.ts';
import { isUnasked, type Channel, type NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { isAbort, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { Throttle } from './throttle.ts';

type Rows = readonly NumberedChannel[];

interface AskingOptions {
  readonly sessions: { of(id: AccountId): Promise<{ readonly directory?: DirectoryPort }> };
  readonly directory: {
    channelsOf(accountId: AccountId): Rows;
    put(accountId: AccountId, change: (channels: Rows) => Rows): void;
  };
  /** A device that did not answer is asked again after this time, when somebody looks again. */
  readonly againMs?: number;
}

const ASK_LIMIT_MS = 25_000;
const AGAIN_MS = 60_000;
const CALLS_AT_ONCE = 6;
/** Every window reads a whole account again after each change of its rows. */
const PUBLISH_MS = 2_000;

export class AskingService {
  readonly #options: AskingOptions;
  readonly #disposed = new AbortController();
  readonly #waiting = new Map<DeviceId, AccountId>();
  /** When each device that waits for its answer, or did not answer, was asked: in the time of `performance.now()`. */
  readonly #askedAtMs = new Map<DeviceId, number>();
  readonly #learned = new Map<AccountId, Map<ChannelId, Channel>>();
  readonly #publishing = new Throttle(PUBLISH_MS, () => this.#publish());
  #running = 0;

  constructor(options: AskingOptions) {
    this.#options = options;
  }

  /** Asks the devices of those of these cameras that need it, and returns at once. @throws {AppError} `channel.not-found`. */
  ask(ids: readonly ChannelId[]): void {
    for (const accountId of new Set(ids.map((id) => givenChannelRef(id).accountId))) {
      const wanted = new Set(ids);
      for (const channel of this.#options.directory.channelsOf(accountId)) {
        if (wanted.has(channel.id) && isUnasked(channel)) this.#want(accountId, channel.deviceId);
      }
    }
    this.#next();
  }

  #want(accountId: AccountId, deviceId: DeviceId): void {
    const atMs = this.#askedAtMs.get(deviceId);
    if (atMs !== undefined && performance.now() - atMs < (this.#options.againMs ?? AGAIN_MS)) return;
    this.#askedAtMs.set(deviceId, performance.now());
    this.#waiting.set(deviceId, accountId);
  }

  #next(): void {
    for (const [deviceId, accountId] of this.#waiting) {
      if (this.#running >= CALLS_AT_ONCE) return;
      this.#waiting.delete(deviceId);
      this.#running += 1;
      void this.#askNow(accountId, deviceId).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #askNow(accountId: AccountId, deviceId: DeviceId): Promise<void> {
    try {
      const channels = await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (signal) => {
        const { directory } = await this.#options.sessions.of(accountId);
        return (await directory?.ask?.(deviceId, signal)) ?? null;
      });
      this.#askedAtMs.delete(deviceId);
      if (channels === null) return;
      const learned = this.#learned.get(accountId) ?? new Map<ChannelId, Channel>();
      this.#learned.set(accountId, learned);
      for (const channel of channels) learned.set(channel.id, channel);
      this.#publishing.request();
    } catch (error) {
      if (!isAbort(error)) log.warn('a device could not be asked', { accountId, deviceId, error: toWireError(error) });
    }
  }

  /** All that was learned since the last time at once. */
  #publish(): void {
    const { directory } = this.#options;
    for (const [accountId, learned] of this.#learned) {
      if (learned.size > 0)
        directory.put(accountId, (rows) => rows.map((row) => withLearned(row, learned.get(row.id))));
    }
    this.#learned.clear();
  }

  dispose(): void {
    this.#disposed.abort();
    this.#publishing.cancel();
    this.#waiting.clear();
  }
}

/** The row with what was open until now; what the last reading had stays. */
function withLearned(row: NumberedChannel, channel: Channel | undefined): NumberedChannel {
  if (channel === undefined || !isUnasked(row)) return row;
  const { stateReason, ...rest } = row;
  const learned = { ...rest, capabilities: channel.capabilities };
  if (stateReason === 'unasked') return { ...learned, reachable: channel.reachable };
  return stateReason === undefined ? learned : { ...learned, stateReason };
}

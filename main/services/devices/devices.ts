/** Facts of single devices, asked of their cloud when somebody wants to read them. */
import type { FactsWish, ToldDeviceFacts } from '../../../preload/contract/devices.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { VendorSession } from '../../ports/session.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface DevicesOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'deviceFacts'>> };
}

/** Signing in included. */
const ASK_LIMIT_MS = 25_000;

export class DevicesService {
  readonly #options: DevicesOptions;
  readonly #disposed = new AbortController();

  constructor(options: DevicesOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `cloud.not-found`, `channel.not-found`, `account.*`, and what the cloud refused. */
  async facts({ channelId, of }: FactsWish): Promise<ToldDeviceFacts> {
    const { accountId } = givenChannelRef(channelId);
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (signal) => {
      const { deviceFacts } = await this.#options.sessions.of(accountId);
      if (!deviceFacts) throw new AppError('cloud.not-supported', 'this cloud publishes no facts of devices');
      const facts =
        of === 'camera' ? await deviceFacts.read(channelId, signal) : await deviceFacts.readRecorder(channelId, signal);
      return { facts, asOfMs: Date.now() };
    });
  }

  dispose(): void {
    this.#disposed.abort();
  }
}

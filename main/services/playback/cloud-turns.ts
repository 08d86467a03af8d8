/** Questions to the clouds of recordings that play: each account has its turns, and each question has a limit. */
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { PlaybackPort } from '../../ports/playback.ts';
import type { VendorSession } from '../../ports/session.ts';
import { CircuitBreaker } from '../shared/circuit-breaker.ts';
import { withinLimit } from '../shared/time-limit.ts';

/** From the question for an address to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;

/** Who is asked, and for which camera. */
interface Turn {
  readonly accountId: AccountId;
  readonly channelId: ChannelId;
}

export class CloudTurns {
  readonly #sessionOf: (id: AccountId) => Promise<Pick<VendorSession, 'playback'>>;
  readonly #breakers = new Map<AccountId, CircuitBreaker>();

  constructor(sessionOf: (id: AccountId) => Promise<Pick<VendorSession, 'playback'>>) {
    this.#sessionOf = sessionOf;
  }

  /**
   * Asks the cloud when the account has its turn.
   *
   * @throws {AppError} `cloud.not-supported`, `network.timeout`, `cancelled`, what the account failed with before, and what
   *   `work` threw.
   */
  async ask<T>(
    { accountId, channelId }: Turn,
    signal: AbortSignal,
    work: (port: PlaybackPort, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const breaker = this.#breakers.get(accountId) ?? new CircuitBreaker({ onBack: () => undefined });
    this.#breakers.set(accountId, breaker);
    return await breaker.pass(channelId, signal, () =>
      withinLimit(signal, ASK_LIMIT_MS, async (limited) => {
        const { playback } = await this.#sessionOf(accountId);
        if (playback === undefined) throw new AppError('cloud.not-supported', 'this cloud plays no recordings');
        return await work(playback, limited);
      }),
    );
  }

  /** The account is gone: another one of this id begins anew. */
  forget(accountId: AccountId): void {
    this.#breakers.delete(accountId);
  }
}

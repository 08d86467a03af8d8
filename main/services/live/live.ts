/**
 * Live streams of the windows: one lease per tile over the gateway, given back when the tile, its window or its account
 * goes. The upstream address never leaves main.
 */
import type { StreamFeed, StreamTicket, StreamProfile } from '../../../preload/domain/media/streams.ts';
import { asLeaseId, streamKeyOf, type AccountId, type ChannelId, type LeaseId } from '../../../preload/domain/ids.ts';
import { AppError, cancelled, isAbort } from '../../errors.ts';
import type { GatewayEvent, GatewayLease, MediaGateway, UpstreamAttempt } from '../../media/messages/types.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import { allowedHostOf, type RevokedHost } from '../../ports/media-trust.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import type { Emit } from '../shared/emit.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { CircuitBreaker } from '../shared/circuit-breaker.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { TransportLadder } from './transport-ladder.ts';

/** From the question for a stream's address to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;

interface LiveRequest {
  readonly channelId: ChannelId;
  readonly profile: StreamProfile;
}

interface HeldLease extends LiveRequest {
  readonly accountId: AccountId;
  readonly windowId: string;
}

type Opening = HeldLease & { readonly abort: AbortController };

/** The code of an error that a media server's refusal becomes. */
const REFUSED_BY_HOST = 'media.url-expired';

export class LiveService {
  readonly #gateway: MediaGateway;
  readonly #sessions: Sessions;
  readonly #emit: Emit;
  readonly #held = new Map<LeaseId, HeldLease>();
  readonly #opening = new Set<Opening>();
  readonly #ladders = new Map<string, TransportLadder>();
  /** The host of each stream that a person allowed, by the key of its ladder; null for streams that need no permission. */
  readonly #allowedHosts = new Map<string, string | null>();
  readonly #breakers = new Map<AccountId, CircuitBreaker>();
  readonly #stopListening: () => void;

  constructor(gateway: MediaGateway, sessions: Sessions, emit: Emit) {
    this.#gateway = gateway;
    this.#sessions = sessions;
    this.#emit = emit;
    this.#stopListening = gateway.on((event) => this.#onGatewayEvent(event));
  }

  /** @throws {AppError} `channel.not-found`, `account.not-found`, what the cloud refused, or `media.*`. */
  async open(request: LiveRequest, windowId: string): Promise<StreamTicket> {
    const { channelId, profile } = request;
    const opening: Opening = {
      channelId,
      profile,
      accountId: givenChannelRef(channelId).accountId,
      windowId,
      abort: new AbortController(),
    };
    this.#opening.add(opening);
    const key = streamKeyOf(opening);
    try {
      const lease = await this.#gateway.open(
        { key, resolve: (attempt, signal) => this.#resolve(opening, attempt, signal) },
        opening.abort.signal,
      );
      const leaseId = asLeaseId(lease.id);
      if (opening.abort.signal.aborted) {
        this.#gateway.close(lease.id);
        throw cancelled('live.open');
      }
      this.#held.set(leaseId, { channelId, profile, accountId: opening.accountId, windowId });
      return ticketOf(opening, lease);
    } finally {
      this.#opening.delete(opening);
      this.#dropLadder(key);
    }
  }

  /** Gives a lease back. Unknown ones, and those of other windows, are left alone: closing twice is not an error. */
  close(leaseId: LeaseId, windowId: string): void {
    if (this.#held.get(leaseId)?.windowId === windowId) this.#release(leaseId);
  }

  retry(leaseId: LeaseId, windowId: string): void {
    if (this.#held.get(leaseId)?.windowId === windowId) this.#gateway.retryNow(leaseId);
  }

  /** The operator asks for a camera whose streams are in quarantine because they stopped the media service. */
  readmit(channelId: ChannelId): void {
    for (const profile of ['main', 'sub'] as const) this.#gateway.readmit(streamKeyOf({ channelId, profile }));
  }

  /** Every stream tries again now, as after sleep. */
  retryAll(): void {
    for (const breaker of this.#breakers.values()) breaker.probeSoon();
    for (const leaseId of this.#held.keys()) this.#gateway.retryNow(leaseId);
  }

  /**
   * Retries all waiting streams of the account at once. Called when the operator asks, and when keys or address have
   * changed.
   */
  retryAccount(accountId: AccountId): void {
    this.#breakers.get(accountId)?.probeSoon();
    for (const [leaseId, held] of this.#held) if (held.accountId === accountId) this.#gateway.retryNow(leaseId);
  }

  /** A person takes pictures of the account from one more host. */
  onHostAllowed(accountId: AccountId): void {
    this.#onAccountBack(accountId);
  }

  /** Ends the streams of an account that come from a host which a person allows no longer. */
  onHostRevoked(accountId: AccountId, { host, failure }: RevokedHost): void {
    const isFrom = (held: HeldLease): boolean => this.#allowedHosts.get(streamKeyOf(held)) === host;
    this.#fail((held) => held.accountId === accountId && isFrom(held), failure);
  }

  /** A window closed or was reloaded: its tiles are gone and so are their leases. */
  onWindowGone(windowId: string): void {
    this.#giveBack((held) => held.windowId === windowId);
  }

  /** Ends the streams of an account that was removed or turned off. */
  onAccountGone(accountId: AccountId, reason: 'account.not-found' | 'account.disabled'): void {
    this.#breakers.delete(accountId);
    this.#fail((held) => held.accountId === accountId, new AppError(reason, 'the account is gone'));
  }

  get leaseCount(): number {
    return this.#held.size;
  }

  dispose(): void {
    this.#giveBack(() => true);
    this.#stopListening();
  }

  async #resolve(held: HeldLease, attempt: UpstreamAttempt, signal: AbortSignal): Promise<UpstreamSource> {
    return await this.#breakerOf(held.accountId).pass(held.channelId, signal, () =>
      // A question without an end would keep its place at the account for ever.
      withinLimit(signal, ASK_LIMIT_MS, async (limited) => {
        try {
          return await this.#ask(held, attempt, limited);
        } catch (error) {
          // No caller gave up: the session was closed while it was used, as after sleep. The next session is asked.
          if (limited.aborted || !isAbort(error)) throw error;
          return await this.#ask(held, attempt, limited);
        }
      }),
    );
  }

  async #ask(
    { channelId, profile, accountId }: HeldLease,
    attempt: UpstreamAttempt,
    signal: AbortSignal,
  ): Promise<UpstreamSource> {
    const { live } = await this.#sessions.of(accountId);
    if (!live) throw new AppError('cloud.not-supported', 'this cloud has no live pictures');
    const key = streamKeyOf({ channelId, profile });
    const ladder = this.#ladders.get(key) ?? new TransportLadder();
    this.#ladders.set(key, ladder);
    const source = await ladder.open(live, attempt, (transport) =>
      live.open({ channelId, profile, transport }, signal),
    );
    this.#allowedHosts.set(key, allowedHostOf(source));
    const { tokenWithheldFrom: host } = source;
    if (host === undefined || attempt.lastError?.code !== REFUSED_BY_HOST) return source;
    throw new AppError('media.host-refused', `${host} wants a token that only the cloud gets`, { params: { host } });
  }

  #breakerOf(accountId: AccountId): CircuitBreaker {
    const known = this.#breakers.get(accountId);
    if (known) return known;
    const breaker = new CircuitBreaker({ onBack: () => this.#onAccountBack(accountId) });
    this.#breakers.set(accountId, breaker);
    return breaker;
  }

  /** Retries the tiles that hold a lease. Tiles whose `open` was refused must ask again, so they get an event. */
  #onAccountBack(accountId: AccountId): void {
    this.retryAccount(accountId);
    this.#emit('live.account-restored', { accountId });
  }

  #onGatewayEvent(event: GatewayEvent): void {
    const leaseId = asLeaseId(event.leaseId);
    const held = this.#held.get(leaseId);
    if (!held) return;
    if (event.kind === 'feed') {
      this.#learn(held, event.feed);
      this.#emit('stream.changed', { leaseId, feed: event.feed }, held.windowId);
    } else this.#emit('stream.replaced', { leaseId, ticket: ticketOf(held, event.lease) }, held.windowId);
  }

  /**
   * Notes which hosts the operator may be asked to trust. Refusals of a host from before its certificate was trusted
   * are dropped.
   */
  #learn(held: HeldLease, feed: StreamFeed): void {
    const { mediaRefusals } = this.#sessions;
    if ('error' in feed) return mediaRefusals.note(held.accountId, feed.error);
    const host = feed.phase === 'flowing' ? this.#allowedHosts.get(streamKeyOf(held)) : null;
    if (typeof host === 'string') mediaRefusals.settle(held.accountId, host);
  }

  #fail(isMeant: (held: HeldLease) => boolean, failure: AppError): void {
    const error = failure.toWire();
    this.#giveBack(isMeant, (leaseId, { windowId }) =>
      this.#emit('stream.changed', { leaseId, feed: { phase: 'failed', error } }, windowId),
    );
  }

  #giveBack(isMeant: (held: HeldLease) => boolean, before?: (leaseId: LeaseId, held: HeldLease) => void): void {
    for (const opening of this.#opening) if (isMeant(opening)) opening.abort.abort();
    for (const [leaseId, held] of [...this.#held]) {
      if (!isMeant(held)) continue;
      before?.(leaseId, held);
      this.#release(leaseId);
    }
  }

  #release(leaseId: LeaseId): void {
    const held = this.#held.get(leaseId);
    if (!held) return;
    this.#held.delete(leaseId);
    this.#gateway.close(leaseId);
    this.#dropLadder(streamKeyOf(held));
  }

  #dropLadder(key: string): void {
    const isUsed = [...this.#held.values(), ...this.#opening].some((other) => streamKeyOf(other) === key);
    if (isUsed) return;
    this.#ladders.delete(key);
    this.#allowedHosts.delete(key);
  }
}

function ticketOf({ channelId, profile }: LiveRequest, lease: GatewayLease): StreamTicket {
  return { leaseId: asLeaseId(lease.id), channelId, profile, transport: lease.transport, url: lease.url };
}

/** Which player holds which lease, so that main's events of a lease reach its player, also when they come early. */
import type { LeaseId } from '../../../preload/domain/ids.ts';
import type { StreamFeed, StreamTicket } from '../../../preload/domain/media/streams.ts';
import type { Player } from '../live/player.ts';

/** Feeds of leases whose `live.open` has not been answered yet. */
const MAX_EARLY_FEEDS = 64;

export class LeaseIndex {
  readonly #players = new Map<LeaseId, Player>();
  readonly #early = new Map<LeaseId, StreamFeed>();

  /** From now on the player holds `now` and no longer `before`; null stands for no lease. */
  move(player: Player, now: LeaseId | null, before: LeaseId | null): void {
    if (before) this.#players.delete(before);
    if (!now) return;
    this.#players.set(now, player);
    const feed = this.#early.get(now);
    this.#early.delete(now);
    if (feed) player.onFeed(feed);
  }

  /** @param mayBeEarly whether a player may be about to get a lease that is unknown here. */
  onFeed(leaseId: LeaseId, feed: StreamFeed, mayBeEarly: boolean): void {
    const player = this.#players.get(leaseId);
    if (player) return player.onFeed(feed);
    if (!mayBeEarly) return;
    if (this.#early.size >= MAX_EARLY_FEEDS) this.#early.clear();
    this.#early.set(leaseId, feed);
  }

  onReplaced(leaseId: LeaseId, ticket: StreamTicket): void {
    this.#players.get(leaseId)?.onReplaced(ticket);
  }

  clear(): void {
    this.#early.clear();
  }
}

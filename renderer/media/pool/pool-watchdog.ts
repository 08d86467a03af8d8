/**
 * The last resort of the wall. A tile that should play and for which nothing happens any more gets a new player and a
 * new lease, whatever the player, the gateway and the cloud believe of each other. The watchdog counts only time in
 * which the page is awake and visible, by a clock that is never set, so that neither sleep nor a set clock makes it act
 * or keeps it from acting.
 */
import { accountOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { LONGEST_PLAN_MS } from '../live/player-wait.ts';

/** A planned step that is later than this counts as forgotten. */
const LATE_MS = 5_000;
/** A tile must be without a credible plan for this long; spread by a fifth in both directions. */
const PATIENCE_MS = 5_000;
/** The wait between two restarts of one tile; doubled with each restart up to the limit, until the picture moves. */
const AGAIN_MS = 15_000;
const AGAIN_AT_MOST_MS = 120_000;
/** The restarts of one account: this many at once, and then one at regular intervals. */
const BURST = 4;
const REFILL_EVERY_MS = 2_500;
/** A tick after a longer time counts as this long: the page slept in between. */
const LONGEST_STEP_MS = 1_000;

/** The part of a tile that matters here. */
export interface WatchedSlot {
  readonly channelId: ChannelId;
  /** When something must have happened at the latest, epoch ms; null while nothing has to happen. */
  readonly dueAtMs: number | null;
  readonly isMoving: boolean;
  /** Restarts the tile with a new player and a new lease. */
  restart(): void;
}

interface Suspicion {
  overdueMs: number;
  restarts: number;
}

export class PoolWatchdog {
  readonly #random: () => number;
  readonly #suspicions = new Map<string, Suspicion>();
  readonly #spent = new Map<AccountId, number>();
  #checkedAtMs: number | null = null;

  constructor(random: () => number) {
    this.#random = random;
  }

  /**
   * Called on every tick while the page is seen.
   *
   * @param nowMs of the clock that plans are made by.
   */
  check(entries: ReadonlyMap<string, { readonly slot: WatchedSlot }>, nowMs: number): void {
    const steadyMs = performance.now();
    const stepMs = Math.min(LONGEST_STEP_MS, Math.max(0, steadyMs - (this.#checkedAtMs ?? steadyMs)));
    this.#checkedAtMs = steadyMs;
    for (const key of this.#suspicions.keys()) if (!entries.has(key)) this.#suspicions.delete(key);
    this.#refill(stepMs);
    for (const [key, { slot }] of entries) this.#judge(key, slot, nowMs, stepMs);
  }

  /** The slot did something that must never happen: it is restarted as soon as the bounds allow. */
  accuse(key: string): void {
    const suspicion = this.#suspicions.get(key) ?? { overdueMs: 0, restarts: 0 };
    this.#suspicions.set(key, { ...suspicion, overdueMs: Math.max(suspicion.overdueMs, 0) + 2 * PATIENCE_MS });
  }

  #judge(key: string, slot: WatchedSlot, nowMs: number, stepMs: number): void {
    const known = this.#suspicions.get(key);
    const isAccused = known !== undefined && known.overdueMs > PATIENCE_MS * 1.2;
    if (!isAccused && !isOverdue(slot, nowMs)) {
      if (slot.isMoving) this.#suspicions.delete(key);
      else if (known !== undefined && known.overdueMs > 0) known.overdueMs = 0;
      return;
    }
    const suspicion = known ?? { overdueMs: 0, restarts: 0 };
    this.#suspicions.set(key, suspicion);
    suspicion.overdueMs += stepMs;
    if (suspicion.overdueMs < PATIENCE_MS * (0.8 + 0.4 * this.#random()) || !this.#claimRestart(slot.channelId)) return;
    suspicion.overdueMs = -Math.min(AGAIN_AT_MOST_MS, AGAIN_MS * 2 ** suspicion.restarts);
    suspicion.restarts += 1;
    slot.restart();
  }

  /** @returns whether the account of the camera may have one more restart. */
  #claimRestart(channelId: ChannelId): boolean {
    const accountId = accountOf(channelId);
    const spent = this.#spent.get(accountId) ?? 0;
    if (spent > BURST - 1) return false;
    this.#spent.set(accountId, spent + 1);
    return true;
  }

  #refill(stepMs: number): void {
    for (const [accountId, spent] of this.#spent) {
      const left = spent - stepMs / REFILL_EVERY_MS;
      if (left > 0) this.#spent.set(accountId, left);
      else this.#spent.delete(accountId);
    }
  }
}

/** Whether the tile has no credible plan: its time is past, or further ahead than any plan can be. */
function isOverdue({ dueAtMs }: WatchedSlot, nowMs: number): boolean {
  if (dueAtMs === null) return false;
  return nowMs > dueAtMs + LATE_MS || dueAtMs > nowMs + 2 * LONGEST_PLAN_MS;
}

/**
 * What a player without a picture waits for. Every wait has an end, and what is done at its end is part of it: a wait
 * without either cannot be written down. Pure; times are epoch milliseconds.
 */
import type { StreamFeed } from '../../preload/domain/streams.ts';

/** No ticket or no picture within this time: the try has failed. */
export const OPENING_LIMIT_MS = 12_000;
/** The gateway is believed for so long beyond the moment that it named; then the page tries by itself. */
const BELIEF_GRACE_MS = 4_000;
/** Nobody plans further ahead than this: whatever lies beyond was planned by a clock that was set since. */
export const LONGEST_PLAN_MS = 60_000;

export type LostFeed = Extract<StreamFeed, { phase: 'reconnecting' }>;

/** How a try begins: `attach` with the lease that is held, `open` with a new one. */
export type TryPlan = 'attach' | 'open';

export type Wait =
  /** The page begins a try then. */
  | { readonly kind: 'pause'; readonly atMs: number; readonly plan: TryPlan }
  /** A try of the page or of the gateway is under way: without a picture by then it has failed. */
  | { readonly kind: 'try'; readonly atMs: number };

/** A try of the page that begins now. */
export const ownTry = (nowMs: number): Wait => ({ kind: 'try', atMs: nowMs + OPENING_LIMIT_MS });

/**
 * The gateway tries by itself: the page waits as long as the gateway is believed.
 *
 * @param beganAtMs when the player began at the address that it has now; 0 where nothing has begun. It gets a moment, though
 *   the plan of the gateway is older and over.
 */
export const gatewayTry = (feed: LostFeed, beganAtMs = 0): Wait => ({
  kind: 'try',
  atMs: Math.max(feed.nextAtMs, beganAtMs) + BELIEF_GRACE_MS,
});

/** Whether the gateway says that it brings the stream back, and may still be right. */
export function isBelieved(feed: StreamFeed | null, nowMs: number): feed is LostFeed {
  return feed?.phase === 'reconnecting' && nowMs < feed.nextAtMs + BELIEF_GRACE_MS;
}

/** What the gateway tells, with its plan no further away than any plan can be. */
export function withinReach(feed: StreamFeed, nowMs: number): StreamFeed {
  if (feed.phase !== 'reconnecting') return feed;
  return { ...feed, nextAtMs: Math.min(feed.nextAtMs, nowMs + LONGEST_PLAN_MS) };
}

/**
 * The wait after sleep or after the clock was set: a pause ends soon, a try gets its whole time again.
 *
 * @param spreadMs by how much later than now this tile begins, so that not all tiles begin in one moment.
 */
export function restartedWait(wait: Wait, feed: StreamFeed | null, nowMs: number, spreadMs: number): Wait {
  if (wait.kind === 'pause') return { ...wait, atMs: Math.min(wait.atMs, nowMs + spreadMs) };
  return isBelieved(feed, nowMs) ? gatewayTry(feed) : ownTry(nowMs);
}

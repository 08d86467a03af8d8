/**
 * The waits of a player without a picture. Every wait contains its end and the next step, so that an endless wait
 * cannot be expressed. Pure; times are epoch milliseconds.
 */
import type { StreamFeed } from '../../../preload/domain/media/streams.ts';

/** No ticket or no picture within this time: the try has failed. */
export const OPENING_LIMIT_MS = 12_000;
/** The page believes the gateway this long after the moment that the gateway named; then the page tries by itself. */
const BELIEF_GRACE_MS = 4_000;
/** No plan lies further ahead than this: a later time was planned before the clock was set. */
export const LONGEST_PLAN_MS = 60_000;

export type LostFeed = Extract<StreamFeed, { phase: 'reconnecting' }>;

/** How a try begins: `attach` with the present lease, `open` with a new one. */
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
 * @param beganAtMs when the player began at its present address; 0 before it begins. The player gets a moment even if
 *   the plan of the gateway is older and over.
 */
export const gatewayTry = (feed: LostFeed, beganAtMs = 0): Wait => ({
  kind: 'try',
  atMs: Math.max(feed.nextAtMs, beganAtMs) + BELIEF_GRACE_MS,
});

/** Whether the gateway says that it brings the stream back, and its plan is not over yet. */
export function isBelieved(feed: StreamFeed | null, nowMs: number): feed is LostFeed {
  return feed?.phase === 'reconnecting' && nowMs < feed.nextAtMs + BELIEF_GRACE_MS;
}

/** The feed of the gateway, with a plan that is no further ahead than any plan can be. */
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

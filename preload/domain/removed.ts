/** Walls, sites and sequences that were deleted and can come back. */

export const REMOVED_KINDS = ['wall', 'site', 'sequence'] as const;
export type RemovedKind = (typeof REMOVED_KINDS)[number];

/** What was deleted, as the list of deleted things names it. */
export interface RemovedThing {
  readonly kind: RemovedKind;
  readonly id: string;
  readonly name: string;
  readonly removedAtMs: number;
  /** The names of the folder or of the sites in which it stood, the outer one first. */
  readonly path: readonly string[];
  /** How many cameras a wall or a site holds, or how many steps a sequence has. */
  readonly count: number;
}

export const KEPT_DAYS = 30;
const KEPT_MS = KEPT_DAYS * 24 * 60 * 60_000;

/** So many deleted things of each kind are kept; beyond this number the oldest go first. */
export const MAX_REMOVED = 100;

/** A time further ahead comes from a clock that was wrong then. */
const AHEAD_MS = 24 * 60 * 60_000;

/**
 * The things that are deleted for good now: those that were deleted more than 30 days ago, and the oldest beyond the limit. A
 * clock that was set back makes nothing older. Things with a time to come are the first beyond the limit, so that a thing
 * that is deleted now can come back.
 *
 * @param limit of the number of things, for a test.
 */
export function expired<T extends { readonly removedAtMs: number }>(
  things: readonly T[],
  nowMs: number,
  limit: number = MAX_REMOVED,
): readonly T[] {
  const rank = ({ removedAtMs }: T): number => (removedAtMs > nowMs + AHEAD_MS ? 0 : removedAtMs);
  const newestFirst = things.toSorted((a, b) => rank(b) - rank(a));
  return newestFirst.filter(({ removedAtMs }, i) => i >= limit || nowMs - removedAtMs > KEPT_MS);
}

/** Things that operators deleted and can restore. Areas declare a kind in main (`removedThings`) and on the page (`removed`). */

export const REMOVED_KINDS = ['wall', 'site', 'sequence', 'bookmark'] as const;
export type RemovedKind = (typeof REMOVED_KINDS)[number];

/** An entry in the list of deleted things. */
export interface RemovedThing {
  readonly kind: RemovedKind;
  readonly id: string;
  readonly name: string;
  readonly removedAtMs: number;
  /** The names of the folder or of the sites in which it stood, the outer one first. */
  readonly path: readonly string[];
  /** The number of cameras, or of the parts that the kind names on the page (`size`). */
  readonly count: number;
}

export const KEPT_DAYS = 30;
const KEPT_MS = KEPT_DAYS * 24 * 60 * 60_000;

/** Limit of deleted things of each kind; beyond it the oldest are removed first. */
export const MAX_REMOVED = 100;

/** A time further ahead comes from a clock that was wrong then. */
const AHEAD_MS = 24 * 60 * 60_000;

/** How large things are, and how large all of them may be together. */
interface Room<T> {
  readonly sizeOf: (thing: T) => number;
  readonly max: number;
}

/**
 * The things that are deleted for good now: those that were deleted more than 30 days ago, and the oldest for which there is
 * no room. The thing that was deleted last stays however large it is. A clock that was set back makes nothing older. Things
 * with a time to come are the first to go, so that a thing that is deleted now can come back.
 */
export function expired<T extends { readonly removedAtMs: number }>(
  things: readonly T[],
  nowMs: number,
  room: Room<T> = { sizeOf: () => 0, max: 0 },
): readonly T[] {
  const rank = ({ removedAtMs }: T): number => (removedAtMs > nowMs + AHEAD_MS ? 0 : removedAtMs);
  let size = 0;
  return things
    .toSorted((a, b) => rank(b) - rank(a))
    .filter((thing, i) => {
      size += room.sizeOf(thing);
      const hasRoom = i === 0 || (i < MAX_REMOVED && size <= room.max);
      return !hasRoom || nowMs - thing.removedAtMs > KEPT_MS;
    });
}

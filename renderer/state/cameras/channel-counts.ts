/** How many cameras are in which state. */
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';

export interface Counts {
  readonly total: number;
  readonly online: number;
  readonly offline: number;
  readonly frozen: number;
  /** Never signed in, or of unknown state. */
  readonly unknown: number;
  /** Not in the cloud's last answer: their present state is not known. */
  readonly missing: number;
}

export type CountedState = (typeof STATES)[number];

type Counted = Pick<NumberedChannel, 'reachable' | 'isFrozen' | 'missingSinceMs'>;

const NO_COUNTS: Counts = { total: 0, online: 0, offline: 0, frozen: 0, unknown: 0, missing: 0 };

export function countChannels(channels: Iterable<Counted>): Counts {
  let [total, online, offline, frozen, missing] = [0, 0, 0, 0, 0];
  for (const { isFrozen, reachable, missingSinceMs } of channels) {
    total += 1;
    if (missingSinceMs !== undefined) missing += 1;
    else if (isFrozen) frozen += 1;
    else if (reachable === 'online') online += 1;
    else if (reachable === 'offline') offline += 1;
  }
  return { total, online, offline, frozen, unknown: total - online - offline - frozen - missing, missing };
}

/** The same cameras while their account reports nothing: those that it called online are unknown. */
export function silenced(counts: Counts): Counts {
  return { ...counts, online: 0, unknown: counts.unknown + counts.online };
}

const STATES = ['online', 'offline', 'frozen', 'unknown', 'missing'] as const;

/** The states that some cameras have, with how many: the counts add up to the total. */
export function countParts(counts: Counts): readonly { readonly state: CountedState; readonly count: number }[] {
  return STATES.map((state) => ({ state, count: counts[state] })).filter(({ count }) => count > 0);
}

export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, c) => ({
      total: sum.total + c.total,
      online: sum.online + c.online,
      offline: sum.offline + c.offline,
      frozen: sum.frozen + c.frozen,
      unknown: sum.unknown + c.unknown,
      missing: sum.missing + c.missing,
    }),
    NO_COUNTS,
  );
}

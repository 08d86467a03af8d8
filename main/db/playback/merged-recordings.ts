/** Merges a cloud's new answer into the recordings that are stored. One pass over each list, in order of time. */
import { joinRanges, withoutRanges, type Recording } from '../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';

/**
 * The recordings to store for an answer. A recording that reaches out of the piece keeps the part outside that the answer does
 * not list; a part without an id is joined with what the answer lists beside it.
 *
 * @param before what was known and overlaps the piece.
 * @param listed the recordings of the answer that overlap the piece.
 */
export function mergedRecordings(
  before: readonly Recording[],
  piece: TimeRange,
  listed: readonly Recording[],
): Recording[] {
  return joined(listed, outside(before, piece, listed));
}

/** The parts of the stored recordings that lie outside the piece and are not listed anew. */
function outside(before: readonly Recording[], piece: TimeRange, listed: readonly Recording[]): Recording[] {
  const ids = new Set(listed.map(({ nativeId }) => nativeId));
  // Everything listed overlaps the piece: together they are one range.
  const taken = joinRanges([piece, ...listed]);
  const reaching = before.filter(({ fromMs, toMs }) => fromMs < piece.fromMs || toMs > piece.toMs);
  return reaching.flatMap((one) => {
    // A file of the cloud is as long as its newest entry says.
    if (one.nativeId !== null && ids.has(one.nativeId)) return [];
    return withoutRanges(one, taken).map((rest) => ({ ...one, ...rest }));
  });
}

/** The spans without ids of one kind that can be joined at their ends: places in the list. */
interface Ends {
  first: number;
  last: number;
}

/**
 * Spans without ids are no files: where they touch they are one span.
 *
 * @param rests that lie before or behind everything listed.
 */
function joined(listed: readonly Recording[], rests: readonly Recording[]): Recording[] {
  const spans = [...listed];
  const ends = endsOf(listed);
  const own: Recording[] = [];
  const isBefore = ({ fromMs }: Recording): boolean => fromMs < (listed[ends.get(ALL)?.first ?? -1]?.fromMs ?? 0);
  const join = (rest: Recording, at: number | undefined): void => {
    const other = at === undefined ? undefined : spans[at];
    if (at === undefined || other === undefined || rest.fromMs > other.toMs || other.fromMs > rest.toMs) own.push(rest);
    else {
      const [fromMs, toMs] = [Math.min(other.fromMs, rest.fromMs), Math.max(other.toMs, rest.toMs)];
      spans[at] = { ...other, fromMs, toMs };
    }
  };
  const endOf = (rest: Recording): Ends | undefined => (rest.nativeId === null ? ends.get(sortOf(rest)) : undefined);
  for (const rest of rests.filter(isBefore).sort((a, b) => b.toMs - a.toMs)) join(rest, endOf(rest)?.first);
  const isBehind = (rest: Recording): boolean => !isBefore(rest);
  for (const rest of rests.filter(isBehind).sort((a, b) => a.fromMs - b.fromMs)) join(rest, endOf(rest)?.last);
  return [...spans, ...own];
}

const ALL = '';
const sortOf = ({ kind, storage }: Recording): string => `${kind} ${storage}`;

/** The earliest and the latest span of each kind and storage, and under {@link ALL} the earliest and latest of all. */
function endsOf(listed: readonly Recording[]): ReadonlyMap<string, Ends> {
  const ends = new Map<string, Ends>();
  for (const [at, one] of listed.entries()) {
    for (const key of one.nativeId === null ? [ALL, sortOf(one)] : [ALL]) {
      const known = ends.get(key) ?? { first: at, last: at };
      if (one.fromMs < (listed[known.first]?.fromMs ?? 0)) known.first = at;
      if (one.toMs > (listed[known.last]?.toMs ?? 0)) known.last = at;
      ends.set(key, known);
    }
  }
  return ends;
}

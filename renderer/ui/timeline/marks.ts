/** Moments with a sign of their own on the timeline: bookmarks, exports, motion and alarm recordings. */
import type { TimeRange } from '../../../preload/domain/time.ts';

export type MarkKind = 'bookmark' | 'export' | 'alarm' | 'motion';

export interface Mark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly atMs: number;
  /** The end, for a mark that has a length. */
  readonly toMs?: number;
  readonly label: string;
  /** For how many recordings the mark stands; 1 where it is missing. */
  readonly count?: number;
}

/** Marks of all providers in the order of time. */
export function sortedMarks(providers: readonly (readonly Mark[])[]): readonly Mark[] {
  return providers.flat().sort((a, b) => a.atMs - b.atMs);
}

/** Marks as columns: every frame looks through a hundred thousand marks, and columns lie together in memory. */
interface MarkColumns {
  readonly atMs: Float64Array;
  /** Places in `ORDER`. */
  readonly rank: Uint8Array;
  readonly count: Uint32Array;
}

/** From the most important kind on. */
const ORDER: readonly MarkKind[] = ['alarm', 'bookmark', 'export', 'motion'];

const made = new WeakMap<readonly Mark[], MarkColumns>();

function columnsOf(marks: readonly Mark[]): MarkColumns {
  const known = made.get(marks);
  if (known !== undefined) return known;
  const columns = {
    atMs: Float64Array.from(marks, ({ atMs }) => atMs),
    rank: Uint8Array.from(marks, ({ kind }) => ORDER.indexOf(kind)),
    count: Uint32Array.from(marks, ({ count = 1 }) => count),
  };
  made.set(marks, columns);
  return columns;
}

/** The place of the first mark at or after this moment. */
export const firstMarkFrom = (marks: readonly Mark[], atMs: number): number => firstFrom(columnsOf(marks), atMs);

function firstFrom({ atMs: moments }: MarkColumns, atMs: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? Infinity) >= atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const nextMark = (marks: readonly Mark[], atMs: number): Mark | null =>
  marks[firstMarkFrom(marks, atMs + 1)] ?? null;

export const previousMark = (marks: readonly Mark[], atMs: number): Mark | null =>
  marks[firstMarkFrom(marks, atMs) - 1] ?? null;

/** Marks that stand too close to be drawn apart: the most important one and for how many recordings and bookmarks they stand. */
export interface MarkGroup {
  readonly mark: Mark;
  readonly count: number;
}

/** In a group of more marks than this, the most important is looked for among the first only. */
const LOOKED_AT = 50;

/** From this number on, nobody reads the number of a group: marks are counted instead of recordings. */
const MANY = 100;

/** For how many recordings and bookmarks the marks `[from, to)` stand; of many marks no more than their number is counted. */
function countOf({ count }: MarkColumns, from: number, to: number): number {
  if (to - from >= MANY) return to - from;
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += count[i] ?? 1;
  return sum;
}

/** The place of the most important one of the marks `[from, to)`, the first among equals. */
function mostImportant({ rank }: MarkColumns, from: number, to: number): number {
  let best = from;
  for (let i = from + 1; i < to; i += 1) if ((rank[i] ?? 0) < (rank[best] ?? 0)) best = i;
  return best;
}

/** @param apartMs the least distance between two groups. */
export function markGroups(marks: readonly Mark[], range: TimeRange, apartMs: number): readonly MarkGroup[] {
  const columns = columnsOf(marks);
  const groups: MarkGroup[] = [];
  let at = firstFrom(columns, range.fromMs);
  for (let firstMs = columns.atMs[at]; firstMs !== undefined && firstMs < range.toMs; firstMs = columns.atMs[at]) {
    const end = Math.max(at + 1, firstFrom(columns, firstMs + apartMs));
    const mark = marks[mostImportant(columns, at, Math.min(end, at + LOOKED_AT))];
    if (mark !== undefined) groups.push({ mark, count: countOf(columns, at, end) });
    at = end;
  }
  return groups;
}

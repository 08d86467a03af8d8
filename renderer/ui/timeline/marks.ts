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
}

/** Marks of all providers in the order of time. */
export function sortedMarks(providers: readonly (readonly Mark[])[]): readonly Mark[] {
  return providers.flat().sort((a, b) => a.atMs - b.atMs);
}

/** The place of the first mark at or after this moment. */
export function firstMarkFrom(marks: readonly Mark[], atMs: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.atMs ?? Infinity) >= atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const nextMark = (marks: readonly Mark[], atMs: number): Mark | null =>
  marks[firstMarkFrom(marks, atMs + 1)] ?? null;

export const previousMark = (marks: readonly Mark[], atMs: number): Mark | null =>
  marks[firstMarkFrom(marks, atMs) - 1] ?? null;

/** Marks that stand too close to be drawn apart: the most important one and how many there are. */
export interface MarkGroup {
  readonly mark: Mark;
  readonly count: number;
}

const ORDER: readonly MarkKind[] = ['alarm', 'bookmark', 'export', 'motion'];
/** In a group of more marks than this, the most important is looked for among the first only. */
const LOOKED_AT = 50;

/** @param apartMs the least distance between two groups. */
export function markGroups(marks: readonly Mark[], range: TimeRange, apartMs: number): readonly MarkGroup[] {
  const groups: MarkGroup[] = [];
  let at = firstMarkFrom(marks, range.fromMs);
  for (let first = marks[at]; first !== undefined && first.atMs < range.toMs; first = marks[at]) {
    const end = Math.max(at + 1, firstMarkFrom(marks, first.atMs + apartMs));
    const near = marks.slice(at, Math.min(end, at + LOOKED_AT));
    const mark = near.reduce((best, one) => (ORDER.indexOf(one.kind) < ORDER.indexOf(best.kind) ? one : best), first);
    groups.push({ mark, count: end - at });
    at = end;
  }
  return groups;
}

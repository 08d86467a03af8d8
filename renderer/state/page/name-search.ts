/** Search by name in lists of some thousands: walls, sites, groups, actions, operations. Cameras have their own index. */
import { nearMatch } from './near-search.ts';
import { initialsOf } from './pinyin.ts';

export interface Named {
  readonly name: string;
  /** Further words that find it. */
  readonly words?: string;
}

/** The words of a query, lower-case; all of them must occur. */
export function termsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

const lines = new WeakMap<Named, string>();

function lineOf(item: Named): string {
  const before = lines.get(item);
  if (before !== undefined) return before;
  const line = `${item.name} ${initialsOf(item.name)} ${item.words ?? ''}`.toLowerCase();
  lines.set(item, line);
  return line;
}

/** How a search is done. */
export interface SearchHow {
  /** No more are given. All are counted. */
  readonly limit: number;
  /** A word may have one typing error. */
  readonly isForgiving?: boolean;
}

export interface Matches<T> {
  /** The best, as many as asked for. */
  readonly found: readonly T[];
  /** How many match in all. */
  readonly total: number;
}

/** A test of a line for all words of a query. */
export const lineTest = (terms: readonly string[], isForgiving = false): ((line: string) => boolean) =>
  isForgiving ? nearMatch(terms) : (line) => terms.every((term) => line.includes(term));

/** The best `limit` of the items that hold every word of the query, those that begin with it first, and the count of all. */
export function matchNames<T extends Named>(items: Iterable<T>, query: string, how: SearchHow): Matches<T> {
  const terms = termsOf(query);
  const whole = query.trim().toLowerCase();
  if (terms.length === 0) return { found: [], total: 0 };
  const { limit, isForgiving } = how;
  const isMatch = lineTest(terms, isForgiving);
  const [first, rest]: [T[], T[]] = [[], []];
  let total = 0;
  for (const item of items) {
    const line = lineOf(item);
    if (!isMatch(line)) continue;
    total += 1;
    const bucket = line.startsWith(whole) || initialsOf(item.name).startsWith(whole) ? first : rest;
    if (bucket.length < limit) bucket.push(item);
  }
  return { found: [...first, ...rest].slice(0, limit), total };
}

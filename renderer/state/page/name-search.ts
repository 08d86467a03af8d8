/** Search by name in lists of some thousands: walls, sites, groups, actions, operations. Cameras have their own index. */
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

/** The best `limit` of the items that hold every word of the query, those that begin with it first. */
export function searchNames<T extends Named>(items: Iterable<T>, query: string, limit: number): readonly T[] {
  const terms = termsOf(query);
  const whole = query.trim().toLowerCase();
  if (terms.length === 0) return [];
  const [first, rest]: [T[], T[]] = [[], []];
  for (const item of items) {
    const line = lineOf(item);
    if (!terms.every((term) => line.includes(term))) continue;
    const bucket = line.startsWith(whole) || initialsOf(item.name).startsWith(whole) ? first : rest;
    if (bucket.length < limit) bucket.push(item);
  }
  return [...first, ...rest].slice(0, limit);
}

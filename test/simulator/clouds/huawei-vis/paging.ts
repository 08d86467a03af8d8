/**
 * Lists of this cloud: `offset` and `limit` come together or not at all. Without them the answer is a bare array of
 * everything; with them `{total, entries}`, sorted.
 */
import type { Values } from '../../kernel/check.ts';
import { maybeText } from '../../kernel/values.ts';
import { invalid } from './refusals.ts';

export interface ListRules<T> {
  /** The rows that the other parameters leave over. */
  readonly rows: readonly T[];
  /**
   * 1 or 0, as the parameter's smallest value. The text leaves open what `offset` counts; rows from the smallest
   * value is the one reading by which every row can be reached.
   */
  readonly firstOffset: 0 | 1;
  /** The sort key for each value of `order_by`. */
  readonly keys: Readonly<Record<string, (row: T) => string | number>>;
  view(row: T): unknown;
}

/** @throws {Refusal} VIS.0005 when only one of `offset` and `limit` is there. */
export function listOf<T>(values: Values, rules: ListRules<T>): unknown {
  const { rows, keys, view } = rules;
  const { offset, limit } = values;
  if (typeof offset !== 'number' || typeof limit !== 'number') {
    if (offset !== limit) throw invalid('offset and limit must be used together');
    return sorted(rows, keys['created_at'], false).map(view);
  }
  const isDescending = values['sort'] === 'DESC';
  const inOrder = sorted(rows, keys[maybeText(values, 'order_by') ?? 'created_at'], isDescending);
  const from = offset - rules.firstOffset;
  return { total: rows.length, entries: inOrder.slice(from, from + limit).map(view) };
}

/** Stable: equal rows keep the order in which they were made. */
function sorted<T>(
  rows: readonly T[],
  key: ((row: T) => string | number) | undefined,
  isDescending: boolean,
): readonly T[] {
  if (key === undefined) return rows;
  const ascending = rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
  return isDescending ? ascending.reverse() : ascending;
}

/** Fuzzy filters look anywhere in the text. */
export function contains(text: string, part: string | null): boolean {
  return part === null || text.includes(part);
}

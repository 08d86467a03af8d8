/**
 * Answers that say "success" and nothing else, and lists that lost rows, as a proxy or a cloud without its database
 * sends them.
 */
import type { ApiAnswer } from './cloud.ts';
import { isRecord } from './json.ts';

/** Replacements of a good answer, always with status 200. */
export const EMPTY_ANSWERS = ['object', 'nothing', 'null', 'foreign', 'html'] as const;
export type EmptyAnswer = (typeof EMPTY_ANSWERS)[number];

const BODIES: Readonly<Record<EmptyAnswer, string>> = {
  object: '{}',
  nothing: '',
  null: 'null',
  foreign: '{"status":"UP","components":{"db":{"status":"UP"}}}',
  html: '<!doctype html><html><title>Sign in</title><body>Please sign in to the network.</body></html>',
};

export function emptied(as: EmptyAnswer): ApiAnswer {
  const headers = as === 'html' ? { headers: { 'Content-Type': 'text/html' } } : {};
  return { status: 200, body: BODIES[as], code: `answered ${as}`, ...headers };
}

/**
 * The answer with the first share of the rows of its topmost list. A total that counted all rows counts the rows that are
 * left, so use it for lists that fit on one page.
 *
 * @param keep 0 to 1.
 */
export function withCutList(answer: ApiAnswer, keep: number): ApiAnswer {
  const rows = topmostList(answer.body);
  if (rows === null) return answer;
  const left = rows.slice(0, Math.floor(rows.length * keep));
  const body = replaced(answer.body, (value) => (value === rows ? left : isTotal(value, rows) ? left.length : value));
  return { ...answer, body };
}

/** The answer whose topmost list has rows without any id of their own. */
export function withoutIds(answer: ApiAnswer): ApiAnswer {
  const rows = topmostList(answer.body);
  if (rows === null) return answer;
  const isId = (name: string): boolean => /(^|_)(id|name)$|Id$|Name$/.test(name); // VIS streams are known by their names
  const bare = rows.map((row) =>
    isRecord(row) ? Object.fromEntries(Object.entries(row).filter(([name]) => !isId(name))) : row,
  );
  return { ...answer, body: replaced(answer.body, (value) => (value === rows ? bare : value)) };
}

const isTotal = (value: unknown, rows: readonly unknown[]): boolean =>
  rows.length > 0 && (typeof value === 'number' || typeof value === 'string') && String(value) === String(rows.length);

/** Breadth first: lists inside rows belong to their row. */
function topmostList(body: unknown): readonly unknown[] | null {
  let level: readonly unknown[] = [body];
  while (level.length > 0) {
    const found = level.find((value) => Array.isArray(value));
    if (found !== undefined) return found as readonly unknown[];
    level = level.flatMap((value) => (isRecord(value) ? Object.values(value) : []));
  }
  return null;
}

const TOTALS: ReadonlySet<string> = new Set(['total', 'TotalCount']);

/** A copy of the objects above the list, with the list and its totals replaced. */
function replaced(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value || !isRecord(value)) return changed;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (Array.isArray(member) || TOTALS.has(name)) return [name, change(member)];
      return [name, isRecord(member) ? replaced(member, change) : member];
    }),
  );
}

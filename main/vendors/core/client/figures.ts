/** Helpers from which every cloud makes its facts. */
import type { AccountFigure, FactKey } from '../../../../preload/domain/accounts/cloud-facts.ts';
import { AppError } from '../../../errors.ts';
import type { FactsPort } from '../../../ports/facts.ts';
import type { FetchedPage } from './pages.ts';

/** The number of rows that facts read of one list; the rest is left out. */
const MAX_FACT_ROWS = 200;

/** A count that a cloud prints as a number or as a text; null when it is missing, negative or not a number. */
export function amount(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

export function figure(
  key: FactKey,
  used: unknown,
  rest: Partial<Omit<AccountFigure, 'key' | 'used'>> = {},
): AccountFigure {
  const nothing = { limit: null, unit: 'count', name: null, state: null, billing: null, expiresAtMs: null } as const;
  return { key, used: amount(used), ...nothing, ...rest };
}

/** The facts of an account with the clock of their source: the client that reads them, or the port that they come from. */
export const accountFacts = (
  source: Pick<FactsPort, 'clockSkewMs'>,
  facts: Pick<FactsPort, 'parts' | 'notes'>,
): FactsPort => ({
  ...facts,
  get clockSkewMs() {
    return source.clockSkewMs;
  },
});

export interface Rows<T> {
  readonly items: readonly T[];
  /** The number of all rows, or null when the cloud does not say. */
  readonly total: number | null;
  readonly isCut: boolean;
}

/** The first rows of a list. */
export async function firstRows<T>(pages: AsyncIterable<FetchedPage<T>>): Promise<Rows<T>> {
  const items: T[] = [];
  let total: number | null = null;
  for await (const page of pages) {
    items.push(...page.items);
    total = page.total;
    if (items.length >= MAX_FACT_ROWS) break;
  }
  const kept = items.slice(0, MAX_FACT_ROWS);
  return { items: kept, total, isCut: kept.length < (total ?? items.length) };
}

/**
 * Asks the cloud about each item, one after the other. A refused item gets null and does not stop the rest.
 *
 * @returns the answers in the order of the items, and the last refusal.
 */
export async function askEach<T, R>(
  items: readonly T[],
  ask: (item: T) => Promise<R>,
  signal: AbortSignal,
): Promise<{ readonly answers: readonly (R | null)[]; readonly failure: AppError | null }> {
  const answers: (R | null)[] = [];
  let failure: AppError | null = null;
  for (const item of items) {
    try {
      answers.push(await ask(item));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      failure = error;
      answers.push(null);
    }
  }
  return { answers, failure };
}

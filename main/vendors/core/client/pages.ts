/** Walks a paged list to its end, whichever way the cloud counts. */
import { createHash } from 'node:crypto';
import { AppError } from '../../../errors.ts';
import type { PageDialect } from '../contract/paging.ts';

export interface FetchedPage<T> {
  readonly items: readonly T[];
  /** Matches in all, or null when the cloud does not say. */
  readonly total: number | null;
}

export interface PageBounds {
  /** The host of the answer, for messages. */
  readonly host: string;
  /** The largest offset that the document allows. */
  readonly maxOffset?: number | null;
  /** Whether a page with fewer rows than asked for is the last if there is no total; true by default. */
  readonly endsShort?: boolean;
  /** Longest list that anybody here could use. */
  readonly maxRows?: number;
}

/** The deepest place that any of the documents lets a list be read to. */
const MAX_ROWS = 1_000_000;

/**
 * Yields page after page. Ends at the total, at a short page where there is no total to believe, or at an empty one; a
 * cloud whose total never comes true therefore ends too. The latest total counts: rows come and go meanwhile. A total
 * below the number of rows that were seen is ignored.
 *
 * @param pageSize rows per page; the dialect's maximum caps it.
 * @param fetch asks for one page; `position` is what the cloud wants as its offset: a page number or a row.
 * @throws {AppError} `network.bad-answer` for a cloud that gives a page twice, or more rows than there can be, and for
 *   a list that continues beyond the largest documented offset.
 */
export async function* pages<T>(
  dialect: PageDialect,
  pageSize: number,
  fetch: (position: { readonly limit: number; readonly offset: number }) => Promise<FetchedPage<T>>,
  { host, maxOffset = null, maxRows = MAX_ROWS, endsShort = true }: PageBounds = { host: '' },
): AsyncGenerator<FetchedPage<T>> {
  if (dialect.kind === 'none') {
    yield await fetch({ limit: pageSize, offset: 0 });
    return;
  }
  const limit = Math.min(pageSize, dialect.maxLimit);
  const seen = new Set<string>();
  let rows = 0;
  for (let page = 0; ; page += 1) {
    const offset = dialect.first + (dialect.kind === 'page' ? page : rows);
    if (maxOffset !== null && offset > maxOffset) throw endless(host, `a list that goes on beyond ${maxOffset}`);
    const { items, total } = await fetch({ limit, offset });
    const print = printOf(items);
    if (items.length > 0 && seen.has(print)) throw endless(host, 'the same page of a list once more');
    seen.add(print);
    if (items.length > 0 || page === 0) yield { items, total };
    rows += items.length;
    if (rows > maxRows) throw endless(host, `a list of more than ${maxRows} rows`);
    const isEnd = total === null || total < rows ? endsShort && items.length < limit : rows === total;
    if (items.length === 0 || isEnd) return;
  }
}

const printOf = (items: readonly unknown[]): string =>
  createHash('sha1').update(JSON.stringify(items)).digest('base64');

function endless(host: string, detail: string): AppError {
  return new AppError('network.bad-answer', `${host}: ${detail}`, {
    params: { host, detail },
    retryable: true,
    action: 'report',
  });
}

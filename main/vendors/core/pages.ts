/** Walks a paged list to its end, whichever way the cloud counts. */
import type { PageDialect } from './dialect.ts';

export interface FetchedPage<T> {
  readonly items: readonly T[];
  /** Matches in all, or null when the cloud does not say. */
  readonly total: number | null;
}

/**
 * Yields page after page. Ends at the total, at a short page where there is no total, or at an empty one; a cloud whose
 * total never comes true therefore ends too.
 *
 * @param pageSize rows per page; the dialect's maximum caps it.
 * @param fetch asks for one page; `position` is what the cloud wants as its offset: a page number or a row.
 */
export async function* pages<T>(
  dialect: PageDialect,
  pageSize: number,
  fetch: (position: { readonly limit: number; readonly offset: number }) => Promise<FetchedPage<T>>,
): AsyncGenerator<FetchedPage<T>> {
  if (dialect.kind === 'none') {
    yield await fetch({ limit: pageSize, offset: 0 });
    return;
  }
  const limit = Math.min(pageSize, dialect.maxLimit);
  let rows = 0;
  for (let page = 0; ; page += 1) {
    const offset = dialect.first + (dialect.kind === 'page' ? page : rows);
    const { items, total } = await fetch({ limit, offset });
    if (items.length > 0 || page === 0) yield { items, total };
    rows += items.length;
    const isEnd = total === null ? items.length < limit : rows >= total;
    if (items.length === 0 || isEnd) return;
  }
}

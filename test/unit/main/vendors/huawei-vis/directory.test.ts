import { describe, expect, it, vi } from 'vitest';
import { collect } from '../../../../../main/vendors/huawei-vis/directory.ts';

const rows = Array.from({ length: 1_203 }, (_, i) => ({ id: `d${i}` }));
const idOf = (row: { id: string }) => row.id;
type Position = { readonly limit: number; readonly offset: number } | null;
const paging = { kind: 'row', limitName: 'limit', offsetName: 'offset', first: 1, maxLimit: 1_000 } as const;

/** A cloud that counts in its own way; without a position it gives everything. */
const cloud = (startOf: (offset: number, limit: number) => number) =>
  vi.fn((position: Position) => {
    if (position === null) return Promise.resolve({ items: rows, total: rows.length });
    const start = startOf(position.offset, position.limit);
    return Promise.resolve({ items: rows.slice(start, start + position.limit), total: rows.length });
  });

describe('undocumented paging', () => {
  it.each([
    ['rows from 1', (offset: number) => offset - 1],
    ['rows from 0', (offset: number) => offset],
    ['pages from 1', (offset: number, limit: number) => (offset - 1) * limit],
    ['pages from 0', (offset: number, limit: number) => offset * limit],
  ])('a list whose way of counting is not documented is read whole when the cloud counts %s', async (_, startOf) => {
    const found = await collect(paging, idOf, cloud(startOf));
    expect(new Set(found.map(idOf)).size).toBe(rows.length);
  });

  it('a list whose way of counting is not documented is not asked for at once when the pages add up', async () => {
    const ask = cloud((offset) => offset - 1);
    const found = await collect(paging, idOf, ask);
    expect(found).toEqual(rows);
    expect(ask).not.toHaveBeenCalledWith(null);
  });

  it('a row is there once when rows move between pages', async () => {
    const ask = cloud((offset) => Math.max(0, offset - 2));
    const found = await collect(paging, idOf, ask);
    expect(found).toHaveLength(rows.length);
  });

  it('the walk over a list without documented paging ends for an empty account', async () => {
    const empty = () => Promise.resolve({ items: [] as { id: string }[], total: 0 });
    expect(await collect(paging, idOf, empty)).toEqual([]);
  });
});

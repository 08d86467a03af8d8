import { expect, it } from 'vitest';
import type { PageDialect } from '../../../../../../main/vendors/core/contract/paging.ts';
import { pages } from '../../../../../../main/vendors/core/client/pages.ts';

const dialect = (kind: 'page' | 'row'): PageDialect => ({
  kind,
  limitName: 'limit',
  offsetName: 'offset',
  first: 0,
  maxLimit: 1000,
});

async function walk(kind: 'page' | 'row', rows: number, total: (rows: number) => number | null, pageSize = 10) {
  const offsets: number[] = [];
  const items: number[] = [];
  const all = Array.from({ length: rows }, (_, i) => i);
  const found = pages(dialect(kind), pageSize, ({ limit, offset }) => {
    offsets.push(offset);
    const start = kind === 'page' ? offset * limit : offset;
    return Promise.resolve({ items: all.slice(start, start + limit), total: total(rows) });
  });
  for await (const page of found) items.push(...page.items);
  return { offsets, isWhole: items.length === rows && items.every((item, i) => item === i) };
}

it('the reader of pages counts pages where the cloud counts pages, and rows where it counts rows', async () => {
  expect(await walk('page', 25, (n) => n)).toEqual({ offsets: [0, 1, 2], isWhole: true });
  expect(await walk('row', 25, (n) => n)).toEqual({ offsets: [0, 10, 20], isWhole: true });
});

it('the reader of pages ends without a total at the first short page', async () => {
  expect(await walk('row', 25, () => null)).toEqual({ offsets: [0, 10, 20], isWhole: true });
});

it('the reader of pages ends when the total is never reached', async () => {
  expect(await walk('page', 10, () => 1_000_000)).toEqual({ offsets: [0, 1], isWhole: true });
});

it('the reader of pages asks once for an empty list', async () => {
  expect(await walk('page', 0, () => 0)).toEqual({ offsets: [0], isWhole: true });
});

it('the reader of pages asks for no more rows than the cloud gives at once', async () => {
  expect(await walk('page', 1_500, (n) => n, 5_000)).toEqual({ offsets: [0, 1], isWhole: true });
});

it('the reader of pages ends with an error when pages repeat in a circle', async () => {
  const circle = ['a', 'b', 'c'];
  let asked = 0;
  const walked = (async () => {
    for await (const _ of pages(dialect('page'), 1, () => {
      asked += 1;
      return Promise.resolve({ items: [circle[(asked - 1) % 3]], total: null });
    }));
  })();
  await expect(walked).rejects.toMatchObject({ code: 'network.bad-answer' });
  expect(asked).toBe(4);
});

it('the reader of pages ends with an error when there are more rows than there can be, though all of them differ', async () => {
  let row = 0;
  const endless = pages(
    dialect('row'),
    10,
    ({ limit }) => Promise.resolve({ items: Array.from({ length: limit }, () => (row += 1)), total: null }),
    { host: 'cloud', maxRows: 100 },
  );
  const walked = (async () => {
    for await (const _ of endless);
  })();
  await expect(walked).rejects.toMatchObject({ code: 'network.bad-answer', params: { host: 'cloud' } });
  expect(row).toBeLessThanOrEqual(110);
});

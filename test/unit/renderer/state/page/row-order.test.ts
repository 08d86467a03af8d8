import { expect, it } from 'vitest';
import { filteredRows, sortedRows, type SortKey } from '../../../../../renderer/state/page/row-order.ts';

const compareTexts = new Intl.Collator('en-US', { numeric: true }).compare;
const still = (): boolean => true;

const sort = (keys: readonly SortKey[], isDown = false): Promise<readonly SortKey[] | null> =>
  sortedRows(keys, { keyOf: (key) => key, compareTexts, isDown }, still);

it('thousands of rows have the order of one sort, and equal rows their earlier order', async () => {
  const rows = Array.from({ length: 5_321 }, (_, i) => ({ name: `Gate ${(i * 7_919) % 800}`, i }));
  const sorted = await sortedRows(rows, { keyOf: ({ name }) => name, compareTexts, isDown: false }, still);
  expect(sorted).toEqual(rows.toSorted((a, b) => compareTexts(a.name, b.name)));
});

it('numbers inside of names count as numbers, and rows without a value stand last in both directions', async () => {
  expect(await sort(['Gate 10', null, 'Gate 9'])).toEqual(['Gate 9', 'Gate 10', null]);
  expect(await sort([2, null, 10, 1], true)).toEqual([10, 2, 1, null]);
});

it('an order or a filter that is wanted no more ends, and gives nothing', async () => {
  const rows = Array.from({ length: 9_000 }, (_, i) => i);
  let looks = 0;
  const isCurrent = (): boolean => (looks += 1) < 2;
  expect(await filteredRows(rows, () => true, isCurrent)).toBeNull();
  expect(await sortedRows(rows, { keyOf: (row) => -row, compareTexts, isDown: false }, isCurrent)).toBeNull();
  expect(looks).toBe(3);
});

/** The most comparisons and looks at rows between two yields. */
async function longestPiece(count: number): Promise<number> {
  const rows = Array.from({ length: count }, (_, i) => `Gate ${(i * 7_919) % count}`);
  let [now, most] = [0, 0];
  const counted = <A extends readonly unknown[], R>(work: (...args: A) => R) => {
    return (...args: A): R => {
      now += 1;
      return work(...args);
    };
  };
  const isCurrent = (): boolean => {
    most = Math.max(most, now);
    now = 0;
    return true;
  };
  await filteredRows(
    rows,
    counted(() => true),
    isCurrent,
  );
  const how = { keyOf: counted((row: string) => row), compareTexts: counted(compareTexts), isDown: false };
  await sortedRows(rows, how, isCurrent);
  return most;
}

// @promise devices.many-rows: With 20,000 rows the longest piece of sorting is as long as with 1,000, so the window
// stays free.
it('the longest piece of work on 20,000 rows is as long as that on 1,000 rows', async () => {
  const few = await longestPiece(1_000);
  expect(few).toBeGreaterThan(500);
  expect(await longestPiece(20_000)).toBeLessThan(1.2 * few);
});

it('a list of any length, also an empty list, is sorted as a whole', async () => {
  const keys = Array.from({ length: 1_501 }, (_, i) => (i * 701) % 1_501);
  expect(await sort(keys)).toEqual(keys.toSorted((a, b) => a - b));
  expect(await sort([])).toEqual([]);
});

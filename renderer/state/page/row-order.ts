/** Filter and order of many rows, in pieces that give way to input: the longest piece is as long for 100,000 rows as for 1,000. */
import { eachInSlices, SLICE, yieldToEvents } from './yield-to-events.ts';

/** A text is compared as people of a language compare it; a number by its value. Null stands last in both directions. */
export type SortKey = string | number | null;

/**
 * @param isCurrent false ends the work: the rows are wanted otherwise by now.
 * @returns null where the work ended early.
 */
export async function filteredRows<Row>(
  rows: readonly Row[],
  passes: (row: Row) => boolean,
  isCurrent: () => boolean,
): Promise<readonly Row[] | null> {
  const found: Row[] = [];
  const keep = (row: Row): void => {
    if (passes(row)) found.push(row);
  };
  return (await eachInSlices(rows, keep, isCurrent)) ? found : null;
}

interface Order<Row> {
  readonly keyOf: (row: Row) => SortKey;
  readonly compareTexts: (a: string, b: string) => number;
  readonly isDown: boolean;
}

/**
 * Rows with equal keys keep their order. The places of the rows are sorted, as numbers: with an object for each row the browser
 * stops to collect garbage.
 *
 * @param isCurrent as of {@link filteredRows}.
 * @returns null where the work ended early.
 */
export async function sortedRows<Row>(
  rows: readonly Row[],
  { keyOf, compareTexts, isDown }: Order<Row>,
  isCurrent: () => boolean,
): Promise<readonly Row[] | null> {
  const keys: SortKey[] = [];
  const unsorted = new Uint32Array(rows.length);
  const note = (row: Row, i: number): void => {
    keys.push(keyOf(row));
    unsorted[i] = i;
  };
  if (!(await eachInSlices(rows, note, isCurrent))) return null;
  const compare = (a: number, b: number): number =>
    compareKeys(keys[a] ?? null, keys[b] ?? null, compareTexts, isDown) || a - b;
  const places = await sortedPlaces(unsorted, compare, isCurrent);
  if (places === null) return null;
  const sorted: Row[] = [];
  const take = (_: Row, i: number): void => {
    const row = rows[places[i] ?? 0];
    if (row !== undefined) sorted.push(row);
  };
  return (await eachInSlices(rows, take, isCurrent)) ? sorted : null;
}

type Compare = (a: number, b: number) => number;
type Places = Uint32Array<ArrayBuffer>;

/** Runs of a slice each are sorted, then merged to runs of twice the length until one is left. */
async function sortedPlaces(unsorted: Places, compare: Compare, isCurrent: () => boolean): Promise<Places | null> {
  const count = unsorted.length;
  let places = unsorted;
  for (let from = 0; from < count; from += SLICE) {
    places.subarray(from, from + SLICE).sort(compare);
    await yieldToEvents();
    if (!isCurrent()) return null;
  }
  let merged = new Uint32Array(count);
  for (let length = SLICE; length < count; length *= 2) {
    if (!(await mergeRuns({ from: places, into: merged, length }, compare, isCurrent))) return null;
    [places, merged] = [merged, places];
  }
  return places;
}

interface Runs {
  readonly from: Places;
  readonly into: Places;
  /** Of a run; the last one may be shorter. */
  readonly length: number;
}

/** Merges neighbours. @returns false where the work ended early. */
async function mergeRuns({ from, into, length }: Runs, compare: Compare, isCurrent: () => boolean): Promise<boolean> {
  for (let start = 0; start < from.length; start += 2 * length) {
    const middle = Math.min(from.length, start + length);
    const end = Math.min(from.length, middle + length);
    let [left, right] = [start, middle];
    for (let at = start; at < end; at += 1) {
      const [a, b] = [from[left] ?? 0, from[right] ?? 0];
      const isLeft = left < middle && (right >= end || compare(a, b) < 0);
      into[at] = isLeft ? a : b;
      if (isLeft) left += 1;
      else right += 1;
      if (at % SLICE !== SLICE - 1) continue;
      await yieldToEvents();
      if (!isCurrent()) return false;
    }
  }
  return true;
}

function compareKeys(a: SortKey, b: SortKey, compareTexts: (a: string, b: string) => number, isDown: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'string' && typeof b === 'string' ? (a === b ? 0 : compareTexts(a, b)) : Number(a) - Number(b);
  return isDown ? -order : order;
}

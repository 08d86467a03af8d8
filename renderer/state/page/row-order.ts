/** Filter and order of many rows, in pieces that give way to input: the longest piece is as long for 100,000 rows as for 1,000. */
import { SLICE, yieldToEvents } from './yield-to-events.ts';

/** Rows that are sorted in one piece: comparing texts of people takes far longer than looking at a row. */
const RUN = 500;

/** A text is compared as people of a language compare it; a number by its value. Null stands last in both directions. */
export type SortKey = string | number | null;

interface Keyed<Row> {
  readonly row: Row;
  readonly key: SortKey;
}

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
  for (let from = 0; from < rows.length; from += SLICE) {
    const to = Math.min(rows.length, from + SLICE);
    for (let i = from; i < to; i += 1) {
      const row = rows[i];
      if (row !== undefined && passes(row)) found.push(row);
    }
    await yieldToEvents();
    if (!isCurrent()) return null;
  }
  return found;
}

interface Order<Row> {
  readonly keyOf: (row: Row) => SortKey;
  readonly compareTexts: (a: string, b: string) => number;
  readonly isDown: boolean;
}

/**
 * Rows with equal keys keep their order.
 *
 * @param isCurrent as of {@link filteredRows}.
 * @returns null where the work ended early.
 */
export async function sortedRows<Row>(
  rows: readonly Row[],
  { keyOf, compareTexts, isDown }: Order<Row>,
  isCurrent: () => boolean,
): Promise<readonly Row[] | null> {
  const compare = (a: Keyed<Row>, b: Keyed<Row>): number => compareKeys(a.key, b.key, compareTexts, isDown);
  let runs: (readonly Keyed<Row>[])[] = [];
  for (let from = 0; from < rows.length; from += RUN) {
    const run = rows.slice(from, from + RUN).map((row) => ({ row, key: keyOf(row) }));
    runs.push(run.sort(compare));
    await yieldToEvents();
    if (!isCurrent()) return null;
  }
  while (runs.length > 1) {
    const longer: (readonly Keyed<Row>[])[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const merged = await mergedRuns(runs[i] ?? [], runs[i + 1] ?? [], compare, isCurrent);
      if (merged === null) return null;
      longer.push(merged);
    }
    runs = longer;
  }
  return (runs[0] ?? []).map(({ row }) => row);
}

async function mergedRuns<Row>(
  left: readonly Keyed<Row>[],
  right: readonly Keyed<Row>[],
  compare: (a: Keyed<Row>, b: Keyed<Row>) => number,
  isCurrent: () => boolean,
): Promise<readonly Keyed<Row>[] | null> {
  if (right.length === 0) return left;
  const merged: Keyed<Row>[] = [];
  let [l, r] = [0, 0];
  for (;;) {
    const [a, b] = [left[l], right[r]];
    if (a === undefined && b === undefined) return merged;
    if (b === undefined || (a !== undefined && compare(a, b) <= 0)) {
      if (a !== undefined) merged.push(a);
      l += 1;
    } else {
      merged.push(b);
      r += 1;
    }
    if (merged.length % RUN !== 0) continue;
    await yieldToEvents();
    if (!isCurrent()) return null;
  }
}

function compareKeys(a: SortKey, b: SortKey, compareTexts: (a: string, b: string) => number, isDown: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'string' && typeof b === 'string' ? (a === b ? 0 : compareTexts(a, b)) : Number(a) - Number(b);
  return isDown ? -order : order;
}

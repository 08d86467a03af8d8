/**
 * Where archived footage begins and ends. The cloud reports one flag for a request: whether it has archived footage somewhere. Only
 * the first and the last edge are looked for, because a flag for each piece of a day would cost hundreds of requests.
 */

/** Whether the cells `[from, to)` hold archived footage; null where the cloud does not say. */
export type HasArchive = (from: number, to: number) => Promise<boolean | null>;

/** Cells `[from, to)`. */
export interface Cells {
  readonly from: number;
  readonly to: number;
}

/**
 * The shortest run of cells that holds all archived footage of `count` cells, as far as `has` says so. Archived footage mostly
 * reaches to the edges: the outermost cells are asked first, then the rest is halved.
 *
 * @param has is known to hold for all cells together.
 */
export async function archiveEdges(count: number, has: HasArchive): Promise<Cells> {
  const from = await firstOf(count, has);
  const behind = await firstOf(count - from, (a, b) => has(count - b, count - a));
  return { from, to: count - behind };
}

/** How many cells before the first one with archived footage have none. */
async function firstOf(count: number, has: HasArchive): Promise<number> {
  let [low, high] = [0, count];
  for (let probe = 1; low + 1 < high; probe = (low + high) >>> 1) {
    const answer = await has(low, probe);
    if (answer === null) return low;
    if (answer) high = probe;
    else low = probe;
  }
  return low;
}

/**
 * Ends the present task, and continues when everything that already waits has run: input, painting, messages of main,
 * pieces of video. `scheduler.yield` would continue before waiting messages, so that many pieces in a row would be one
 * long piece to them.
 */
export function yieldToEvents(): Promise<void> {
  return 'scheduler' in globalThis
    ? scheduler.postTask(() => undefined)
    : new Promise((resolve) => setTimeout(resolve, 0));
}

/** Rows handled between two yields: so few that one piece of 100,000 rows takes no longer than a list of 1,000 rows as a whole. */
export const SLICE = 500;

/** Calls `work` for each item in order, and yields between slices. @returns false where `isCurrent` ended the work early. */
export async function eachInSlices<T>(
  items: readonly T[],
  work: (item: T, index: number) => void,
  isCurrent: () => boolean = () => true,
): Promise<boolean> {
  for (let from = 0; from < items.length; from += SLICE) {
    for (const [i, item] of items.slice(from, from + SLICE).entries()) work(item, from + i);
    await yieldToEvents();
    if (!isCurrent()) return false;
  }
  return true;
}

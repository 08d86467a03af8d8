/** The order of what several areas add to one list: actions, sections of the settings, sources of the palette. */

export interface Placed {
  readonly id: string;
  /** The entry behind which this entry stands. */
  readonly after?: string;
}

/**
 * Joins the lists of the areas. An entry stands where its own list has it; `after` moves the entry, and the entries that
 * follow it in its own list up to the next `after`, behind an entry of another list.
 *
 * @throws {Error} where an id comes twice, or where `after` names an entry that is not there.
 */
export function inOrder<T extends Placed>(lists: readonly (readonly T[])[]): readonly T[] {
  const blocks = lists.flatMap(blocksOf);
  const joined = blocks.filter(([{ after }]) => after === undefined).flat();
  const waiting = blocks.filter(([{ after }]) => after !== undefined);
  // A block may stand behind an entry of a block that waits as well.
  while (waiting.length > 0) {
    const next = waiting.findIndex(([{ after }]) => joined.some(({ id }) => id === after));
    const [block] = next < 0 ? [] : waiting.splice(next, 1);
    if (block === undefined) throw new Error(`nothing has the id ${waiting.map(([{ after }]) => after).join(', ')}`);
    joined.splice(joined.findIndex(({ id }) => id === block[0].after) + 1, 0, ...block);
  }
  const twice = joined.find(({ id }, i) => joined.findIndex((other) => other.id === id) !== i);
  if (twice !== undefined) throw new Error(`two entries have the id ${twice.id}`);
  return joined;
}

type Block<T> = [T, ...T[]];

/** Each entry with `after` begins a block. */
function blocksOf<T extends Placed>(list: readonly T[]): readonly Block<T>[] {
  const blocks: Block<T>[] = [];
  for (const entry of list) {
    const last = blocks.at(-1);
    if (last === undefined || entry.after !== undefined) blocks.push([entry]);
    else last.push(entry);
  }
  return blocks;
}

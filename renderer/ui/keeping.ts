/**
 * Gives again what was made of the same sources the last time. Thousands of words are looked up for the palette, and what
 * is searched is prepared per entry: done at each opening it would hold the page up.
 */
export function keeping<K extends readonly unknown[], V>(make: (...sources: K) => V): (...sources: K) => V {
  let last: { readonly sources: K; readonly made: V } | null = null;
  return (...sources) => {
    if (last === null || sources.some((one, i) => one !== last?.sources[i])) last = { sources, made: make(...sources) };
    return last.made;
  };
}

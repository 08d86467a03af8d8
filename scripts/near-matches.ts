/** Names that are close to a misspelt name. */

/** Edits that turn one text into the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_\s]/g, '');

const wordsOf = (name: string): readonly string[] =>
  (name.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? []).map((word) => word.toLowerCase().replace(/s$/, ''));

/** Whether two names of several words share most of them, as `addDeviceOrg` and `createDeviceOrg` do. */
function sharesWords(a: string, b: string): boolean {
  const words = wordsOf(a);
  const shared = words.filter((word) => wordsOf(b).includes(word)).length;
  return shared > 1 && shared >= words.length / 2;
}

/** The likeliest of `known`, best first, at most `count`; none when nothing is near. */
export function nearMatches(name: string, known: readonly string[], count = 3): readonly string[] {
  const wanted = plain(name);
  return known
    .map((candidate) => {
      const other = plain(candidate);
      const isPart = wanted.length > 2 && (other.includes(wanted) || wanted.includes(other));
      const edits = distance(wanted, other);
      const isTypo = edits <= Math.max(2, Math.floor(wanted.length / 3));
      return { candidate, edits, isNear: isPart || isTypo || sharesWords(name, candidate) };
    })
    .filter(({ isNear }) => isNear)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** A sentence that names the near matches, or `otherwise` when there are none. */
export function didYouMean(name: string, known: readonly string[], otherwise: string): string {
  const near = nearMatches(name, known);
  return near.length === 0 ? otherwise : `Did you mean ${near.join(', ')}?`;
}

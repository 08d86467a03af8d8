/**
 * Which groups of the list are folded. The operator's choices are kept in the preferences; for a group without a choice
 * the size of the list decides: a small list is open, a large list shows the heads of its groups.
 */
import { DEFAULT_PREFERENCES } from '../../../../preload/domain/preferences.ts';
import type { TreeFolding } from '../../../../preload/contract/app.ts';
import type { Node, Tree } from './tree-model.ts';

/** A list of up to this many cameras, about ten screens, is open at first. */
const OPEN_AT_MOST = 400;

/** A head of a large list is open at first when its own cameras do not push its groups out of sight. */
const OWN_AT_MOST = 20;

/** The bound of the contract; the oldest choice is dropped. */
const MAX_CHOICES = 500;

export const USUAL_FOLDING: TreeFolding = DEFAULT_PREFERENCES.treeFolding;

/**
 * The keys of all folded groups.
 *
 * @param peeked groups that are open for a while, whatever was chosen: those above the camera that the list shows.
 */
export function closedGroups(
  trees: readonly Tree[],
  { base, opened, closed }: TreeFolding,
  peeked: ReadonlySet<string>,
): ReadonlySet<string> {
  const chosen = new Map<string, boolean>([
    ...opened.map((key) => [key, false] as const),
    ...closed.map((key) => [key, true] as const),
  ]);
  const isSmall = trees.reduce((sum, tree) => sum + tree.root.row.counts.total, 0) <= OPEN_AT_MOST;
  const folded = new Set<string>();
  const isFoldedAtFirst = (at: Node, isHead: boolean, isOnlyHead: boolean): boolean => {
    if (base !== 'usual') return base === 'closed';
    if (at.row.counts.total === 0 && at.row.site === null) return true;
    if (isSmall || isOnlyHead) return false;
    return !isHead || at.children.length === 0 || at.cameras.length > OWN_AT_MOST;
  };
  const visit = (at: Node, isHead: boolean, isOnlyHead: boolean): void => {
    const { key, hasRows } = at.row;
    const isFolded = chosen.get(key) ?? isFoldedAtFirst(at, isHead, isOnlyHead);
    if (hasRows && isFolded && !peeked.has(key)) folded.add(key);
    for (const child of at.children) visit(child, false, false);
  };
  const heads = trees.flatMap((tree) => (tree.hasRootRow ? [tree.root] : tree.root.children));
  for (const head of heads) visit(head, true, heads.length === 1);
  return folded;
}

/** The choices after the operator folded or opened a group. */
export function withFold(folding: TreeFolding, key: string, isClosed: boolean): TreeFolding {
  const without = (keys: readonly string[]): string[] => keys.filter((other) => other !== key);
  const and = (keys: readonly string[]): string[] => [...without(keys), key].slice(-MAX_CHOICES);
  return isClosed
    ? { ...folding, opened: without(folding.opened), closed: and(folding.closed) }
    : { ...folding, opened: and(folding.opened), closed: without(folding.closed) };
}

/** The keys of the groups above the rows of a camera: the site's first where the camera stands in a site. */
export function groupsAbove(trees: readonly Tree[], channelId: string): readonly string[] | null {
  const find = (at: Node): readonly string[] | null => {
    if (at.cameras.some(({ channel }) => channel.id === channelId)) return [at.row.key];
    for (const child of at.children) {
      const below = find(child);
      if (below !== null) return [at.row.key, ...below];
    }
    return null;
  };
  for (const tree of trees) {
    const keys = find(tree.root);
    if (keys !== null) return keys;
  }
  return null;
}

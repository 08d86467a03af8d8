/**
 * The camera tree as flat rows. A tree is built once per content of an account; what is visible for a query, a filter and
 * a set of closed groups is then a walk that only picks existing row objects, a few milliseconds for 20,000 cameras.
 */
import type { AccountView } from '../../../preload/contract/account.ts';
import type { AccountId, ChannelId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { AccessProtocol, NumberedChannel } from '../../../preload/domain/model.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { indexOf, isMatch } from '../../state/camera-search.ts';
import { addCounts, countChannels, type Counts } from '../../state/channel-counts.ts';
import type { AccountDirectory, DirectoryView } from '../../state/directory-merge.ts';

export interface CameraRow {
  readonly kind: 'camera';
  readonly key: ChannelId;
  readonly channel: NumberedChannel;
  /** Position in the account's content, which is also its line in the search index. */
  readonly index: number;
  readonly level: number;
  readonly parentKey: string | null;
  readonly sourceCode: string;
}

export interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  /** Null for cameras that are in no group. */
  readonly name: string | null;
  readonly level: number;
  readonly parentKey: string | null;
  readonly counts: Counts;
}

export type TreeRow = CameraRow | GroupRow;

interface Node {
  readonly row: GroupRow;
  readonly children: readonly Node[];
  readonly cameras: readonly CameraRow[];
}

export interface Tree {
  readonly part: AccountDirectory;
  /** Null where the account itself is not shown, because it is the only one. */
  readonly root: Node;
  readonly hasRootRow: boolean;
}

export interface TreeFilter {
  readonly reachable: 'all' | 'online' | 'offline';
  readonly protocol: 'all' | AccessProtocol;
}

export const NO_FILTER: TreeFilter = { reachable: 'all', protocol: 'all' };
const MAX_DEPTH = 32;

/** The group rows and camera rows of every account, one tree each. */
export function buildTrees(view: DirectoryView, accounts: readonly AccountView[]): readonly Tree[] {
  const byId = new Map<AccountId, AccountView>(accounts.map((account) => [account.id, account]));
  const hasRootRow = view.parts.length > 1;
  return view.parts.flatMap((part) => {
    const account = byId.get(part.accountId);
    return account === undefined ? [] : [{ part, hasRootRow, root: buildTree(part, account, hasRootRow) }];
  });
}

function buildTree(part: AccountDirectory, account: AccountView, hasRootRow: boolean): Node {
  const known = new Set<OrgNodeId>(part.groups.map((group) => group.id));
  const childrenOf = Map.groupBy(part.groups, (group) =>
    group.parentId !== null && known.has(group.parentId) && group.parentId !== group.id ? group.parentId : null,
  );
  const camerasOf = Map.groupBy(
    part.channels.map((channel, index) => ({ channel, index })),
    ({ channel }) => (channel.orgNodeId !== null && known.has(channel.orgNodeId) ? channel.orgNodeId : null),
  );
  const sourceCode = VENDOR_CODES[account.vendor];
  const rowsOf = (groupId: OrgNodeId | null, parentKey: string, level: number): CameraRow[] =>
    (camerasOf.get(groupId) ?? []).map(({ channel, index }) => ({
      kind: 'camera',
      key: channel.id,
      channel,
      index,
      level,
      parentKey,
      sourceCode,
    }));
  const nodeOf = (id: OrgNodeId, name: string, parentKey: string | null, level: number): Node => {
    const deeper = level > MAX_DEPTH ? [] : (childrenOf.get(id) ?? []);
    const children = deeper.map((group) => nodeOf(group.id, group.name, id, level + 1));
    return node({ key: id, name, level, parentKey }, children, rowsOf(id, id, level + 1));
  };
  const top = hasRootRow ? 2 : 1;
  const rootKey = hasRootRow ? part.accountId : null;
  const groups = (childrenOf.get(null) ?? []).map((group) => nodeOf(group.id, group.name, rootKey, top));
  const looseKey = `${part.accountId}~`;
  const loose = rowsOf(null, looseKey, top + 1);
  const children =
    loose.length === 0
      ? groups
      : [...groups, node({ key: looseKey, name: null, level: top, parentKey: rootKey }, [], loose)];
  return node({ key: part.accountId, name: account.label, level: 1, parentKey: null }, children, []);
}

function node(head: Omit<GroupRow, 'kind' | 'counts'>, children: readonly Node[], cameras: readonly CameraRow[]): Node {
  const counts = addCounts([
    ...children.map((child) => child.row.counts),
    countChannels(cameras.map((row) => row.channel)),
  ]);
  return { row: { kind: 'group', ...head, counts }, children, cameras };
}

export function totalCounts(trees: readonly Tree[]): Counts {
  return addCounts(trees.map((tree) => tree.root.row.counts));
}

interface Visibility {
  readonly terms: readonly string[];
  readonly filter: TreeFilter;
  /** Groups that are folded. A query or filter opens every group that has a match. */
  readonly closed: ReadonlySet<string>;
}

/** The rows to show, top to bottom. */
export function visibleRows(trees: readonly Tree[], { terms, filter, closed }: Visibility): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const isNarrowed = terms.length > 0 || filter.reachable !== 'all' || filter.protocol !== 'all';
  for (const tree of trees) {
    const keep = isNarrowed ? matcher(tree.part, terms, filter) : null;
    if (tree.hasRootRow) walk(tree.root, rows, keep, closed);
    else for (const child of tree.root.children) walk(child, rows, keep, closed);
  }
  return rows;
}

function walk(
  at: Node,
  rows: TreeRow[],
  keep: ((row: CameraRow) => boolean) | null,
  closed: ReadonlySet<string>,
): void {
  const start = rows.length;
  rows.push(at.row);
  if (keep === null && closed.has(at.row.key)) return;
  for (const child of at.children) walk(child, rows, keep, closed);
  for (const camera of at.cameras) if (keep === null || keep(camera)) rows.push(camera);
  if (keep !== null && rows.length === start + 1) rows.pop();
}

function matcher(part: AccountDirectory, terms: readonly string[], filter: TreeFilter): (row: CameraRow) => boolean {
  const index = indexOf(part);
  return ({ channel, index: at }) => {
    const isOnline = channel.reachable === 'online' && !channel.isFrozen;
    if (filter.reachable !== 'all' && isOnline !== (filter.reachable === 'online')) return false;
    if (filter.protocol !== 'all' && channel.protocol !== filter.protocol) return false;
    return isMatch(index[at] ?? '', terms);
  };
}

export interface NamePart {
  readonly text: string;
  readonly isHit: boolean;
}

/** A name cut where the terms occur, for the highlight. */
export function highlight(name: string, terms: readonly string[]): readonly NamePart[] {
  const lower = name.toLowerCase();
  // A few letters change their length in lower case; the cut would then fall wrongly, so such a name stays plain.
  if (lower.length !== name.length || terms.length === 0) return [{ text: name, isHit: false }];
  const isHit = new Array<boolean>(name.length).fill(false);
  for (const term of terms) {
    const at = lower.indexOf(term);
    if (at >= 0) isHit.fill(true, at, at + term.length);
  }
  const parts: { text: string; isHit: boolean }[] = [];
  for (let i = 0; i < name.length; i += 1) {
    const last = parts.at(-1);
    const hit = isHit[i] ?? false;
    if (last !== undefined && last.isHit === hit) last.text += name[i] ?? '';
    else parts.push({ text: name[i] ?? '', isHit: hit });
  }
  return parts;
}

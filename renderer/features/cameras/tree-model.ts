/**
 * The camera tree as flat rows. A tree is built once per content of an account; what is visible for a query, a filter and
 * a set of closed groups is then a walk that only picks existing row objects, a few milliseconds for 20,000 cameras.
 */
import type { AccountView } from '../../../preload/contract/account.ts';
import type { AccountId, ChannelId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { AccessProtocol, NumberedChannel, OrgNode } from '../../../preload/domain/model.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { breathe, SLICE } from '../../state/breathe.ts';
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

/** The group rows and camera rows of every account, one tree each. Takes a breath between slices of cameras. */
export async function buildTrees(view: DirectoryView, accounts: readonly AccountView[]): Promise<readonly Tree[]> {
  const byId = new Map<AccountId, AccountView>(accounts.map((account) => [account.id, account]));
  const hasRootRow = view.parts.length > 1;
  const trees: Tree[] = [];
  for (const part of view.parts) {
    const account = byId.get(part.accountId);
    if (account === undefined) continue;
    const cameras = await cameraRows(part, account, hasRootRow);
    trees.push({ part, hasRootRow, root: buildTree(part, account.label, hasRootRow, cameras) });
  }
  return trees;
}

type CamerasByGroup = ReadonlyMap<OrgNodeId | null, CameraRow[]>;

async function cameraRows(part: AccountDirectory, account: AccountView, hasRootRow: boolean): Promise<CamerasByGroup> {
  const levels = groupLevels(part.groups, hasRootRow ? 2 : 1);
  const looseLevel = hasRootRow ? 3 : 2;
  const sourceCode = VENDOR_CODES[account.vendor];
  const byGroup = new Map<OrgNodeId | null, CameraRow[]>();
  for (const [index, channel] of part.channels.entries()) {
    if (index % SLICE === SLICE - 1) await breathe();
    const level = channel.orgNodeId === null ? undefined : levels.get(channel.orgNodeId);
    const groupId = level === undefined ? null : channel.orgNodeId;
    const parentKey = groupId ?? looseKeyOf(part);
    const row: CameraRow = {
      kind: 'camera',
      key: channel.id,
      channel,
      index,
      level: level === undefined ? looseLevel : level + 1,
      parentKey,
      sourceCode,
    };
    const rows = byGroup.get(groupId);
    if (rows === undefined) byGroup.set(groupId, [row]);
    else rows.push(row);
  }
  return byGroup;
}

/** The head of cameras that are in no group. */
const looseKeyOf = (part: AccountDirectory): string => `${part.accountId}~`;

type GroupsByParent = ReadonlyMap<OrgNodeId | null, OrgNode[]>;

/** A parent that does not exist, or a group that is its own, counts as the top. */
function groupsByParent(groups: readonly OrgNode[]): GroupsByParent {
  const known = new Set<OrgNodeId>(groups.map((group) => group.id));
  return Map.groupBy(groups, ({ id, parentId }) =>
    parentId !== null && parentId !== id && known.has(parentId) ? parentId : null,
  );
}

/** The level of each group that can be reached from the top; the bound ends a tree that a cloud made circular. */
function groupLevels(groups: readonly OrgNode[], top: number): ReadonlyMap<OrgNodeId, number> {
  const byParent = groupsByParent(groups);
  const levels = new Map<OrgNodeId, number>();
  const visit = (parentId: OrgNodeId | null, level: number): void => {
    if (level > MAX_DEPTH) return;
    for (const { id } of byParent.get(parentId) ?? []) {
      levels.set(id, level);
      visit(id, level + 1);
    }
  };
  visit(null, top);
  return levels;
}

function buildTree(part: AccountDirectory, label: string, hasRootRow: boolean, cameras: CamerasByGroup): Node {
  const byParent = groupsByParent(part.groups);
  const nodesOf = (parentId: OrgNodeId | null, parentKey: string | null, level: number): Node[] =>
    level > MAX_DEPTH
      ? []
      : (byParent.get(parentId) ?? []).map(({ id, name }) =>
          node({ key: id, name, level, parentKey }, nodesOf(id, id, level + 1), cameras.get(id) ?? []),
        );
  const top = hasRootRow ? 2 : 1;
  const rootKey = hasRootRow ? part.accountId : null;
  const groups = nodesOf(null, rootKey, top);
  const loose = cameras.get(null) ?? [];
  const children =
    loose.length === 0
      ? groups
      : [...groups, node({ key: looseKeyOf(part), name: null, level: top, parentKey: rootKey }, [], loose)];
  return node({ key: part.accountId, name: label, level: 1, parentKey: null }, children, []);
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

/**
 * The camera tree as flat rows. A tree is built once per content of an account; what is visible for a query, a filter and
 * a set of closed groups is then a walk that only picks existing row objects, a few milliseconds for 20,000 cameras.
 */
import type { AccountView } from '../../../preload/contract/account.ts';
import type { AccountId, ChannelId, OrgNodeId, SiteId } from '../../../preload/domain/ids.ts';
import type { AccessProtocol, NumberedChannel, OrgNode } from '../../../preload/domain/cameras.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { yieldToEvents, SLICE } from '../../state/page/yield-to-events.ts';
import { indexOf, isMatch } from '../../state/cameras/camera-search.ts';
import { addCounts, countChannels, silenced, type Counts } from '../../state/cameras/channel-counts.ts';
import type { AccountDirectory, DirectoryView } from '../../state/cameras/directory-merge.ts';

export interface CameraRow {
  readonly kind: 'camera';
  /** The channel's id; in a site with the site's before it, since a camera may stand in several. */
  readonly key: string;
  readonly channel: NumberedChannel;
  readonly part: AccountDirectory;
  /** Position in the account's content, which is also its line in the search index. */
  readonly index: number;
  readonly level: number;
  readonly parentKey: string | null;
  readonly sourceCode: string;
  /** The site that the row stands in, or null in a cloud's own tree. */
  readonly siteId: SiteId | null;
  /** Names of the sites above, lower-case: what the search looks in besides the index. */
  readonly path: string;
}

export interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  /** Null for cameras that are in no group, and for the heads that have words of their own. */
  readonly name: string | null;
  /** Set for the operators' sites and for the head above them. */
  readonly site: SiteId | 'root' | null;
  readonly groupKind: OrgNode['kind'] | null;
  readonly level: number;
  readonly parentKey: string | null;
  readonly counts: Counts;
}

/** Cameras of a site that no account lists now. */
export interface MissingRow {
  readonly kind: 'missing';
  readonly key: string;
  readonly level: number;
  readonly parentKey: string | null;
  readonly siteId: SiteId;
  /** Their account is gone, or was read and does not list them. */
  readonly gone: readonly ChannelId[];
  /** How many belong to accounts that were not read yet. */
  readonly waiting: number;
}

export type TreeRow = CameraRow | GroupRow | MissingRow;

export interface Node {
  readonly row: GroupRow;
  readonly children: readonly Node[];
  readonly cameras: readonly CameraRow[];
  readonly missing: MissingRow | null;
}

export interface Tree {
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

/** The group rows and camera rows of every account, one tree each. Yields to other events between slices of cameras. */
export async function buildTrees(
  view: DirectoryView,
  accounts: readonly AccountView[],
  hasRootRow = view.parts.length > 1,
): Promise<readonly Tree[]> {
  const byId = new Map<AccountId, AccountView>(accounts.map((account) => [account.id, account]));
  const trees: Tree[] = [];
  for (const part of view.parts) {
    const account = byId.get(part.accountId);
    if (account === undefined) continue;
    const cameras = await cameraRows(part, account, hasRootRow);
    trees.push({ hasRootRow, root: buildTree(part, account.label, hasRootRow, cameras) });
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
    if (index % SLICE === SLICE - 1) await yieldToEvents();
    const level = channel.orgNodeId === null ? undefined : levels.get(channel.orgNodeId);
    const groupId = level === undefined ? null : channel.orgNodeId;
    const parentKey = groupId ?? looseKeyOf(part);
    const row: CameraRow = {
      kind: 'camera',
      key: channel.id,
      channel,
      part,
      index,
      level: level === undefined ? looseLevel : level + 1,
      parentKey,
      sourceCode,
      siteId: null,
      path: '',
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
      : (byParent.get(parentId) ?? []).map(({ id, name, kind }) =>
          node(
            { key: id, name, level, parentKey, groupKind: kind ?? null },
            nodesOf(id, id, level + 1),
            cameras.get(id) ?? [],
          ),
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

type Head = Pick<GroupRow, 'key' | 'name' | 'level' | 'parentKey'> & Partial<Pick<GroupRow, 'groupKind'>>;

function node(head: Head, children: readonly Node[], cameras: readonly CameraRow[]): Node {
  const counts = addCounts([
    ...children.map((child) => child.row.counts),
    countChannels(cameras.map((row) => row.channel)),
  ]);
  const row: GroupRow = { kind: 'group', site: null, groupKind: null, ...head, counts };
  return { row, children, cameras, missing: null };
}

/** The account of a cloud's own group; an empty text for a site. */
export function accountOfGroup({ key, site }: GroupRow): AccountId {
  return (site === null ? (/^[^:~]+/.exec(key)?.[0] ?? '') : '') as AccountId;
}

/** @param silent the accounts that tell nothing of their cameras now. */
export function totalCounts(trees: readonly Tree[], silent: readonly AccountId[] = []): Counts {
  const countsOf = ({ root: { row } }: Tree): Counts =>
    silent.includes(accountOfGroup(row)) ? silenced(row.counts) : row.counts;
  return addCounts(trees.map(countsOf));
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
  const isNarrowed = isNarrow(terms, filter);
  const keep = isNarrowed ? matcher(terms, filter) : null;
  // A site that has the words in its name is worth seeing although nothing in it has.
  const isNamed = (row: GroupRow): boolean =>
    terms.length > 0 && row.site !== null && row.name !== null && isMatch(row.name.toLowerCase(), terms);
  const walk = (at: Node): void => {
    const start = rows.length;
    rows.push(at.row);
    if (keep === null && closed.has(at.row.key)) return;
    for (const child of at.children) walk(child);
    for (const camera of at.cameras) if (keep === null || keep(camera)) rows.push(camera);
    if (keep === null && at.missing !== null) rows.push(at.missing);
    if (keep !== null && rows.length === start + 1 && !isNamed(at.row)) rows.pop();
  };
  for (const tree of trees) {
    if (tree.hasRootRow) walk(tree.root);
    else for (const child of tree.root.children) walk(child);
  }
  return rows;
}

/** Whether a query or filter hides anything; then groups are open whatever was folded. */
export function isNarrow(terms: readonly string[], filter: TreeFilter): boolean {
  return terms.length > 0 || filter.reachable !== 'all' || filter.protocol !== 'all';
}

function matcher(terms: readonly string[], filter: TreeFilter): (row: CameraRow) => boolean {
  return ({ channel, part, index, path }) => {
    const isOnline = channel.reachable === 'online' && !channel.isFrozen && channel.missingSinceMs === undefined;
    if (filter.reachable !== 'all' && isOnline !== (filter.reachable === 'online')) return false;
    if (filter.protocol !== 'all' && channel.protocol !== filter.protocol) return false;
    const line = indexOf(part)[index] ?? '';
    return isMatch(path === '' ? line : `${line}\n${path}`, terms);
  };
}

/** Every camera below a group, folded or not, each once. */
export function camerasBelow(trees: readonly Tree[], key: string): readonly ChannelId[] {
  const find = (nodes: readonly Node[]): Node | null => {
    for (const at of nodes) {
      const found = at.row.key === key ? at : find(at.children);
      if (found !== null) return found;
    }
    return null;
  };
  const ids = new Set<ChannelId>();
  const collect = (at: Node): void => {
    for (const child of at.children) collect(child);
    for (const { channel } of at.cameras) ids.add(channel.id);
  };
  const found = find(trees.map((tree) => tree.root));
  if (found !== null) collect(found);
  return [...ids];
}

export { highlight } from '../../ui/highlight.ts';

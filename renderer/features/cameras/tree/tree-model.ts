/**
 * The camera tree as flat rows. A tree is built once per content of an account; the visible rows for a query, a filter
 * and a set of closed groups then need only a walk that picks existing row objects, a few milliseconds for 20,000
 * cameras.
 */
import type { AccountView } from '../../../../preload/contract/account.ts';
import {
  isOrgNodeId,
  type AccountId,
  type ChannelId,
  type OrgNodeId,
  type SiteId,
} from '../../../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../../../preload/domain/cameras/cameras.ts';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import { yieldToEvents, SLICE } from '../../../state/page/yield-to-events.ts';
import { indexOf, isMatch } from '../../../state/cameras/camera-search.ts';
import { addCounts, countChannels, silenced, type Counts } from '../../../state/cameras/channel-counts.ts';
import type { AccountDirectory, DirectoryView } from '../../../state/cameras/directory-merge.ts';
import { doesPass, isFiltering, type TreeFilter } from './tree-filter.ts';

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
  /** The names of the groups above, the nearest first; the heads without a name of their own are left out. */
  readonly trail: readonly string[];
  /** Whether the group can be opened: it has groups, cameras or missing cameras below. */
  readonly hasRows: boolean;
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
  for (const rows of byGroup.values()) sortByNumber(rows);
  return byGroup;
}

/** Operators look for numbers. Clouds list in the order of the numbers as a rule, and then nothing is sorted. */
function sortByNumber(rows: CameraRow[]): void {
  const isSorted = rows.every(({ channel }, i) => i === 0 || (rows[i - 1]?.channel.number ?? 0) <= channel.number);
  if (!isSorted) rows.sort((a, b) => a.channel.number - b.channel.number);
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

/** The cameras of a cloud's group and of the groups below, in the order of the list. */
export function camerasOfGroup({ groups, channels }: AccountDirectory, id: OrgNodeId): readonly ChannelId[] {
  const byParent = groupsByParent(groups);
  const byGroup = Map.groupBy(channels, ({ orgNodeId }) => orgNodeId);
  const below = (at: OrgNodeId, level: number): readonly NumberedChannel[] =>
    level > MAX_DEPTH
      ? []
      : [
          ...(byGroup.get(at) ?? []).toSorted((a, b) => a.number - b.number),
          ...(byParent.get(at) ?? []).flatMap((group) => below(group.id, level + 1)),
        ];
  return [...new Set(below(id, 1).map((channel) => channel.id))];
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
  const nodesOf = (parentId: OrgNodeId | null, above: Pick<Head, 'parentKey' | 'level' | 'trail'>): Node[] =>
    above.level > MAX_DEPTH
      ? []
      : (byParent.get(parentId) ?? []).map(({ id, name, kind }) =>
          node(
            { ...above, key: id, name, groupKind: kind ?? null },
            nodesOf(id, { parentKey: id, level: above.level + 1, trail: [name, ...above.trail] }),
            cameras.get(id) ?? [],
          ),
        );
  const top = hasRootRow
    ? { parentKey: part.accountId, level: 2, trail: [label] }
    : { parentKey: null, level: 1, trail: [] };
  const groups = nodesOf(null, top);
  const loose = cameras.get(null) ?? [];
  const children =
    loose.length === 0 ? groups : [...groups, node({ ...top, key: looseKeyOf(part), name: null }, [], loose)];
  return node({ key: part.accountId, name: label, level: 1, parentKey: null, trail: [] }, children, []);
}

type Head = Pick<GroupRow, 'key' | 'name' | 'level' | 'parentKey' | 'trail'> & Partial<Pick<GroupRow, 'groupKind'>>;

function node(head: Head, children: readonly Node[], cameras: readonly CameraRow[]): Node {
  const counts = addCounts([
    ...children.map((child) => child.row.counts),
    countChannels(cameras.map((row) => row.channel)),
  ]);
  const hasRows = children.length + cameras.length > 0;
  const row: GroupRow = { kind: 'group', site: null, groupKind: null, ...head, counts, hasRows };
  return { row, children, cameras, missing: null };
}

/** The account of a cloud's own group; an empty text for a site. */
export function accountOfGroup({ key, site }: GroupRow): AccountId {
  return (site === null ? (/^[^:~]+/.exec(key)?.[0] ?? '') : '') as AccountId;
}

/** @param silent the accounts that report nothing about their cameras now. */
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
  /** The cameras of the wall that shows; missing where the filter does not ask for the others. */
  readonly onWall?: ReadonlySet<ChannelId>;
  /** The accounts that report nothing about their cameras now. */
  readonly silent?: readonly AccountId[];
}

/** A group of a cloud, which is neither a recorder nor the head of an account. */
const isOwnGroup = ({ key, groupKind }: GroupRow): boolean => groupKind === null && isOrgNodeId(key);

const NOWHERE: ReadonlySet<ChannelId> = new Set();

/**
 * The rows to show, top to bottom: of each group its own cameras before its groups. While a query or a filter narrows the
 * list, a group has a row only where a camera of its own matches; the row names the groups above.
 */
export function visibleRows(trees: readonly Tree[], visibility: Visibility): readonly TreeRow[] {
  const { terms, filter, closed } = visibility;
  const rows: TreeRow[] = [];
  const heads = trees.flatMap((tree) => (tree.hasRootRow ? [tree.root] : tree.root.children));
  const walk = (at: Node): void => {
    rows.push(at.row);
    if (closed.has(at.row.key)) return;
    for (const camera of at.cameras) rows.push(camera);
    if (at.missing !== null) rows.push(at.missing);
    for (const child of at.children) walk(child);
  };
  if (!isNarrow(terms, filter)) {
    heads.forEach(walk);
    return rows;
  }
  const keep = matcher(visibility);
  // A site or a group that has the words in its name is worth seeing although nothing in it has the words.
  const isNamed = (row: GroupRow): boolean =>
    terms.length > 0 &&
    (row.site !== null || isOwnGroup(row)) &&
    row.name !== null &&
    isMatch(row.name.toLowerCase(), terms);
  const narrow = (at: Node): void => {
    const start = rows.length;
    rows.push(at.row);
    for (const camera of at.cameras) if (keep(camera)) rows.push(camera);
    if (rows.length === start + 1 && !isNamed(at.row)) rows.pop();
    at.children.forEach(narrow);
  };
  heads.forEach(narrow);
  return rows;
}

/** Whether a query or filter hides anything; then groups are open whatever was folded. */
export function isNarrow(terms: readonly string[], filter: TreeFilter): boolean {
  return terms.length > 0 || isFiltering(filter);
}

function matcher({ terms, filter, onWall = NOWHERE, silent = [] }: Visibility): (row: CameraRow) => boolean {
  const isFiltered = isFiltering(filter);
  return ({ channel, part, index, path }) => {
    if (isFiltered && !doesPass(channel, filter, { onWall, silent })) return false;
    const line = indexOf(part)[index] ?? '';
    return isMatch(path === '' ? line : `${line}\n${path}`, terms);
  };
}

export interface Matches {
  /** Each camera once, however often the camera stands in sites. */
  readonly cameras: number;
  /** By the key of a group: the rows of its own cameras. */
  readonly byGroup: ReadonlyMap<string, number>;
}

/** How many cameras the rows of a narrowed list hold. The cameras of a group follow its row. */
export function countMatches(rows: readonly TreeRow[]): Matches {
  const byGroup = new Map<string, number>();
  const inSites = new Set<ChannelId>();
  let [cameras, key, own] = [0, '', 0];
  const close = (): void => void (own > 0 && byGroup.set(key, own));
  for (const row of rows) {
    if (row.kind === 'group') {
      close();
      [key, own] = [row.key, 0];
    } else if (row.kind === 'camera') {
      own += 1;
      if (row.siteId !== null) inSites.add(row.channel.id);
      else if (inSites.size === 0 || !inSites.has(row.channel.id)) cameras += 1;
    }
  }
  close();
  return { cameras: cameras + inSites.size, byGroup };
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
    for (const { channel } of at.cameras) ids.add(channel.id);
    for (const child of at.children) collect(child);
  };
  const found = find(trees.map((tree) => tree.root));
  if (found !== null) collect(found);
  return [...ids];
}

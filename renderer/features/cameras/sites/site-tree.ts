/** The operators' sites as rows of the camera tree, over the cameras of every account. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import { accountOf, type AccountId, type ChannelId, type SiteId } from '../../../../preload/domain/ids.ts';
import type { Site } from '../../../../preload/domain/cameras/sites.ts';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import { yieldToEvents, SLICE } from '../../../state/page/yield-to-events.ts';
import { countChannels } from '../../../state/cameras/channel-counts.ts';
import type { AccountDirectory, DirectoryView } from '../../../state/cameras/directory-merge.ts';
import type { CameraRow, GroupRow, MissingRow, Node, Tree } from '../tree/tree-model.ts';

/** The key of the head above all sites. */
const SITES_KEY = 'sites';

/** Sites without many cameras that are built between two yields. */
const SITES_AT_ONCE = 50;

export interface SiteContent {
  readonly sites: readonly Site[];
  readonly cameras: ReadonlyMap<SiteId, { readonly channelIds: readonly ChannelId[] }>;
}

interface Sources {
  readonly places: ReadonlyMap<ChannelId, { readonly part: AccountDirectory; readonly index: number }>;
  readonly codes: ReadonlyMap<AccountId, string>;
  /** Accounts whose cameras are known: a camera that they do not list is missing. */
  readonly read: ReadonlySet<AccountId>;
}

/** One tree of all sites, with a head above them when the clouds' own trees stand below. Breathes between slices. */
export async function buildSiteTree(
  { sites, cameras }: SiteContent,
  view: DirectoryView,
  accounts: readonly AccountView[],
  hasRootRow: boolean,
): Promise<Tree> {
  const sources = await sourcesOf(view, accounts);
  let built = 0;
  const byParent = Map.groupBy(sites, ({ parentId }) => parentId);
  const nodesOf = async (parent: Node['row'], path: string): Promise<readonly Branch[]> => {
    const parentId = parent.site === 'root' ? null : parent.site;
    const branches: Branch[] = [];
    for (const site of byParent.get(parentId) ?? []) {
      const head = headOf(site, parent, hasRootRow);
      const ownPath = `${path}\n${site.name.toLowerCase()}`;
      const children = await nodesOf(head, ownPath);
      const own = await rowsOf(head, site.id, cameras.get(site.id)?.channelIds ?? [], ownPath, sources);
      branches.push(await branch(head, children, own));
      if (++built % SITES_AT_ONCE === 0) await yieldToEvents();
    }
    return branches;
  };
  const head: GroupRow = {
    kind: 'group',
    key: SITES_KEY,
    name: null,
    level: 1,
    parentKey: null,
    site: 'root',
    groupKind: null,
    counts: countChannels([]),
    trail: [],
    hasRows: false,
  };
  const top = await branch(head, await nodesOf(head, ''), { cameras: [], missing: null });
  return { hasRootRow, root: top.node };
}

async function sourcesOf(view: DirectoryView, accounts: readonly AccountView[]): Promise<Sources> {
  return {
    places: await placesOf(view),
    codes: new Map(accounts.map(({ id, vendor }) => [id, VENDOR_CODES[vendor]])),
    read: readAccounts(view, accounts),
  };
}

const knownPlaces = new WeakMap<DirectoryView, Sources['places']>();

/** Where each camera stands in its account's content; kept while that content lives. */
async function placesOf(view: DirectoryView): Promise<Sources['places']> {
  const known = knownPlaces.get(view);
  if (known !== undefined) return known;
  const places = new Map<ChannelId, { part: AccountDirectory; index: number }>();
  for (const part of view.parts) {
    for (const [index, { id }] of part.channels.entries()) {
      if (index % SLICE === SLICE - 1) await yieldToEvents();
      places.set(id, { part, index });
    }
  }
  knownPlaces.set(view, places);
  return places;
}

/** An account that is off lists nothing, which says nothing of its cameras. */
function readAccounts(view: DirectoryView, accounts: readonly AccountView[]): ReadonlySet<AccountId> {
  const off = new Set(accounts.filter(({ isEnabled }) => !isEnabled).map(({ id }) => id));
  const read = view.parts.filter(({ revision, accountId }) => revision > 0 && !off.has(accountId));
  return new Set(read.map(({ accountId }) => accountId));
}

function headOf(site: Site, parent: GroupRow, hasRootRow: boolean): GroupRow {
  const isTop = parent.site === 'root';
  return {
    kind: 'group',
    key: site.id,
    name: site.name,
    site: site.id,
    groupKind: null,
    counts: countChannels([]),
    level: isTop && !hasRootRow ? 1 : parent.level + 1,
    parentKey: isTop && !hasRootRow ? null : parent.key,
    trail: parent.name === null ? [] : [parent.name, ...parent.trail],
    hasRows: false,
  };
}

interface Rows {
  readonly cameras: readonly CameraRow[];
  readonly missing: MissingRow | null;
}

async function rowsOf(
  head: GroupRow,
  siteId: SiteId,
  ids: readonly ChannelId[],
  path: string,
  { places, codes, read }: Sources,
): Promise<Rows> {
  const cameras: CameraRow[] = [];
  const gone: ChannelId[] = [];
  let waiting = 0;
  const [level, parentKey] = [head.level + 1, head.key];
  for (const [i, id] of ids.entries()) {
    if (i % SLICE === SLICE - 1) await yieldToEvents();
    const place = places.get(id);
    const channel = place?.part.channels[place.index];
    const accountId = accountOf(id);
    if (place !== undefined && channel !== undefined && codes.has(accountId)) {
      const sourceCode = codes.get(accountId) ?? '';
      const key = `${siteId}|${id}`;
      cameras.push({ kind: 'camera', key, channel, ...place, level, parentKey, sourceCode, siteId, path });
    } else if (codes.has(accountId) && !read.has(accountId)) waiting += 1;
    else gone.push(id);
  }
  const isWhole = gone.length === 0 && waiting === 0;
  const key = `${siteId}|missing`;
  return { cameras, missing: isWhole ? null : { kind: 'missing', key, level, parentKey, siteId, gone, waiting } };
}

interface Branch {
  readonly node: Node;
  /** Every camera below, each once: a camera that stands in two places counts once further up. */
  readonly channels: ReadonlyMap<ChannelId, CameraRow['channel']>;
}

async function branch(head: GroupRow, children: readonly Branch[], own: Rows): Promise<Branch> {
  const channels = await unionOf(children, own.cameras);
  const hasRows = children.length + own.cameras.length > 0 || own.missing !== null;
  const row = { ...head, counts: countChannels(channels.values()), hasRows };
  return { node: { row, children: children.map(({ node }) => node), ...own }, channels };
}

async function unionOf(children: readonly Branch[], cameras: readonly CameraRow[]): Promise<Branch['channels']> {
  const [first, ...others] = children.filter((child) => child.channels.size > 0);
  if (first !== undefined && others.length === 0 && cameras.length === 0) return first.channels;
  const channels = new Map<ChannelId, CameraRow['channel']>();
  let count = 0;
  for (const child of first === undefined ? [] : [first, ...others]) {
    for (const [id, channel] of child.channels) {
      channels.set(id, channel);
      if (++count % SLICE === 0) await yieldToEvents();
    }
  }
  for (const { channel } of cameras) {
    channels.set(channel.id, channel);
    if (++count % SLICE === 0) await yieldToEvents();
  }
  return channels;
}

/** The operators' sites as rows of the camera tree, over the cameras of every account. */
import type { AccountView } from '../../../preload/contract/account.ts';
import type { AccountId, ChannelId, SiteId } from '../../../preload/domain/ids.ts';
import type { Site } from '../../../preload/domain/model.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { breathe, SLICE } from '../../state/breathe.ts';
import { countChannels } from '../../state/channel-counts.ts';
import type { AccountDirectory, DirectoryView } from '../../state/directory-merge.ts';
import type { CameraRow, GroupRow, MissingRow, Node, Tree } from './tree-model.ts';

/** The key of the head above all sites. */
export const SITES_KEY = 'sites';

export interface SiteContent {
  readonly sites: readonly Site[];
  readonly cameras: ReadonlyMap<SiteId, { readonly channelIds: readonly ChannelId[] }>;
}

interface Sources {
  readonly places: ReadonlyMap<ChannelId, { readonly part: AccountDirectory; readonly index: number }>;
  readonly codes: ReadonlyMap<AccountId, string>;
  /** Accounts whose cameras are known: what they do not list is missing. */
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
  const byParent = Map.groupBy(sites, ({ parentId }) => parentId);
  const nodesOf = async (parent: Node['row'], path: string): Promise<readonly Branch[]> => {
    const parentId = parent.site === 'root' ? null : parent.site;
    const branches: Branch[] = [];
    for (const site of byParent.get(parentId) ?? []) {
      const head = headOf(site, parent, hasRootRow);
      const ownPath = `${path}\n${site.name.toLowerCase()}`;
      const children = await nodesOf(head, ownPath);
      const own = rowsOf(head, site.id, cameras.get(site.id)?.channelIds ?? [], ownPath, sources);
      branches.push(branch(head, children, own));
      if (own.cameras.length > SLICE / 10) await breathe();
    }
    return branches;
  };
  const head: GroupRow = {
    ...{ kind: 'group', key: SITES_KEY, name: null, level: 1, parentKey: null, site: 'root', groupKind: null },
    counts: countChannels([]),
  };
  return { hasRootRow, root: branch(head, await nodesOf(head, ''), { cameras: [], missing: null }).node };
}

async function sourcesOf(view: DirectoryView, accounts: readonly AccountView[]): Promise<Sources> {
  const places = new Map<ChannelId, { part: AccountDirectory; index: number }>();
  for (const part of view.parts) {
    for (const [index, { id }] of part.channels.entries()) {
      if (index % SLICE === SLICE - 1) await breathe();
      places.set(id, { part, index });
    }
  }
  return {
    places,
    codes: new Map(accounts.map(({ id, vendor }) => [id, VENDOR_CODES[vendor]])),
    read: readAccounts(view, accounts),
  };
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
    ...{ kind: 'group', key: site.id, name: site.name, site: site.id, groupKind: null, counts: countChannels([]) },
    level: isTop && !hasRootRow ? 1 : parent.level + 1,
    parentKey: isTop && !hasRootRow ? null : parent.key,
  };
}

interface Rows {
  readonly cameras: readonly CameraRow[];
  readonly missing: MissingRow | null;
}

function rowsOf(
  head: GroupRow,
  siteId: SiteId,
  ids: readonly ChannelId[],
  path: string,
  { places, codes, read }: Sources,
): Rows {
  const cameras: CameraRow[] = [];
  const gone: ChannelId[] = [];
  let waiting = 0;
  const [level, parentKey] = [head.level + 1, head.key];
  for (const id of ids) {
    const place = places.get(id);
    const channel = place?.part.channels[place.index];
    const accountId = id.slice(0, Math.max(0, id.indexOf(':'))) as AccountId;
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

function branch(head: GroupRow, children: readonly Branch[], own: Rows): Branch {
  const channels = new Map<ChannelId, CameraRow['channel']>();
  for (const child of children) for (const [id, channel] of child.channels) channels.set(id, channel);
  for (const { channel } of own.cameras) channels.set(channel.id, channel);
  const row = { ...head, counts: countChannels(channels.values()) };
  return { node: { row, children: children.map(({ node }) => node), ...own }, channels };
}

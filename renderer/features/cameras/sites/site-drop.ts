/** Where a drag over the tree would land. Pure, so that it can be checked without a hand. */
import {
  accountOf,
  isOfAccount,
  isOrgNodeId,
  type ChannelId,
  type OrgNodeId,
  type SiteId,
} from '../../../../preload/domain/ids.ts';
import type { Site } from '../../../../preload/domain/cameras/sites.ts';
import type { GroupRow, TreeRow } from '../tree/tree-model.ts';

export type Dragged =
  | { readonly kind: 'cameras'; readonly channelIds: readonly ChannelId[]; readonly fromSiteId: SiteId | null }
  | { readonly kind: 'site'; readonly siteId: SiteId };

export type Landing =
  | { readonly kind: 'cameras'; readonly siteId: SiteId; readonly beforeId: ChannelId | null; readonly mark: Mark }
  | { readonly kind: 'group'; readonly groupId: OrgNodeId; readonly mark: Mark }
  | { readonly kind: 'site'; readonly parentId: SiteId | null; readonly beforeId: SiteId | null; readonly mark: Mark };

/** A whole row, or the line above the row of that index. */
export interface Mark {
  readonly kind: 'row' | 'line';
  readonly index: number;
}

interface Place {
  readonly rows: readonly TreeRow[];
  readonly index: number;
  /** From the top of the row, 0 to 1. */
  readonly share: number;
  readonly sites: readonly Site[];
  /** Sites that are folded. */
  readonly closed: ReadonlySet<string>;
}

/** @returns null where the dragged thing has no place. */
export function landingOf(dragged: Dragged, place: Place): Landing | null {
  return dragged.kind === 'cameras' ? landCameras(dragged.channelIds, place) : landSite(dragged.siteId, place);
}

function landCameras(moved: readonly ChannelId[], { rows, index, share }: Place): Landing | null {
  const row = rows[index];
  const into: Mark = { kind: 'row', index };
  if (row?.kind === 'group') {
    if (row.site === 'root') return null;
    if (row.site === null) return landInCloud(moved, row, into);
    return { kind: 'cameras', siteId: row.site, beforeId: null, mark: into };
  }
  if (row === undefined || row.siteId === null) return null;
  const { siteId } = row;
  if (row.kind === 'missing') return { kind: 'cameras', siteId, beforeId: null, mark: { kind: 'line', index } };
  if (share < 0.5) return { kind: 'cameras', siteId, beforeId: row.channel.id, mark: { kind: 'line', index } };
  const next = rows[index + 1];
  const beforeId = next?.kind === 'camera' && next.siteId === siteId ? next.channel.id : null;
  return { kind: 'cameras', siteId, beforeId, mark: { kind: 'line', index: index + 1 } };
}

/** Cameras do not leave their cloud; recorders and accounts are no groups that a cloud moves cameras to. */
function landInCloud(moved: readonly ChannelId[], { key, groupKind }: GroupRow, mark: Mark): Landing | null {
  if (groupKind !== null || !isOrgNodeId(key)) return null;
  const accountId = accountOf(key);
  return moved.length > 0 && moved.every((id) => isOfAccount(id, accountId))
    ? { kind: 'group', groupId: key, mark }
    : null;
}

function landSite(moved: SiteId, { rows, index, share, sites, closed }: Place): Landing | null {
  const row = rows[index];
  const into: Mark = { kind: 'row', index };
  if (row === undefined) return null;
  if (row.kind !== 'group') {
    if (row.siteId === null || isInside(sites, moved, row.siteId)) return null;
    return { kind: 'site', parentId: row.siteId, beforeId: null, mark: into };
  }
  if (row.site === 'root') return { kind: 'site', parentId: null, beforeId: null, mark: into };
  const target = sites.find(({ id }) => id === row.site);
  if (target === undefined || isInside(sites, moved, target.id)) return null;
  const { parentId } = target;
  if (share < 0.25) return { kind: 'site', parentId, beforeId: target.id, mark: { kind: 'line', index } };
  const isLeaf = closed.has(target.id) || (rows[index + 1]?.level ?? 0) <= row.level;
  if (share <= 0.75 || !isLeaf) return { kind: 'site', parentId: target.id, beforeId: null, mark: into };
  const siblings = sites.filter((site) => site.parentId === parentId);
  const next = siblings[siblings.findIndex(({ id }) => id === target.id) + 1];
  return { kind: 'site', parentId, beforeId: next?.id ?? null, mark: { kind: 'line', index: index + 1 } };
}

/** Whether `inner` is `outer` or below it. */
function isInside(sites: readonly Site[], outer: SiteId, inner: SiteId): boolean {
  const parents = new Map(sites.map(({ id, parentId }) => [id, parentId]));
  for (let at: SiteId | null = inner; at !== null; at = parents.get(at) ?? null) if (at === outer) return true;
  return false;
}

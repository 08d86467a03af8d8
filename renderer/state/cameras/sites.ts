/**
 * The operators' own sites, read from main: the tree at once, the cameras of changed sites in pages, all of it published
 * in one update. Changes are asked of main; what became of them arrives as an event.
 */
import { create } from 'zustand';
import type { Result } from '../../../preload/domain/error.ts';
import type { ChannelId, SiteId } from '../../../preload/domain/ids.ts';
import type { Site } from '../../../preload/domain/sites.ts';
import { SITE_PAGE } from '../../../preload/domain/sites.ts';
import { on, request } from '../../page/bridge.ts';
import { postIfFailed } from '../page/failure-notices.ts';
import { clearNotice, postNotice } from '../page/notices.ts';

interface SiteCameras {
  readonly revision: number;
  readonly channelIds: readonly ChannelId[];
}

interface SitesState {
  /** Parents before children, siblings in their order. */
  readonly sites: readonly Site[];
  readonly cameras: ReadonlyMap<SiteId, SiteCameras>;
}

export const useSites = create<SitesState>(() => ({ sites: [], cameras: new Map() }));

const UNDO_MS = 10_000;
const NONE: readonly ChannelId[] = [];

/** The cameras that stand in a site itself, in their order. */
export function camerasOf(siteId: SiteId): readonly ChannelId[] {
  return useSites.getState().cameras.get(siteId)?.channelIds ?? NONE;
}

let reading: Promise<void> | null = null;
let isWantedAgain = false;
/** Changes under way that are made of several requests. */
let batches = 0;

/** Reads what changed. A change during a reading starts one more. */
export function loadSites(): Promise<void> {
  if (reading !== null) {
    isWantedAgain = true;
    return reading;
  }
  reading = (async () => {
    do {
      isWantedAgain = false;
      await readChanges();
    } while (isWantedAgain);
  })().finally(() => (reading = null));
  return reading;
}

export function followSites(): () => void {
  return on('sites.changed', () => {
    // Of a change in many requests only the last one is worth reading.
    if (batches === 0) void loadSites();
  });
}

async function readChanges(): Promise<void> {
  const answer = await request['site.list']({});
  if (!answer.ok) return;
  const sites = answer.value;
  const held = useSites.getState().cameras;
  const cameras = new Map<SiteId, SiteCameras>();
  const stale: SiteId[] = [];
  for (const { id, revision, cameraCount } of sites) {
    const known = held.get(id);
    if (known?.revision === revision) cameras.set(id, known);
    else if (cameraCount === 0) cameras.set(id, { revision, channelIds: NONE });
    else stale.push(id);
  }
  if (!(await readCameras(stale, cameras))) return;
  useSites.setState({ sites, cameras });
}

async function readCameras(siteIds: readonly SiteId[], into: Map<SiteId, SiteCameras>): Promise<boolean> {
  const found = new Map<SiteId, { revision: number; channelIds: ChannelId[] }>();
  for (let offset: number | null = siteIds.length === 0 ? null : 0; offset !== null;) {
    const page: Awaited<ReturnType<(typeof request)['site.cameras']>> = await request['site.cameras']({
      ...{ siteIds: [...siteIds], offset, limit: SITE_PAGE },
    });
    if (!page.ok) return false;
    for (const { siteId, revision, channelIds } of page.value.parts) {
      const part = found.get(siteId) ?? { revision, channelIds: [] };
      // A site that changed between two pages is read again with the event that is on its way.
      part.revision = Math.min(part.revision, revision);
      for (const id of channelIds) part.channelIds.push(id);
      found.set(siteId, part);
    }
    offset = page.value.next;
  }
  for (const [id, cameras] of found) into.set(id, cameras);
  return true;
}

export async function createSite(parentId: SiteId | null, name: string): Promise<Result<Site>> {
  return settled(await request['site.create']({ parentId, name }));
}

export async function renameSite(siteId: SiteId, name: string): Promise<Result<Site>> {
  return settled(await request['site.rename']({ siteId, name }));
}

export async function moveSite(siteId: SiteId, parentId: SiteId | null, beforeId: SiteId | null): Promise<boolean> {
  return postIfFailed(await settled(await request['site.move']({ siteId, parentId, beforeId })));
}

/** Deletes a site with what is below it; the status line offers the way back. */
export async function removeSite(site: Site): Promise<void> {
  const answer = await settled(await request['site.remove']({ siteId: site.id }));
  if (!postIfFailed(answer)) return;
  const run = (): void => {
    clearNotice('siteRemoved');
    void request['site.restore']({ siteId: site.id }).then(postIfFailed);
  };
  postNotice('siteRemoved', { name: site.name }, { run, untilMs: Date.now() + UNDO_MS });
}

interface Placement {
  readonly siteId: SiteId;
  readonly channelIds: readonly ChannelId[];
  readonly fromSiteId?: SiteId | null;
  readonly beforeId?: ChannelId | null;
}

/** Puts cameras into a site, or to another place of it. */
export async function placeInSite({ siteId, channelIds, fromSiteId, beforeId }: Placement): Promise<boolean> {
  return inBatches(channelIds, (part) =>
    request['site.place']({
      siteId,
      channelIds: [...part],
      fromSiteId: fromSiteId ?? null,
      beforeId: beforeId ?? null,
    }),
  );
}

/** Many cameras go in several requests, one after the other; the page shows the whole at the end. */
async function inBatches(
  channelIds: readonly ChannelId[],
  ask: (part: readonly ChannelId[]) => Promise<Result<unknown>>,
): Promise<boolean> {
  batches += 1;
  let isDone = true;
  for (let from = 0; isDone && from < channelIds.length; from += SITE_PAGE) {
    isDone = postIfFailed(await ask(channelIds.slice(from, from + SITE_PAGE)));
  }
  batches -= 1;
  await loadSites();
  return isDone;
}

/** Adds cameras and says so. */
export async function addToSite(site: Pick<Site, 'id' | 'name'>, channelIds: readonly ChannelId[]): Promise<void> {
  const isDone = await placeInSite({ siteId: site.id, channelIds });
  if (isDone) postNotice('sitePlaced', { count: channelIds.length, name: site.name });
}

/** Takes cameras out of a site; the status line offers the way back, each to its place. */
export async function takeOutOfSite(site: Pick<Site, 'id' | 'name'>, channelIds: readonly ChannelId[]): Promise<void> {
  const before = camerasOf(site.id);
  const isDone = await inBatches(channelIds, (part) =>
    request['site.take-out']({ siteId: site.id, channelIds: [...part] }),
  );
  if (!isDone) return;
  const run = (): void => {
    clearNotice('siteTakenOut');
    void putBack(site.id, before, new Set(channelIds));
  };
  const params = { count: channelIds.length, name: site.name };
  postNotice('siteTakenOut', params, { run, untilMs: Date.now() + UNDO_MS });
}

/** Runs of neighbours go back together, the last run first, so that the place each stood before is there again. */
async function putBack(siteId: SiteId, before: readonly ChannelId[], gone: ReadonlySet<ChannelId>): Promise<void> {
  let end = before.length;
  while (end > 0) {
    if (!gone.has(before[end - 1] as ChannelId)) {
      end -= 1;
      continue;
    }
    let from = end;
    while (from > 0 && gone.has(before[from - 1] as ChannelId)) from -= 1;
    const channelIds = before.slice(from, end);
    if (!(await placeInSite({ siteId, channelIds, beforeId: before[end] ?? null }))) return;
    end = from;
  }
}

/** Waits until the page shows what main did, so that the caller can point at it. */
async function settled<T>(answer: Result<T>): Promise<Result<T>> {
  if (answer.ok) await loadSites();
  return answer;
}

/**
 * The operators' own sites, read from main: the tree at once, the cameras of changed sites in pages, all of it published
 * in one update. Changes are asked of main; what became of them arrives as an event.
 */
import { create } from 'zustand';
import type { Result, WireError } from '../../../preload/domain/error.ts';
import type { ChannelId, SiteId } from '../../../preload/domain/ids.ts';
import type { Site } from '../../../preload/domain/cameras/sites.ts';
import { SITE_PAGE } from '../../../preload/domain/cameras/sites.ts';
import { on, request } from '../../page/bridge.ts';
import { postFailure, postIfFailed } from '../page/failure-notices.ts';
import { oneAtATime } from '../page/one-at-a-time.ts';
import { asChange, offerUndo, outcomeOf, recordChange, type Change, type StepOutcome } from '../page/undo.ts';
import { withIdsOfToday } from './ids-of-today.ts';

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

const NONE: readonly ChannelId[] = [];

/** The cameras that stand in a site itself, in their order. */
export function camerasOf(siteId: SiteId): readonly ChannelId[] {
  return useSites.getState().cameras.get(siteId)?.channelIds ?? NONE;
}

/** Changes under way that are made of several requests. */
let batches = 0;

/** Reads what changed. A change during a reading starts one more. */
export const loadSites = oneAtATime(readChanges);

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
      siteIds: [...siteIds],
      offset,
      limit: SITE_PAGE,
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

const siteSubject = (id: SiteId): string => `site:${id}`;

export const createSite = asChange(async (parentId: SiteId | null, name: string): Promise<Result<Site>> => {
  const answer = await settled(await request['site.create']({ parentId, name }));
  if (!answer.ok) return answer;
  const site = answer.value;
  recordChange({
    edit: 'siteCreated',
    params: { name: site.name },
    subject: siteSubject(site.id),
    undo: () => takeSiteAway(site),
    redo: () => bringBack(site),
  });
  return answer;
});

export const renameSite = asChange(async (siteId: SiteId, name: string): Promise<Result<Site>> => {
  const before = siteNow(siteId)?.name;
  const answer = await settled(await request['site.rename']({ siteId, name }));
  if (!answer.ok || before === undefined || before === answer.value.name) return answer;
  const after = answer.value.name;
  recordChange({
    edit: 'siteRenamed',
    params: { before, name: after },
    subject: siteSubject(siteId),
    undo: () => renameBack(siteId, after, before),
    redo: () => renameBack(siteId, before, after),
  });
  return answer;
});

/** A name that another window gave meanwhile stays. */
async function renameBack(siteId: SiteId, from: string, to: string): Promise<StepOutcome> {
  const now = siteNow(siteId);
  if (now !== undefined && now.name !== from) return { status: 'overtaken', name: now.name };
  return outcomeOf(await settled(await request['site.rename']({ siteId, name: to })), from);
}

export const moveSite = asChange(
  async (siteId: SiteId, parentId: SiteId | null, beforeId: SiteId | null): Promise<boolean> => {
    const was = placeOf(siteId);
    if (!postIfFailed(await settled(await request['site.move']({ siteId, parentId, beforeId })))) return false;
    const name = siteNow(siteId)?.name ?? '';
    const to = { parentId, beforeId };
    const move = async (from: SitePlace, place: SitePlace): Promise<StepOutcome> => {
      const now = siteNow(siteId);
      const isThere = now === undefined || [from, place].some((known) => known.parentId === now.parentId);
      if (!isThere) return { status: 'overtaken', name: now.name };
      return outcomeOf(await settled(await request['site.move']({ siteId, ...place })), name);
    };
    recordChange({
      edit: 'siteMoved',
      params: { name },
      subject: siteSubject(siteId),
      undo: () => move(to, was),
      redo: () => move(was, to),
    });
    return true;
  },
);

interface SitePlace {
  readonly parentId: SiteId | null;
  readonly beforeId: SiteId | null;
}

const siteNow = (siteId: SiteId): Site | undefined => useSites.getState().sites.find(({ id }) => id === siteId);

/** Where a site stands: in which site, and before which sibling. */
function placeOf(siteId: SiteId): SitePlace {
  const parentId = siteNow(siteId)?.parentId ?? null;
  const siblings = useSites.getState().sites.filter((site) => site.parentId === parentId);
  return { parentId, beforeId: siblings[siblings.findIndex(({ id }) => id === siteId) + 1]?.id ?? null };
}

/** Deletes a site with everything below it; the status line offers Undo. */
export const removeSite = asChange(async (site: Pick<Site, 'id' | 'name'>): Promise<void> => {
  if (!postIfFailed(await settled(await request['site.remove']({ siteId: site.id })))) return;
  const change = {
    edit: 'siteRemoved' as const,
    params: { name: site.name },
    subject: siteSubject(site.id),
    undo: () => bringBack(site),
    redo: () => takeSiteAway(site),
  };
  offerUndo(change, 'siteRemoved', { name: site.name });
});

/** Deletes a site, as a step of Undo. */
export async function takeSiteAway({ id, name }: Pick<Site, 'id' | 'name'>): Promise<StepOutcome> {
  return outcomeOf(await settled(await request['site.remove']({ siteId: id })), name);
}

async function bringBack({ id, name }: Pick<Site, 'id' | 'name'>): Promise<StepOutcome> {
  return outcomeOf(await settled(await request['removed.restore']({ kind: 'site', id })), name);
}

interface Placement {
  readonly siteId: SiteId;
  readonly channelIds: readonly ChannelId[];
  readonly fromSiteId?: SiteId | null;
  readonly beforeId?: ChannelId | null;
}

/** Puts cameras into a site, or to another place of it. The tree shows the change, so no notice does. */
export const placeInSite = asChange(async (placement: Placement): Promise<boolean> => {
  const { change, error } = await placed(placement);
  if (change !== null) recordChange(change);
  if (error !== null) postFailure(error);
  return error === null;
});

/** Adds cameras to a site; the status line says so and offers Undo. */
export const addToSite = asChange(
  async (site: Pick<Site, 'id' | 'name'>, channelIds: readonly ChannelId[]): Promise<void> => {
    const { change, error } = await placed({ siteId: site.id, channelIds });
    if (change !== null) offerUndo(change, 'sitePlaced', { count: channelIds.length, name: site.name });
    if (error !== null) postFailure(error);
  },
);

/** Takes cameras out of a site; the status line offers Undo, which puts each camera back to its place. */
export const takeOutOfSite = asChange(
  async (site: Pick<Site, 'id' | 'name'>, channelIds: readonly ChannelId[]): Promise<void> => {
    const places = placesIn(site.id, channelIds);
    const { error } = await takeOut(site.id, channelIds);
    if (error !== null) return postFailure(error);
    const { name } = site;
    const change = {
      edit: 'siteTakenOut' as const,
      params: { name },
      subject: siteSubject(site.id),
      undo: () => withIdsOfToday([places], async (back) => outcome(await putBack(back), name)),
      redo: () => withIdsOfToday(channelIds, async (ids) => outcome(await takeOut(site.id, ids), name)),
    };
    offerUndo(change, 'siteTakenOut', { count: channelIds.length, name });
  },
);

/** The outcome of a change that consists of several requests: an error if one of these was refused. */
interface Asked {
  readonly error: WireError | null;
}

const outcome = ({ error }: Asked, name: string): StepOutcome =>
  outcomeOf(error === null ? { ok: true, value: null } : { ok: false, error }, name);

const takeOut = (siteId: SiteId, channelIds: readonly ChannelId[]): Promise<Asked> =>
  inBatches(channelIds, (part) => request['site.take-out']({ siteId, channelIds: [...part] }));

const ask = ({ siteId, channelIds, fromSiteId = null, beforeId = null }: Placement): Promise<Asked> =>
  inBatches(channelIds, (part) => request['site.place']({ siteId, channelIds: [...part], fromSiteId, beforeId }));

/** Places cameras. `change` undoes the placement; null where nothing was placed. */
async function placed(placement: Placement): Promise<Asked & { readonly change: Change | null }> {
  const { siteId, channelIds, fromSiteId = null } = placement;
  const before = [siteId, ...(fromSiteId === null || fromSiteId === siteId ? [] : [fromSiteId])].map((id) =>
    placesIn(id, channelIds),
  );
  const { error } = await ask(placement);
  if (error !== null && channelIds.length <= SITE_PAGE) return { error, change: null };
  const name = siteNow(siteId)?.name ?? '';
  const isNew = (before[0]?.present.length ?? 0) < channelIds.length;
  const change: Change = {
    edit: isNew ? 'sitePlaced' : 'siteOrdered',
    params: { name },
    subject: siteSubject(siteId),
    undo: () => withIdsOfToday(before, async (places) => outcome(await putBack(places), name)),
    redo: () => withIdsOfToday(placement, async (again) => outcome(await ask(again), name)),
  };
  return { error, change };
}

/** Where cameras stand in a site, before they are moved or taken out. */
interface Places {
  readonly siteId: SiteId;
  /** The cameras of the question that stand in the site. */
  readonly present: readonly ChannelId[];
  readonly absent: readonly ChannelId[];
  /** Neighbours together, each run with the camera behind it that stays; the last run first. */
  readonly runs: readonly { readonly channelIds: readonly ChannelId[]; readonly beforeId: ChannelId | null }[];
}

function placesIn(siteId: SiteId, channelIds: readonly ChannelId[]): Places {
  const all = camerasOf(siteId);
  const [wanted, here] = [new Set(channelIds), new Set(all)];
  const runs: Places['runs'][number][] = [];
  let end = all.length;
  while (end > 0) {
    if (!wanted.has(all[end - 1] as ChannelId)) {
      end -= 1;
      continue;
    }
    let from = end;
    while (from > 0 && wanted.has(all[from - 1] as ChannelId)) from -= 1;
    runs.push({ channelIds: all.slice(from, end), beforeId: all[end] ?? null });
    end = from;
  }
  const present = channelIds.filter((id) => here.has(id));
  return { siteId, present, absent: channelIds.filter((id) => !here.has(id)), runs };
}

/**
 * Takes out what did not stand in the sites, and puts the others back to their places. Runs go back the last run first, so
 * that the place where each run stood is there again.
 */
async function putBack(sites: readonly Places[]): Promise<Asked> {
  for (const { siteId, absent, runs } of sites) {
    const out = absent.length === 0 ? { error: null } : await takeOut(siteId, absent);
    if (out.error !== null) return out;
    for (const run of runs) {
      const back = await ask({ siteId, ...run });
      if (back.error !== null) return back;
    }
  }
  return { error: null };
}

/** Many cameras go in several requests, one after the other; the page shows the whole at the end. */
async function inBatches(
  channelIds: readonly ChannelId[],
  askPart: (part: readonly ChannelId[]) => Promise<Result<unknown>>,
): Promise<Asked> {
  batches += 1;
  let error: WireError | null = null;
  for (let from = 0; error === null && from < channelIds.length; from += SITE_PAGE) {
    const answer = await askPart(channelIds.slice(from, from + SITE_PAGE));
    if (!answer.ok) ({ error } = answer);
  }
  batches -= 1;
  await loadSites();
  return { error };
}

/** Waits until the page shows what main did, so that the caller can point at it. */
async function settled<T>(answer: Result<T>): Promise<Result<T>> {
  if (answer.ok) await loadSites();
  return answer;
}

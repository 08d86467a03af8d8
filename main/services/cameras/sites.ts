/**
 * The operators' own tree of sites over the cameras of any accounts. All sites are in memory and each changed site is
 * written at once; windows get an event for a change and read the cameras of the changed sites again.
 */
import { randomUUID } from 'node:crypto';
import { NAME_PROBLEMS } from '../../../preload/domain/field-problems.ts';
import type { SitePart } from '../../../preload/contract/sites.ts';
import { asSiteId, type ChannelId, type SiteId } from '../../../preload/domain/ids.ts';
import { expired } from '../../../preload/domain/removed.ts';
import type { Site } from '../../../preload/domain/cameras/sites.ts';
import {
  lineage,
  MAX_PLACEMENTS,
  MAX_SITE_DEPTH,
  MAX_SITE_NAME,
  MAX_SITES,
  siteNameProblem,
  normaliseName,
} from '../../../preload/domain/cameras/sites.ts';
import type { SiteTable, StoredSite } from '../../db/cameras/sites.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import { inPieces } from '../../pieces.ts';
import { withAdopted, type Adopted, type CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';
import { notRemoved, type RemovedThings } from '../shared/removed-things.ts';

interface SitesOptions {
  readonly table: SiteTable;
  readonly emit: Emit;
  readonly nowMs?: () => number;
}

export interface PlaceRequest {
  readonly siteId: SiteId;
  readonly channelIds: readonly ChannelId[];
  readonly fromSiteId: SiteId | null;
  readonly beforeId: ChannelId | null;
}

/** In the units of main/pieces.ts: writing a site, and comparing one of its cameras. */
const SITE_COST = 160;
const CAMERA_COST = 8;

export class SitesService implements CameraRefs {
  readonly #options: SitesOptions;
  readonly #sites = new Map<SiteId, StoredSite>();
  #revision = 0;

  constructor(options: SitesOptions) {
    this.#options = options;
    for (const site of options.table.all()) this.#sites.set(site.id, site);
    this.#forgetOld();
  }

  /** Every site: parents before children, siblings in their order. */
  list(): Site[] {
    const listed: Site[] = [];
    const byParent = Map.groupBy(inOrder(this.#shown()), ({ parentId }) => parentId);
    const visit = (parentId: SiteId | null, depth: number): void => {
      if (depth > MAX_SITE_DEPTH) return;
      for (const site of byParent.get(parentId) ?? []) {
        listed.push(view(site));
        visit(site.id, depth + 1);
      }
    };
    visit(null, 1);
    return listed;
  }

  /** A page of the cameras of the sites, one after the other. Sites that are gone have none. */
  cameras(request: { siteIds: readonly SiteId[]; offset: number; limit: number }): {
    parts: SitePart[];
    next: number | null;
  } {
    const parts: SitePart[] = [];
    const end = request.offset + request.limit;
    let at = 0;
    for (const siteId of request.siteIds) {
      const site = this.#sites.get(siteId);
      if (!site || site.removedWith !== null) continue;
      const from = Math.max(0, request.offset - at);
      const to = Math.min(site.cameras.length, end - at);
      if (from < to) parts.push({ siteId, revision: site.revision, channelIds: site.cameras.slice(from, to) });
      at += site.cameras.length;
    }
    return { parts, next: at > end ? end : null };
  }

  /** @throws {AppError} `input.invalid-field`, `site.name-taken`, `site.too-deep`, `site.too-many`, `site.not-found`. */
  create({ parentId, name }: { parentId: SiteId | null; name: string }): Site {
    this.#checkParent(parentId, 1);
    this.#checkName(parentId, name, null);
    const shown = this.#shown();
    if (shown.length >= MAX_SITES) throw tooMany(MAX_SITES);
    const site: StoredSite = {
      id: asSiteId(randomUUID()),
      parentId,
      position: this.#childrenOf(parentId).length,
      name: normaliseName(name),
      revision: 1,
      cameras: [],
      removedWith: null,
      removedAtMs: null,
    };
    this.#save([site]);
    return view(site);
  }

  /** @throws {AppError} `input.invalid-field`, `site.name-taken`, `site.not-found`. */
  rename({ siteId, name }: { siteId: SiteId; name: string }): Site {
    const site = this.#get(siteId);
    this.#checkName(site.parentId, name, siteId);
    const renamed = { ...site, name: normaliseName(name) };
    this.#save([renamed]);
    return view(renamed);
  }

  /** @throws {AppError} `site.not-found`, `site.too-deep`, `site.name-taken`; `input.invalid-field`: into itself. */
  move({ siteId, parentId, beforeId }: { siteId: SiteId; parentId: SiteId | null; beforeId: SiteId | null }): Site {
    const site = this.#get(siteId);
    if (lineage(this.#sites, parentId).includes(siteId)) {
      throw new AppError('input.invalid-field', 'a site cannot stand inside itself', {
        params: { field: 'parentId', detail: 'inside-itself' },
      });
    }
    this.#checkParent(parentId, this.#heightOf(siteId));
    this.#checkName(parentId, site.name, siteId);
    const siblings = this.#childrenOf(parentId).filter(({ id }) => id !== siteId);
    const at = siblings.findIndex(({ id }) => id === beforeId);
    siblings.splice(at < 0 ? siblings.length : at, 0, { ...site, parentId });
    this.#save(siblings.map((sibling, position) => ({ ...sibling, position })));
    return view(this.#get(siteId));
  }

  /** Deletes with everything below; `removed.restore` brings the sites back. @throws {AppError} `site.not-found`. */
  remove(siteId: SiteId): { siteCount: number } {
    this.#get(siteId);
    const gone = this.#shown().filter(({ id }) => lineage(this.#sites, id).includes(siteId));
    const removedAtMs = this.#nowMs();
    this.#save(gone.map((site) => ({ ...site, removedWith: siteId, removedAtMs })));
    this.#forgetOld();
    this.#options.emit('removed.changed', {});
    return { siteCount: gone.length };
  }

  /** The deleted sites that can come back, each with the sites that were deleted with it. */
  readonly removed: RemovedThings = {
    kind: 'site',
    list: () => {
      this.#forgetOld();
      return this.#removedTrees().map(({ root, sites, removedAtMs }) => {
        const path = lineage(this.#sites, root.parentId).flatMap((id) => this.#sites.get(id)?.name ?? []);
        return {
          kind: 'site',
          id: root.id,
          name: root.name,
          removedAtMs,
          path: path.toReversed(),
          count: placements(sites),
        };
      });
    },
    restore: (id) => this.restore(asSiteId(id)),
  };

  /**
   * Brings back what `remove` took. If the parent site is gone in the meantime or stands too deep now, the site comes back at
   * the top; if its name is used in the meantime, it gets a number.
   *
   * @throws {AppError} `removed.not-found`, `site.too-many`.
   */
  restore(siteId: SiteId): Site {
    const tree = this.#removedTrees().find(({ root }) => root.id === siteId);
    if (tree === undefined) throw notRemoved(siteId);
    const { root, sites: gone } = tree;
    const shown = this.#shown();
    if (shown.length + gone.length > MAX_SITES) throw tooMany(MAX_SITES);
    if (placements(shown) + placements(gone) > MAX_PLACEMENTS) throw tooMany(MAX_PLACEMENTS);
    const height = Math.max(...gone.map(({ id }) => lineage(this.#sites, id).indexOf(siteId) + 1));
    const hasParent = root.parentId !== null && this.#sites.get(root.parentId)?.removedWith === null;
    const hasRoom = lineage(this.#sites, root.parentId).length + height <= MAX_SITE_DEPTH;
    const parentId = hasParent && hasRoom ? root.parentId : null;
    let { name } = root;
    for (let n = 2; siteNameProblem(this.#shown(), { parentId, name, self: siteId }) === 'taken'; n++) {
      name = `${root.name.slice(0, MAX_SITE_NAME - 6)} (${n})`;
    }
    const back = { removedWith: null, removedAtMs: null };
    this.#save(gone.map((site) => ({ ...site, ...(site === root ? { parentId, name } : {}), ...back })));
    this.#options.emit('removed.changed', {});
    return view(this.#get(siteId));
  }

  /** Each deleted site with the sites that were deleted together with it. */
  #removedTrees(): RemovedTree[] {
    const byRoot = Map.groupBy(this.#sites.values(), ({ removedWith }) => removedWith);
    return [...byRoot].flatMap(([rootId, sites]) => {
      const root = sites.find(({ id }) => id === rootId);
      return root === undefined ? [] : [{ root, sites, removedAtMs: root.removedAtMs ?? 0 }];
    });
  }

  /**
   * Deletes for good the sites that were deleted long ago. If the disk refuses, the log says so and the next call tries
   * again.
   */
  #forgetOld(): void {
    const room = { sizeOf: ({ sites }: RemovedTree) => placements(sites), max: MAX_PLACEMENTS };
    const gone = expired(this.#removedTrees(), this.#nowMs(), room);
    const old = gone.flatMap(({ sites }) => sites.map(({ id }) => id));
    if (old.length === 0) return;
    try {
      this.#options.table.forget(old);
      for (const id of old) this.#sites.delete(id);
    } catch (error) {
      log.warn('sites that were deleted long ago could not be forgotten', { error });
    }
  }

  #nowMs(): number {
    return (this.#options.nowMs ?? Date.now)();
  }

  /** @returns how many cameras the site did not have before. @throws {AppError} `site.not-found`, `site.too-many`. */
  place({ siteId, channelIds, fromSiteId, beforeId }: PlaceRequest): { count: number } {
    const site = this.#get(siteId);
    const placed = new Set(channelIds);
    const rest = site.cameras.filter((id) => !placed.has(id));
    const count = placed.size - (site.cameras.length - rest.length);
    const from = fromSiteId === null || fromSiteId === siteId ? null : this.#get(fromSiteId);
    const total = placements(this.#shown());
    if (total + count > MAX_PLACEMENTS) throw tooMany(MAX_PLACEMENTS);
    const at = beforeId === null ? -1 : rest.indexOf(firstKept(site.cameras, beforeId, placed) ?? beforeId);
    const cameras = at < 0 ? [...rest, ...placed] : [...rest.slice(0, at), ...placed, ...rest.slice(at)];
    const left = from?.cameras.filter((id) => !placed.has(id)) ?? [];
    this.#save([withCameras(site, cameras), ...(from ? [withCameras(from, left)] : [])]);
    return { count };
  }

  /** @returns how many cameras the site lost. @throws {AppError} `site.not-found`. */
  takeOut({ siteId, channelIds }: { siteId: SiteId; channelIds: readonly ChannelId[] }): { count: number } {
    const site = this.#get(siteId);
    const gone = new Set(channelIds);
    const cameras = site.cameras.filter((id) => !gone.has(id));
    if (cameras.length < site.cameras.length) this.#save([withCameras(site, cameras)]);
    return { count: site.cameras.length - cameras.length };
  }

  /** Every camera of every site, also of sites that were removed and can come back. */
  *cameraIds(): Generator<ChannelId> {
    for (const { cameras } of this.#sites.values()) yield* cameras;
  }

  /** @throws {AppError} `storage.write-failed`; sites that were written before keep the new ids. */
  async replaceCameras({ cameras: adopted }: Adopted): Promise<void> {
    let changed = 0;
    try {
      await inPieces(this.#replacing(adopted, () => (changed += 1)));
    } finally {
      if (changed > 0) this.#announce();
    }
  }

  *#replacing(adopted: Adopted['cameras'], onWritten: () => void): Generator<number, void> {
    for (const id of [...this.#sites.keys()]) {
      const site = this.#sites.get(id);
      if (site === undefined) continue;
      const after = withCameras(site, withAdopted(site.cameras, adopted));
      if (after !== site) {
        this.#write([after]);
        onWritten();
      }
      yield SITE_COST + CAMERA_COST * site.cameras.length;
    }
  }

  #shown(): readonly StoredSite[] {
    return [...this.#sites.values()].filter(({ removedWith }) => removedWith === null);
  }

  #childrenOf(parentId: SiteId | null): StoredSite[] {
    return inOrder(this.#shown().filter((site) => site.parentId === parentId));
  }

  #get(siteId: SiteId): StoredSite {
    const site = this.#sites.get(siteId);
    if (!site || site.removedWith !== null) throw notFound(siteId);
    return site;
  }

  /** The number of levels of a site and the sites below it. */
  #heightOf(siteId: SiteId): number {
    const below = this.#shown().map(({ id }) => lineage(this.#sites, id).indexOf(siteId) + 1);
    return Math.max(1, ...below);
  }

  #checkParent(parentId: SiteId | null, height: number): void {
    if (parentId !== null) this.#get(parentId);
    if (lineage(this.#sites, parentId).length + height <= MAX_SITE_DEPTH) return;
    throw new AppError('site.too-deep', 'too many sites inside each other', { params: { limit: MAX_SITE_DEPTH } });
  }

  #checkName(parentId: SiteId | null, name: string, self: SiteId | null): void {
    const problem = siteNameProblem(this.#shown(), { parentId, name, self });
    if (problem === null) return;
    if (problem === 'taken')
      throw new AppError('site.name-taken', 'name taken', { params: { label: normaliseName(name) } });
    throw new AppError('input.invalid-field', `the name is ${problem}`, {
      params: { field: 'name', detail: NAME_PROBLEMS[problem], limit: MAX_SITE_NAME },
    });
  }

  #save(changed: readonly StoredSite[]): void {
    if (changed.length === 0) return;
    this.#write(changed);
    this.#announce();
  }

  /** Writes first, so that a disk that refuses leaves everything as it was. */
  #write(changed: readonly StoredSite[]): void {
    try {
      this.#options.table.save(changed);
    } catch (cause) {
      throw new AppError('storage.write-failed', 'the sites could not be stored', { retryable: true, cause });
    }
    for (const site of changed) this.#sites.set(site.id, site);
  }

  #announce(): void {
    this.#revision += 1;
    this.#options.emit('sites.changed', { revision: this.#revision });
  }
}

interface RemovedTree {
  readonly root: StoredSite;
  readonly sites: readonly StoredSite[];
  readonly removedAtMs: number;
}

const placements = (sites: readonly StoredSite[]): number =>
  sites.reduce((sum, { cameras }) => sum + cameras.length, 0);

function inOrder(sites: readonly StoredSite[]): StoredSite[] {
  return [...sites].sort((a, b) => a.position - b.position);
}

function view({ id, parentId, name, revision, cameras }: StoredSite): Site {
  return { id, parentId, name, revision, cameraCount: cameras.length };
}

function withCameras(site: StoredSite, cameras: readonly ChannelId[]): StoredSite {
  return cameras === site.cameras ? site : { ...site, cameras, revision: site.revision + 1 };
}

/** The position before a camera that is itself moved is the position before the next camera that stays. */
function firstKept(
  cameras: readonly ChannelId[],
  beforeId: ChannelId,
  moving: ReadonlySet<ChannelId>,
): ChannelId | undefined {
  const at = cameras.indexOf(beforeId);
  return at < 0 ? undefined : cameras.slice(at).find((id) => !moving.has(id));
}

const notFound = (siteId: SiteId): AppError =>
  new AppError('site.not-found', 'no such site', { params: { detail: siteId } });

const tooMany = (limit: number): AppError => new AppError('site.too-many', 'too many', { params: { limit } });

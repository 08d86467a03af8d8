/** Rules of the operators' own tree, the same on both sides of the door. */
import type { SiteId } from '../ids.ts';

/** A group that operators made themselves, over cameras of any accounts. A camera may be in several. */
export interface Site {
  readonly id: SiteId;
  readonly parentId: SiteId | null;
  readonly name: string;
  /** Grows with every change of the cameras in it, so that only those of changed sites are read again. */
  readonly revision: number;
  readonly cameraCount: number;
}

/** Sites inside each other, the top one counted. */
export const MAX_SITE_DEPTH = 12;
export const MAX_SITES = 2000;
/** Cameras in all sites together; one that is in two sites counts twice. */
export const MAX_PLACEMENTS = 100_000;
export const MAX_SITE_NAME = 64;
/** The most cameras in one request or one answer. */
export const SITE_PAGE = 2000;

interface Branch {
  readonly id: SiteId;
  readonly parentId: SiteId | null;
  readonly name: string;
}

export type SiteNameProblem = 'empty' | 'long' | 'taken';

/** The name as it is kept: outer and repeated blanks are slips of the hand. */
export function normaliseName(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

/**
 * Checks the name of a site; null if it is usable. Two sites beside each other may not share a name, whatever the case
 * of its letters, because operators say names aloud. Sites in different places may.
 *
 * @param self the site that is renamed or moved, or null for a new one.
 */
export function siteNameProblem(
  sites: Iterable<Branch>,
  at: { readonly parentId: SiteId | null; readonly name: string; readonly self: SiteId | null },
): SiteNameProblem | null {
  const name = normaliseName(at.name);
  if (name === '') return 'empty';
  if (name.length > MAX_SITE_NAME) return 'long';
  const wanted = name.toLowerCase();
  for (const site of sites) {
    if (site.parentId === at.parentId && site.id !== at.self && site.name.toLowerCase() === wanted) return 'taken';
  }
  return null;
}

/** The ancestors of a site from itself to the top. */
export function lineage(byId: ReadonlyMap<SiteId, Pick<Branch, 'parentId'>>, id: SiteId | null): readonly SiteId[] {
  const line: SiteId[] = [];
  for (let at = id; at !== null && line.length <= MAX_SITE_DEPTH; at = byId.get(at)?.parentId ?? null) line.push(at);
  return line;
}

/** A site and everything below it, in the order of the given list. */
export function subtreeOf<B extends Branch>(sites: readonly B[], id: SiteId): readonly B[] {
  const byId = new Map(sites.map((site) => [site.id, site]));
  return sites.filter((site) => lineage(byId, site.id).includes(id));
}

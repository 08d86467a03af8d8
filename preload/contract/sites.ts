/** The operators' own tree of sites. Cameras of sites are read in pages, because one site may hold thousands. */
import { z } from 'zod';
import { MAX_SITES, SITE_PAGE } from '../domain/cameras/sites.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, nothing, siteId } from './shared.ts';

const site = z.strictObject({
  id: siteId,
  parentId: siteId.nullable(),
  name: z.string(),
  revision: z.number().int(),
  cameraCount: z.number().int(),
});

/** A part of the cameras of one site, in their order. */
export const sitePart = z.strictObject({ siteId, revision: z.number().int(), channelIds: z.array(channelId) });
export type SitePart = z.infer<typeof sitePart>;

const name = z.string().max(1000);
const channelIds = z.array(channelId).max(SITE_PAGE);
const count = z.strictObject({ count: z.number().int() });

const requests = {
  /** Every site: parents before children, siblings in their order. */
  'site.list': { in: nothing, out: z.array(site), kiosk: true },
  /** Cameras of the given sites, one after the other; `next` is the offset of the page that follows. */
  'site.cameras': {
    in: z.strictObject({
      siteIds: z.array(siteId).max(MAX_SITES),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(SITE_PAGE),
    }),
    out: z.strictObject({ parts: z.array(sitePart), next: z.number().int().nullable() }),
    kiosk: true,
  },
  'site.create': { in: z.strictObject({ parentId: siteId.nullable(), name }), out: site },
  'site.rename': { in: z.strictObject({ siteId, name }), out: site },
  /** Puts a site with everything below it elsewhere: before a sibling, or last. */
  'site.move': { in: z.strictObject({ siteId, parentId: siteId.nullable(), beforeId: siteId.nullable() }), out: site },
  /** Deletes a site with everything below it. `removed.restore` brings them back. */
  'site.remove': { in: z.strictObject({ siteId }), out: z.strictObject({ siteCount: z.number().int() }) },
  /** Adds cameras before another one of the site, or last. Those that it has move there. `fromSiteId` loses them. */
  'site.place': {
    in: z.strictObject({ siteId, channelIds, fromSiteId: siteId.nullable(), beforeId: channelId.nullable() }),
    out: count,
  },
  'site.take-out': { in: z.strictObject({ siteId, channelIds }), out: count },
} as const satisfies RequestTable;

const events = { 'sites.changed': event(z.strictObject({ revision: z.number().int() })) } as const satisfies EventTable;

export const siteContract = { requests, events } as const;

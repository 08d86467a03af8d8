/** Live streams and walls. URLs in answers are loopback URLs of the gateway. */
import { z } from 'zod';
import { MAX_TILES } from '../domain/walls/layout.ts';
import type { Wall } from '../domain/walls/wall.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { accountId, channelId, done, leaseId, nothing, streamFeed } from './shared.ts';
import { tileAspect, tileContent, wallId, wallLayout } from './shared.ts';

const streamTicket = z.strictObject({
  leaseId,
  channelId,
  profile: z.enum(['main', 'sub']),
  transport: z.enum(['flv', 'hls']),
  url: z.string(),
});

export const wall: z.ZodType<Wall> = z.strictObject({
  id: wallId,
  name: z.string().min(1).max(64),
  layout: wallLayout,
  tiles: z.array(tileContent).max(MAX_TILES),
  aspects: z.array(tileAspect).max(MAX_TILES),
  isLocked: z.boolean(),
  revision: z.number().int().nonnegative(),
});

const requests = {
  'live.open': { in: z.strictObject({ channelId, profile: z.enum(['main', 'sub']) }), out: streamTicket, kiosk: true },
  'live.close': { in: z.strictObject({ leaseId }), out: done, kiosk: true },
  /** Asks for an immediate try instead of waiting for the back-off. */
  'live.retry': { in: z.strictObject({ leaseId }), out: done, kiosk: true },
  /** The operator asks for the streams of a camera that stopped the media service (`media.quarantined`). */
  'live.readmit': { in: z.strictObject({ channelId }), out: done, kiosk: true },
  /** Asks for an immediate try of everything that waits of one account. */
  'live.retry-account': { in: z.strictObject({ accountId }), out: done, kiosk: true },
  'wall.list': { in: nothing, out: z.array(wall), kiosk: true },
  /**
   * `base` is the wall that the change began with; changes that others saved since are joined with it. Answers the
   * stored wall.
   */
  'wall.save': { in: z.strictObject({ base: wall, wall }), out: wall },
} as const satisfies RequestTable;

const events = {
  'stream.changed': event(z.strictObject({ leaseId, feed: streamFeed }), (p) => p.leaseId),
  /** The gateway serves this lease under a new URL (its worker restarted, or the transport fell back): play that one. */
  'stream.replaced': event(z.strictObject({ leaseId, ticket: streamTicket }), (p) => p.leaseId),
  /** The cloud of an account answers again after all its streams had failed: those that wait can be opened. */
  'live.account-restored': event(z.strictObject({ accountId }), (p) => p.accountId),
  'wall.changed': event(wall, (p) => p.id),
} as const satisfies EventTable;

export const liveContract = { requests, events } as const;

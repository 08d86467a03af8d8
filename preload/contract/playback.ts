/** Recordings that windows play. URLs in answers are loopback URLs of the gateway. */
import { z } from 'zod';
import {
  MAX_CLOCK_OFFSETS,
  MAX_OFFSET_MS,
  type PastState,
  type PastTicket,
  type SteerOrder,
} from '../domain/recording/playback.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { channelId, done, epochMs, nothing, playbackId } from './shared.ts';

const range = z.strictObject({ fromMs: epochMs, toMs: epochMs });

const pastTicket: z.ZodType<PastTicket> = z.strictObject({
  playbackId,
  channelId,
  transport: z.enum(['hls', 'flv']),
  url: z.string(),
  range,
  stamps: z.enum(['cloud', 'estimated']),
  control: z.strictObject({ speeds: z.array(z.number()).readonly() }).nullable(),
  profile: z.enum(['main', 'sub']).nullable(),
});

const order: z.ZodType<SteerOrder> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('seek'), atMs: epochMs }),
  z.strictObject({ kind: z.literal('speed'), speed: z.number() }),
]);

const pastState: z.ZodType<PastState> = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('ready'), ticket: pastTicket }),
  z.strictObject({
    phase: z.literal('reconnecting'),
    attempt: z.number().int().positive(),
    nextAtMs: epochMs,
    error: wireError,
  }),
  z.strictObject({ phase: z.literal('lost'), atMs: epochMs, error: wireError }),
  z.strictObject({ phase: z.literal('stretch-ended'), atMs: epochMs }),
  z.strictObject({ phase: z.literal('failed'), error: wireError }),
  z.strictObject({ phase: z.literal('taken'), byPlaybackId: playbackId }),
]);

const opening = z.strictObject({
  channelId,
  place: z.enum(['cloud', 'device']),
  /** A wish: a cloud or a camera that offers no choice gives the stream that it has. */
  profile: z.enum(['main', 'sub']),
  /** Half-open, at most 40 days. */
  range,
  /** The moment that is shown first, inside the range. */
  atMs: epochMs,
  /**
   * A device plays one recording at a time. False: a device that this client plays from is refused with
   * `recording.device-taken`. True: the other playback ends, and its window gets an event.
   */
  takeOver: z.boolean(),
});

const offsetMs = z.number().int().min(-MAX_OFFSET_MS).max(MAX_OFFSET_MS);
const offsets = z.strictObject({ offsets: z.array(z.strictObject({ channelId, offsetMs })).max(MAX_CLOCK_OFFSETS) });

const requests = {
  'playback.open': { in: opening, out: pastTicket, kiosk: true },
  /** Closing twice is not an error. */
  'playback.close': { in: z.strictObject({ playbackId }), out: done, kiosk: true },
  /** Only where the ticket has a `control`; else `recording.not-steered`. */
  'playback.steer': { in: z.strictObject({ playbackId, order }), out: done, kiosk: true },
  /** Opens the same recording again at a moment of its range: after a loss, or for a seek outside what the URL plays. */
  'playback.resume': { in: z.strictObject({ playbackId, atMs: epochMs }), out: pastTicket, kiosk: true },
  /** By how much the clocks of cameras are ahead, set by eye; cameras without an offset are not among them. */
  'playback.offsets': { in: nothing, out: offsets, kiosk: true },
  /** Null takes the offset away. The oldest of too many offsets gives way. */
  'playback.set-offset': { in: z.strictObject({ channelId, offsetMs: offsetMs.nullable() }), out: done },
} as const satisfies RequestTable;

const events = {
  'playback.changed': event(z.strictObject({ playbackId, state: pastState }), (p) => p.playbackId),
  /** A window set an offset or took one away: every window has it at once. */
  'playback.offsets-changed': event(offsets),
} as const satisfies EventTable;

export const playbackContract = { requests, events } as const;

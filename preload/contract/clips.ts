/** Clips, replays, snapshots and sound of the streams on a wall. Files are written by main; the page learns their path. */
import { z } from 'zod';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, epochMs, nothing } from './shared.ts';
import { wireError } from './result.ts';

const profile = z.enum(['main', 'sub']);
const stream = z.strictObject({ channelId, profile });
const fileId = z.string().min(1).max(64);

const soundTrack = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('aac') }),
  z.strictObject({ kind: z.literal('g711'), law: z.enum(['alaw', 'ulaw']) }),
  z.strictObject({ kind: z.literal('unplayable'), format: z.string() }),
]);

export const clip = z.strictObject({
  clipId: fileId,
  channelId,
  profile,
  /** When it was asked for. */
  startedAtMs: epochMs,
  /** When its first picture arrived: ten seconds before, or less where less was kept. */
  fromMs: epochMs,
  /** One for each time that the stream was whole; a lost connection begins the next. */
  parts: z.array(z.strictObject({ path: z.string(), fromMs: epochMs, toMs: epochMs })),
  bytes: z.number().int().nonnegative(),
  sound: soundTrack,
  /** Null while it runs. `cleared`: its tile shows something else now. */
  ended: z
    .strictObject({ reason: z.enum(['stopped', 'limit', 'cleared', 'failed']), error: wireError.nullable() })
    .nullable(),
});
export type Clip = z.infer<typeof clip>;

export const captureSettings = z.strictObject({
  /** Where clips and snapshots go. */
  folder: z.string(),
  isDefaultFolder: z.boolean(),
  /** Whether the host can show a file in its folder. */
  canReveal: z.boolean(),
  isSoundFollowing: z.boolean(),
});
export type CaptureSettings = z.infer<typeof captureSettings>;

const requests = {
  /** Records what the tile plays, from ten seconds ago on. A camera has one recording: a second start answers it. */
  'clip.start': { in: stream, out: clip, kiosk: true },
  'clip.stop': {
    in: z.strictObject({ clipId: fileId, reason: z.enum(['stopped', 'cleared']) }),
    out: done,
    kiosk: true,
  },
  'clip.list': { in: nothing, out: z.array(clip), kiosk: true },
  /** Where to play the ring of a stream: a loopback URL that works once. `fromMs` is when its first picture arrived. */
  'clip.replay': {
    in: stream.extend({ backMs: z.number().int().min(1_000).max(36_000) }),
    out: z.strictObject({ url: z.string(), fromMs: epochMs }),
    kiosk: true,
  },
  /** The sound track of a running stream; opens nothing. */
  'clip.sound': { in: stream, out: soundTrack, kiosk: true },
  /** Names the file of a snapshot and where the page puts it, once. Null stands for the whole wall. */
  'clip.snapshot': {
    in: z.strictObject({ channelId: channelId.nullable(), wallName: z.string().max(64), atMs: epochMs }),
    out: z.strictObject({ fileId, path: z.string(), url: z.string() }),
    kiosk: true,
  },
  /** The page wrote the file of a snapshot: main lists the file for all windows. */
  'clip.snapshot-written': { in: z.strictObject({ fileId }), out: done, kiosk: true },
  /** Shows a clip or a snapshot of this run in its folder. */
  'clip.reveal': { in: z.strictObject({ fileId }), out: done },
  'clip.settings': { in: nothing, out: captureSettings, kiosk: true },
  'clip.set-settings': { in: z.strictObject({ isSoundFollowing: z.boolean() }), out: captureSettings },
  /** Main asks the user for a folder in a dialog of its own; no page names a path. Unchanged when none was chosen. */
  'clip.choose-folder': { in: nothing, out: captureSettings },
  /** Goes back to the default folder. */
  'clip.reset-folder': { in: nothing, out: captureSettings },
} as const satisfies RequestTable;

const events = {
  'clip.changed': event(clip, (p) => p.clipId),
  'clip.settings-changed': event(captureSettings),
} as const satisfies EventTable;

export const clipContract = { requests, events } as const;

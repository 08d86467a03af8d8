/** The files that this run of the client saved for people: snapshots, clips and exports. Every window shows the same list. */
import { z } from 'zod';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, epochMs, nothing } from './shared.ts';

const fileId = z.string().min(1).max(64);
/** What the page itself hands to the browser as a download. */
const downloadKind = z.enum(['walls', 'accounts', 'numbers']);
const MAX_DOWNLOAD_BYTES = 256 * 1024 * 1024;

export const savedFile = z.strictObject({
  fileId,
  kind: z.enum(['snapshot', 'wall-snapshot', 'clip', ...downloadKind.options]),
  /** The name of the file without its folder. */
  name: z.string(),
  /** Null for a download: the browser does not tell in which folder it saves. */
  path: z.string().nullable(),
  /** The camera of a snapshot or a clip; null for every other file. */
  channelId: channelId.nullable(),
  /** When the file was complete. */
  savedAtMs: epochMs,
  /** Null where the file is not at its path any more. */
  bytes: z.number().int().nonnegative().nullable(),
});
export type SavedFile = z.infer<typeof savedFile>;

const requests = {
  /** The files of this run, the latest first. `canReveal`: whether the host can show a file in its folder. */
  'saved.list': { in: nothing, out: z.strictObject({ files: z.array(savedFile), canReveal: z.boolean() }) },
  /** Shows a file of this run in its folder. */
  'saved.reveal': { in: z.strictObject({ fileId }), out: done },
  /** The page handed a file to the browser as a download: main lists the file for all windows. */
  'saved.downloaded': {
    in: z.strictObject({
      kind: downloadKind,
      name: z.string().min(1).max(200),
      bytes: z.number().int().nonnegative().max(MAX_DOWNLOAD_BYTES),
    }),
    out: done,
  },
} as const satisfies RequestTable;

const events = {
  /** The list is longer: ask for it again. */
  'saved.changed': event(nothing),
} as const satisfies EventTable;

export const savedContract = { requests, events } as const;

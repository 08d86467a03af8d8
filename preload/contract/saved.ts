/** The files that this run of the client saved for people: snapshots, clips and exports. Every window shows the same list. */
import { MAX_DOWNLOAD_BYTES, MAX_LIBRARY_CAMERAS } from '../domain/bounds.ts';
import { z } from 'zod';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { filePiece, pieceWish } from './file-piece.ts';
import { channelId, done, epochMs, nothing } from './shared.ts';

const fileId = z.string().min(1).max(64);
/** Kinds of files that the page itself hands to the browser as a download. */
const downloadKind = z.enum(['walls', 'accounts', 'numbers', 'consents', 'people', 'devices', 'console']);

export const savedFile = z.strictObject({
  fileId,
  kind: z.enum(['snapshot', 'wall-snapshot', 'clip', 'export', ...downloadKind.options]),
  /** The name of the file without its folder. */
  name: z.string(),
  /** Null for a download: the browser does not report in which folder it saves. */
  path: z.string().nullable(),
  /** The camera of a snapshot or a clip; null for every other file. */
  channelId: channelId.nullable(),
  /** When the file was complete. */
  savedAtMs: epochMs,
  /** Null where the file is not at its path any more. */
  bytes: z.number().int().nonnegative().nullable(),
});
export type SavedFile = z.infer<typeof savedFile>;

/** Kinds of files that the library still lists after a run has ended; exports have their own list. */
export const LIBRARY_KINDS = ['snapshot', 'wall-snapshot', 'clip'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];
const MAX_LIBRARY_PAGE = 200;

const libraryPlace = z.strictObject({ savedAtMs: epochMs, fileId });
const librarySearch = z.strictObject({
  /** Looked for in the path, which names camera, day and time; empty for all. */
  query: z.string().max(200),
  /** Cameras that fit the query by the number and the name that they have now; their files are found too. */
  channelIds: z.array(channelId).max(MAX_LIBRARY_CAMERAS).readonly(),
  /** The last file of the page before; null for the first page. */
  after: libraryPlace.nullable(),
  limit: z.number().int().min(1).max(MAX_LIBRARY_PAGE),
});
export type LibrarySearch = z.infer<typeof librarySearch>;

const requests = {
  /** The files of this run, the latest first. `canReveal`: whether the host can show a file in its folder. */
  'saved.list': { in: nothing, out: z.strictObject({ files: z.array(savedFile), canReveal: z.boolean() }) },
  /** The snapshots and clips of this run and of earlier ones, the latest first. */
  'saved.library': {
    in: librarySearch,
    out: z.strictObject({
      files: z.array(savedFile).readonly(),
      total: z.number().int().nonnegative(),
      next: libraryPlace.nullable(),
      /** Files from then on were saved by this run. */
      runSinceMs: epochMs,
      canReveal: z.boolean(),
    }),
  },
  /** Takes a snapshot or a clip off the library; `deletesFile` deletes the file. @throws `input.invalid-field`, `storage.*`. */
  'saved.forget': { in: z.strictObject({ fileId, deletesFile: z.boolean() }), out: done },
  /** A piece of a file of this run, or of the library, so that a window can show the file. @throws `storage.*`. */
  'saved.piece': { in: z.strictObject({ fileId, ...pieceWish }), out: filePiece },
  /** Shows a file of this run, or of the library, in its folder. */
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

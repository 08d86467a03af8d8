/** Bookmarks of recordings. */
import {
  MAX_BOOKMARK_AUTHOR,
  MAX_BOOKMARK_CAMERAS,
  MAX_BOOKMARK_TAGS,
  MAX_BOOKMARK_TEXT,
  MAX_TAG_CHARS,
} from '../domain/bounds.ts';
import { z } from 'zod';
import { type Bookmark } from '../domain/recording/bookmarks.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { bookmarkId, channelId, done, epochMs, nothing } from './shared.ts';

const range = { fromMs: epochMs, toMs: epochMs };
const words = {
  channelIds: z.array(channelId).min(1).max(MAX_BOOKMARK_CAMERAS).readonly(),
  text: z.string().max(MAX_BOOKMARK_TEXT),
  tags: z.array(z.string().max(MAX_TAG_CHARS)).max(MAX_BOOKMARK_TAGS).readonly(),
  author: z.string().max(MAX_BOOKMARK_AUTHOR),
};

const bookmark: z.ZodType<Bookmark> = z.strictObject({
  id: bookmarkId,
  ...words,
  ...range,
  createdAtMs: epochMs,
  revision: z.number().int().positive(),
});

/** Where the next page begins: behind this bookmark. */
const place = z.strictObject({ fromMs: epochMs, id: bookmarkId });

const search = z.strictObject({
  /** Found in text, tags and author, in small and capital letters; empty for all. */
  query: z.string().max(200),
  /** Null for all cameras. */
  channelIds: z.array(channelId).max(64).readonly().nullable(),
  /** Bookmarks that overlap the range; null for all times. */
  range: z.strictObject(range).nullable(),
  after: place.nullable(),
  limit: z.number().int().min(1).max(500),
});
export type BookmarkSearch = z.infer<typeof search>;

const page = z.strictObject({
  /** The latest time first. */
  bookmarks: z.array(bookmark).readonly(),
  next: place.nullable(),
  /** How many there are in all. */
  total: z.number().int().nonnegative(),
});
export type BookmarkPage = z.infer<typeof page>;

const change = z.strictObject({
  /** Null for a new bookmark. */
  id: bookmarkId.nullable(),
  /** The revision that the window changed; 0 for a new bookmark. */
  revision: z.number().int().nonnegative(),
  ...words,
  /** Half-open. */
  ...range,
});
export type BookmarkChange = z.infer<typeof change>;

const requests = {
  'bookmark.search': { in: search, out: page, kiosk: true },
  /**
   * Adds or replaces a bookmark. @throws `bookmark.overtaken` where another window changed or deleted the bookmark since,
   * `input.invalid-field`, `storage.write-failed`.
   */
  'bookmark.save': { in: change, out: bookmark },
  /** Deleting twice is not an error; `removed.restore` brings the bookmark back. */
  'bookmark.remove': { in: z.strictObject({ id: bookmarkId }), out: done },
} as const satisfies RequestTable;

const events = {
  /** A bookmark was added, changed, deleted or came back. */
  'bookmark.changed': event(nothing),
} as const satisfies EventTable;

export const bookmarksContract = { requests, events } as const;

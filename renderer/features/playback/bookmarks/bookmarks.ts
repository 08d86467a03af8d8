/** Bookmarks: those that the list shows, and those of the cameras in playback, for the timeline. */
import { MAX_BOOKMARK_CAMERAS } from '../../../../preload/domain/bounds.ts';
import { create } from 'zustand';
import type { BookmarkChange, BookmarkSearch } from '../../../../preload/contract/bookmarks.ts';
import { type Bookmark } from '../../../../preload/domain/recording/bookmarks.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { on, request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { asChange, offerUndo, outcomeOf } from '../../../state/page/undo.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { onPart, partNow } from '../reviews/part.ts';
import { addCamera, isRecorded, useSession } from '../session.ts';
import { timeline } from '../timeline/timeline.ts';
import { takeBookmarkAway } from './take-away.ts';
import { seek } from '../play-bar/play-bar.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';

/** `view`: in the range that the timeline shows. `loop`: in the part from A to B. */
export type BookmarksWithin = 'all' | 'view' | 'loop';

interface Bookmarks {
  readonly query: string;
  readonly within: BookmarksWithin;
}

export const useBookmarks = create<Bookmarks>(() => ({ query: '', within: 'all' }));

/** Limit of bookmarks in the list; words narrow it down. */
const MOST_LISTED = 100;
const MOST_MARKED = 500;
/** A query that is still typed, and a view that moves, ask nothing. */
const REST_MS = 200;

const EVERYTHING: BookmarkSearch = { query: '', channelIds: null, range: null, after: null, limit: MOST_LISTED };

/** The time that bookmarks are looked for in; null for all times, and where A or B is not set. */
function rangeOf(within: BookmarksWithin): TimeRange | null {
  if (within === 'loop') return partNow();
  const { fromMs, toMs } = timeline.view;
  return within === 'all' ? null : { fromMs: Math.max(0, Math.floor(fromMs)), toMs: Math.max(1, Math.ceil(toMs)) };
}

const found = new RemoteList(() => {
  const { query, within } = useBookmarks.getState();
  return request['bookmark.search']({ ...EVERYTHING, query: query.trim(), range: rangeOf(within) });
});

const marked = new RemoteList(() =>
  request['bookmark.search']({ ...EVERYTHING, channelIds: recordedIds(), limit: MOST_MARKED }),
);

/** Found bookmarks, the latest time first. */
export const useFound = found.use;
/** Bookmarks of the cameras in playback. */
export const useMarked = marked.use;

export function readBookmarks(): void {
  void found.read();
  void marked.read();
}

/** Reads now, when cameras come and go, and after every change in any window. @returns ends it. */
export function followBookmarks(): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(rest);
    rest = setTimeout(readBookmarks, REST_MS);
  };
  readBookmarks();
  const stops = [
    on('bookmark.changed', readBookmarks),
    useSession.subscribe(({ cameras }, before) => {
      if (cameras !== before.cameras) readBookmarks();
    }),
    useBookmarks.subscribe(({ query, within }, before) => {
      if (query !== before.query || within !== before.within) soon();
    }),
    timeline.subscribe((change) => {
      if (change === 'view' && useBookmarks.getState().within === 'view') soon();
    }),
    onPart(() => {
      if (useBookmarks.getState().within === 'loop') soon();
    }),
  ];
  return () => {
    clearTimeout(rest);
    stops.forEach((stop) => stop());
  };
}

/** The cameras that a bookmark can name: main knows no files of this window. */
const recordedIds = (): readonly ChannelId[] =>
  useSession
    .getState()
    .cameras.filter(isRecorded)
    .map(({ channelId }) => channelId);

/**
 * The range of a new bookmark: the part from A to B, or the moment. Null before a moment was chosen, and if only files
 * play.
 */
export function rangeToMark(): TimeRange | null {
  if (recordedIds().length === 0) return null;
  const part = partNow();
  if (part !== null) return part;
  const { atMs } = useSession.getState();
  return atMs === null ? null : { fromMs: Math.floor(atMs), toMs: Math.floor(atMs) + 1 };
}

/** Adds a bookmark of the cameras in playback, or changes one. */
export function saveBookmark(
  words: Pick<BookmarkChange, 'text' | 'tags' | 'author'>,
  range: TimeRange,
  changed: Bookmark | null,
): Promise<Result<Bookmark>> {
  const channelIds = changed?.channelIds ?? recordedIds().slice(0, MAX_BOOKMARK_CAMERAS);
  const { id, revision } = changed ?? { id: null, revision: 0 };
  return request['bookmark.save']({ id, revision, channelIds, ...words, ...range });
}

/** How the operator knows a bookmark: its words, or its time. */
export const nameOf = ({ text, fromMs }: Bookmark, zone = stampZone()): string =>
  text === '' ? stampWords(zone, fromMs) : text;

/** Deletes a bookmark; the status line offers Undo. */
export const removeBookmark = asChange(async (bookmark: Bookmark): Promise<void> => {
  const { id } = bookmark;
  const name = nameOf(bookmark);
  const remove = () => takeBookmarkAway({ id, name });
  const outcome = await remove();
  if (outcome.status === 'refused' && outcome.error !== null) return postFailure(outcome.error);
  const change = {
    edit: 'bookmarkRemoved' as const,
    params: { name },
    subject: `bookmark:${id}`,
    undo: async () => outcomeOf(await request['removed.restore']({ kind: 'bookmark', id }), name),
    redo: remove,
  };
  offerUndo(change, 'bookmarkRemoved', { name });
});

/** Shows a bookmark: its cameras, as far as there is room, at its begin. */
export function showBookmark({ channelIds, fromMs }: Bookmark): void {
  for (const channelId of channelIds) addCamera(channelId);
  seek(fromMs);
}

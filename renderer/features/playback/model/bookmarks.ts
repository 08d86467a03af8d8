/** Bookmarks: those that the list shows, and those of the cameras in playback, for the timeline. */
import { create } from 'zustand';
import type { BookmarkChange, BookmarkSearch } from '../../../../preload/contract/bookmarks.ts';
import { MAX_BOOKMARK_CAMERAS, type Bookmark } from '../../../../preload/domain/bookmarks.ts';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { on, request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { offerUndo, outcomeOf } from '../../../state/page/undo.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { operatorZone } from '../../../ui/timeline/zone.ts';
import { addCamera, useSession } from './session.ts';
import { seek, useTransport } from './transport.ts';

interface Bookmarks {
  readonly query: string;
  /** What was found, the latest time first; null before an answer. */
  readonly found: readonly Bookmark[] | null;
  /** How many were found in all. */
  readonly total: number;
  readonly error: WireError | null;
  /** Those of the cameras in playback. */
  readonly marked: readonly Bookmark[];
}

export const useBookmarks = create<Bookmarks>(() => ({ query: '', found: null, total: 0, error: null, marked: [] }));

/** So many stand in the list; words narrow them down. */
const MOST_LISTED = 100;
const MOST_MARKED = 500;
/** A query that is still typed asks nothing. */
const REST_MS = 200;

const EVERYTHING: BookmarkSearch = { query: '', channelIds: null, range: null, after: null, limit: MOST_LISTED };
let readings = 0;

async function read(): Promise<void> {
  readings += 1;
  const reading = readings;
  const { query } = useBookmarks.getState();
  const ids = useSession.getState().cameras.map(({ channelId }) => channelId);
  const listed = await request['bookmark.search']({ ...EVERYTHING, query: query.trim() });
  const marked = await request['bookmark.search']({ ...EVERYTHING, channelIds: ids, limit: MOST_MARKED });
  if (reading !== readings) return;
  if (listed.ok) useBookmarks.setState({ found: listed.value.bookmarks, total: listed.value.total, error: null });
  else useBookmarks.setState({ error: listed.error });
  if (marked.ok) useBookmarks.setState({ marked: marked.value.bookmarks });
}

export const readBookmarks = (): void => void read();

/** Reads now, when cameras come and go, and after every change in any window. @returns ends it. */
export function followBookmarks(): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  readBookmarks();
  const stops = [
    on('bookmark.changed', readBookmarks),
    useSession.subscribe(({ cameras }, before) => {
      if (cameras !== before.cameras) readBookmarks();
    }),
    useBookmarks.subscribe(({ query }, before) => {
      if (query === before.query) return;
      clearTimeout(rest);
      rest = setTimeout(readBookmarks, REST_MS);
    }),
  ];
  return () => {
    clearTimeout(rest);
    stops.forEach((stop) => stop());
  };
}

/** What a new bookmark would be of: the part that is repeated, or the moment. Null before a moment was chosen. */
export function rangeToMark(): TimeRange | null {
  const { loopFromMs, loopToMs } = useTransport.getState();
  if (loopFromMs !== null && loopToMs !== null) return { fromMs: Math.floor(loopFromMs), toMs: Math.ceil(loopToMs) };
  const { atMs } = useSession.getState();
  return atMs === null ? null : { fromMs: Math.floor(atMs), toMs: Math.floor(atMs) + 1 };
}

/** Adds a bookmark of the cameras in playback, or changes one. */
export function saveBookmark(
  words: Pick<BookmarkChange, 'text' | 'tags' | 'author'>,
  range: TimeRange,
  changed: Bookmark | null,
): Promise<Result<Bookmark>> {
  const { cameras } = useSession.getState();
  const channelIds = changed?.channelIds ?? cameras.slice(0, MAX_BOOKMARK_CAMERAS).map(({ channelId }) => channelId);
  const { id, revision } = changed ?? { id: null, revision: 0 };
  return request['bookmark.save']({ id, revision, channelIds, ...words, ...range });
}

/** How the operator knows a bookmark: its words, or its time. */
export const nameOf = ({ text, fromMs }: Bookmark): string => (text === '' ? stampWords(operatorZone(), fromMs) : text);

/** Deletes a bookmark; the status line offers Undo. */
export async function removeBookmark(bookmark: Bookmark): Promise<void> {
  const { id } = bookmark;
  const name = nameOf(bookmark);
  const remove = async () => outcomeOf(await request['bookmark.remove']({ id }), name);
  const outcome = await remove();
  if (outcome.status === 'refused' && outcome.error !== null) return postFailure(outcome.error);
  const change = {
    ...{ edit: 'bookmarkRemoved' as const, params: { name }, subject: `bookmark:${id}` },
    undo: async () => outcomeOf(await request['removed.restore']({ kind: 'bookmark', id }), name),
    redo: remove,
  };
  offerUndo(change, 'bookmarkRemoved', { name });
}

/** Shows a bookmark: its cameras, as far as there is room, at its begin. */
export function showBookmark({ channelIds, fromMs }: Bookmark): void {
  for (const channelId of channelIds) addCamera(channelId);
  seek(fromMs);
}

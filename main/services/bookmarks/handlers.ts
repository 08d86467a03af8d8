import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { BookmarksService } from './bookmarks.ts';

export type BookmarkRequests = Extract<RequestName, `bookmark.${string}`>;

export function bookmarkHandlers(bookmarks: BookmarksService): Pick<Handlers, BookmarkRequests> {
  return {
    'bookmark.search': async (search) => bookmarks.search(search),
    'bookmark.save': async (change) => bookmarks.save(change),
    'bookmark.remove': async ({ id }) => {
      bookmarks.remove(id);
      return null;
    },
  };
}

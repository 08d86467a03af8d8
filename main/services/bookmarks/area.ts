/** Bookmarks of recordings. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { BookmarkTable } from '../../db/bookmarks/bookmarks.ts';
import { BookmarksService } from './bookmarks.ts';
import { bookmarkHandlers, type BookmarkRequests } from './handlers.ts';

export { bookmarkSteps } from '../../db/bookmarks/steps.ts';

export interface BookmarksArea extends Area<BookmarkRequests> {
  readonly service: BookmarksService;
}

export function createBookmarks({ db, emit }: ClientCore): BookmarksArea {
  const bookmarks = new BookmarksService({ table: new BookmarkTable(db), emit });
  return {
    service: bookmarks,
    handlers: bookmarkHandlers(bookmarks),
    cameraRefs: [bookmarks],
    cameraPlaces: [bookmarks],
    removedThings: [bookmarks.removed],
  };
}

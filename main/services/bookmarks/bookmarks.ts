/** The operators' bookmarks of recordings, kept over restarts. */
import { MAX_BOOKMARKS } from '../../../preload/domain/bounds.ts';
import { randomUUID } from 'node:crypto';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { BookmarkChange, BookmarkPage, BookmarkSearch } from '../../../preload/contract/bookmarks.ts';
import { normaliseTags, type Bookmark } from '../../../preload/domain/recording/bookmarks.ts';
import { asBookmarkId, type BookmarkId, type ChannelId } from '../../../preload/domain/ids.ts';
import { expired } from '../../../preload/domain/removed.ts';
import type { BookmarkTable } from '../../db/bookmarks/bookmarks.ts';
import { AppError, isAbort } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import type { Emit } from '../shared/emit.ts';
import { notRemoved, type RemovedThings } from '../shared/removed-things.ts';
import { nextRevision } from '../shared/revisions.ts';

/** The most ids that are replaced in one piece. */
const PIECE = 100;

interface BookmarksOptions {
  readonly table: BookmarkTable;
  readonly emit: Emit;
  readonly nowMs?: () => number;
}

export class BookmarksService implements CameraRefs {
  readonly #table: BookmarkTable;
  readonly #emit: Emit;
  readonly #nowMs: () => number;

  constructor({ table, emit, nowMs = Date.now }: BookmarksOptions) {
    this.#table = table;
    this.#emit = emit;
    this.#nowMs = nowMs;
    this.#forgetOld();
  }

  search(search: BookmarkSearch): BookmarkPage {
    return this.#table.search(search);
  }

  /**
   * Adds a bookmark, or replaces the one that the window changed.
   *
   * @throws {AppError} `bookmark.overtaken` where the bookmark is another one by now, or is deleted; `channel.not-found`;
   *   `input.invalid-field` for an empty range and for one bookmark too many; `storage.write-failed`.
   */
  save({ id, revision, channelIds, text, tags, author, fromMs, toMs }: BookmarkChange): Bookmark {
    if (toMs <= fromMs) throw invalid('range', { detail: 'empty-range' });
    for (const channelId of channelIds) givenChannelRef(channelId);
    const before = id === null ? null : this.#table.find(id);
    if (id !== null && before?.revision !== revision) throw new AppError('bookmark.overtaken', 'changed elsewhere');
    if (before === null && this.#table.count() >= MAX_BOOKMARKS) {
      throw invalid('bookmarks', { detail: 'too-many', limit: MAX_BOOKMARKS });
    }
    const bookmark: Bookmark = {
      id: id ?? asBookmarkId(randomUUID()),
      channelIds: [...new Set(channelIds)],
      fromMs,
      toMs,
      text: text.trim(),
      author: author.trim(),
      tags: normaliseTags(tags),
      createdAtMs: before?.createdAtMs ?? this.#nowMs(),
      // A new bookmark begins at 1, whatever revision the window names.
      revision: nextRevision(before?.revision ?? 0, 0),
    };
    this.#write(() => this.#table.save(bookmark));
    this.#emit('bookmark.changed', {});
    return bookmark;
  }

  /** Deleting twice is not an error; `removed.restore` brings the bookmark back. */
  remove(id: BookmarkId): void {
    if (this.#table.find(id) === null) return;
    this.#write(() => this.#table.setRemoved(id, this.#nowMs()));
    this.#forgetOld();
    this.#emit('bookmark.changed', {});
    this.#emit('removed.changed', {});
  }

  /** The deleted bookmarks that can come back. */
  readonly removed: RemovedThings = {
    kind: 'bookmark',
    list: () => {
      this.#forgetOld();
      return this.#table
        .removed()
        .map(({ bookmark: { id, text, tags, channelIds }, removedAtMs }) => ({
          kind: 'bookmark',
          id,
          name: text === '' ? tags.join(', ') : text,
          removedAtMs,
          path: [],
          count: channelIds.length,
        }));
    },
    restore: (id) => {
      const found = this.#table.removed().find(({ bookmark }) => bookmark.id === id)?.bookmark;
      if (found === undefined) throw notRemoved(id);
      this.#write(() => this.#table.setRemoved(found.id, null));
      this.#emit('bookmark.changed', {});
      this.#emit('removed.changed', {});
      return { name: found.text };
    },
  };

  /** Also those of deleted bookmarks: they come back with cameras that can be played. */
  cameraIds(): Iterable<ChannelId> {
    return this.#table.channelIds();
  }

  async replaceCameras({ cameras }: Adopted): Promise<void> {
    let count = 0;
    for (const [from, to] of cameras) {
      this.#write(() => this.#table.rename(from, to));
      count += 1;
      if (count % PIECE === 0) await yieldToEvents();
    }
    if (count > 0) this.#emit('bookmark.changed', {});
  }

  #forgetOld(): void {
    try {
      for (const { bookmark } of expired(this.#table.removed(), this.#nowMs())) this.#table.forget(bookmark.id);
    } catch (error) {
      log.warn('old deleted bookmarks could not be forgotten', { error });
    }
  }

  /** @throws {AppError} `storage.write-failed`. */
  #write(work: () => void): void {
    try {
      work();
    } catch (cause) {
      if (cause instanceof AppError || isAbort(cause)) throw cause;
      throw new AppError('storage.write-failed', 'a bookmark could not be stored', { cause, retryable: true });
    }
  }
}

const invalid = (field: string, params: { readonly detail: string; readonly limit?: number }): AppError =>
  new AppError('input.invalid-field', `${field}: ${params.detail}`, { params: { field, ...params } });

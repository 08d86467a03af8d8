/** Bookmarks: a piece of time of one or more cameras, with words. */
import type { BookmarkId, ChannelId } from '../ids.ts';
import type { TimeRange } from '../time.ts';

/** A bookmark of a moment has a range of 1 ms. */
export interface Bookmark extends TimeRange {
  readonly id: BookmarkId;
  readonly channelIds: readonly ChannelId[];
  readonly text: string;
  /** Each once, as typed. */
  readonly tags: readonly string[];
  readonly author: string;
  readonly createdAtMs: number;
  /** Grows with each change. */
  readonly revision: number;
}

/** The tags without spaces around them, each once: two spellings that differ in small and capital letters are one tag. */
export function normaliseTags(tags: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const tag of tags) {
    const text = tag.trim().normalize('NFC');
    if (text !== '' && !found.has(text.toLowerCase())) found.set(text.toLowerCase(), text);
  }
  return [...found.values()];
}

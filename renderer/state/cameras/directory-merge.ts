/** Pure parts of the camera directory: one account's content joined from pages, all accounts joined into one view. */
import type { DirectoryPage } from '../../../preload/contract/directory.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import { yieldToEvents, SLICE } from '../page/yield-to-events.ts';

/** The page's copy of one account's directory. Arrays are never changed after they were published. */
export interface AccountDirectory {
  readonly accountId: AccountId;
  readonly revision: number;
  readonly groups: readonly OrgNode[];
  readonly channels: readonly NumberedChannel[];
}

export interface DirectoryView {
  /** In the order of the accounts. */
  readonly parts: readonly AccountDirectory[];
  readonly byId: ReadonlyMap<ChannelId, NumberedChannel>;
}

export const EMPTY_VIEW: DirectoryView = { parts: [], byId: new Map() };

/** Pages of one revision, in order, as one content. */
export function joinPages(accountId: AccountId, pages: readonly DirectoryPage[]): AccountDirectory {
  return {
    accountId,
    revision: pages[0]?.revision ?? 0,
    groups: pages.flatMap((page) => page.groups),
    channels: pages.flatMap((page) => page.channels),
  };
}

/**
 * Replaces the earlier part of the same account by `part`, or adds it at the end. Yields to other events between
 * slices, because the map of 20,000 cameras alone can cost more than a frame.
 */
export async function withPart(view: DirectoryView, part: AccountDirectory): Promise<DirectoryView> {
  const isKnown = view.parts.some((held) => held.accountId === part.accountId);
  const parts = isKnown
    ? view.parts.map((held) => (held.accountId === part.accountId ? part : held))
    : [...view.parts, part];
  const byId = new Map<ChannelId, NumberedChannel>();
  for (const { channels } of parts) {
    for (let from = 0; from < channels.length; from += SLICE) {
      for (const channel of channels.slice(from, from + SLICE)) byId.set(channel.id, channel);
      await yieldToEvents();
    }
  }
  return { parts, byId };
}

/** Keeps and orders the accounts that still exist; the same view when nothing changes. */
export function keepAccounts(view: DirectoryView, accountIds: readonly AccountId[]): DirectoryView {
  const parts = accountIds.flatMap((id) => view.parts.filter((part) => part.accountId === id));
  const isSame = parts.length === view.parts.length && parts.every((part, i) => part === view.parts[i]);
  return isSame ? view : viewOf(parts);
}

function viewOf(parts: readonly AccountDirectory[]): DirectoryView {
  const byId = new Map<ChannelId, NumberedChannel>();
  for (const part of parts) for (const channel of part.channels) byId.set(channel.id, channel);
  return { parts, byId };
}

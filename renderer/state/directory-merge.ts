/** Pure parts of the camera directory: one account's content joined from pages, all accounts joined into one view. */
import type { DirectoryPage } from '../../preload/contract/directory.ts';
import type { AccountId, ChannelId } from '../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../preload/domain/model.ts';

/** What the page holds of one account. Arrays are never changed after they were published. */
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

/** Puts `part` in the place of what was held of its account, or at the end. */
export function withPart(view: DirectoryView, part: AccountDirectory): DirectoryView {
  const isKnown = view.parts.some((held) => held.accountId === part.accountId);
  const parts = isKnown
    ? view.parts.map((held) => (held.accountId === part.accountId ? part : held))
    : [...view.parts, part];
  return viewOf(parts);
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

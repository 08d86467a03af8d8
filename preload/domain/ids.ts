/** Branded identifiers. Ids are opaque strings: vendor ids exceed 2^53, so they are never numbers. */

declare const brand: unique symbol;
type Brand<B extends string> = string & { readonly [brand]: B };

export type AccountId = Brand<'AccountId'>;
export type OrgNodeId = Brand<'OrgNodeId'>;
export type DeviceId = Brand<'DeviceId'>;
export type ChannelId = Brand<'ChannelId'>;
export type WallId = Brand<'WallId'>;
export type WallFolderId = Brand<'WallFolderId'>;
export type SiteId = Brand<'SiteId'>;
export type SequenceId = Brand<'SequenceId'>;
/** One viewer's hold on a live stream, handed out by `live.open`, given back with `live.close`. */
export type LeaseId = Brand<'LeaseId'>;
/** One viewer's recording that plays, handed out by `playback.open`, given back with `playback.close`. */
export type PlaybackId = Brand<'PlaybackId'>;
export type BookmarkId = Brand<'BookmarkId'>;
export type ExportId = Brand<'ExportId'>;

export const asAccountId = (text: string): AccountId => text as AccountId;
export const asWallId = (text: string): WallId => text as WallId;
export const asWallFolderId = (text: string): WallFolderId => text as WallFolderId;
export const asSiteId = (text: string): SiteId => text as SiteId;
export const asSequenceId = (text: string): SequenceId => text as SequenceId;
export const asLeaseId = (text: string): LeaseId => text as LeaseId;
export const asExportId = (text: string): ExportId => text as ExportId;
export const asBookmarkId = (text: string): BookmarkId => text as BookmarkId;
export const asPlaybackId = (text: string): PlaybackId => text as PlaybackId;

/** A cloud may print half of a character in an id; such an id must not cost the other rows. */
const encoded = (nativeId: string): string => encodeURIComponent(nativeId.toWellFormed());

/** A vendor's own group id, made unique over accounts. */
export function orgNodeIdOf(accountId: AccountId, nativeId: string): OrgNodeId {
  return `${accountId}~${encoded(nativeId)}` as OrgNodeId;
}

/** A vendor's own device id, made unique over accounts. */
export function deviceIdOf(accountId: AccountId, nativeId: string): DeviceId {
  return `${accountId}:${encoded(nativeId)}` as DeviceId;
}

/** A channel is named by its device and the vendor's channel id, which is unique inside the device only. */
export function channelIdOf(deviceId: DeviceId, nativeId: string): ChannelId {
  return `${deviceId}/${encoded(nativeId)}` as ChannelId;
}

/**
 * Names one stream of a camera for the gateway. Live viewing, clips, replays and sound of one stream share its upstream
 * and therefore this key.
 */
export function streamKeyOf({ channelId, profile }: { channelId: ChannelId; profile: 'main' | 'sub' }): string {
  return `${channelId}|${profile}`;
}

/** Files that an operator opened stand in one window of playback like a camera; main knows no such camera. */
const FILES = 'files';

/** @param count makes the id unique in its window. */
export const filesIdOf = (count: number): ChannelId => `${FILES}:${count}` as ChannelId;

/** The account that a camera, a device or a group belongs to; an empty text for an id that names no account. */
export function accountOf(id: ChannelId | DeviceId | OrgNodeId): AccountId {
  return (/^[^:~]+(?=[:~])/.exec(id)?.[0] ?? '') as AccountId;
}

export function isOfAccount(id: ChannelId | DeviceId | OrgNodeId, accountId: AccountId): boolean {
  return accountOf(id) === accountId;
}

/** The cloud's own name for a camera, a device or a group: the same in an account that was deleted and added again. */
export function nativePartOf(id: ChannelId | DeviceId | OrgNodeId): string {
  return id.slice(accountOf(id).length);
}

/** The id by which the cloud itself knows a group. @param id made by {@link orgNodeIdOf}. */
export const groupNativeIdOf = (id: OrgNodeId): string => decodeURIComponent(nativePartOf(id).slice(1));

/** Whether a text can name a group of the account: anything may come through the door. */
export function isGroupOf(id: OrgNodeId, accountId: AccountId): boolean {
  try {
    return isOrgNodeId(id) && isOfAccount(id, accountId) && groupNativeIdOf(id) !== '';
  } catch {
    return false; // a lone percent sign
  }
}

/** The camera that the same cloud has under another account. */
export function channelUnder(accountId: AccountId, channel: ChannelId): ChannelId {
  return `${accountId}${nativePartOf(channel)}` as ChannelId;
}

/** The group that the same cloud has under another account. */
export function groupUnder(accountId: AccountId, group: OrgNodeId): OrgNodeId {
  return `${accountId}${nativePartOf(group)}` as OrgNodeId;
}

/** Whether a text was made by {@link orgNodeIdOf}. */
export function isOrgNodeId(text: string): text is OrgNodeId {
  return /^[^:~]+~/.test(text);
}

export interface ChannelRef {
  readonly accountId: AccountId;
  readonly deviceNativeId: string;
  readonly channelNativeId: string;
}

/**
 * Takes a channel id apart again.
 *
 * @throws {RangeError} when `id` was not made by {@link channelIdOf}.
 */
export function channelRefOf(id: ChannelId): ChannelRef {
  const match = /^([^:/~]+):([^:/]+)\/([^:/]+)$/.exec(id);
  if (!match) throw new RangeError(`not a channel id: ${JSON.stringify(id)}`);
  const [, accountId = '', device = '', channel = ''] = match;
  try {
    return {
      accountId: accountId as AccountId,
      deviceNativeId: decodeURIComponent(device),
      channelNativeId: decodeURIComponent(channel),
    };
  } catch (cause) {
    throw new RangeError(`not a channel id: ${JSON.stringify(id)}`, { cause }); // a lone percent sign
  }
}

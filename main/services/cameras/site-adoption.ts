/**
 * Finds the cameras of sites again when an account was deleted and added anew. It has another id then, but the cloud's own
 * ids of devices and channels are the same.
 */
import { nativePartOf, type ChannelId } from '../../../preload/domain/ids.ts';

/** @returns for each lost camera that the account has, its new id. */
export function adopt(lost: Iterable<ChannelId>, found: Iterable<ChannelId>): ReadonlyMap<ChannelId, ChannelId> {
  const byNative = new Map<string, ChannelId>();
  for (const id of found) byNative.set(nativePartOf(id), id);
  const heirs = new Map<ChannelId, ChannelId>();
  for (const id of lost) {
    const heir = byNative.get(nativePartOf(id));
    if (heir !== undefined) heirs.set(id, heir);
  }
  return heirs;
}

/** The cameras with the lost ones replaced; one that the site has already is not doubled. */
export function inherit(cameras: readonly ChannelId[], heirs: ReadonlyMap<ChannelId, ChannelId>): readonly ChannelId[] {
  if (!cameras.some((id) => heirs.has(id))) return cameras;
  return [...new Set(cameras.map((id) => heirs.get(id) ?? id))];
}

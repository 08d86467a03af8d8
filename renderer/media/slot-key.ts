/** The names of player slots. A file of its own, so that stores can name a slot without loading the media code. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { SlotKey } from './pool/player-pool.ts';

/** The slot of a camera's first or further appearance on the wall. */
export function slotOf(channelId: ChannelId, copy: number): SlotKey {
  return slotNamed(channelId, String(copy));
}

/** The slot of a camera in a place that has a name of its own, not the number of its appearance on the wall. */
export function slotNamed(channelId: ChannelId, place: string): SlotKey {
  return `${channelId}#${place}` as SlotKey;
}

/** The slot of the preview of a camera, beside its tiles. */
export const previewSlotOf = (channelId: ChannelId): SlotKey => slotNamed(channelId, 'preview');

/** The camera that a slot is for. */
export function channelOfSlot(key: SlotKey): ChannelId {
  return key.slice(0, key.lastIndexOf('#')) as ChannelId;
}

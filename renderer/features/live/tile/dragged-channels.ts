/** What the tree puts into a drag: cameras as a JSON array of their ids. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';

export const CHANNELS_TYPE = 'application/x-lanner-channels';

/** The ids in a drag from the tree; anything else is not a drag of ours and gives none. */
export function channelsIn(text: string): readonly ChannelId[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((id): id is ChannelId => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Types of the data that is dragged between the parts of the window. */
import type { ChannelId } from '../../../preload/domain/ids.ts';

/** Cameras: a JSON array of their ids. */
export const CHANNELS_TYPE = 'application/x-lanner-channels';
/** A site without cameras: nothing that a wall could take. */
export const SITE_TYPE = 'application/x-lanner-site';
/** Beside the cameras the site or the group of the cloud that they are in, by its id. */
export const GROUP_TYPE = 'application/x-lanner-group';
/** The content of a tile: a special tile, as JSON. */
export const CONTENT_TYPE = 'application/x-lanner-content';

/** The ids in a drag of cameras; anything else is not a drag of ours and gives none. */
export function channelsIn(text: string): readonly ChannelId[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((id): id is ChannelId => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

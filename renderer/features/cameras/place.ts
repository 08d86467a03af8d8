import type { ChannelId } from '../../../preload/domain/ids.ts';
import { placeChannels } from '../../state/walls/walls.ts';

/** The largest wall; more cameras at once would have no place. */
export const MAX_PLACED = 64;

/** Puts cameras on the current wall, as far as it has tiles. */
export function place(ids: readonly ChannelId[]): void {
  if (ids.length === 0) return;
  placeChannels(ids.slice(0, MAX_PLACED));
}

import type { ChannelId } from '../../../preload/domain/ids.ts';
import { openingNow } from '../../state/cameras/opening.ts';
import { placeChannels } from '../../state/walls/walls.ts';

/** The largest wall; more cameras at once would have no place. */
export const MAX_PLACED = 64;

/** Puts cameras on the screen that takes them, else on the current wall, as far as it has tiles. */
export function place(ids: readonly ChannelId[]): void {
  if (ids.length === 0) return;
  const opening = openingNow();
  if (opening === null) placeChannels(ids.slice(0, MAX_PLACED));
  else opening.open(ids);
}

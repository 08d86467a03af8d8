import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { placeChannels } from '../../../state/walls/walls.ts';

/** Goes to the wall and selects the tile with the camera; a camera that no tile of the wall shows is placed on the wall. */
export function showLive(channelId: ChannelId): void {
  goTo('live');
  placeChannels([channelId]);
}

/** The camera that the selected tile shows, its own or the camera that the tile chose by itself. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { selectWall, useWalls } from '../walls/walls.ts';
import { camerasOn } from './sequences-shown.ts';

export function selectedCamera(): ChannelId | null {
  const state = useWalls.getState();
  const wall = selectWall(state);
  const tile = state.maximisedTile ?? state.selectedTile;
  return wall === null || tile === null ? null : (camerasOn(wall)[tile]?.channelId ?? null);
}

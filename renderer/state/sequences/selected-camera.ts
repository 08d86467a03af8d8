/** The camera that the selected tile shows, its own or the camera that the tile chose by itself. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { chosenTiles, selectWall, useWalls } from '../walls/walls.ts';
import { camerasOn } from './sequences-shown.ts';

export function selectedCamera(): ChannelId | null {
  const state = useWalls.getState();
  const wall = selectWall(state);
  const tile = state.maximisedTile ?? state.selectedTile;
  return wall === null || tile === null ? null : (camerasOn(wall)[tile]?.channelId ?? null);
}

/** The cameras of the chosen tiles where several are chosen, else those of the page of the wall that shows, in their order. */
export function chosenCameras(): readonly ChannelId[] {
  const state = useWalls.getState();
  const wall = selectWall(state);
  const chosen = chosenTiles(state);
  const all = (wall === null ? [] : camerasOn(wall)).map(({ channelId }) => channelId);
  const wanted = chosen.length > 1 ? chosen.map((tile) => all[tile] ?? null) : all;
  return [...new Set(wanted.filter((id) => id !== null))];
}

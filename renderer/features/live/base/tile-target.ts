/** The tile that a tool acts on, and what the tile shows. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { channelOf } from '../../../../preload/domain/walls/wall-tiles.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { slotOf } from '../../../media/slot-key.ts';
import { camerasOn } from '../../../state/sequences/sequences-shown.ts';
import { copiesOf, visibleTiles } from '../../../state/walls/wall-updates.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';

export interface TileTarget {
  readonly tile: number;
  readonly channelId: ChannelId;
  readonly slotKey: SlotKey;
}

/** The selected tile, if it shows a camera. */
export function selectedTarget(): TileTarget | null {
  const { maximisedTile, selectedTile } = useWalls.getState();
  const tile = maximisedTile ?? selectedTile;
  return tile === null ? null : tileTarget(tile);
}

/** A tile of the wall that shows, if the tile shows a camera. */
export function tileTarget(tile: number): TileTarget | null {
  const wall = selectWall(useWalls.getState());
  if (wall === null) return null;
  const { channelId = null, slotKey = null } = camerasOn(wall)[tile] ?? {};
  if (channelId === null) return null;
  const copies = copiesOf(visibleTiles(wall).map((content) => channelOf(content)));
  return { tile, channelId, slotKey: slotKey ?? slotOf(channelId, copies[tile] ?? 0) };
}

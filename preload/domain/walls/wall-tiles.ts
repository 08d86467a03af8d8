/** The places of a wall and their contents. Pure. */
import type { ChannelId } from '../ids.ts';
import { MAX_TILES, tileCount } from './layout.ts';
import type { TileContent, Wall } from './wall.ts';

/** The camera that a place was given, or null where it has none or chooses by itself. */
export function channelOf(content: TileContent | undefined): ChannelId | null {
  return typeof content === 'string' ? content : null;
}

export function isSameContent(a: TileContent, b: TileContent): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string' || a.kind !== b.kind) return false;
  return a.kind !== 'sequence' || b.kind !== 'sequence' || a.sequenceId === b.sequenceId;
}

/** The wall with exactly one place per tile of the largest layout; the same object when it has them. */
export function normalise(wall: Wall): Wall {
  if (wall.tiles.length === MAX_TILES && wall.aspects.length === MAX_TILES) return wall;
  return {
    ...wall,
    tiles: Array.from({ length: MAX_TILES }, (_, i) => wall.tiles[i] ?? null),
    aspects: Array.from({ length: MAX_TILES }, (_, i) => wall.aspects[i] ?? 'fit'),
  };
}

/** The contents of the tiles in the present layout. */
export function visibleTiles(wall: Wall): readonly TileContent[] {
  const count = tileCount(wall.layout);
  return Array.from({ length: count }, (_, i) => wall.tiles[i] ?? null);
}

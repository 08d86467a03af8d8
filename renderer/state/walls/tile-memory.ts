/**
 * The earlier contents of each tile: the operator goes back and forth between them, as with the pages of a browser.
 * Every change of a tile is remembered, also one from another window; undo moves along the same list. Bounded; ends
 * with the window.
 */
import type { WallId } from '../../../preload/domain/ids.ts';
import type { TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import { isSameContent } from '../../../preload/domain/walls/wall-tiles.ts';
import { storedPlace } from './wall-pages.ts';
import { useWalls } from './walls-store.ts';

/** Limit of contents before the present one. */
export const MAX_EARLIER = 8;

type Shown = Exclude<TileContent, null>;

interface Memory {
  readonly contents: readonly Shown[];
  /** Where the tile stands among them. */
  readonly at: number;
}

const byWall = new Map<WallId, Map<number, Memory>>();

function memoriesOf(id: WallId): Map<number, Memory> {
  const known = byWall.get(id);
  if (known) return known;
  const memories = new Map<number, Memory>();
  byWall.set(id, memories);
  return memories;
}

/** The memory after a tile began to show something else. Pure. */
function remembered(memory: Memory | undefined, was: TileContent, is: TileContent): Memory {
  const { contents, at } = memory ?? { contents: was === null ? [] : [was], at: 0 };
  const isAt = (i: number): boolean => is !== null && isSameContent(contents[i] ?? null, is);
  // An empty tile stands behind its last content.
  if (is === null) return { contents, at: Math.min(at + 1, contents.length) };
  if (isAt(at + 1)) return { contents, at: at + 1 };
  if (isAt(at - 1)) return { contents, at: at - 1 };
  if (isAt(at)) return { contents, at };
  const kept = [...contents.slice(0, at + 1), is].slice(-(MAX_EARLIER + 1));
  return { contents: kept, at: kept.length - 1 };
}

/** The content of the tile before (`-1`) or after (`1`) the present one, or null. */
export function contentBeside(wall: Wall, tile: number, step: 1 | -1): Shown | null {
  const memory = byWall.get(wall.id)?.get(storedPlace(wall, tile));
  const present = wall.tiles[tile] ?? null;
  const beside = memory?.contents[memory.at + step] ?? null;
  return beside !== null && isSameContent(beside, present) ? null : beside;
}

/** Remembers every change of every wall until the returned function is called. */
export function followTileMemory(): () => void {
  return useWalls.subscribe((state, before) => {
    if (state.walls === before.walls) return;
    for (const wall of state.walls) {
      const old = before.walls.find(({ id }) => id === wall.id);
      if (old && old.tiles !== wall.tiles) remember(old, wall);
    }
    for (const id of byWall.keys()) if (!state.walls.some((wall) => wall.id === id)) byWall.delete(id);
  });
}

function remember(old: Wall, wall: Wall): void {
  const memories = memoriesOf(wall.id);
  wall.tiles.forEach((is, tile) => {
    const was = old.tiles[tile] ?? null;
    if (!isSameContent(was, is)) memories.set(tile, remembered(memories.get(tile), was, is));
  });
}

/** Under another grid the tiles are others. */
export function forgetTileMemory(id?: WallId): void {
  if (id === undefined) byWall.clear();
  else byWall.delete(id);
}

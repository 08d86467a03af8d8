/** Dragging cameras from the tree onto tiles, and tiles onto tiles. */
import { useState, type DragEvent } from 'react';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { CHANNELS_TYPE, CONTENT_TYPE } from '../../../state/page/drag-types.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { chosenTiles, moveTiles, placeContents, selectWall, useWalls } from '../../../state/walls/walls.ts';
import { readDrag, TILE_TYPE, type DraggedTiles } from '../model/drag-now.ts';
import { showGhost } from './drag-ghost.ts';

function isOurs(event: DragEvent): boolean {
  const { types } = event.dataTransfer;
  return [CHANNELS_TYPE, TILE_TYPE, CONTENT_TYPE].some((type) => types.includes(type));
}

/** A tile that is not among the chosen tiles is dragged alone, a chosen tile together with all chosen tiles. */
function draggedFrom(wall: Wall, from: number): DraggedTiles {
  const chosen = chosenTiles(useWalls.getState());
  const tiles = chosen.includes(from) ? chosen : [from];
  return { wallId: wall.id, from, tiles, contents: tiles.map((tile) => wall.tiles[tile] ?? null) };
}

function dropTiles(dragged: DraggedTiles, wall: Wall | null, tile: number): void {
  if (dragged.wallId === wall?.id) return moveTiles(dragged.tiles, dragged.from, tile);
  // From the wall of another window: the cameras stay there too.
  placeContents(
    dragged.contents.filter((content) => content !== null),
    tile,
  );
}

const wallNow = (): Wall | null => selectWall(useWalls.getState());

export interface TileDrag {
  readonly draggable: boolean;
  readonly isOver: boolean;
  readonly onDragStart: (event: DragEvent) => void;
  readonly onDragEnter: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

export function useTileDrag(tile: number): TileDrag {
  const [isOver, setOver] = useState(false);
  // Only the state that is drawn, so that a tile is not rendered again with every change of another tile.
  const isLocked = useWalls((state) => selectWall(state)?.isLocked ?? false);
  // A kiosk wall takes no drops: the pointer must not even show that a drop is possible.
  const isStill = isLocked || isKiosk();
  return {
    isOver,
    draggable: !isStill,
    onDragStart: (event) => {
      const wall = wallNow();
      if (wall === null) return event.preventDefault();
      const dragged = draggedFrom(wall, tile);
      event.dataTransfer.setData(TILE_TYPE, JSON.stringify(dragged));
      event.dataTransfer.effectAllowed = 'move';
      if (dragged.tiles.length > 1) showGhost(event, dragged.tiles);
    },
    onDragEnter: (event) => {
      if (isOurs(event) && isLocked) postNotice('wallIsLocked', { name: wallNow()?.name ?? '' });
      else setOver(isOurs(event) && !isStill);
    },
    onDragOver: (event) => {
      if (isOurs(event) && !isStill) event.preventDefault();
    },
    onDragLeave: (event) => {
      const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!isInside) setOver(false);
    },
    onDrop: (event) => {
      setOver(false);
      if (!isOurs(event)) return;
      event.preventDefault();
      const dragged = readDrag(event.dataTransfer);
      if (dragged?.kind === 'tiles') dropTiles(dragged.tiles, wallNow(), tile);
      else if (dragged !== null) placeContents(dragged.contents, tile);
    },
  };
}

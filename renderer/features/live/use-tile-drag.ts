/** Dragging cameras from the tree onto tiles, and tiles onto tiles. */
import { useState, type DragEvent } from 'react';
import type { SpecialTile } from '../../../preload/domain/model.ts';
import { CHANNELS_TYPE, channelsIn } from './dragged-channels.ts';
import { postNotice } from '../../state/notices.ts';
import { placeChannels, placeContents, selectWall, swapTiles, useWalls } from '../../state/walls.ts';

const TILE_TYPE = 'application/x-lanner-tile';
/** A special tile, as JSON. */
const CONTENT_TYPE = 'application/x-lanner-content';

function isOurs(event: DragEvent): boolean {
  const { types } = event.dataTransfer;
  return [CHANNELS_TYPE, TILE_TYPE, CONTENT_TYPE].some((type) => types.includes(type));
}

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
  const wall = useWalls(selectWall);
  const isLocked = wall?.isLocked ?? false;
  return {
    isOver,
    draggable: !isLocked,
    onDragStart: (event) => {
      event.dataTransfer.setData(TILE_TYPE, String(tile));
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragEnter: (event) => {
      if (isOurs(event) && isLocked) postNotice('wallIsLocked', { name: wall?.name ?? '' });
      else setOver(isOurs(event));
    },
    onDragOver: (event) => {
      if (isOurs(event) && !isLocked) event.preventDefault();
    },
    onDragLeave: (event) => {
      const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!isInside) setOver(false);
    },
    onDrop: (event) => {
      setOver(false);
      if (!isOurs(event)) return;
      event.preventDefault();
      const from = event.dataTransfer.getData(TILE_TYPE);
      const content = event.dataTransfer.getData(CONTENT_TYPE);
      if (content !== '') placeContents([JSON.parse(content) as SpecialTile], tile);
      else if (from === '') placeChannels(channelsIn(event.dataTransfer.getData(CHANNELS_TYPE)), tile);
      else swapTiles(Number(from), tile);
    },
  };
}

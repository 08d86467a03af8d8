/** A wall: its tiles, and how each picture stands in its tile. */
import type { ChannelId, SequenceId, WallId } from '../ids.ts';
import type { WallLayout } from './layout.ts';

/** A tile that chooses its content by itself. */
export type SpecialTile =
  /** Cameras in turn. */
  | { readonly kind: 'sequence'; readonly sequenceId: SequenceId }
  /** The camera that is selected elsewhere, in its best stream. */
  | { readonly kind: 'hotspot' }
  /** The camera of the newest alarm. */
  | { readonly kind: 'alarm' };

/** The content of a tile; null for an empty tile. */
export type TileContent = ChannelId | SpecialTile | null;

/** `fit`: the whole picture. `fill`: no bars, edges cut off. `native`: one picture pixel on one device pixel, from the middle. */
export const TILE_ASPECTS = ['fit', 'fill', 'native'] as const;
export type TileAspect = (typeof TILE_ASPECTS)[number];

/** How the picture of a camera is shown: mirrored left to right, and then turned clockwise by `turn` degrees. */
export interface PictureLook {
  readonly turn: 0 | 90 | 180 | 270;
  readonly isMirrored: boolean;
}

/** `tiles[i]` is the content of tile i of the layout; a smaller layout keeps the contents that it does not show. */
export interface Wall {
  readonly id: WallId;
  readonly name: string;
  readonly layout: WallLayout;
  readonly tiles: readonly TileContent[];
  /** How the picture of tile i stands in it; `fit` where nothing is said. */
  readonly aspects: readonly TileAspect[];
  /** Nothing on it can be changed by accident. */
  readonly isLocked: boolean;
  /** Grows with every save; 0 for a wall that was never saved. */
  readonly revision: number;
}

/** The measured state of one tile, from the renderer. */
export interface TileReport {
  readonly tile: number;
  readonly channelId: ChannelId | null;
  readonly phase:
    'empty' | 'parked' | 'opening' | 'playing' | 'delayed' | 'stalled' | 'frozen' | 'reconnecting' | 'failed';
  readonly firstFrameMs: number | null;
  readonly fps: number;
  readonly droppedFrames: number;
  readonly error: string | null;
}

/** Main or sub stream, by what the tile can show. */
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';

/** A tile at most this large in device pixels gets the sub stream. */
const MAIN_ABOVE_WIDTH_PX = 960;
const MAIN_ABOVE_HEIGHT_PX = 540;
/** A tile must leave the limit by this share before the stream changes, so that a dragged splitter does not flip it. */
const HYSTERESIS = 0.1;

export interface TileExtent {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isMaximised: boolean;
  /** The operator works with the tile: it is selected, heard or recorded. */
  readonly isWatched?: boolean;
  /** The stream that the operator chose for this camera, whatever the size. */
  readonly choice?: StreamProfile | null;
  /** How far the operator has enlarged the picture; 1 shows the whole. */
  readonly zoom?: number;
}

/** The size of a stream's picture, in its own pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * @param current the profile that plays now, or null at the first choice.
 * @param sub the picture of the sub stream: enlarged beyond its pixels it has nothing more to show.
 */
export function chooseProfile(tile: TileExtent, current: StreamProfile | null, sub?: PictureSize): StreamProfile {
  if (tile.choice) return tile.choice;
  if (tile.isMaximised) return 'main';
  const margin = current === null ? 1 : current === 'main' ? 1 - HYSTERESIS : 1 + HYSTERESIS;
  const isBeyond = (width: number, height: number, zoom = 1): boolean =>
    tile.widthPx * zoom > width * margin && tile.heightPx * zoom > height * margin;
  const isLarge = isBeyond(MAIN_ABOVE_WIDTH_PX, MAIN_ABOVE_HEIGHT_PX);
  const { zoom = 1 } = tile;
  return isLarge || (sub && zoom > 1 && isBeyond(sub.width, sub.height, zoom)) ? 'main' : 'sub';
}

/** Main or sub stream, by what the tile can show. */
import type { StreamProfile } from '../../preload/domain/model.ts';

/** A tile at most this large in device pixels gets the sub stream. */
export const MAIN_ABOVE_WIDTH_PX = 960;
export const MAIN_ABOVE_HEIGHT_PX = 540;
/** A tile must leave the limit by this share before the stream changes, so that a dragged splitter does not flip it. */
const HYSTERESIS = 0.1;

export interface TileExtent {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isMaximised: boolean;
  /** What the operator chose for this camera, whatever the size. */
  readonly choice?: StreamProfile | null;
}

/** @param current the profile that plays now, or null at the first choice. */
export function chooseProfile(tile: TileExtent, current: StreamProfile | null): StreamProfile {
  if (tile.choice) return tile.choice;
  if (tile.isMaximised) return 'main';
  const margin = current === null ? 1 : current === 'main' ? 1 - HYSTERESIS : 1 + HYSTERESIS;
  const isLarge = tile.widthPx > MAIN_ABOVE_WIDTH_PX * margin && tile.heightPx > MAIN_ABOVE_HEIGHT_PX * margin;
  return isLarge ? 'main' : 'sub';
}

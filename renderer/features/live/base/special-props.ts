import type { ReactNode } from 'react';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import type { SpecialKey } from '../../../state/sequences/sequences-shown.ts';
import type { SeverityName } from '../../../ui/icons/names.ts';
import type { TileAspect } from '../../../../preload/domain/walls/wall.ts';
import type { PlaceProps } from './tile-place.ts';

/** The parts that a tile which chooses its camera by itself adds to the tile of a camera. */
export interface SpecialParts {
  readonly slotKey: SlotKey;
  /** The stream is always the main stream, whatever the size. */
  readonly isBest?: boolean;
  readonly severity?: SeverityName;
  /** In the header, after the camera's name. */
  readonly sign: ReactNode;
  /** Below the picture: the element in which the next camera is opened unseen. */
  readonly behind: ReactNode;
  /** Over the picture. */
  readonly over?: ReactNode;
}

export interface SpecialProps extends PlaceProps {
  readonly specialKey: SpecialKey;
  readonly aspect: TileAspect;
  readonly isMaximised: boolean;
}

/** The part of the properties that says where the tile is on the wall. */
export function placeOf({ tile, area, isSelected, isChosen, isFocusTarget }: SpecialProps): PlaceProps {
  return { tile, area, isSelected, isChosen, isFocusTarget };
}

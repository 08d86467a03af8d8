import type { PointerEventHandler, ReactNode } from 'react';
import type { TileAspect } from '../../../../preload/domain/walls/wall.ts';
import { toggleMaximised } from '../../../state/walls/walls.ts';
import type { SeverityName } from '../../../ui/icons/names.ts';
import { DropWords } from './drop-words.tsx';
import { pickTile } from './tile-pick.ts';
import type { PlaceProps } from '../base/tile-place.ts';
import { useTileDrag } from './use-tile-drag.ts';

interface TileFrameProps {
  readonly place: PlaceProps;
  /** A picture with its header is a figure. */
  readonly as: 'figure' | 'div';
  readonly phase: string;
  /** Name of the tile for screen readers. */
  readonly label: string;
  readonly className?: string;
  /** Null for an empty tile: it can neither be maximised nor dragged, it only takes drops. */
  readonly isMaximised: boolean | null;
  readonly aspect?: TileAspect;
  readonly severity?: SeverityName | undefined;
  readonly onPointerMove?: PointerEventHandler;
  readonly onPointerLeave?: PointerEventHandler;
  readonly children: ReactNode;
}

/**
 * A place on the wall, whatever it shows: a click selects it, a double click maximises it, it can be dragged and takes
 * drops.
 */
export function TileFrame({ place, as: Frame, isMaximised, className, children, ...facts }: TileFrameProps) {
  const { tile, area, isSelected, isChosen, isFocusTarget } = place;
  const { isOver, draggable, onDragStart, ...drop } = useTileDrag(tile);
  const classes = [
    'tile-frame',
    isSelected && 'sel',
    isChosen && 'also',
    isOver && 'over',
    isMaximised === true && 'max',
    className,
  ];
  return (
    <Frame
      className={classes.filter(Boolean).join(' ')}
      style={{ gridArea: area }}
      data-aspect={facts.aspect}
      data-phase={facts.phase}
      data-tile={tile}
      data-severity={facts.severity}
      role="group"
      aria-label={facts.label}
      aria-current={isSelected || undefined}
      tabIndex={isFocusTarget ? 0 : -1}
      onClick={(event) => pickTile(event, tile)}
      onPointerMove={facts.onPointerMove}
      onPointerLeave={facts.onPointerLeave}
      {...(isMaximised === null ? {} : { draggable, onDragStart, onDoubleClick: () => toggleMaximised(tile) })}
      {...drop}
    >
      {children}
      {isOver ? <DropWords tile={tile} /> : null}
    </Frame>
  );
}

import { memo } from 'react';
import type { SpecialTile as Content } from '../../../preload/domain/model.ts';
import { useText } from '../../i18n/i18n.ts';
import { toggleMaximised } from '../../state/walls.ts';
import { tileClass, type PlaceProps } from './tile-place.ts';
import { pickTile } from './tile-pick.ts';
import { useTileDrag } from './use-tile-drag.ts';

interface SpecialTileProps extends PlaceProps {
  readonly content: Content;
  readonly isMaximised: boolean;
}

/** A tile that chooses by itself what it shows; while it shows nothing it says what it waits for. */
export const SpecialTile = memo(function SpecialTile({ content, isMaximised, ...place }: SpecialTileProps) {
  const t = useText();
  const { isOver, ...drag } = useTileDrag(place.tile);
  const name = t(`live.special.${content.kind}`);
  return (
    <div
      className={`${tileClass(place, isOver)} lv-empty${isMaximised ? ' max' : ''}`}
      style={{ gridArea: place.area }}
      data-phase="empty"
      data-tile={place.tile}
      role="group"
      aria-label={t('live.tile.specialName', { tile: place.tile + 1, name })}
      aria-current={place.isSelected || undefined}
      tabIndex={place.isFocusTarget ? 0 : -1}
      onClick={(event) => pickTile(event, place.tile)}
      onDoubleClick={() => toggleMaximised(place.tile)}
      {...drag}
    >
      <span className="t2">{name}</span>
    </div>
  );
});

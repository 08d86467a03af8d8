import { memo } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { isKiosk } from '../../../state/kiosk.ts';
import { pickTile } from './tile-pick.ts';
import { tileClass, type PlaceProps } from './tile-place.ts';
import { useTileDrag } from './use-tile-drag.ts';

/** A place without a camera: quiet, and a target for drops. */
export const EmptyTile = memo(function EmptyTile(place: PlaceProps) {
  const { tile, area, isSelected, isFocusTarget } = place;
  const t = useText();
  const { isOver, draggable: _isDraggable, onDragStart: _unused, ...drop } = useTileDrag(tile);
  return (
    <div
      className={`${tileClass(place, isOver)} lv-empty`}
      style={{ gridArea: area }}
      data-phase="empty"
      data-tile={tile}
      role="group"
      aria-label={t('live.tile.emptyName', { tile: tile + 1 })}
      aria-current={isSelected || undefined}
      tabIndex={isFocusTarget ? 0 : -1}
      onClick={(event) => pickTile(event, tile)}
      {...drop}
    >
      {isKiosk() ? null : <span className="lv-hint">{t('live.tile.empty')}</span>}
    </div>
  );
});

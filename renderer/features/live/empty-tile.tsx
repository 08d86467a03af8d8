import { memo } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { selectTile } from '../../state/walls.ts';
import { useTileDrag } from './use-tile-drag.ts';

interface EmptyTileProps {
  readonly tile: number;
  readonly isSelected: boolean;
  readonly isFocusTarget: boolean;
}

/** A place without a camera: quiet, and a target for drops. */
export const EmptyTile = memo(function EmptyTile({ tile, isSelected, isFocusTarget }: EmptyTileProps) {
  const t = useText();
  const { isOver, onDragStart: _unused, ...drop } = useTileDrag(tile);
  return (
    <div
      className={`lv-tile lv-empty${isSelected ? ' sel' : ''}${isOver ? ' over' : ''}`}
      data-phase="empty"
      data-tile={tile}
      role="group"
      aria-label={t('live.tile.emptyName', { tile: tile + 1 })}
      aria-current={isSelected || undefined}
      tabIndex={isFocusTarget ? 0 : -1}
      onClick={() => selectTile(tile)}
      {...drop}
    >
      <span className="lv-hint">{t('live.tile.empty')}</span>
    </div>
  );
});

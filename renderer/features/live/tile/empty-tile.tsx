import { memo } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { TileFrame } from './tile-frame.tsx';
import type { PlaceProps } from '../base/tile-place.ts';

/** A place without a camera: quiet, and a target for drops. */
export const EmptyTile = memo(function EmptyTile(place: PlaceProps) {
  const t = useText();
  const label = t('live.tile.emptyName', { tile: place.tile + 1 });
  return (
    <TileFrame place={place} as="div" className="lv-empty" phase="empty" label={label} isMaximised={null}>
      {isKiosk() ? null : <span className="lv-hint">{t('live.tile.empty')}</span>}
    </TileFrame>
  );
});

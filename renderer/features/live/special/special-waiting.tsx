import type { ReactNode } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { IconName } from '../../../ui/icons/names.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { PlaceProps } from '../base/tile-place.ts';

interface WaitingProps {
  readonly place: PlaceProps;
  readonly isMaximised: boolean;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/**
 * A tile that chooses its camera by itself and has nothing to show: it names its kind and the thing that it waits for.
 */
export function SpecialWaiting({ place, isMaximised, icon, title, text, children }: WaitingProps) {
  const t = useText();
  const label = t('live.tile.specialName', { tile: place.tile + 1, name: title });
  return (
    <TileFrame {...{ place, label, isMaximised }} as="div" className="lv-empty lv-waiting" phase="empty">
      <Icon name={icon} size={20} />
      <b>{title}</b>
      <p className="t2">{text}</p>
      {children}
    </TileFrame>
  );
}

import type { ReactNode } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { toggleMaximised } from '../../../state/walls.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { IconName } from '../../../ui/icons/names.ts';
import { pickTile } from '../tile/tile-pick.ts';
import { tileClass, type PlaceProps } from '../tile/tile-place.ts';
import { useTileDrag } from '../tile/use-tile-drag.ts';

interface WaitingProps {
  readonly place: PlaceProps;
  readonly isMaximised: boolean;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A tile that chooses by itself and has nothing to show: what it is, and what it waits for. */
export function SpecialWaiting({ place, isMaximised, icon, title, text, children }: WaitingProps) {
  const t = useText();
  const { isOver, ...drag } = useTileDrag(place.tile);
  return (
    <div
      className={`${tileClass(place, isOver)} lv-empty lv-waiting${isMaximised ? ' max' : ''}`}
      style={{ gridArea: place.area }}
      data-phase="empty"
      data-tile={place.tile}
      role="group"
      aria-label={t('live.tile.specialName', { tile: place.tile + 1, name: title })}
      aria-current={place.isSelected || undefined}
      tabIndex={place.isFocusTarget ? 0 : -1}
      onClick={(event) => pickTile(event, place.tile)}
      onDoubleClick={() => toggleMaximised(place.tile)}
      {...drag}
    >
      <Icon name={icon} size={20} />
      <b>{title}</b>
      <p className="t2">{text}</p>
      {children}
    </div>
  );
}

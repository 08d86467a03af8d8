/** The picture of a target in a table or on a card: asked for when it stays in sight for a moment. */
import { useEffect } from 'react';
import type { Target } from '../../../../preload/domain/people/targets.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { Place } from '../model/place.ts';
import { useThumbs, wantThumb } from '../model/thumbs.ts';

/** Rows that are scrolled past ask for nothing. */
const IN_SIGHT_MS = 120;

interface ThumbProps {
  readonly place: Place;
  readonly target: Target;
  /** The picture is a call to the cloud of its own. */
  readonly isCall: boolean;
  readonly isLarge?: boolean;
}

/** @param isLarge of a card. */
export function Thumb({ place, target: { id, hasPicture }, isCall, isLarge = false }: ThumbProps) {
  const t = useText();
  const picture = useThumbs(({ thumbs }) => thumbs.get(id));
  useEffect(() => {
    if (hasPicture === false || picture !== undefined) return undefined;
    let leave = (): void => {};
    const timer = setTimeout(() => {
      leave = wantThumb(place, id, isCall);
    }, IN_SIGHT_MS);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [hasPicture, isCall, picture, place, id]);
  const style = isLarge ? 'targets-thumb targets-portrait' : 'targets-thumb';
  if (picture) return <img className={style} src={picture} alt="" />;
  const reason = hasPicture === false || picture === null ? t('targets.noPicture') : '';
  return (
    <span className={style} title={reason === '' ? undefined : reason}>
      <Icon name="user" size={isLarge ? 28 : 14} />
    </span>
  );
}

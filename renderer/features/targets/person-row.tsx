/** One target of the table. The picture is asked for when the row stays in sight for a moment. */
import { useEffect } from 'react';
import type { Target } from '../../../preload/domain/targets.ts';
import { useText } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { Place } from './model/place.ts';
import { toggled } from './model/rows.ts';
import { leaveForms } from './model/sheet.ts';
import { openPerson, useTargets } from './model/targets.ts';
import { askThumb, useThumbs } from './model/thumbs.ts';
import { valueWords } from './target-words.ts';

/** Rows that are scrolled past ask for nothing. */
const IN_SIGHT_MS = 120;

export const rowId = (targetId: string): string => `targets-row-${targetId}`;

interface RowProps {
  readonly place: Place;
  readonly target: Target;
  readonly index: number;
  readonly topPx: number;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  /** Keys act on this row. */
  readonly isAt: boolean;
  /** False where each picture would be a call to the cloud of its own. */
  readonly hasThumb: boolean;
}

export function PersonRow({ place, target, index, topPx, isOpen, isSelected, isAt, hasThumb }: RowProps) {
  const t = useText();
  const { id, values } = target;
  const classes = ['targets-row', isSelected ? 'sel' : '', isOpen ? 'targets-shown' : '', isAt ? 'targets-at' : ''];
  const open = (): void => {
    useTargets.setState({ at: id });
    leaveForms(() => void openPerson(id));
  };
  const toggle = (): void => useTargets.setState(({ selected }) => ({ at: id, selected: toggled(selected, id) }));
  return (
    <div
      id={rowId(id)}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${topPx}px)` }}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      onClick={open}
    >
      <span
        role="gridcell"
        className="targets-tick"
        title={t('targets.selectTip')}
        onClick={(event) => (event.stopPropagation(), toggle())}
      >
        <span className={isSelected ? 'targets-check on' : 'targets-check'}>
          {isSelected ? <Icon name="check" size={12} /> : null}
        </span>
      </span>
      <span role="gridcell">
        <Thumb place={place} target={target} isAsked={hasThumb && target.hasPicture !== false} />
      </span>
      <b role="gridcell" className="el">
        {values.name}
      </b>
      <span role="gridcell" className="el">
        {valueWords(t, 'gender', values)}
      </span>
      <span role="gridcell" className="mono el">
        {values.workNumber}
      </span>
      <span role="gridcell" className="mono el t2">
        {values.externalId}
      </span>
    </div>
  );
}

interface ThumbProps {
  readonly place: Place;
  readonly target: Target;
  readonly isAsked: boolean;
  readonly isLarge?: boolean;
}

/** @param isLarge of a card. */
export function Thumb({ place, target: { id, hasPicture }, isAsked, isLarge = false }: ThumbProps) {
  const t = useText();
  const picture = useThumbs(({ thumbs }) => thumbs.get(id));
  useEffect(() => {
    if (!isAsked || picture !== undefined) return undefined;
    const timer = setTimeout(() => void askThumb(place, id), IN_SIGHT_MS);
    return () => clearTimeout(timer);
  }, [isAsked, picture, place, id]);
  const style = isLarge ? 'targets-thumb targets-portrait' : 'targets-thumb';
  if (picture) return <img className={style} src={picture} alt="" />;
  const reason = hasPicture === null ? t('targets.bars.noThumbs') : picture === null ? t('targets.noPicture') : '';
  return (
    <span className={style} title={reason === '' ? undefined : reason}>
      <Icon name="user" size={isLarge ? 28 : 14} />
    </span>
  );
}

/** The loaded part of one list as cards with portraits. */
import { useEffect, useRef } from 'react';
import type { Target } from '../../../../preload/domain/people/targets.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { toggled } from '../../../ui/table/column.ts';
import { useVirtualRows } from '../../../ui/rows/use-virtual-rows.ts';
import type { Place } from '../model/place.ts';
import { leaveForms } from '../model/sheet.ts';
import * as model from '../model/targets.ts';
import { AHEAD_ROWS, usePeopleKeys } from './people-keys.ts';
import { Thumb } from '../person/thumb.tsx';

const cardId = (targetId: string): string => `targets-card-${targetId}`;

const CARD_PX = { width: 124, height: 176 } as const;

export function Cards({ place, rows }: { readonly place: Place; readonly rows: readonly Target[] }) {
  const t = useText();
  const { people, query, selected, person, at } = model.useTargets();
  const box = useRef<HTMLDivElement>(null);
  // How many lines there are is known once the width is: no more than there are cards.
  const virtual = useVirtualRows(box, rows.length, CARD_PX.height);
  const count = Math.max(1, Math.floor(virtual.widthPx / CARD_PX.width));
  const lines = Math.ceil(rows.length / count);
  const from = Math.max(0, Math.min(virtual.from, lines - virtual.pageRows - 1));
  const to = Math.min(lines, virtual.to);
  const limits = model.useTargets(model.selectLimits);
  const isNearEnd = to * count + AHEAD_ROWS >= people.targets.length;
  useEffect(() => {
    if (isNearEnd && query === '' && people.error === null) void model.readMore();
  }, [isNearEnd, query, people]);
  const onKeyDown = usePeopleKeys({
    rows,
    perLine: count,
    pageLines: virtual.pageRows,
    reveal: (index) => virtual.reveal(Math.floor(index / count)),
  });
  const first = from * count;
  const inSight = rows.slice(first, to * count);
  return (
    <div
      ref={box}
      className="scr targets-cards"
      tabIndex={0}
      role="listbox"
      aria-label={t('targets.people')}
      aria-multiselectable
      aria-activedescendant={inSight.some(({ id }) => id === at) ? cardId(at ?? '') : undefined}
      onScroll={virtual.onScroll}
      onKeyDown={onKeyDown}
    >
      <div className="targets-lines" role="presentation" style={{ height: lines * CARD_PX.height }}>
        {inSight.map((target, i) => (
          <Card
            key={target.id}
            place={place}
            target={target}
            index={first + i}
            count={rows.length}
            isOpen={person?.id === target.id}
            isSelected={selected.has(target.id)}
            isAt={at === target.id}
            isCall={limits?.listHasPictures !== true}
            leftPx={((first + i) % count) * CARD_PX.width}
            topPx={Math.floor((first + i) / count) * CARD_PX.height}
          />
        ))}
      </div>
    </div>
  );
}

interface CardProps {
  readonly place: Place;
  readonly target: Target;
  readonly index: number;
  readonly count: number;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isAt: boolean;
  readonly isCall: boolean;
  readonly leftPx: number;
  readonly topPx: number;
}

function Card({ place, target, index, count, isOpen, isSelected, isAt, isCall, leftPx, topPx }: CardProps) {
  const t = useText();
  const { id, values } = target;
  const classes = ['targets-card', isSelected ? 'sel' : '', isOpen ? 'targets-shown' : '', isAt ? 'targets-at' : ''];
  const open = (): void => {
    model.useTargets.setState({ at: id });
    leaveForms(() => void model.openPerson(id));
  };
  const toggle = (): void => model.useTargets.setState(({ selected }) => ({ at: id, selected: toggled(selected, id) }));
  return (
    <div
      id={cardId(id)}
      className={classes.filter(Boolean).join(' ')}
      style={{ transform: `translate(${leftPx}px, ${topPx}px)` }}
      role="option"
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-selected={isSelected}
      onClick={open}
    >
      <span
        className={isSelected ? 'table-check on' : 'table-check'}
        title={t('targets.selectTip')}
        onClick={(event) => (event.stopPropagation(), toggle())}
      >
        {isSelected ? <Icon name="check" size={12} /> : null}
      </span>
      <Thumb place={place} target={target} isCall={isCall} isLarge />
      <b className="el" title={values.name}>
        {values.name}
      </b>
      <span className="mono el t2" title={values.workNumber ?? values.externalId}>
        {values.workNumber ?? values.externalId}
      </span>
    </div>
  );
}

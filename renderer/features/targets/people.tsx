/** The loaded part of one list as a table or as cards: page after page is read while it is scrolled. */
import { useEffect, useMemo, useRef } from 'react';
import type { Target } from '../../../preload/domain/targets.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { DeleteQuestion, LeaveForm } from './delete-question.tsx';
import { ExportBar } from './export-bar.tsx';
import { ImportBar } from './import-jobs.tsx';
import { PeopleBar } from './people-bar.tsx';
import { Cards } from './people-cards.tsx';
import { AHEAD_ROWS, usePeopleKeys } from './people-keys.ts';
import { PersonRow, rowId } from './person-row.tsx';
import { Report } from './report.tsx';
import type { Place } from './model/place.ts';
import { found, nextSort, sorted, SORT_FIELDS } from './model/rows.ts';
import * as model from './model/targets.ts';
import { labelOf } from './target-words.ts';

const ROW_PX = 34;
/** Stays at the top edge, over the rows. */
const HEAD_PX = 28;

export function People({ place }: { readonly place: Place }) {
  const t = useText();
  const locale = useLocale();
  const people = model.useTargets((state) => state.people);
  const query = model.useTargets((state) => state.query);
  const sort = model.useTargets((state) => state.sort);
  const view = model.useTargets((state) => state.view);
  const rows = useMemo(() => sorted(found(people.targets, query), sort, locale), [people.targets, query, sort, locale]);
  return (
    <section className="stage targets-people" aria-label={t('targets.people')}>
      <PeopleBar place={place} rows={rows} />
      {people.error === null ? null : (
        <div className="targets-failure">
          <ErrorText error={people.error} onAction={() => void model.readMore()} />
        </div>
      )}
      {people.isRead && rows.length === 0 ? (
        <p className="targets-note t2">{t(people.targets.length === 0 ? 'targets.empty' : 'targets.notFound')}</p>
      ) : null}
      {people.isReading && !people.isRead ? <SkeletonRows rows={8} label={t('targets.reading')} /> : null}
      {rows.length === 0 ? null : view === 'cards' ? (
        <Cards place={place} rows={rows} />
      ) : (
        <Rows place={place} rows={rows} />
      )}
      <Report />
      <ExportBar />
      <ImportBar />
      <DeleteQuestion />
      <LeaveForm />
    </section>
  );
}

function Rows({ place, rows }: { readonly place: Place; readonly rows: readonly Target[] }) {
  const t = useText();
  const { people, query, selected, person, at } = model.useTargets();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows(box, rows.length, ROW_PX);
  const limits = model.useTargets(model.selectLimits);
  const isNearEnd = virtual.to + AHEAD_ROWS >= people.targets.length;
  useEffect(() => {
    if (isNearEnd && query === '' && people.error === null) void model.readMore();
  }, [isNearEnd, query, people]);
  const reveal = (index: number): void => {
    const element = box.current;
    if (element === null) return;
    const [topPx, bottomPx] = [index * ROW_PX, (index + 1) * ROW_PX + HEAD_PX];
    if (topPx < element.scrollTop) element.scrollTop = topPx;
    else if (bottomPx > element.scrollTop + element.clientHeight) element.scrollTop = bottomPx - element.clientHeight;
    virtual.onScroll();
  };
  const onKeyDown = usePeopleKeys({ rows, perLine: 1, pageLines: virtual.pageRows, reveal });
  const inSight = rows.slice(virtual.from, virtual.to);
  return (
    <div
      ref={box}
      className="scr targets-table"
      tabIndex={0}
      role="grid"
      aria-label={t('targets.people')}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-activedescendant={inSight.some(({ id }) => id === at) ? rowId(at ?? '') : undefined}
      onScroll={virtual.onScroll}
      onKeyDown={onKeyDown}
    >
      <Head rows={rows} />
      <div className="targets-rows" role="rowgroup" style={{ height: rows.length * ROW_PX }}>
        {inSight.map((target, i) => (
          <PersonRow
            key={target.id}
            place={place}
            target={target}
            index={virtual.from + i}
            topPx={(virtual.from + i) * ROW_PX}
            isOpen={person?.id === target.id}
            isSelected={selected.has(target.id)}
            isAt={at === target.id}
            hasThumb={limits?.listHasPictures ?? false}
          />
        ))}
      </div>
    </div>
  );
}

function Head({ rows }: { readonly rows: readonly Target[] }) {
  const t = useText();
  const sort = model.useTargets((state) => state.sort);
  const selected = model.useTargets((state) => state.selected);
  const isAll = rows.every(({ id }) => selected.has(id));
  const selectAll = (): void => model.useTargets.setState({ selected: new Set(isAll ? [] : rows.map(({ id }) => id)) });
  return (
    <div className="targets-row targets-columns" role="row" aria-rowindex={1}>
      <span role="columnheader">
        <button
          type="button"
          className={isAll ? 'targets-check on' : 'targets-check'}
          aria-pressed={isAll}
          aria-label={t('targets.selectAll', { count: rows.length })}
          title={t('targets.selectAll', { count: rows.length })}
          onClick={selectAll}
        >
          {isAll ? <Icon name="check" size={12} /> : null}
        </button>
      </span>
      <span role="columnheader" aria-label={t('targets.picture')} />
      {SORT_FIELDS.map((field) => {
        const isSorted = sort?.field === field;
        const order = isSorted ? (sort.isDown ? 'descending' : 'ascending') : 'none';
        return (
          <span key={field} role="columnheader" aria-sort={order}>
            <button
              type="button"
              className="targets-sort row g1"
              title={t('targets.sortTip')}
              onClick={() => model.useTargets.setState({ sort: nextSort(sort, field) })}
            >
              <span className="el">{labelOf(t, field)}</span>
              {isSorted ? <Icon name={sort.isDown ? 'chev-d' : 'chev-u'} size={12} /> : null}
            </button>
          </span>
        );
      })}
    </div>
  );
}

/** Above the rows: how much of the list is loaded, what is searched, and what can be done with the rows that are selected. */
import type { Target } from '../../../preload/domain/targets.ts';
import { numberText } from '../../i18n/numbers.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Place } from './model/place.ts';
import * as model from './model/targets.ts';

interface BarProps {
  readonly place: Place;
  /** Those that the search leaves. */
  readonly rows: readonly Target[];
}

export function PeopleBar({ rows }: BarProps) {
  const t = useText();
  const locale = useLocale();
  const people = model.useTargets((state) => state.people);
  const query = model.useTargets((state) => state.query);
  const group = model.useTargets(model.selectGroup);
  const count = group?.count ?? null;
  const all = count === null ? t('targets.unknown') : numberText(count, locale);
  return (
    <>
      <div className="tb">
        <h2 className="el targets-name" title={group?.name}>
          {group?.name}
        </h2>
        <span role="status" className="targets-loaded">
          {t('targets.loaded', { loaded: people.targets.length, all })}
        </span>
        {people.isAtEnd || !people.isRead ? null : (
          <button type="button" className="lnk" aria-busy={people.isReading} onClick={() => void model.readMore()}>
            {t('targets.more')}
          </button>
        )}
        <span className="grow" />
        <IconButton icon="refresh" label={t('targets.readAgain')} onClick={model.readAgain} />
      </div>
      <div className="tb targets-search">
        <label className="fld sm">
          <Icon name="search" size={14} />
          <input
            ref={model.setTargetSearch}
            type="search"
            value={query}
            maxLength={200}
            aria-label={t('targets.search')}
            placeholder={t('targets.search')}
            onChange={({ target }) => model.useTargets.setState({ query: target.value })}
          />
        </label>
        <span className="el t2" title={t('targets.partNote')}>
          {query === '' ? t('targets.partNote') : t('targets.matches', { count: rows.length })}
        </span>
      </div>
      {people.isCut ? <p className="targets-note t2">{t('targets.cut')}</p> : null}
    </>
  );
}

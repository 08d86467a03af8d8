/** Above the rows: how much of the list is loaded, what is searched, and what can be done with the rows that are selected. */
import type { Target } from '../../../../preload/domain/people/targets.ts';
import { numberText } from '../../../i18n/numbers.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { SearchInput } from '../../../ui/form/search-input.tsx';
import { ListActions } from '../lists/list-actions.tsx';
import { askDelete } from '../model/changes.ts';
import { askMove } from '../model/moving.ts';
import { exportPeople, useExport } from '../model/export.ts';
import { openForm } from '../model/form.ts';
import { openImport } from '../model/import/import-jobs.ts';
import type { Place } from '../model/place.ts';
import { leaveForms } from '../model/sheet.ts';
import * as model from '../model/targets.ts';

interface BarProps {
  readonly place: Place;
  /** Those that the search leaves. */
  readonly rows: readonly Target[];
}

export function PeopleBar({ place, rows }: BarProps) {
  const t = useText();
  const locale = useLocale();
  const people = model.useTargets((state) => state.people);
  const query = model.useTargets((state) => state.query);
  const view = model.useTargets((state) => state.view);
  const group = model.useTargets(model.selectGroup);
  const count = group?.count ?? null;
  const loaded = people.targets.length;
  const isMiscounted = count !== null && loaded > count;
  const all = count === null ? t('targets.unknown') : numberText(count, locale);
  return (
    <>
      <div className="tb">
        <h2 className="el targets-name" title={group?.name}>
          {group?.name}
        </h2>
        <span role="status" className="targets-loaded">
          {t(isMiscounted ? 'targets.miscounted' : 'targets.loaded', { loaded, all })}
        </span>
        {people.isAtEnd || !people.isRead ? null : (
          <button type="button" className="lnk" aria-busy={people.isReading} onClick={() => void model.readMore()}>
            {t('targets.more')}
          </button>
        )}
        <span className="grow" />
        <IconButton icon="refresh" label={t('targets.readAgain')} onClick={() => leaveForms(model.readAgain)} />
        <ListActions place={place} />
        <ExportButton place={place} />
        <AddButtons place={place} />
      </div>
      <div className="tb targets-search">
        <SearchInput
          label={t('targets.search')}
          input={model.setTargetSearch}
          value={query}
          maxLength={200}
          onChange={({ target }) => model.useTargets.setState({ query: target.value })}
        />
        <Segmented
          label={t('targets.view')}
          options={model.PEOPLE_VIEWS.map((value) => ({ value, label: t(`targets.views.${value}`) }))}
          value={view}
          onChange={(value) => model.useTargets.setState({ view: value === 'cards' ? 'cards' : 'table' })}
        />
        <span className="el t2" title={t('targets.partNote')}>
          {query === '' ? t('targets.partNote') : t('targets.matches', { count: rows.length })}
        </span>
      </div>
      <Selected />
      {people.isCut ? <p className="targets-note t2">{t('targets.cut')}</p> : null}
    </>
  );
}

function ExportButton({ place }: { readonly place: Place }) {
  const t = useText();
  const isBusy = useExport((state) => state.isBusy);
  const group = model.useTargets(model.selectGroup);
  const reason = group === null ? t('targets.reading') : group.count === 0 ? t('targets.empty') : null;
  return (
    <button
      type="button"
      className="btn sm"
      aria-busy={isBusy}
      aria-disabled={reason !== null || isBusy || undefined}
      title={reason ?? t('targets.export.tip')}
      onClick={reason === null && !isBusy ? () => void exportPeople(place) : undefined}
    >
      {t('targets.export.open')}
    </button>
  );
}

function AddButtons({ place }: { readonly place: Place }) {
  const t = useText();
  const group = model.useTargets(model.selectGroup);
  const limits = model.useTargets(model.selectLimits);
  const reason = group === null ? t('targets.reading') : group.addBar === null ? null : t('targets.bars.takesNobody');
  const canAdd = reason === null && limits !== null;
  const bar = { 'aria-disabled': reason !== null || undefined, title: reason ?? undefined };
  return (
    <>
      <button
        type="button"
        className="btn sm"
        {...bar}
        onClick={canAdd ? () => leaveForms(() => openImport(place, limits)) : undefined}
      >
        {t('targets.import.open')}
      </button>
      <button
        type="button"
        className="btn sm pri"
        {...bar}
        onClick={canAdd ? () => leaveForms(() => openForm(place, limits, null)) : undefined}
      >
        <Icon name="plus" size={14} />
        {t('targets.form.add')}
      </button>
    </>
  );
}

function Selected() {
  const t = useText();
  const selected = model.useTargets((state) => state.selected);
  if (selected.size === 0) return null;
  return (
    <div className="tb targets-selected">
      <b role="status">{t('targets.selected', { count: selected.size })}</b>
      <button type="button" className="lnk targets-delete" onClick={() => askDelete(selected)}>
        {t('targets.delete.ask')}
      </button>
      <button type="button" className="lnk targets-move" onClick={() => askMove(selected)}>
        {t('targets.move.ask')}
      </button>
      <span className="grow" />
      <button type="button" className="lnk" onClick={() => model.useTargets.setState({ selected: new Set() })}>
        {t('targets.selectNone')}
      </button>
    </div>
  );
}

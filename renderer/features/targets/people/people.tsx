/** The loaded part of one list as a table or as cards: page after page is read while it is scrolled. */
import { useCallback, useMemo } from 'react';
import type { Target } from '../../../../preload/domain/people/targets.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { nextSort } from '../../../ui/table/column.ts';
import { TableFrame } from '../../../ui/table/table-frame.tsx';
import { DataTable } from '../../../ui/table/table.tsx';
import { DeleteQuestion, LeaveForm } from '../delete-question.tsx';
import { ExportBar } from './export-bar.tsx';
import { ImportBar } from '../imports/import-jobs.tsx';
import { PeopleBar } from './people-bar.tsx';
import { Cards } from './people-cards.tsx';
import { peopleColumns } from './people-columns.tsx';
import { AHEAD_ROWS } from './people-keys.ts';
import { Report } from '../imports/report.tsx';
import { askDelete } from '../model/changes.ts';
import type { Place } from '../model/place.ts';
import { found, sorted } from '../model/rows.ts';
import { leaveForms } from '../model/sheet.ts';
import * as model from '../model/targets.ts';

export function People({ place }: { readonly place: Place }) {
  const t = useText();
  const locale = useLocale();
  const people = model.useTargets((state) => state.people);
  const query = model.useTargets((state) => state.query);
  const sort = model.useTargets((state) => state.sort);
  const view = model.useTargets((state) => state.view);
  const rows = useMemo(() => sorted(found(people.targets, query), sort, locale), [people.targets, query, sort, locale]);
  const clearSearch = (): void => model.useTargets.setState({ query: '' });
  const search = { noMatch: t('targets.notFound'), clear: t('targets.clearSearch'), onClear: clearSearch };
  return (
    <section className="stage targets-people" aria-label={t('targets.people')}>
      <PeopleBar place={place} rows={rows} />
      <TableFrame
        isRead={people.isRead}
        total={people.targets.length}
        words={{ reading: t('targets.reading'), none: t('targets.empty') }}
        filter={{ ...search, found: rows.length }}
        error={people.error}
        onAgain={() => void model.readMore()}
      >
        {view === 'cards' ? <Cards place={place} rows={rows} /> : <Rows place={place} rows={rows} />}
      </TableFrame>
      <Report />
      <ExportBar />
      <ImportBar />
      <DeleteQuestion />
      <LeaveForm />
    </section>
  );
}

const open = ({ id }: Target): void => leaveForms(() => void model.openPerson(id));

function Rows({ place, rows }: { readonly place: Place; readonly rows: readonly Target[] }) {
  const t = useText();
  const { people, query, sort, selected, person, at } = model.useTargets();
  const limits = model.useTargets(model.selectLimits);
  const onSight = useCallback(
    (to: number) => {
      if (to + AHEAD_ROWS >= people.targets.length && query === '' && people.error === null) void model.readMore();
    },
    [people, query],
  );
  const words = {
    label: t('targets.people'),
    selectAll: t('targets.selectAll', { count: rows.length }),
    select: t('targets.selectTip'),
    sort: t('targets.sortTip'),
  };
  return (
    <DataTable
      words={words}
      rows={rows}
      idOf={({ id }) => id}
      columns={peopleColumns(t, place, limits?.listHasPictures !== true)}
      sort={sort}
      onSort={(column) => model.useTargets.setState({ sort: nextSort(sort, column) })}
      selected={selected}
      onSelect={(ids) => model.useTargets.setState({ selected: ids })}
      at={at}
      onAt={(id) => model.useTargets.setState({ at: id })}
      openId={person?.id ?? null}
      onOpen={open}
      onDelete={askDelete}
      onSight={onSight}
    />
  );
}

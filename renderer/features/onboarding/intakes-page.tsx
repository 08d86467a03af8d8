/** The intake groups of an account and the instances around them: made, described, deleted, renamed, started and stopped. */
import { useEffect, useState } from 'react';
import type { Intakes, KeptIntake } from '../../../preload/domain/onboarding/intakes.ts';
import { useText } from '../../i18n/i18n.ts';
import { accountsWith } from '../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { matchNames, type Matches, type Named } from '../../state/page/name-search.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { SearchInput } from '../../ui/form/search-input.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { IntakeForm } from './intake-form.tsx';
import { GroupRow, InstanceRow } from './intake-rows.tsx';
import * as model from './model/intakes.ts';
import { AccountChoice } from './place-choice.tsx';

/** More rows of a list are found by their names. */
const SHOWN_ROWS = 50;
/** Fewer rows need no search. */
const SEARCHED_ROWS = 10;

export function IntakesPage() {
  const t = useText();
  const accounts = accountsWith(
    useAccounts((state) => state.accounts),
    'intakes',
  );
  const { subject: shown, data: intakes, error } = model.useIntakes();
  const accountId = accounts.find(({ id }) => id === shown)?.id ?? accounts[0]?.id ?? null;
  useEffect(() => {
    if (accountId !== null) void model.loadIntakes(accountId);
  }, [accountId]);
  if (accountId === null) return <p className="note onboarding-form">{t('onboarding.intakes.noAccount')}</p>;
  return (
    <div className="onboarding-form">
      <h2 className="onboarding-title">{t('onboarding.intakes.title')}</h2>
      <p className="note">{t('onboarding.intakes.why')}</p>
      <AccountChoice {...{ accounts, accountId }} onChange={(id) => void model.loadIntakes(id)} />
      {error === null ? null : <ErrorText error={error} onAction={() => void model.loadIntakes(accountId)} />}
      {intakes === null && error === null ? <SkeletonRows rows={3} label={t('onboarding.reading')} /> : null}
      {intakes === null ? null : <Lists key={accountId} intakes={intakes} kept={intakes.kept} />}
    </div>
  );
}

/** The first rows, or those that hold the words of the query. */
function found<T extends Named>(rows: readonly T[], query: string): Matches<T> {
  if (query.trim() === '') return { found: rows.slice(0, SHOWN_ROWS), total: rows.length };
  return matchNames(rows, query, { limit: SHOWN_ROWS });
}

function Lists({ intakes, kept }: { readonly intakes: Intakes; readonly kept: readonly KeptIntake[] }) {
  const t = useText();
  const [query, setQuery] = useState('');
  const { rules, nameRule, isCut } = intakes;
  const description = rules.find(({ field }) => field === 'description')?.limits ?? {};
  const names = new Map(intakes.instances.map(({ id, name }) => [id, name]));
  const platforms = new Map(kept.map((one) => [one.groupId, one]));
  const instances = found(intakes.instances, query);
  const groups = found(intakes.groups, query);
  return (
    <>
      {intakes.instances.length + intakes.groups.length <= SEARCHED_ROWS ? null : (
        <SearchInput
          label={t('onboarding.intakes.find')}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
      )}
      {query.trim() !== '' && instances.total + groups.total === 0 ? (
        <p className="note" role="status">
          {t('onboarding.intakes.nothingFound')}
        </p>
      ) : null}
      <h3 className="onboarding-title">{t('onboarding.intakes.instances')}</h3>
      {intakes.instances.length === 0 ? <p className="note">{t('onboarding.intakes.noInstance')}</p> : null}
      <ul className="onboarding-sources" aria-label={t('onboarding.intakes.instances')}>
        {instances.found.map((instance) => (
          <InstanceRow key={instance.id} instance={instance} limits={nameRule} />
        ))}
      </ul>
      <More of={instances} />
      <h3 className="onboarding-title">{t('onboarding.intakes.list')}</h3>
      {intakes.groups.length === 0 ? <p className="note">{t('onboarding.intakes.none')}</p> : null}
      {isCut ? <p role="status">{t('onboarding.intakes.cut', { count: intakes.groups.length })}</p> : null}
      <ul className="onboarding-sources" aria-label={t('onboarding.intakes.list')}>
        {groups.found.map((group) => (
          <GroupRow
            key={group.id}
            {...{ group, limits: description }}
            instance={names.get(group.instanceId) ?? ''}
            kept={platforms.get(group.id)}
          />
        ))}
      </ul>
      <More of={groups} />
      {intakes.instances.length === 0 ? null : (
        <>
          <h3 className="onboarding-title">{t('onboarding.intakes.new')}</h3>
          <IntakeForm {...{ rules }} instances={intakes.instances} />
        </>
      )}
    </>
  );
}

/** How many rows are not shown. */
function More({ of }: { readonly of: Matches<unknown> }) {
  const t = useText();
  const count = of.total - of.found.length;
  if (count === 0) return null;
  return (
    <p className="note" role="status">
      {t('onboarding.intakes.more', { count })}
    </p>
  );
}

/** Data sources by address: a form, and those that this client added, with the end of each address. */
import { useEffect, useState, type FormEvent } from 'react';
import {
  DATA_SOURCE_TYPES,
  MAX_SOURCE_NAME,
  MAX_SOURCE_URL,
  sourceState,
  sourceUrlProblem,
  type DataSource,
  type DataSourceState,
  type DataSourceType,
} from '../../../preload/domain/onboarding/data-sources.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { accountsWith } from '../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { durationText, stampText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import type { StateName } from '../../ui/icons/names.ts';
import { useMinuteMs } from '../../ui/now.ts';
import { SecretInput, type SecretInputs } from '../../ui/form/secret-input.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { Choice, Row } from './field.tsx';
import * as model from './model/sources.ts';
import { AccountChoice, useGroups } from './place-choice.tsx';

const GLYPHS: Readonly<Record<DataSourceState, StateName>> = {
  unknown: 'unknown',
  'no-end': 'none',
  lasting: 'ok',
  near: 'delayed',
  over: 'error',
};

export function SourcesPage() {
  const t = useText();
  const { data, error } = model.useSources();
  useEffect(() => void model.loadSources(), []);
  return (
    <div className="onboarding-form">
      <h2 className="onboarding-title">{t('onboarding.sources.title')}</h2>
      <p className="note">{t('onboarding.sources.why')}</p>
      <SourceForm />
      <h3 className="onboarding-title">{t('onboarding.sources.list')}</h3>
      {error === null ? null : <ErrorText error={error} onAction={() => void model.loadSources()} />}
      {data === null && error === null ? <SkeletonRows rows={2} label={t('onboarding.reading')} /> : null}
      {data?.sources.length === 0 ? <p className="note">{t('onboarding.sources.none')}</p> : null}
      <ul className="onboarding-sources" aria-label={t('onboarding.sources.list')}>
        {(data?.sources ?? []).map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
    </div>
  );
}

interface Entered {
  readonly secrets: SecretInputs;
  readonly endsAt: string;
  readonly setEndsAt: (text: string) => void;
  /** In words; null while nothing is wrong. */
  readonly urlProblem: string | null;
  readonly endProblem: string | null;
  readonly onTyped: () => void;
  /** Marks the fields with a problem. @returns null then. */
  readonly check: () => { readonly url: string; readonly endsAtMs: number | null } | null;
  readonly clear: () => void;
}

/** An address with its end. The address lives in its field alone. */
function useAddress(): Entered {
  const t = useText();
  const [secrets] = useState<SecretInputs>(() => new Map());
  const [endsAt, setEndsAt] = useState('');
  const [urlProblem, setUrlProblem] = useState<string | null>(null);
  const [endProblem, setEndProblem] = useState<string | null>(null);
  const check = (): ReturnType<Entered['check']> => {
    const url = secrets.get('url')?.value.trim() ?? '';
    const endsAtMs = model.endOf(endsAt, Date.now());
    const problem = sourceUrlProblem(url);
    setUrlProblem(problem === null ? null : t(`onboarding.problems.${problem}`));
    setEndProblem(typeof endsAtMs === 'string' ? t(`timeline.moments.problems.${endsAtMs}`) : null);
    return problem !== null || typeof endsAtMs === 'string' ? null : { url, endsAtMs };
  };
  const clear = (): void => {
    for (const input of secrets.values()) input.value = '';
    setEndsAt('');
  };
  return {
    secrets,
    endsAt,
    urlProblem,
    endProblem,
    check,
    clear,
    onTyped: () => setUrlProblem(null),
    setEndsAt: (text) => {
      setEndProblem(null);
      setEndsAt(text);
    },
  };
}

function AddressFields({ id, of }: { readonly id: string; readonly of: Entered }) {
  const t = useText();
  const [url, end] = [`onboarding-url-${id}`, `onboarding-end-${id}`];
  return (
    <>
      <Row id={url} label={t('onboarding.sources.url')} note={t('onboarding.sources.urlRule')} problem={of.urlProblem}>
        <SecretInput
          {...{ id: url, name: 'url', onTyped: of.onTyped }}
          isBad={of.urlProblem !== null}
          inputs={of.secrets}
          words={{ reveal: t('onboarding.reveal'), conceal: t('onboarding.conceal') }}
          aria-describedby={`${url}-note`}
          maxLength={MAX_SOURCE_URL + 1} // one that is too long is refused, and never cut
        />
      </Row>
      <Row
        id={end}
        label={t('onboarding.sources.endsAt')}
        note={t('onboarding.sources.endsAtWhy')}
        problem={of.endProblem}
      >
        <span className={of.endProblem === null ? 'fld' : 'fld err'}>
          <input
            id={end}
            className="mono"
            value={of.endsAt}
            maxLength={64}
            autoComplete="off"
            aria-invalid={of.endProblem !== null}
            aria-describedby={`${end}-note`}
            onChange={({ target }) => of.setEndsAt(target.value)}
          />
        </span>
      </Row>
    </>
  );
}

function SourceForm() {
  const t = useText();
  const accounts = accountsWith(
    useAccounts((state) => state.accounts),
    'data-sources',
  );
  const [chosen, chooseAccount] = useState<AccountId | null>(null);
  const accountId = chosen ?? accounts[0]?.id ?? null;
  const groups = useGroups(accountId);
  const [group, chooseGroup] = useState('');
  const groupId = (groups.find(({ value }) => value === group) ?? groups[0])?.value ?? '';
  const [name, setName] = useState('');
  const [type, setType] = useState<DataSourceType>('VIDEO');
  const address = useAddress();
  const [noName, setNoName] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const entered = address.check();
    setNoName(name.trim() === '');
    if (entered === null || name.trim() === '' || accountId === null || groupId === '' || isBusy) return;
    setBusy(true);
    const place = { accountId, groupId: groupId as OrgNodeId };
    const refusal = await model.addSource({ ...place, name: name.trim(), type, ...entered });
    setBusy(false);
    setError(refusal);
    if (refusal !== null) return;
    address.clear();
    setName('');
  };
  return (
    <form className="onboarding-fields" noValidate onSubmit={(event) => void onSubmit(event)}>
      <div className="onboarding-where">
        <AccountChoice {...{ accounts, accountId }} onChange={chooseAccount} />
        <Choice label={t('onboarding.group')} note="" value={groupId} options={groups} onChange={chooseGroup} />
      </div>
      <Segmented
        label={t('onboarding.sources.type')}
        options={DATA_SOURCE_TYPES.map((value) => ({ value, label: t(`onboarding.sources.types.${value}`) }))}
        value={type}
        onChange={(value) => setType(value as DataSourceType)}
      />
      <Row
        id="onboarding-source-name"
        label={t('onboarding.sources.name')}
        note=""
        problem={noName ? t('onboarding.problems.missing') : null}
      >
        <span className={noName ? 'fld err' : 'fld'}>
          <input
            id="onboarding-source-name"
            value={name}
            maxLength={MAX_SOURCE_NAME}
            autoComplete="off"
            onChange={({ target }) => {
              setNoName(false);
              setName(target.value);
            }}
          />
        </span>
      </Row>
      <AddressFields id="new" of={address} />
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn pri" aria-busy={isBusy} aria-disabled={isBusy || undefined}>
        {t('onboarding.sources.add')}
      </button>
    </form>
  );
}

function SourceRow({ source }: { readonly source: DataSource }) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useMinuteMs();
  const state = sourceState(source, nowMs);
  const { id, name, nativeId, endsAtMs } = source;
  const [isRenewing, setRenewing] = useState(false);
  const left = endsAtMs === null ? '' : durationText(Math.max(0, endsAtMs - nowMs), locale);
  return (
    <li className="onboarding-source" data-state={state}>
      <p className="row g2">
        <StateGlyph name={GLYPHS[state]} />
        <span className="b el grow" title={name}>
          {name}
        </span>
        {nativeId === null ? null : (
          <button type="button" className="btn sm" aria-expanded={isRenewing} onClick={() => setRenewing(!isRenewing)}>
            {t('onboarding.sources.renew')}
          </button>
        )}
        <button
          type="button"
          className="btn sm"
          title={t(nativeId === null ? 'onboarding.sources.forgetUnknown' : 'onboarding.sources.forgetWhy')}
          onClick={() => void model.forgetSource(id)}
        >
          {t('onboarding.finish')}
        </button>
      </p>
      <p className="t2">
        {t(`onboarding.sources.states.${state}`, { left, at: endsAtMs === null ? '' : stampText(endsAtMs) })}
      </p>
      {nativeId === null ? null : <p className="mono t2 selectable">{nativeId}</p>}
      {isRenewing ? <RenewForm id={id} isOver={state === 'over'} onRenewed={() => setRenewing(false)} /> : null}
    </li>
  );
}

interface RenewProps {
  readonly id: string;
  /** The cloud documents a renewal before the end alone. */
  readonly isOver: boolean;
  readonly onRenewed: () => void;
}

function RenewForm({ id, isOver, onRenewed }: RenewProps) {
  const t = useText();
  const address = useAddress();
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const entered = address.check();
    if (entered === null || isBusy) return;
    setBusy(true);
    const refusal = await model.renewSource(id, entered.url, entered.endsAtMs);
    setBusy(false);
    setError(refusal);
    if (refusal === null) onRenewed();
  };
  return (
    <form
      className="onboarding-fields"
      aria-label={t('onboarding.sources.renewTitle')}
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      {isOver ? <p className="note">{t('onboarding.sources.overWhy')}</p> : null}
      <AddressFields {...{ id }} of={address} />
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn sm pri" aria-busy={isBusy}>
        {t('onboarding.sources.renewSubmit')}
      </button>
    </form>
  );
}

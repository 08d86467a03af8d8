/** The intake groups of an account and the instances around them: made, described, deleted, renamed, started and stopped. */
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { IntakeGroup, IntakeInstance, Intakes, KeptIntake } from '../../../preload/domain/intakes.ts';
import { onboardingProblem, type OnboardingRule } from '../../../preload/domain/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { Question } from '../../ui/question.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Choice, Row } from './field.tsx';
import { IntakeForm } from './intake-form.tsx';
import * as model from './model/intakes.ts';

export function IntakesPage() {
  const t = useText();
  const accounts = model.intakeAccounts(useAccounts((state) => state.accounts));
  const { accountId: shown, intakes, error } = model.useIntakes();
  const accountId = accounts.find(({ id }) => id === shown)?.id ?? accounts[0]?.id ?? null;
  useEffect(() => {
    if (accountId !== null) void model.loadIntakes(accountId);
  }, [accountId]);
  if (accountId === null) return <p className="note onboarding-form">{t('onboarding.intakes.noAccount')}</p>;
  return (
    <div className="onboarding-form">
      <h2 className="onboarding-title">{t('onboarding.intakes.title')}</h2>
      <p className="note">{t('onboarding.intakes.why')}</p>
      <Choice
        label={t('onboarding.account')}
        note=""
        value={accountId}
        options={accounts.map(({ id, label }) => ({ value: id, label }))}
        onChange={(id) => void model.loadIntakes(id as AccountId)}
      />
      {error === null ? null : <ErrorText error={error} onAction={() => void model.loadIntakes(accountId)} />}
      {intakes === null && error === null ? <SkeletonRows rows={3} label={t('onboarding.reading')} /> : null}
      {intakes === null ? null : <Lists key={accountId} intakes={intakes} kept={intakes.kept} />}
    </div>
  );
}

function Lists({ intakes, kept }: { readonly intakes: Intakes; readonly kept: readonly KeptIntake[] }) {
  const t = useText();
  const { instances, groups, rules, nameRule, isCut } = intakes;
  const description = rules.find(({ field }) => field === 'description')?.limits ?? {};
  const names = new Map(instances.map(({ id, name }) => [id, name]));
  return (
    <>
      <h3 className="onboarding-title">{t('onboarding.intakes.instances')}</h3>
      <ul className="onboarding-sources" aria-label={t('onboarding.intakes.instances')}>
        {instances.map((instance) => (
          <InstanceRow key={instance.id} instance={instance} limits={nameRule} />
        ))}
      </ul>
      <h3 className="onboarding-title">{t('onboarding.intakes.list')}</h3>
      {groups.length === 0 ? <p className="note">{t('onboarding.intakes.none')}</p> : null}
      {isCut ? <p role="status">{t('onboarding.intakes.cut', { count: groups.length })}</p> : null}
      <ul className="onboarding-sources" aria-label={t('onboarding.intakes.list')}>
        {groups.map((group) => (
          <GroupRow
            key={group.id}
            {...{ group, limits: description }}
            instance={names.get(group.instanceId) ?? ''}
            kept={kept.find(({ groupId }) => groupId === group.id)}
          />
        ))}
      </ul>
      <h3 className="onboarding-title">{t('onboarding.intakes.new')}</h3>
      <IntakeForm {...{ instances, rules }} />
    </>
  );
}

interface InstanceProps {
  readonly instance: IntakeInstance;
  readonly limits: OnboardingRule['limits'];
}

function InstanceRow({ instance, limits }: InstanceProps) {
  const t = useText();
  const { id, name, isRunning, capacity } = instance;
  const [isNaming, setNaming] = useState(false);
  const [dark, setDark] = useState<number | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const onStop = async (): Promise<void> => {
    const count = await model.countCameras(id);
    setError(typeof count === 'number' ? null : count);
    setDark(typeof count === 'number' ? count : null);
  };
  const run = async (isOn: boolean): Promise<void> => {
    setError(await model.runInstance(id, isOn));
    setDark(null);
  };
  const state = isRunning === null ? 'unknown' : isRunning ? 'running' : 'stopped';
  return (
    <li className="onboarding-source" data-state={state}>
      <div className="row g2">
        <StateGlyph name={isRunning === null ? 'unknown' : isRunning ? 'ok' : 'none'} />
        <span className="b el grow" title={name}>
          {name}
        </span>
        <button type="button" className="btn sm" aria-expanded={isNaming} onClick={() => setNaming(!isNaming)}>
          {t('onboarding.place.rename')}
        </button>
        <button type="button" className="btn sm" onClick={() => void (isRunning === true ? onStop() : run(true))}>
          {t(isRunning === true ? 'onboarding.intakes.stop' : 'onboarding.intakes.start')}
        </button>
      </div>
      <p className="t2">
        {t(`onboarding.intakes.states.${state}`)}
        {capacity === null ? '' : ` · ${t('onboarding.intakes.capacity', { count: capacity })}`}
      </p>
      {error === null ? null : <ErrorText error={error} />}
      {isNaming ? (
        <TextForm
          {...{ text: name, limits, label: t('onboarding.intakes.instanceName') }}
          note={t('onboarding.forms.point-name')}
          submit={t('onboarding.place.rename')}
          send={(next) => model.renameInstance(id, next)}
          onDone={() => setNaming(false)}
        />
      ) : null}
      {dark === null ? null : (
        <Ask
          title={t('onboarding.intakes.stopTitle', { name })}
          confirm={t('onboarding.intakes.stop')}
          onKeep={() => setDark(null)}
          onConfirm={() => run(false)}
        >
          <p>{t('onboarding.intakes.stopWhy', { count: dark })}</p>
        </Ask>
      )}
    </li>
  );
}

interface GroupProps {
  readonly group: IntakeGroup;
  readonly instance: string;
  /** Undefined where nothing was entered here. */
  readonly kept: KeptIntake | undefined;
  readonly limits: OnboardingRule['limits'];
}

function GroupRow({ group, instance, kept, limits }: GroupProps) {
  const t = useText();
  const { id, name, protocol, description } = group;
  const [isDescribing, setDescribing] = useState(false);
  const [count, setCount] = useState<number | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const onDelete = async (): Promise<void> => {
    const found = await model.countCameras(id);
    setError(typeof found === 'number' ? null : found);
    setCount(typeof found === 'number' ? found : null);
  };
  const onConfirm = async (): Promise<void> => {
    setError(await model.removeIntake(id));
    setCount(null);
  };
  return (
    <li className="onboarding-source">
      <div className="row g2">
        <span className="b el grow" title={name}>
          {name}
        </span>
        <button
          type="button"
          className="btn sm"
          aria-expanded={isDescribing}
          onClick={() => setDescribing(!isDescribing)}
        >
          {t('onboarding.intakes.describe')}
        </button>
        <button type="button" className="btn sm" onClick={() => void onDelete()}>
          {t('onboarding.credentials.delete')}
        </button>
      </div>
      <p className="t2 el" title={description}>
        {[instance, protocol ?? t('onboarding.access.notPublished'), description]
          .filter((one) => one !== '')
          .join(' · ')}
      </p>
      <p className="t2">
        {kept === undefined ? t('onboarding.intakes.notKept') : t('onboarding.intakes.kept', { ...kept })}
      </p>
      {error === null ? null : <ErrorText error={error} />}
      {count !== null && count > 0 ? <p role="alert">{t('onboarding.intakes.hasCameras', { count })}</p> : null}
      {isDescribing ? (
        <TextForm
          {...{ text: description, limits, label: t('onboarding.intakes.fields.description') }}
          note={t('onboarding.intakes.describeWhy')}
          submit={t('onboarding.intakes.describe')}
          send={(next) => model.describeIntake(id, next)}
          onDone={() => setDescribing(false)}
        />
      ) : null}
      {count === 0 ? (
        <Ask
          title={t('onboarding.credentials.deleteTitle', { name })}
          confirm={t('onboarding.credentials.delete')}
          onKeep={() => setCount(null)}
          onConfirm={onConfirm}
        >
          <p>{t('onboarding.intakes.deleteWhy')}</p>
        </Ask>
      ) : null}
    </li>
  );
}

interface TextFormProps {
  readonly text: string;
  readonly limits: OnboardingRule['limits'];
  readonly label: string;
  readonly note: string;
  readonly submit: string;
  readonly send: (text: string) => Promise<WireError | null>;
  readonly onDone: () => void;
}

/** One text of a row. */
function TextForm({ text, limits, label, note, submit, send, onDone }: TextFormProps) {
  const t = useText();
  const id = useId();
  const [value, setValue] = useState(text);
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const onSubmit = async (): Promise<void> => {
    const found = onboardingProblem({ limits, isMandatory: true }, value.trim());
    setProblem(found === null ? null : t(`onboarding.problems.${found}`));
    if (found !== null) return;
    const refusal = await send(value.trim());
    setError(refusal);
    if (refusal === null) onDone();
  };
  return (
    <form
      className="onboarding-fields"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <Row {...{ id, label, note, problem }}>
        <span className={problem === null ? 'fld' : 'fld err'}>
          <input
            {...{ id, value }}
            autoComplete="off"
            maxLength={1024}
            aria-describedby={`${id}-note`}
            onChange={({ target }) => {
              setProblem(null);
              setValue(target.value);
            }}
          />
        </span>
      </Row>
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn sm pri">
        {submit}
      </button>
    </form>
  );
}

interface AskProps {
  readonly title: string;
  readonly confirm: string;
  readonly onKeep: () => void;
  readonly onConfirm: () => Promise<void>;
  readonly children: ReactNode;
}

function Ask({ title, confirm, onKeep, onConfirm, children }: AskProps) {
  const t = useText();
  const keep = t('onboarding.intakes.keep');
  return (
    <Question {...{ title, keep, onKeep, confirm }} closeLabel={keep} onConfirm={() => void onConfirm()}>
      {children}
    </Question>
  );
}

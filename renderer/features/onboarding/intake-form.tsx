/** The form of a new intake group. The password of the platform lives only in its field. */
import { Select } from 'antd';
import { useState, type FormEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type {
  IntakeField,
  IntakeInstance,
  IntakeRule,
  IntakeValues,
} from '../../../preload/domain/onboarding/intakes.ts';
import { onboardingProblem } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { SecretInput, type SecretInputs } from '../../ui/form/secret-input.tsx';
import { Choice, Row } from './field.tsx';
import { IntakeFailure } from './intake-failure.tsx';
import * as model from './model/intakes.ts';

const idOf = (field: IntakeField): string => `onboarding-intake-${field}`;

/** A value that is chosen is the first one before somebody chooses. */
const valueOf = ({ field, limits }: IntakeRule, values: IntakeValues): string =>
  values[field] ?? limits.values?.[0] ?? '';

interface IntakeFormProps {
  readonly instances: readonly IntakeInstance[];
  readonly rules: readonly IntakeRule[];
}

export function IntakeForm({ instances, rules }: IntakeFormProps) {
  const t = useText();
  const [chosen, choose] = useState('');
  const instance = instances.find(({ id }) => id === chosen) ?? instances[0];
  const [values, setValues] = useState<IntakeValues>({});
  const [secrets] = useState<SecretInputs>(() => new Map());
  const [problems, setProblems] = useState<Readonly<Partial<Record<IntakeField, string>>>>({});
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const entered = (): IntakeValues => {
    const typed = rules.map((rule) => [
      rule.field,
      rule.isSecret ? (secrets.get(rule.field)?.value ?? '') : valueOf(rule, values).trim(),
    ]);
    return Object.fromEntries(typed) as IntakeValues;
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const now = entered();
    const found = problemsIn(t, rules, now);
    const [first] = rules.filter(({ field }) => found[field] !== undefined);
    setProblems(found);
    if (first !== undefined) document.getElementById(idOf(first.field))?.focus();
    if (first !== undefined || instance === undefined || isBusy) return;
    setBusy(true);
    const refusal = await model.addIntake(instance.id, now);
    setBusy(false);
    const isTaken = refusal?.params['detail'] === 'taken';
    setError(isTaken ? null : refusal);
    if (isTaken) setProblems({ name: t('onboarding.intakes.taken') });
    if (isTaken) document.getElementById(idOf('name'))?.focus();
    if (refusal !== null) return;
    for (const input of secrets.values()) input.value = '';
    setValues({});
  };
  const onChange = (field: IntakeField, value: string | null): void => {
    setProblems({});
    if (value !== null) setValues({ ...values, [field]: value });
  };
  return (
    <form
      className="onboarding-fields"
      aria-label={t('onboarding.intakes.new')}
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      <Choice
        label={t('onboarding.intakes.instance')}
        note=""
        value={instance?.id ?? ''}
        options={instances.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => choose(id)}
      />
      {rules.map((rule) => (
        <IntakeInput
          key={rule.field}
          {...{ rule, secrets, onChange }}
          value={valueOf(rule, values)}
          problem={problems[rule.field] ?? null}
        />
      ))}
      <IntakeFailure error={error} />
      <button type="submit" className="btn pri" aria-busy={isBusy} aria-disabled={isBusy || undefined}>
        {t('onboarding.intakes.add')}
      </button>
    </form>
  );
}

/** In words, by field. */
function problemsIn(t: Text, rules: readonly IntakeRule[], values: IntakeValues) {
  const found: Partial<Record<IntakeField, string>> = {};
  for (const rule of rules) {
    const problem = onboardingProblem(rule, values[rule.field]);
    if (problem !== null) found[rule.field] = t(`onboarding.problems.${problem}`);
  }
  return found;
}

interface IntakeInputProps {
  readonly rule: IntakeRule;
  readonly value: string;
  readonly problem: string | null;
  readonly secrets: SecretInputs;
  /** @param value null for a secret: only its field has it. */
  readonly onChange: (field: IntakeField, value: string | null) => void;
}

function IntakeInput({ rule, value, problem, secrets, onChange }: IntakeInputProps) {
  const t = useText();
  const { field, limits, isSecret } = rule;
  const id = idOf(field);
  const said = { 'aria-invalid': problem !== null, 'aria-describedby': `${id}-note`, 'aria-required': true };
  const options = (limits.values ?? []).map((one) => ({
    value: one,
    label: one === 'True' || one === 'False' ? t(`onboarding.intakes.scheduled.${one}`) : one,
  }));
  return (
    <Row
      id={id}
      label={t(`onboarding.intakes.fields.${field}`)}
      note={t(`onboarding.intakes.notes.${field}`)}
      problem={problem}
    >
      {limits.values !== undefined ? (
        <Select {...{ id, value, options }} onChange={(next) => onChange(field, next)} />
      ) : isSecret ? (
        <SecretInput
          {...{ id, name: field, ...said }}
          isBad={problem !== null}
          inputs={secrets}
          words={{ reveal: t('onboarding.reveal'), conceal: t('onboarding.conceal') }}
          maxLength={1024}
          onTyped={() => onChange(field, null)}
        />
      ) : (
        <span className={problem === null ? 'fld' : 'fld err'}>
          <input
            {...{ id, value, ...said }}
            autoComplete="off"
            spellCheck={false}
            maxLength={1024}
            onChange={({ target }) => onChange(field, target.value)}
          />
        </span>
      )}
    </Row>
  );
}

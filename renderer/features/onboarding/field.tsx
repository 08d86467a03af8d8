/** One field of a new camera: its label, control, problem, and the rule that the cloud publishes for it. */
import { Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { NO_KEY, type OnboardingRule } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { SecretInput, type SecretInputs } from '../../ui/form/secret-input.tsx';
import { ruleWords } from './words.ts';

interface FieldProps {
  readonly rule: OnboardingRule;
  readonly value: string;
  /** In words; null while nothing is wrong. */
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
  readonly secrets: SecretInputs;
}

export function Field({ rule, value, problem, onChange, secrets }: FieldProps) {
  const t = useText();
  const id = `onboarding-${rule.field}`;
  const said = {
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-note`,
    'aria-required': rule.isMandatory,
  };
  return (
    <Row id={id} label={t(`onboarding.fields.${rule.field}`)} note={ruleWords(t, rule)} problem={problem}>
      {rule.limits.values !== undefined ? (
        <Select {...{ id, value, onChange }} options={optionsOf(t, rule)} />
      ) : rule.isSecret ? (
        <SecretInput
          {...{ id, name: rule.field, ...said }}
          isBad={problem !== null}
          inputs={secrets}
          words={{ reveal: t('onboarding.reveal'), conceal: t('onboarding.conceal') }}
          maxLength={1024}
          onTyped={() => onChange('')}
        />
      ) : (
        <span className={problem === null ? 'fld' : 'fld err'}>
          <input
            {...{ id, value, ...said }}
            className={rule.field === 'deviceId' ? 'mono' : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={1024}
            onChange={({ target }) => onChange(target.value)}
          />
        </span>
      )}
    </Row>
  );
}

/** A value that cannot be chosen stands there with its reason. */
function optionsOf(t: Text, { limits, choices }: OnboardingRule) {
  if (choices === null) return (limits.values ?? []).map((one) => ({ value: one, label: one }));
  return choices.map(({ value, name, lack }) => ({
    value,
    label: value === NO_KEY ? t('onboarding.noKey') : lack === null ? name : t(`onboarding.lacks.${lack}`, { name }),
    disabled: lack !== null,
  }));
}

interface RowProps {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly problem?: string | null;
  readonly children: ReactNode;
}

export function Row({ id, label, note, problem = null, children }: RowProps) {
  return (
    <div className="onboarding-row">
      <label htmlFor={id}>{label}</label>
      {children}
      {problem === null ? null : (
        <p className="note row g1 onboarding-problem" role="alert">
          <StateGlyph name="error" size={11} />
          <span>{problem}</span>
        </p>
      )}
      <p id={`${id}-note`} className="note">
        {note}
      </p>
    </div>
  );
}

/** A choice with a label. */
export function Choice({
  label,
  note,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly note: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <Row id={id} label={label} note={note}>
      <Select {...{ id, value, onChange }} options={[...options]} showSearch={{ optionFilterProp: 'label' }} virtual />
    </Row>
  );
}

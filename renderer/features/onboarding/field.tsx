/** One field of a new camera: its label, control, problem, and the rule that the cloud publishes for it. */
import { Select } from 'antd';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { OnboardingRule } from '../../../preload/domain/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { ruleWords } from './words.ts';

/** The secret fields on the page. Their values are read in the moment they are sent. */
export type SecretInputs = Map<string, HTMLInputElement>;

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
  const { values } = rule.limits;
  return (
    <Row id={id} label={t(`onboarding.fields.${rule.field}`)} note={ruleWords(t, rule)} problem={problem}>
      {values !== undefined ? (
        <Select id={id} value={value} options={values.map((one) => ({ value: one, label: one }))} onChange={onChange} />
      ) : rule.isSecret ? (
        <SecretField {...{ id, name: rule.field, secrets, said, onChange }} isBad={problem !== null} />
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

interface SecretProps {
  readonly id: string;
  readonly name: string;
  readonly secrets: SecretInputs;
  readonly isBad: boolean;
  readonly said: object;
  readonly onChange: (value: string) => void;
}

/** Its value lives in the element only: no state and no store has it, and it is emptied when it leaves the page. */
function SecretField({ id, name, secrets, isBad, said, onChange }: SecretProps) {
  const t = useText();
  const [isShown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const element = input.current;
    if (element === null) return undefined;
    secrets.set(name, element);
    return () => {
      element.value = '';
      secrets.delete(name);
    };
  }, [secrets, name]);
  return (
    <span className={isBad ? 'fld err' : 'fld'}>
      <input
        {...{ id, ...said }}
        ref={input}
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        maxLength={1024}
        onInput={() => onChange('')}
      />
      <IconButton
        icon="eye"
        size={14}
        label={t(isShown ? 'onboarding.conceal' : 'onboarding.reveal')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      />
    </span>
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

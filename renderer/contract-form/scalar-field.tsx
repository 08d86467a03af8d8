/** One plain value: text, number, one of a few. An empty control means that the parameter is not sent. */
import { AutoComplete, Input, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { parseJson, printJson } from './console-json.ts';
import { valueAt } from './console-values.ts';
import type { ControlProps } from './field-control.tsx';
import { languageOf, meaningsOf } from './field-help.ts';
import { brokenWords, type BrokenJson } from './field-words.ts';
import { KnownIdField } from './known-id-field.tsx';
import { fieldId, useFormParts } from './use-form.ts';
import { useScalar } from './use-scalar.ts';

export function ScalarField(props: ControlProps) {
  const { field, path } = props;
  const { text, set, props: shared } = useScalar(props);
  if (field.kind === 'boolean') return <BooleanField {...props} />;
  if (field.enumValues !== undefined && field.enumValues.length > 0) return <ChoiceField {...props} />;
  if (field.knownId !== undefined) return <KnownIdField {...props} knownId={field.knownId} />;
  const common = { ...shared, value: text, autoComplete: 'off', spellCheck: false };
  const label = typeof path.at(-1) === 'number' ? { 'aria-label': `${field.name} ${Number(path.at(-1)) + 1}` } : {};
  if (field.isSecret === true) {
    return <Input.Password {...common} {...label} onChange={(event) => set(event.target.value)} />;
  }
  const isNumber = field.kind === 'integer' || field.kind === 'number' || field.kind === 'long';
  return (
    <Input
      {...common}
      {...label}
      inputMode={isNumber ? 'numeric' : 'text'}
      className={isNumber ? 'num' : ''}
      onChange={(event) => set(event.target.value)}
      {...(isNumber && field.kind !== 'long' ? { onKeyDown: stepper(text, set) } : {})}
    />
  );
}

/** Up and Down change a number by one, as in every number field; a text that is not a number stays. */
function stepper(text: string, set: (text: string) => void) {
  return (event: React.KeyboardEvent): void => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const value = Number(text);
    if (step === undefined || !Number.isFinite(value) || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    set(String(value + step));
  };
}

function ChoiceField(props: ControlProps) {
  const t = useText();
  const { field, path } = props;
  const { help } = useFormParts();
  const { text, set, props: shared } = useScalar(props);
  const options = meaningsOf(help, field, path).map((choice) => ({ ...choice, label: choice.value }));
  const common = { ...shared, options, popupMatchSelectWidth: false, optionRender: renderChoice };
  if (field.isEnumOpen === true) {
    return (
      <AutoComplete
        {...common}
        value={text}
        allowClear
        placeholder={shared.placeholder || t('console.form.open')}
        filterOption={(typed, option) => isLike(typed, option)}
        onChange={(value: string | undefined) => set(value ?? '')}
      />
    );
  }
  return (
    <Select
      {...common}
      value={text === '' ? null : text}
      allowClear
      showSearch={{ filterOption: (typed, option) => isLike(typed, option) }}
      placeholder={shared.placeholder || t('console.form.choose')}
      onChange={(value: string | null | undefined) => set(value ?? '')}
    />
  );
}

type Choice = ReturnType<typeof meaningsOf>[number];

function isLike(typed: string, option: Choice | undefined): boolean {
  const words = typed.toLowerCase();
  return option !== undefined && `${option.value} ${option.meaning}`.toLowerCase().includes(words);
}

function renderChoice({ data }: { readonly data: Choice }) {
  return (
    <span className="row g2">
      <span className="mono">{data.value}</span>
      {data.words === null ? null : (
        <span className="t3 el co-meaning" title={data.words.text} {...languageOf(data.words)}>
          {data.words.text}
        </span>
      )}
    </span>
  );
}

function BooleanField(props: ControlProps) {
  const t = useText();
  const { path } = props;
  const { edit } = useFormParts();
  const { text, props: shared } = useScalar(props);
  const options = [
    { value: 'true', label: t('console.form.yes') },
    { value: 'false', label: t('console.form.no') },
  ];
  return (
    <Select
      {...shared}
      value={text === '' ? null : text}
      allowClear={typeof path.at(-1) !== 'number'}
      options={options}
      placeholder={shared.placeholder || t('console.form.choose')}
      onChange={(value: string | null | undefined) => edit(path, value ? value === 'true' : undefined)}
    />
  );
}

/** Any JSON object: typed as JSON; while it cannot be read it stays in the field and the last one that could be counts. */
export function JsonField({ path }: ControlProps) {
  const { draft, edit } = useFormParts();
  const value = valueAt(draft.values, path);
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<BrokenJson | null>(null);
  const id = fieldId(path);
  return (
    <>
      <Input.TextArea
        id={id}
        className="mono"
        autoSize={{ minRows: 2, maxRows: 10 }}
        spellCheck={false}
        status={problem === null ? '' : 'error'}
        value={typed ?? (value === undefined ? '' : printJson(value))}
        onChange={(event) => {
          const text = event.target.value;
          const parsed = parseJson(text);
          setTyped(text);
          setProblem(parsed.ok ? null : parsed);
          if (parsed.ok) edit(path, text.trim() === '' ? undefined : parsed.value);
        }}
        onBlur={() => (problem === null ? setTyped(null) : undefined)}
      />
      {problem === null ? null : <span className="note why">{brokenWords(t, problem)}</span>}
    </>
  );
}

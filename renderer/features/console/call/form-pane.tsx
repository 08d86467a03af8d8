import { useEffect, useRef } from 'react';
import type { ConsoleField } from '../../../../preload/contract/console.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { showView } from '../../../contract-form/console-drafts.ts';
import { consoleFormFocused, useConsole } from '../model/console.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { FieldRow } from '../../../contract-form/field-row.tsx';
import { FormFoot } from './form-foot.tsx';
import { FormNotes, UnknownFields } from './form-notes.tsx';
import { JsonEditor } from './json-editor.tsx';
import { useFormParts } from '../../../contract-form/use-form.ts';

/** The parameters of the chosen operation, as a form or as JSON. */
export function FormPane() {
  const t = useText();
  const { description, draft } = useFormParts();
  const box = useRef<HTMLFormElement>(null);
  const wantsFocus = useConsole((state) => state.wantsForm);
  useEffect(() => {
    if (!wantsFocus) return;
    box.current?.querySelector<HTMLElement>('.scr input, .scr textarea, .scr button')?.focus();
    consoleFormFocused();
  }, [wantsFocus]);
  return (
    <form
      ref={box}
      className="co-pane"
      aria-label={t('console.form.label', { operation: description.operation.id })}
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <FormHead />
      {draft.view === 'json' ? <JsonEditor /> : <FormFields />}
      <FormFoot />
    </form>
  );
}

function FormHead() {
  const t = useText();
  const isChinese = useLocale() === 'zh-CN';
  const { description, draft, ref } = useFormParts();
  const { operation } = description;
  const { change } = operation;
  const title = isChinese ? operation.titleZh : operation.titleEn;
  const views = [
    { value: 'form', label: t('console.form.form') },
    { value: 'json', label: t('console.form.json') },
  ];
  return (
    <div className="ph co-head">
      <h2 className="el" title={`${operation.titleZh}\n${operation.titleEn}`}>
        {title}
      </h2>
      {title === operation.id ? null : <span className="mono t3 el id">{operation.id}</span>}
      <span className={change === null ? 'tag' : `tag wr co-${change}`}>
        {change === null ? t('console.form.effect.read') : t(`console.form.change.${change}`)}
      </span>
      {operation.isDeprecated ? <span className="tag">{t('console.form.deprecated')}</span> : null}
      <span className="grow" />
      <Segmented
        label={t('console.form.view')}
        options={views}
        value={draft.view}
        onChange={(view) => showView(ref, view === 'json' ? 'json' : 'form')}
      />
    </div>
  );
}

function FormFields() {
  const t = useText();
  const { fields } = useFormParts().description;
  const required = fields.filter((field) => field.isRequired);
  const optional = fields.filter((field) => !field.isRequired);
  return (
    <div className="scr co-fields">
      <FormNotes />
      {fields.length === 0 ? <p className="t2 co-nothing">{t('console.form.none')}</p> : null}
      <Rows fields={required} />
      {optional.length > 0 && required.length > 0 ? (
        <h3 className="co-sec">{t('console.form.optional', { count: optional.length })}</h3>
      ) : null}
      <Rows fields={optional} />
      <UnknownFields />
    </div>
  );
}

function Rows({ fields }: { readonly fields: readonly ConsoleField[] }) {
  return fields.map((field) => <FieldRow key={field.name} field={field} path={[field.name]} />);
}

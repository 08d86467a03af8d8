/** Makes a list, or changes one: its name, its type, which is asked once, and whether the device compares with it. */
import { useId } from 'react';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { barsOf, faultsOfList, saveList, setListType, type ListFault } from '../model/list-form.ts';
import { changeSheet, type ListSheet } from '../model/sheet.ts';
import { SheetFoot, SheetFrame } from '../sheet-frame.tsx';

interface FormProps {
  readonly form: ListSheet;
}

export function ListForm({ form }: FormProps) {
  const t = useText();
  const { group, deviceName, error } = form;
  const title =
    group === null ? t('targets.list.make', { name: deviceName }) : t('targets.list.edit', { name: group.name });
  return (
    <SheetFrame title={title} onSave={() => void saveList(form)}>
      <div className="scr">
        <NameField form={form} />
        <TypeField form={form} />
        <EnabledField form={form} />
        {error === null ? null : (
          <div className="targets-note">
            <ErrorText error={error} onAction={error.action === 'retry' ? () => void saveList(form) : undefined} />
          </div>
        )}
      </div>
      <SheetFoot isBusy={form.isBusy} save={t(group === null ? 'targets.list.makeNow' : 'targets.form.save')} />
    </SheetFrame>
  );
}

/** A missing value is named after somebody tried to save; a wrong one, at once. */
function nameWords(t: Text, { isTried, rules, error }: ListSheet, fault: ListFault): string | null {
  if (fault === 'too-long') return t('targets.form.tooLong', { count: rules.maxNameChars });
  if (fault === 'missing') return isTried ? t('targets.form.missing') : null;
  if (error?.code !== 'input.invalid-field' || error.params['field'] !== 'name') return null;
  return errorWords(t, error).why;
}

function NameField({ form }: FormProps) {
  const t = useText();
  const id = useId();
  const words = nameWords(t, form, faultsOfList(form).name);
  return (
    <div className="targets-field">
      <label htmlFor={id} className="t2">
        {t('targets.list.name')}
        <span className="targets-must"> {t('targets.form.required')}</span>
      </label>
      <span className={words === null ? 'fld sm' : 'fld sm targets-bad'}>
        <input
          id={id}
          autoFocus
          autoComplete="off"
          value={form.name}
          aria-invalid={words !== null}
          aria-describedby={words === null ? undefined : `${id}-note`}
          onChange={({ target }) => changeSheet('list', form.id, { name: target.value, error: null })}
        />
      </span>
      {words === null ? null : <Fault id={`${id}-note`} words={words} />}
    </div>
  );
}

function TypeField({ form }: FormProps) {
  const t = useText();
  const id = useId();
  const words = form.isTried && faultsOfList(form).type !== null ? t('targets.list.typeMissing') : null;
  return (
    <div className="targets-field">
      <label htmlFor={id} className="t2">
        {t('targets.list.type')}
        <span className="targets-must"> {t('targets.form.required')}</span>
      </label>
      <select
        id={id}
        className={words === null ? 'fld sm' : 'fld sm targets-bad'}
        value={form.type ?? ''}
        aria-invalid={words !== null}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => {
          const type = form.rules.types.find((one) => one === target.value);
          if (type !== undefined) setListType(form.id, type);
        }}
      >
        {form.type === null ? <option value="">{t('targets.form.choose')}</option> : null}
        {form.rules.types.map((one) => (
          <option key={one} value={one}>
            {t(`targets.list.types.${one}`)}
          </option>
        ))}
      </select>
      {words === null ? (
        <p id={`${id}-note`} className="targets-fault t3">
          {t('targets.list.typeNote')}
        </p>
      ) : (
        <Fault id={`${id}-note`} words={words} />
      )}
    </div>
  );
}

function EnabledField({ form }: FormProps) {
  const t = useText();
  const bars = barsOf(form);
  if (bars === null) return <p className="targets-note t3">{t('targets.list.newIsOff')}</p>;
  if (form.isEnabled === null) return <p className="targets-note t3">{t('targets.list.bars.always-on')}</p>;
  const reason = bars.toggle === null ? null : t(`targets.list.bars.${bars.toggle}`);
  return (
    <label className="targets-tickline row g2" title={reason ?? undefined}>
      <input
        type="checkbox"
        checked={form.isEnabled}
        aria-disabled={reason !== null || undefined}
        onChange={() => {
          if (reason === null) changeSheet('list', form.id, { isEnabled: !form.isEnabled, error: null });
        }}
      />
      <span>{t('targets.list.compare')}</span>
      {reason === null ? null : <span className="t3">{reason}</span>}
    </label>
  );
}

export function Fault({ id, words }: { readonly id: string; readonly words: string }) {
  return (
    <p id={id} className="targets-fault row g1" role="alert">
      <StateGlyph name="error" size={11} />
      <span>{words}</span>
    </p>
  );
}

/** Adds a target, or changes one: the picture, and a field for everything that a target can have. */
import { useId } from 'react';
import { TARGET_GENDERS, type TargetFieldRule } from '../../../../preload/domain/people/targets.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import { PhotoField } from './photo-field.tsx';
import {
  barOf,
  closeForm,
  faultsOf,
  leaveForm,
  saveForm,
  setValue,
  type Faults,
  type FieldFault,
  type Form,
} from '../model/form.ts';
import { FAMILY_NAMES, labelOf } from '../target-words.ts';

interface FormProps {
  readonly form: Form;
}

/** The fault of a field by a refusal of main or of the cloud. */
function refusedField({ error }: Form): string | null {
  return error?.code === 'input.invalid-field' ? String(error.params['field'] ?? '') : null;
}

/** A missing value is named after somebody tried to save; a wrong one, at once. */
function shownFaults(form: Form, faults: Faults): Faults {
  if (form.isTried) return faults;
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== 'missing'));
}

export function TargetForm({ form }: FormProps) {
  const t = useText();
  useReturnedFocus();
  const faults = shownFaults(form, faultsOf(form));
  const count = Object.keys(faults).length;
  const { target, isBusy, isPreparing, error } = form;
  const title = target === null ? t('targets.form.add') : t('targets.form.edit', { name: target.values.name });
  const isWaiting = isBusy || isPreparing;
  return (
    <aside className="beside" aria-label={title}>
      <div className="ph">
        <h2 className="el">{title}</h2>
        <IconButton icon="x" size={14} label={t('targets.close')} onClick={() => leaveForm(closeForm)} />
      </div>
      <form
        className="targets-form"
        aria-label={title}
        noValidate
        onSubmit={(event) => (event.preventDefault(), void saveForm())}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
          event.stopPropagation();
          leaveForm(closeForm);
        }}
      >
        <div className="scr">
          <PhotoField form={form} fault={faults.picture ?? null} />
          {form.limits.fields.map((rule) => (
            <Value key={rule.field} form={form} rule={rule} fault={faults[rule.field] ?? null} />
          ))}
          {target === null ? null : <p className="targets-note t3">{t('targets.form.replaces')}</p>}
          {error === null ? null : (
            <div className="targets-note">
              <ErrorText error={error} onAction={error.action === 'retry' ? () => void saveForm() : undefined} />
            </div>
          )}
        </div>
        <div className="insp-f">
          <span className="grow row g1" role="status">
            {count === 0 || !form.isTried ? null : (
              <>
                <StateGlyph name="error" size={11} />
                <span>{t('targets.form.toFix', { count })}</span>
              </>
            )}
          </span>
          <button type="button" className="btn" onClick={() => leaveForm(closeForm)}>
            {t('targets.form.cancel')}
          </button>
          <button type="submit" className="btn pri" aria-busy={isWaiting} aria-disabled={isWaiting || undefined}>
            {t(isBusy ? 'targets.form.saving' : target === null ? 'targets.form.addNow' : 'targets.form.save')}
          </button>
        </div>
      </form>
    </aside>
  );
}

const LETTERS: ReadonlySet<string> = new Set(['country', 'nation', 'native', 'occupation', 'domicile', 'remark']);

/** The rule of a field, in words. */
function ruleWords(t: Text, { field }: TargetFieldRule): string {
  if (LETTERS.has(field)) return t('targets.rules.letters');
  switch (field) {
    case 'name':
    case 'gender':
    case 'age':
    case 'phone':
    case 'email':
    case 'workNumber':
    case 'externalId':
      return t(`targets.rules.${field}`);
    default:
      return '';
  }
}

function faultWords(t: Text, rule: TargetFieldRule, fault: FieldFault): string {
  if (fault === 'missing') return t('targets.form.missing');
  return fault === 'too-long' ? t('targets.form.tooLong', { count: rule.maxChars }) : ruleWords(t, rule);
}

interface ValueProps extends FormProps {
  readonly rule: TargetFieldRule;
  readonly fault: FieldFault | null;
}

function Value({ form, rule, fault }: ValueProps) {
  const t = useText();
  const id = useId();
  const { field, isMandatory } = rule;
  const bar = barOf(form, rule);
  const label = labelOf(t, field);
  const reason = bar === null ? null : t(`targets.bars.${bar}`, { family: FAMILY_NAMES[form.limits.family] });
  const isRefused = refusedField(form) === field;
  const words = fault === null ? (isRefused ? ruleWords(t, rule) : null) : faultWords(t, rule, fault);
  const value = form.values[field] ?? '';
  const common = { id, 'aria-invalid': words !== null, 'aria-describedby': words === null ? undefined : `${id}-note` };
  return (
    <div className="targets-field">
      <label htmlFor={id} className={reason === null ? 't2' : 't3'}>
        {label}
        {isMandatory ? <span className="targets-must"> {t('targets.form.required')}</span> : null}
      </label>
      {field === 'gender' ? (
        <select
          {...common}
          className={words === null ? 'fld sm' : 'fld sm targets-bad'}
          value={value}
          onChange={({ target }) => setValue('gender', target.value)}
        >
          {value === '' ? <option value="">{t('targets.form.choose')}</option> : null}
          {TARGET_GENDERS.map((one) => (
            <option key={one} value={one}>
              {t(`targets.gender.${one}`)}
            </option>
          ))}
        </select>
      ) : (
        <span className={words === null ? 'fld sm' : 'fld sm targets-bad'}>
          <input
            {...common}
            value={value}
            autoComplete="off"
            readOnly={reason !== null}
            aria-disabled={reason !== null || undefined}
            title={reason === null ? undefined : `${label}: ${reason}`}
            autoFocus={field === 'name' && form.target !== null}
            onChange={({ target }) => setValue(field, target.value)}
          />
        </span>
      )}
      {words === null ? null : (
        <p id={`${id}-note`} className="targets-fault row g1" role="alert">
          <StateGlyph name="error" size={11} />
          <span>{words}</span>
        </p>
      )}
    </div>
  );
}

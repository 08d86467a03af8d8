import type { ReactNode } from 'react';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { Problem } from './validate.ts';

interface FieldRowProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** Said beside the label. Left out where a field always has a value, as a list to choose from. */
  readonly isRequired?: boolean;
  /** In words, or null while nothing is wrong or nothing was typed yet. */
  readonly problem: string | null;
  readonly children: ReactNode;
}

/** The ids of what describes a field: its problem and its help, see {@link FieldRow}. */
export const describedBy = (id: string, isBad: boolean): string => (isBad ? `${id}-note ${id}-help` : `${id}-note`);

/** Label, control, problem and help: the help says where the value is found, so it stays beside a problem. */
export function FieldRow({ id, label, help, isRequired, problem, children }: FieldRowProps) {
  const t = useText();
  const mark = isRequired === undefined ? null : t(isRequired ? 'clouds.form.required' : 'clouds.form.optional');
  return (
    <div className={problem === null ? 'frow' : 'frow bad'}>
      <div className="row g2">
        <label htmlFor={id}>{label}</label>
        {mark === null ? null : <span className="clouds-mark t3">{mark}</span>}
      </div>
      {children}
      {problem === null ? null : (
        <p id={`${id}-note`} className="note clouds-problem row g1">
          <StateGlyph name="error" size={11} />
          <span>{problem}</span>
        </p>
      )}
      {help === '' ? null : (
        <p id={problem === null ? `${id}-note` : `${id}-help`} className="note">
          {help}
        </p>
      )}
    </div>
  );
}

/** The help of one sign-in field, from the vendor's part of the texts. */
export function fieldWords(t: Text, vendor: VendorId, name: string, part: 'help' | 'bad'): string {
  return (t as (key: string) => string)(`clouds.fields.${vendor}.${name}.${part}`);
}

/** Turns a problem into words. */
export function useProblemWords(vendor: VendorId): (problem: Problem | null, name: string) => string | null {
  const t = useText();
  return (problem, name) => {
    switch (problem?.kind) {
      case undefined:
        return null;
      case 'missing':
        return t('clouds.form.missing');
      case 'no-region':
        return t('clouds.form.noRegion');
      case 'spaces':
        return t('clouds.form.spaces');
      case 'bad':
        return fieldWords(t, vendor, name, 'bad');
      case 'endpoint':
        return t('clouds.form.endpointBad');
      case 'endpoint-parts':
        return t('clouds.form.endpointParts');
      case 'endpoint-plain':
        return t('clouds.form.endpointPlain');
      case 'again':
        return t('clouds.route.again');
      case 'not-confirmed':
        return t('clouds.route.notConfirmed');
      case 'no-api':
        return t('clouds.form.noApi', { cloud: t(`shell.vendors.${vendor}`) });
      case 'reason':
        return t(`errors.fieldProblems.${problem.detail}`, { limit: problem.limit });
      case 'label-missing':
        return t('clouds.form.labelMissing');
      case 'label-taken':
        return t('clouds.form.labelTaken', { label: problem.label });
      case 'label-long':
        return t('clouds.form.labelLong');
      case 'too-long':
        return t('clouds.form.tooLong', { limit: problem.limit, count: problem.count });
    }
  };
}

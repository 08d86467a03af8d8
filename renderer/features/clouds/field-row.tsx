import type { ReactNode } from 'react';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import type { Problem } from './validate.ts';

interface FieldRowProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** In words, or null while nothing is wrong or nothing was typed yet. */
  readonly problem: string | null;
  readonly children: ReactNode;
}

/** Label, control, help. A problem takes the place of the help and says the cause. */
export function FieldRow({ id, label, help, problem, children }: FieldRowProps) {
  return (
    <div className={problem === null ? 'frow' : 'frow bad'}>
      <label htmlFor={id}>{label}</label>
      {children}
      <p id={`${id}-note`} className="note">
        {problem === null ? (
          help
        ) : (
          <span className="row g1">
            <StateGlyph name="error" size={11} />
            <span>{problem}</span>
          </span>
        )}
      </p>
    </div>
  );
}

/** The words of one sign-in field, from the vendor's part of the texts. */
export function fieldWords(t: Text, vendor: VendorId, name: string, part: 'label' | 'help' | 'bad'): string {
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

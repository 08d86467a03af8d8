import type { TargetFamily, TargetField, TargetValues } from '../../../preload/domain/people/targets.ts';
import { fieldLabel } from '../../i18n/error-words.ts';
import type { Text } from '../../i18n/i18n.ts';

/** Names of products, the same in every language. */
export const FAMILY_NAMES: Readonly<Record<TargetFamily, string>> = {
  sdc: 'SDC',
  nvr800: 'NVR800',
  ivs1800: 'IVS1800',
};

/** In Chinese the name of a person has a word of its own. */
export const labelOf = (t: Text, field: TargetField): string =>
  field === 'name' ? t('targets.personName') : (fieldLabel(t, field) ?? field);

/** A value as it is shown; undefined without one. */
export function valueWords(t: Text, field: TargetField, values: TargetValues): string | undefined {
  const value = values[field];
  if (field !== 'gender') return value;
  return value === 'male' || value === 'female' ? t(`targets.gender.${value}`) : undefined;
}

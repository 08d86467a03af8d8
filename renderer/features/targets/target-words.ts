import type { TargetFamily, TargetField, TargetValues } from '../../../preload/domain/targets.ts';
import type { Text } from '../../i18n/i18n.ts';

/** Names of products, the same in every language. */
export const FAMILY_NAMES: Readonly<Record<TargetFamily, string>> = {
  sdc: 'SDC',
  nvr800: 'NVR800',
  ivs1800: 'IVS1800',
};

/** A value as it is shown; undefined without one. */
export function valueWords(t: Text, field: TargetField, values: TargetValues): string | undefined {
  const value = values[field];
  if (field !== 'gender') return value;
  return value === 'male' || value === 'female' ? t(`targets.gender.${value}`) : undefined;
}

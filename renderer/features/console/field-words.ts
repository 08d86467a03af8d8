/** Types, limits and complaints of a field in words. */
import type { ConsoleField, FieldComplaint } from '../../../preload/contract/console.ts';
import type { Text } from '../../i18n/i18n.ts';

function lengthWords(t: Text, { minLength, maxLength }: ConsoleField): string | null {
  if (minLength !== undefined && minLength === maxLength) return t('console.limits.charsExact', { count: minLength });
  if (minLength !== undefined && maxLength !== undefined) {
    return t('console.limits.chars', { min: minLength, max: maxLength });
  }
  if (minLength !== undefined) return t('console.limits.charsMin', { count: minLength });
  return maxLength === undefined ? null : t('console.limits.charsMax', { count: maxLength });
}

function rangeWords(t: Text, { min, max, isMaxExclusive, rule, multipleOf }: ConsoleField): string | null {
  if (rule !== undefined) return t('console.limits.rule', { rule });
  if (multipleOf !== undefined) return t('console.limits.multiple', { value: multipleOf });
  if (min !== undefined && max !== undefined) {
    return t(isMaxExclusive === true ? 'console.limits.below' : 'console.limits.range', { min, max });
  }
  if (min !== undefined) return t('console.limits.min', { min });
  return max === undefined ? null : t('console.limits.max', { max });
}

function itemsWords(t: Text, { minItems, maxItems }: ConsoleField): string | null {
  if (minItems !== undefined && maxItems !== undefined) {
    return t('console.limits.items', { min: minItems, max: maxItems });
  }
  if (minItems !== undefined) return t('console.limits.itemsMin', { count: minItems });
  return maxItems === undefined ? null : t('console.limits.itemsMax', { count: maxItems });
}

function wideWords(t: Text, { lengthUnit }: ConsoleField): string | null {
  const count = /counts ([23])/.exec(lengthUnit ?? '')?.[1];
  return count === undefined ? null : t('console.limits.wide', { count: Number(count) });
}

/** Type and limits in one line, such as `text, 1 to 25 characters, default 10`. */
export function limitWords(t: Text, field: ConsoleField): string {
  const default_ = field.default === undefined ? null : t('console.form.defaultIs', { value: String(field.default) });
  const item = field.item === undefined ? null : t(`console.kinds.${field.item.kind}`);
  const parts = [
    item === null ? t(`console.kinds.${field.kind}`) : t('console.limits.listOf', { item }),
    field.format ?? null,
    itemsWords(t, field),
    lengthWords(t, field.item ?? field),
    rangeWords(t, field.item ?? field),
    wideWords(t, field),
    default_,
    field.isDeprecated === true ? t('console.form.deprecatedField') : null,
  ];
  return parts.filter((part) => part !== null).join(t('console.limits.comma'));
}

/** A longer expression says nothing to a reader. */
const MAX_PATTERN_CHARS = 80;

/** Why a value is refused, with the limit. */
export function complaintWords(t: Text, { code, detail }: FieldComplaint): string {
  if (code === 'type') {
    const kind = (t as (key: string) => string)(`console.kinds.${detail}`);
    return t('console.complaints.type', { detail: kind.startsWith('console.') ? detail : kind });
  }
  if (code === 'pattern' && detail !== '' && detail.length <= MAX_PATTERN_CHARS)
    return t('console.complaints.patternIs', { detail });
  if (code === 'other' && detail === '') return t('console.complaints.otherBare');
  return t(`console.complaints.${code}`, { detail });
}

/** The chapter of an operation; a chapter without a translation keeps its short name. */
export function groupWords(t: Text, group: string): string {
  const words = (t as (key: string) => string)(`console.groups.${group}`);
  return words.startsWith('console.') ? group : words;
}

export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Types, limits and complaints of a field in words. */
import type { ConsoleField, FieldComplaint } from '../../preload/contract/console.ts';
import type { Text } from '../i18n/i18n.ts';
import type { ParsedJson } from './console-json.ts';
import { patternWords } from './pattern-words.ts';

function lengthWords(t: Text, { minLength, maxLength }: ConsoleField): string | null {
  if (minLength !== undefined && minLength === maxLength) return t('console.limits.charsExact', { count: minLength });
  if (minLength !== undefined && maxLength !== undefined) {
    return t('console.limits.chars', { min: minLength, max: maxLength });
  }
  if (minLength !== undefined) return t('console.limits.charsMin', { count: minLength });
  return maxLength === undefined ? null : t('console.limits.charsMax', { count: maxLength });
}

function rangeWords(t: Text, { min, max, isMaxExclusive, rule, multipleOf }: ConsoleField): string | null {
  if (rule !== undefined) return ruleWords(t, rule);
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

/** `0 or 60..3650`: a value that stands for "not set" beside a range. */
function ruleWords(t: Text, rule: string): string {
  const [, unset, min, max] = /^(\d+) or (\d+)\.\.(\d+)$/.exec(rule) ?? [];
  return unset === undefined ? rule : t('console.limits.rule', { unset, min, max });
}

const COUNTED = ['too-short', 'too-long', 'too-few', 'too-many'] as const;
type Counted = (typeof COUNTED)[number];
const isCounted = (code: FieldComplaint['code']): code is Counted => COUNTED.includes(code as Counted);

/** Why a value is refused, with the limit, as a sentence. */
export function complaintWords(t: Text, { code, detail }: FieldComplaint): string {
  if (isCounted(code)) return t(`console.complaints.${code}`, { count: Number(detail) });
  switch (code) {
    case 'type': {
      const kind = (t as (key: string) => string)(`console.complaints.kinds.${detail}`);
      return kind.startsWith('console.') ? t('console.complaints.pattern') : t('console.complaints.type', { kind });
    }
    case 'pattern': {
      const form = patternWords(t, detail);
      return form === null ? t('console.complaints.pattern') : t('console.complaints.patternIs', { form });
    }
    case 'rule':
      return t('console.complaints.rule', { detail: ruleWords(t, detail) });
    case 'other':
      return detail === '' ? t('console.complaints.otherBare') : t('console.complaints.other', { detail });
    default:
      return t(`console.complaints.${code}`, { detail });
  }
}

export type BrokenJson = Extract<ParsedJson, { ok: false }>;

/** Where a text stops being JSON, and what should stand there. */
export function brokenWords(t: Text, { line, column, expected }: BrokenJson): string {
  if (expected === null) return t('console.json.notObject');
  return t('console.json.broken', { line, column, expected: t(`console.json.expected.${expected}`) });
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

/**
 * The limits of the clouds' documents for a single value. The page checks while the user types, main checks again
 * before a call is sent: both by these rules.
 */

/** The documented limits of one value or of one list; an absent limit does not apply. */
export interface FieldLimits {
  /** The legal values. None: any value is legal. */
  readonly values?: readonly string[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly isMaxExclusive?: boolean | undefined;
  /** A range that `min` and `max` cannot express, such as `0 or 60..3650`. */
  readonly rule?: string | undefined;
  readonly multipleOf?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** How the document counts characters where it is not one each. */
  readonly lengthUnit?: string | undefined;
  /** Regular expressions over the whole text: one of them has to match. None: every text does. */
  readonly patterns?: readonly string[] | undefined;
  /** An empty text is legal, whatever the other limits say. */
  readonly isEmptyAllowed?: boolean | undefined;
  /** Such as `yyyy-MM-dd HH:mm:ss`, the only format of time that is checked. */
  readonly timeFormat?: string | undefined;
  readonly minTime?: string | undefined;
  readonly maxTime?: string | undefined;
  /** How many items a list has. */
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  /** How many of these kinds of characters a text needs: each a range such as `a-z`, or the characters themselves. */
  readonly kinds?: { readonly of: readonly string[]; readonly atLeast: number } | undefined;
}

/** A limit that a value breaks. */
export interface FieldFault {
  readonly limit: Exclude<keyof FieldLimits, 'isMaxExclusive' | 'isEmptyAllowed' | 'lengthUnit'>;
  /** Code of the message to the user; the page has words for it. */
  readonly code:
    | 'enum'
    | 'too-short'
    | 'too-long'
    | 'pattern'
    | 'too-small'
    | 'too-large'
    | 'multiple'
    | 'rule'
    | 'too-few'
    | 'too-many';
  /** The limit as the document gives it. */
  readonly detail: string;
}

const INTEGER_TEXT = /^-?\d+$/;
const TIME_FORMAT = /^yyyy-MM-dd HH:mm:ss$/i;

/** Every limit that a text breaks, the most specific first. */
export function textFaults(limits: FieldLimits, text: string): readonly FieldFault[] {
  if (limits.isEmptyAllowed === true && text === '') return [];
  const { minLength, maxLength, patterns = [], timeFormat = '', minTime, maxTime, kinds } = limits;
  const length = lengthOf(text, limits.lengthUnit);
  const isTime = !TIME_FORMAT.test(timeFormat) || isTimeText(text);
  const hasForm = patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern, 'u').test(text));
  return faults([
    ...valueFaults(limits, text),
    minLength !== undefined && length < minLength && ['minLength', 'too-short', minLength],
    maxLength !== undefined && length > maxLength && ['maxLength', 'too-long', maxLength],
    !hasForm && ['patterns', 'pattern', patterns.join(' | ')],
    ...(INTEGER_TEXT.test(text) ? rangeFaults(limits, Number(text)) : []),
    !isTime && ['timeFormat', 'pattern', timeFormat],
    minTime !== undefined && text < minTime && ['minTime', 'too-small', minTime],
    maxTime !== undefined && text > maxTime && ['maxTime', 'too-large', maxTime],
    kinds !== undefined &&
      countKinds(text, kinds.of) < kinds.atLeast && ['kinds', 'pattern', `${kinds.atLeast} kinds of characters`],
  ]);
}

/** Every limit that a number breaks, the most specific first. */
export function numberFaults(limits: FieldLimits, value: number): readonly FieldFault[] {
  const { rule, multipleOf } = limits;
  return faults([
    ...valueFaults(limits, String(value)),
    rule !== undefined && isOutsideRule(rule, value) && ['rule', 'rule', rule],
    multipleOf !== undefined && value % multipleOf !== 0 && ['multipleOf', 'multiple', multipleOf],
    ...rangeFaults(limits, value),
  ]);
}

/**
 * Every limit that a 64-bit integer breaks.
 *
 * @param text the integer in decimal digits.
 */
export function longFaults(limits: FieldLimits, text: string): readonly FieldFault[] {
  const { min, max } = limits;
  return faults([
    ...valueFaults(limits, text),
    min !== undefined && BigInt(text) < BigInt(min) && ['min', 'too-small', min],
    max !== undefined && BigInt(text) > BigInt(max) && ['max', 'too-large', max],
  ]);
}

/** Every limit that the number of items of a list breaks. */
export function listFaults({ minItems, maxItems }: FieldLimits, count: number): readonly FieldFault[] {
  return faults([
    minItems !== undefined && count < minItems && ['minItems', 'too-few', minItems],
    maxItems !== undefined && count > maxItems && ['maxItems', 'too-many', maxItems],
  ]);
}

type Finding = readonly [FieldFault['limit'], FieldFault['code'], string | number];

function faults(findings: readonly (Finding | false)[]): readonly FieldFault[] {
  return findings.flatMap((one) => (one === false ? [] : { limit: one[0], code: one[1], detail: String(one[2]) }));
}

function valueFaults({ values = [] }: FieldLimits, text: string): readonly (Finding | false)[] {
  return [values.length > 0 && !values.includes(text) && ['values', 'enum', values.join(', ')]];
}

function rangeFaults({ min, max, isMaxExclusive }: FieldLimits, value: number): readonly (Finding | false)[] {
  const isAbove = max !== undefined && (isMaxExclusive === true ? value >= max : value > max);
  return [min !== undefined && value < min && ['min', 'too-small', min], isAbove && ['max', 'too-large', max]];
}

/** Length in the document's own counting: a Chinese character counts 2 or 3 in some fields. */
function lengthOf(text: string, unit: string | undefined): number {
  const wide = unit?.includes('counts 3') === true ? 3 : unit?.includes('counts 2') === true ? 2 : 1;
  let length = 0;
  for (const char of text) length += (char.codePointAt(0) ?? 0) > 0xff ? wide : 1;
  return length;
}

/** `0 or 60..3650`: a value that stands for "not set" beside a range. */
function isOutsideRule(rule: string, value: number): boolean {
  const [, unset, from, to] = /^(\d+) or (\d+)\.\.(\d+)$/.exec(rule) ?? [];
  if (unset === undefined) return false;
  return value !== Number(unset) && (value < Number(from) || value > Number(to));
}

/** A `yyyy-MM-dd HH:mm:ss` that names a real second; the parser would roll 02-30 over to 03-01. */
function isTimeText(text: string): boolean {
  const atMs = Date.parse(`${text.replace(' ', 'T')}Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().slice(0, 19).replace('T', ' ') === text;
}

/** How many of the kinds of characters occur in the text. */
function countKinds(text: string, kinds: readonly string[]): number {
  const isOf = (kind: string, c: string) => (/^\w-\w$/.test(kind) ? new RegExp(`[${kind}]`).test(c) : kind.includes(c));
  return kinds.filter((kind) => [...text].some((c) => isOf(kind, c))).length;
}

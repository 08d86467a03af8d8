/**
 * Makes wrong parameters out of right ones: one rule of one parameter is broken at a time, at any depth, and the path of
 * the field that is wrong is known. Only what the document states becomes a case.
 */
import type { Field } from '../../../main/vendors/core/contract/contract.ts';
import {
  goodMembers,
  goodParams,
  goodValue,
  isCommaList,
  isJsonText,
  isList,
  isNumber,
  isTimeText,
  itemOf,
  patternsOf,
  type KnownValues,
  type Values,
} from './good-values.ts';

export interface BadCase {
  /** Names and indexes joined by dots, as a complaint names them. */
  readonly path: string;
  readonly why: string;
  readonly params: Values;
  /** The same request with nothing wrong. */
  readonly right: Values;
  /** The mistake only shows where types travel: in JSON, not in the text of a URL or a form. */
  readonly needsTypes: boolean;
}

interface BadValue {
  readonly why: string;
  readonly value: unknown;
  readonly needsTypes?: boolean;
}

const STRANGER = 'no_such_name';
const OUTSIDE = 'no-such-value';
const FIRST_OF_DAY = '00:00';
const LAST_OF_DAY = '23:50';
const MISFITS: readonly string[] = ['!!!!!!!!', '\u0001 ?!', ' ', 'http://\u0001 !', 'aliyun', '!'];

/** A text with its last character said again until it is as long as asked. */
const stretched = (text: string, length: number): string => text.padEnd(length, text.at(-1) ?? 'a').slice(0, length);

function badForms(field: Field, good: string): BadValue[] {
  const bad: BadValue[] = [];
  const patterns = patternsOf(field);
  const { minLength = 0, maxLength = Infinity } = field;
  const misfits = MISFITS.filter((text) => patterns.every((one) => !one.test(text)));
  const misfit = misfits.find((text) => text.length >= minLength && text.length <= maxLength) ?? misfits[0];
  if (patterns.length > 0 && misfit !== undefined) bad.push({ why: 'of another form', value: misfit });
  if (isTimeText(field)) {
    bad.push({ why: 'a day that does not exist', value: '2026-02-30 00:00:00' });
    bad.push({ why: 'a time of another form', value: '2026-05-18T00:00:00Z' });
  }
  const { minTime, maxTime } = field;
  if (minTime !== undefined) bad.push({ why: 'too early', value: FIRST_OF_DAY });
  if (maxTime !== undefined && maxTime < LAST_OF_DAY) bad.push({ why: 'too late', value: LAST_OF_DAY });
  if (field.charClasses) bad.push({ why: 'too plain', value: stretched('a', good.length) });
  return bad;
}

function badTexts(field: Field, good: string): BadValue[] {
  const { enum: values, min, max, minLength, maxLength, lengthUnit } = field;
  const bad: BadValue[] = [
    { why: 'a number', value: 7, needsTypes: true },
    { why: 'an object', value: { a: 1 }, needsTypes: true },
    ...badForms(field, good),
  ];
  if (values && !field.enumOpen) bad.push({ why: 'outside the enum', value: OUTSIDE });
  if (maxLength !== undefined && !values) {
    bad.push({ why: 'one too long', value: stretched(good, maxLength + 1) });
    const wide = lengthUnit === undefined ? 0 : lengthUnit.includes('counts 3') ? 3 : 2;
    if (wide > 0) bad.push({ why: 'too long in Chinese', value: '中'.repeat(Math.floor(maxLength / wide) + 1) });
  }
  if (minLength !== undefined && minLength > 1 && !values) {
    bad.push({ why: 'one too short', value: stretched(good, minLength - 1) });
  }
  if (min !== undefined) bad.push({ why: 'one too small', value: String(min - 1) });
  if (max !== undefined) bad.push({ why: 'one too large', value: String(max + 1) });
  return bad;
}

function badNumbers(field: Field): BadValue[] {
  const { min, max, enum: values, rule, multipleOf } = field;
  const bad: BadValue[] = [
    { why: 'a text', value: 'seven' },
    { why: 'true', value: true },
  ];
  if (field.type !== 'float') bad.push({ why: 'a fraction', value: 1.5 });
  if (values && !field.enumOpen) bad.push({ why: 'outside the enum', value: 987_654 });
  if (min !== undefined) bad.push({ why: 'one too small', value: min - 1 });
  if (max !== undefined) {
    bad.push({ why: 'one too large', value: max + 1 });
    if (field.exclusiveMax) bad.push({ why: 'the limit itself', value: max });
  }
  const [, unset, from] = /^(\d+) or (\d+)\.\./.exec(rule ?? '') ?? [];
  if (from !== undefined) bad.push({ why: `between ${unset ?? ''} and ${from}`, value: Number(from) - 1 });
  if (multipleOf !== undefined) bad.push({ why: 'no multiple', value: multipleOf + 1 });
  return bad;
}

function badLists(field: Field, good: unknown): BadValue[] {
  const [item] = good as readonly unknown[];
  const { minItems = 0, maxItems } = field;
  const bad: BadValue[] = [{ why: 'a number', value: 7, needsTypes: !isJsonText(field) && !isList(field) }];
  if (minItems > 0) bad.push({ why: 'too few', value: Array(minItems - 1).fill(item), needsTypes: minItems === 1 });
  if (maxItems !== undefined) bad.push({ why: 'one too many', value: Array(maxItems + 1).fill(item) });
  return bad;
}

function badValues(field: Field, good: unknown): readonly BadValue[] {
  if (Array.isArray(good)) return badLists(field, good);
  if (isJsonText(field)) return [{ why: 'a number', value: 7 }];
  if (isNumber(field)) return badNumbers(field);
  switch (field.type) {
    case 'string':
      return badTexts(field, String(good));
    case 'boolean':
      return [{ why: 'a text', value: 'perhaps' }];
    case 'file':
      return [{ why: 'a text', value: 'a path', needsTypes: true }];
    default:
      return [{ why: 'a text', value: 'nothing' }];
  }
}

const MAY_BE_EMPTY = (field: Field): boolean => field.allowEmpty === true || field.minLength === 0;

function missingValues(field: Field): readonly BadValue[] {
  if (!field.required) return [];
  const isText = field.type === 'string' && !isCommaList(field) && !isJsonText(field);
  return [
    { why: 'missing', value: undefined },
    ...(field.nullable ? [] : [{ why: 'null', value: null, needsTypes: true }]),
    ...(isText && !MAY_BE_EMPTY(field) ? [{ why: 'empty', value: '' }] : []),
  ];
}

/** `value` may be undefined: the name is left out. */
function withValue(values: Values, name: string, value: unknown): Values {
  const { [name]: _, ...rest } = values;
  return value === undefined ? rest : { ...rest, [name]: value };
}

type Put = (value: unknown) => Values;

function casesAt(field: Field, path: string, known: KnownValues, put: Put): readonly BadCase[] {
  const good = goodValue(field, known);
  const caseOf = ({ why, value, needsTypes = false }: BadValue): BadCase => {
    return { path, why, params: put(value), right: put(good), needsTypes };
  };
  const own = [...missingValues(field), ...badValues(field, good)].map(caseOf);
  return [...own, ...casesBelow(field, good, path, known, put)];
}

function casesBelow(field: Field, good: unknown, path: string, known: KnownValues, put: Put): readonly BadCase[] {
  const { children = [] } = field;
  if (!Array.isArray(good)) return casesIn(children, `${path}.`, known, goodMembers(children, known), put);
  const [, ...others] = good as readonly unknown[];
  const putItem: Put = (item) => put([item, ...others]);
  if (children.length > 0) return casesIn(children, `${path}.0.`, known, goodMembers(children, known), putItem);
  if (isJsonText(field)) return [];
  return casesAt(itemOf(field), `${path}.0`, known, putItem).filter(({ needsTypes }) => !needsTypes || isList(field));
}

function casesIn(
  fields: readonly Field[],
  prefix: string,
  known: KnownValues,
  values: Values,
  put: (members: Values) => Values,
): readonly BadCase[] {
  const byName = new Map(fields.map((field) => [field.name, field])); // one name may travel in two places
  return [...byName.values()].flatMap((field) =>
    casesAt(field, `${prefix}${field.name}`, known, (value) => put(withValue(values, field.name, value))),
  );
}

/**
 * Every documented rule of every parameter, broken alone in a request that is right otherwise.
 *
 * @param known values that exist in the cloud that is asked, by the name of the parameter.
 * @param more what a right request needs beside its required parameters, by the words of the document.
 */
export function badCases(fields: readonly Field[], known: KnownValues, more: Values = {}): readonly BadCase[] {
  const right = { ...goodParams(fields, known), ...more };
  return [
    { path: STRANGER, why: 'unknown', params: { ...right, [STRANGER]: '1' }, right, needsTypes: false },
    ...casesIn(fields, '', known, right, (values) => values),
  ];
}

/**
 * Turns documented fields into zod schemas. Requests are strict: what the cloud would refuse never leaves the house.
 * Answers are loose: unknown keys are dropped, null counts as absent, and a scalar may come as text or as a number,
 * because all five documents contradict their own samples there; what comes out has the documented type.
 */
import { z } from 'zod';
import type { Field } from './contract.ts';

const INTEGER_TEXT = /^-?\d+$/;

/** Length in the document's own counting. */
function lengthOf(text: string, unit: string | undefined): number {
  const wide = unit?.includes('counts 3') ? 3 : unit?.includes('counts 2') ? 2 : 1;
  return [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0xff ? wide : 1), 0);
}

const isTimeFormat = (format: string | undefined): boolean => /^yyyy-MM-dd HH:mm:ss$/i.test(format ?? '');

/** A `yyyy-MM-dd HH:mm:ss` that names a real second; the parser would roll 02-30 over to 03-01. */
function isTimeText(text: string): boolean {
  const atMs = Date.parse(`${text.replace(' ', 'T')}Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().slice(0, 19).replace('T', ' ') === text;
}

const LETTERS_AND_DIGITS = ['a-z', 'A-Z', '0-9'];

/** How many of the documented classes of characters occur; a class is a range such as `a-z` or the characters themselves. */
function countClasses(text: string, classes: readonly string[]): number {
  const isOf = (one: string, c: string) => (/^\w-\w$/.test(one) ? new RegExp(`[${one}]`).test(c) : one.includes(c));
  return classes.filter((one) => [...text].some((c) => isOf(one, c))).length;
}

function textRule(field: Field): z.ZodType<string> {
  const patterns = [field.pattern, ...Object.values(field.variants ?? {})].filter((p) => p !== undefined);
  const rules = patterns.map((p) => new RegExp(p, 'u'));
  const values = field.enumOpen ? [] : Object.keys(field.enum ?? {});
  const { charClasses, minTime, maxTime } = field;
  const classes = charClasses?.of ?? [...LETTERS_AND_DIGITS, charClasses?.special ?? ''];
  const leastClasses = charClasses?.atLeast ?? charClasses?.min ?? 0;
  return z.string().superRefine((text, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (field.allowEmpty && text === '') return;
    const length = lengthOf(text, field.lengthUnit);
    if (values.length > 0 && !values.includes(text)) complain(`not one of ${values.join(', ')}`);
    if (field.minLength !== undefined && length < field.minLength) complain(`shorter than ${field.minLength}`);
    if (field.maxLength !== undefined && length > field.maxLength) complain(`longer than ${field.maxLength}`);
    if (rules.length > 0 && !rules.some((rule) => rule.test(text))) complain('does not have the documented form');
    if (field.min !== undefined && INTEGER_TEXT.test(text) && Number(text) < field.min) complain(`below ${field.min}`);
    if (field.max !== undefined && INTEGER_TEXT.test(text) && Number(text) > field.max) complain(`above ${field.max}`);
    if (isTimeFormat(field.format) && !isTimeText(text)) complain(`not a time like ${field.format ?? ''}`);
    if (minTime !== undefined && text < minTime) complain(`earlier than ${minTime}`);
    if (maxTime !== undefined && text > maxTime) complain(`later than ${maxTime}`);
    if (countClasses(text, classes) < leastClasses) complain(`fewer than ${leastClasses} kinds of characters`);
  });
}

function numberRule(field: Field, isInteger: boolean): z.ZodType<number> {
  const values = field.enumOpen ? [] : Object.keys(field.enum ?? {});
  return (isInteger ? z.int() : z.number()).superRefine((value, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (values.length > 0 && !values.includes(String(value))) complain(`not one of ${values.join(', ')}`);
    if (field.min !== undefined && value < field.min) complain(`below ${field.min}`);
    if (field.max !== undefined && (field.exclusiveMax ? value >= field.max : value > field.max)) {
      complain(`above ${field.max}`);
    }
    if (field.multipleOf !== undefined && value % field.multipleOf !== 0)
      complain(`no multiple of ${field.multipleOf}`);
    if (isOutsideRule(field.rule, value)) complain(`not ${field.rule}`);
  });
}

/** A 64-bit integer: safe numbers, decimal texts and bigints go in; a decimal text comes out. */
function longRule({ min, max }: Pick<Field, 'min' | 'max'> = {}): z.ZodType<string> {
  const long = z.union([z.int(), z.bigint(), z.string().regex(INTEGER_TEXT)]).transform(String);
  return long.superRefine((text, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (min !== undefined && BigInt(text) < BigInt(min)) complain(`below ${min}`);
    if (max !== undefined && BigInt(text) > BigInt(max)) complain(`above ${max}`);
  });
}

/** `0 or 60..3650`: a value that stands for "not set" beside a range. */
function isOutsideRule(rule: string | undefined, value: number): boolean {
  const [, unset, from, to] = /^(\d+) or (\d+)\.\.(\d+)$/.exec(rule ?? '') ?? [];
  if (unset === undefined) return false;
  return value !== Number(unset) && (value < Number(from) || value > Number(to));
}

function listRule(field: Field, item: z.ZodType): z.ZodType {
  let list = z.array(item);
  if (field.minItems !== undefined) list = list.min(field.minItems);
  if (field.maxItems !== undefined) list = list.max(field.maxItems);
  return list;
}

/** Structure that travels as one text: `csv`, `multi: comma` and JSON inside a value. */
export function isTextList(field: Field): boolean {
  return field.multi === 'comma' || (field.encoding === 'csv' && field.type === 'string');
}

/** A text field whose text is JSON. */
export function isTextJson(field: Field): boolean {
  return field.type === 'string' && (field.encoding === 'json' || field.embedded === 'json');
}

/** A structure inside a text: a list, or a single object where it has members. Complaints name the member. */
function jsonTextRule(field: Field): z.ZodType {
  if (!field.children?.length) {
    return z.union([listRule(field, z.union([z.string(), z.number()])), z.string()]);
  }
  const one = requestSchema(field.children);
  const list = listRule(field, one);
  return z.unknown().transform((value, context) => {
    const parsed = (Array.isArray(value) ? list : one).safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path, ...unknown] });
    }
    return z.NEVER;
  });
}

function requestValue(field: Field): z.ZodType {
  if (field.multi === 'comma') return listRule(field, textRule(field));
  if (isTextList(field)) return z.union([listRule(field, textRule(field)), z.string()]); // inside JSON it is sent as text
  if (isTextJson(field)) return jsonTextRule(field);
  switch (field.type) {
    case 'string':
      return textRule(field);
    case 'integer':
      return numberRule(field, true);
    case 'float':
      return numberRule(field, false);
    case 'long':
      return longRule(field);
    case 'boolean':
      return z.boolean();
    case 'file':
      return z.union([z.instanceof(Uint8Array), z.instanceof(Blob)]);
    case 'null':
      return z.null();
    case 'map<string>':
      return z.record(z.string(), z.string());
    case 'object':
      return field.children?.length ? requestSchema(field.children) : z.record(z.string(), z.unknown());
    case 'array<object>':
      return listRule(
        field,
        field.children?.length ? requestSchema(field.children) : z.record(z.string(), z.unknown()),
      );
    case 'array<string>':
      return listRule(field, textRule({ ...field, ...field.items, type: 'string' }));
    case 'array<integer>':
      return listRule(field, numberRule({ ...field, ...field.items, type: 'integer' }, true));
    case 'array<long>':
      return listRule(field, longRule());
    default:
      return field.type satisfies never;
  }
}

/** An empty text is as good as none: clouds call such a parameter missing. */
const mustSay = ({ type, required, allowEmpty, minLength }: Field): boolean =>
  type === 'string' && required === true && !allowEmpty && minLength === undefined;

/** Strict: an unknown key is refused, because a misspelt one would be ignored by the cloud without a word. */
export function requestSchema(fields: readonly Field[]): z.ZodType<Record<string, unknown>> {
  return z.strictObject(
    Object.fromEntries(
      fields.map((field) => {
        const rule = requestValue(mustSay(field) ? { ...field, minLength: 1 } : field);
        const value = field.nullable ? rule.nullable() : rule;
        return [field.name, field.required ? value : value.optional()];
      }),
    ),
  );
}

const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const float = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)
    .transform(Number),
]);
const integer = z.union([z.int(), z.string().regex(INTEGER_TEXT).transform(Number).pipe(z.int())]);
const boolean = z.union([
  z.boolean(),
  z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] }),
  z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1),
]);
const record = z.record(z.string(), z.unknown());

const listOfEmptyText = (raw: unknown): unknown => (raw === '' ? [] : raw);

/** A list that some answers give as one bare object, or as an empty text when there is nothing to list. */
function answerObjects(item: z.ZodType): z.ZodType {
  const isBare = (raw: unknown) => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  return z.preprocess((raw) => (isBare(raw) ? [raw] : listOfEmptyText(raw)), z.array(item));
}

function answerValue(field: Field): z.ZodType {
  const shape = () => (field.children?.length ? answerSchema(field.children) : record);
  if (isTextJson(field)) return z.union([text, record, z.array(z.unknown())]);
  switch (field.type) {
    case 'string':
      return text;
    case 'integer':
      return integer;
    case 'float':
      return float;
    case 'long':
      return longRule();
    case 'boolean':
      return boolean;
    case 'file':
      return z.unknown();
    case 'null':
      return z.unknown();
    case 'map<string>':
      return z.record(z.string(), text);
    case 'object':
      return shape();
    case 'array<object>':
      return answerObjects(shape());
    case 'array<string>':
      return z.preprocess(listOfEmptyText, z.array(text));
    case 'array<integer>':
      return z.array(integer);
    case 'array<long>':
      return z.array(longRule());
    default:
      return field.type satisfies never;
  }
}

/** Loose: every key may be missing, unknown keys are dropped. Feed it through {@link withoutNulls}. */
export function answerSchema(fields: readonly Field[]): z.ZodType<Record<string, unknown>> {
  return z.object(Object.fromEntries(fields.map((field) => [field.name, answerValue(field).optional()])));
}

/** A copy without null members: clouds write null, an empty text or nothing for the same absence. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {}; // a plain loop: this runs over every row of every page
  for (const [key, item] of Object.entries(value)) {
    if (item !== null && key !== '__proto__') copy[key] = withoutNulls(item);
  }
  return copy;
}

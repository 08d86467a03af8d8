/**
 * Turns documented fields into zod schemas. Requests are strict: a value that the cloud would refuse is not sent.
 * Answers are loose: unknown keys are dropped, null counts as absent, and a scalar may come as text or as a number,
 * because all five documents contradict their own samples there; what comes out has the documented type.
 */
import { z } from 'zod';
import {
  listFaults,
  longFaults,
  numberFaults,
  textFaults,
  type FieldFault,
  type FieldLimits,
} from '../../../../preload/domain/field-rules.ts';
import type { Field } from './contract.ts';

const INTEGER_TEXT = /^-?\d+$/;

/** The fault that {@link requestSchema} found, out of an issue of zod; null for an issue of another origin. */
export function faultIn({
  params,
}: {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}): FieldFault | null {
  return (params?.['fault'] as FieldFault | undefined) ?? null;
}

const MESSAGES: Readonly<Record<FieldFault['limit'], (detail: string) => string>> = {
  values: (detail) => `not one of ${detail}`,
  minItems: (detail) => `fewer than ${detail} items`,
  maxItems: (detail) => `more than ${detail} items`,
  minLength: (detail) => `shorter than ${detail}`,
  maxLength: (detail) => `longer than ${detail}`,
  patterns: () => 'does not have the documented form',
  min: (detail) => `below ${detail}`,
  max: (detail) => `above ${detail}`,
  multipleOf: (detail) => `no multiple of ${detail}`,
  rule: (detail) => `not ${detail}`,
  timeFormat: (detail) => `not a time like ${detail}`,
  minTime: (detail) => `earlier than ${detail}`,
  maxTime: (detail) => `later than ${detail}`,
  kinds: (detail) => `fewer than ${detail}`,
};

function complain(context: z.core.$RefinementCtx, faults: readonly FieldFault[]): void {
  for (const fault of faults) {
    context.addIssue({ code: 'custom', message: MESSAGES[fault.limit](fault.detail), params: { fault } });
  }
}

const LETTERS_AND_DIGITS = ['a-z', 'A-Z', '0-9'];

/** The documented limits of a single value, for the rules of the domain. */
function limitsOf(field: Field): FieldLimits {
  const { min, max, rule, multipleOf, minLength, maxLength, lengthUnit, minTime, maxTime, charClasses } = field;
  return {
    min,
    max,
    rule,
    multipleOf,
    minLength,
    maxLength,
    lengthUnit,
    minTime,
    maxTime,
    values: field.enumOpen ? [] : Object.keys(field.enum ?? {}),
    isMaxExclusive: field.exclusiveMax,
    patterns: [field.pattern, ...Object.values(field.variants ?? {})].filter((p) => p !== undefined),
    isEmptyAllowed: field.allowEmpty,
    timeFormat: field.format,
    kinds: charClasses && {
      of: charClasses.of ?? [...LETTERS_AND_DIGITS, charClasses.special ?? ''],
      atLeast: charClasses.atLeast ?? charClasses.min ?? 0,
    },
  };
}

function textRule(field: Field): z.ZodType<string> {
  const limits = limitsOf(field);
  return z.string().superRefine((text, context) => complain(context, textFaults(limits, text)));
}

function numberRule(field: Field, isInteger: boolean): z.ZodType<number> {
  const limits = limitsOf(field);
  return (isInteger ? z.int() : z.number()).superRefine((value, context) =>
    complain(context, numberFaults(limits, value)),
  );
}

/** A 64-bit integer: safe numbers, decimal texts and bigints go in; a decimal text comes out. */
function longRule({ min, max }: Pick<Field, 'min' | 'max'> = {}): z.ZodType<string> {
  const long = z.union([z.int(), z.bigint(), z.string().regex(INTEGER_TEXT)]).transform(String);
  return long.superRefine((text, context) => complain(context, longFaults({ min, max }, text)));
}

function listRule(field: Field, item: z.ZodType): z.ZodType {
  // `when`: the number of items is judged also where an item is wrong.
  return z
    .array(item)
    .superRefine((list, context) => complain(context, listFaults(field, list.length)), {
      when: ({ value }) => Array.isArray(value),
    });
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
      context.addIssue({
        code: 'custom',
        message: issue.message,
        path: [...issue.path, ...unknown],
        params: issue.code === 'custom' ? issue.params : undefined,
      });
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

/** An empty text counts as missing, because clouds call such a parameter missing. */
const mustSay = ({ type, required, allowEmpty, minLength }: Field): boolean =>
  type === 'string' && required === true && !allowEmpty && minLength === undefined;

/** Strict: an unknown key is refused, because the cloud ignores a misspelt key without an error. */
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

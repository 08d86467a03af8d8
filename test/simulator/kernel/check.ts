/**
 * Checks a request against the documented parameters of its operation: presence, types, enums, ranges, lengths,
 * patterns, formats, batch sizes and unknown names. It finds what is wrong; each cloud decides which code that is.
 */
import type { ContractField, ContractOperation, ParameterPlace } from './contract.ts';
import { isRecord } from './json.ts';

export type Rule =
  'missing' | 'unknown' | 'type' | 'enum' | 'range' | 'length' | 'pattern' | 'format' | 'weak' | 'too-few' | 'too-many';

export interface Violation {
  /** The documented name of the parameter or member, such as `stream_type`. */
  readonly name: string;
  readonly place: ParameterPlace;
  readonly rule: Rule;
}

export interface RawParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body, or undefined when there was none. */
  readonly body: unknown;
}

/** Values by documented name: query text is converted to the documented type, body values stay as sent. */
export type Values = Readonly<Record<string, unknown>>;

export type CheckResult =
  { readonly ok: true; readonly values: Values } | { readonly ok: false; readonly violation: Violation };

class Broken extends Error {
  readonly violation: Violation;
  constructor(violation: Violation) {
    super(`${violation.name}: ${violation.rule}`);
    this.violation = violation;
  }
}

/** Checks path, query and body in the document's order; the first violation wins. Headers are the cloud's own business. */
export function checkParameters(operation: ContractOperation, raw: RawParameters): CheckResult {
  try {
    const body = bodyOf(operation, raw.body);
    refuseUnknownQuery(operation, raw.query);
    const values: Record<string, unknown> = {};
    for (const field of operation.params) {
      if (field.in === 'path') {
        values[field.name] = checkText(field, raw.path[field.name] ?? '', 'path');
      } else if (field.in === 'query') {
        const value = queryValue(field, raw.query);
        if (value !== undefined) values[field.name] = value;
      }
    }
    const members = operation.params.filter((field) => field.in === 'body');
    Object.assign(values, checkMembers(members, body));
    return { ok: true, values };
  } catch (e) {
    if (e instanceof Broken) return { ok: false, violation: e.violation };
    throw e;
  }
}

function bodyOf(operation: ContractOperation, body: unknown): Record<string, unknown> {
  const hasMembers = operation.params.some((field) => field.in === 'body');
  if (body === undefined) return {};
  if (!isRecord(body)) throw new Broken({ name: 'body', place: 'body', rule: 'type' });
  if (!hasMembers && Object.keys(body).length > 0) throw new Broken({ name: 'body', place: 'body', rule: 'unknown' });
  return body;
}

function namesOf(field: ContractField): readonly string[] {
  return [field.name, ...(field.sampleName === undefined ? [] : [field.sampleName]), ...(field.aliases ?? [])];
}

function refuseUnknownQuery(operation: ContractOperation, query: URLSearchParams): void {
  const known = new Set(operation.params.filter((field) => field.in === 'query').flatMap(namesOf));
  for (const name of query.keys()) if (!known.has(name)) throw new Broken({ name, place: 'query', rule: 'unknown' });
}

function queryValue(field: ContractField, query: URLSearchParams): unknown {
  const texts = namesOf(field).flatMap((name) => query.getAll(name));
  const text = texts[0];
  if (text === undefined || (text === '' && (field.minLength ?? 1) > 0)) {
    if (field.required) throw new Broken({ name: field.name, place: 'query', rule: 'missing' });
    if (text === undefined) return undefined;
  }
  if (field.type.startsWith('array')) {
    const items = texts.flatMap((one) => one.split(',')).filter((one) => one !== '');
    checkCount(field, items.length, 'query');
    return items;
  }
  if (texts.length > 1) throw new Broken({ name: field.name, place: 'query', rule: 'type' });
  if (field.multi === 'comma') {
    return text?.split(',').map((one) => checkText(field, one, 'query'));
  }
  return checkText(field, text ?? '', 'query');
}

/** Text from a path or a query, converted when the document says integer, boolean, or a numeric string with limits. */
function checkText(field: ContractField, text: string, place: ParameterPlace): unknown {
  const isNumeric = field.type === 'integer' || field.type === 'long';
  const hasLimits = field.min !== undefined || field.max !== undefined;
  if (isNumeric || (field.type === 'string' && hasLimits)) {
    if (!/^-?\d{1,15}$/.test(text)) throw new Broken({ name: field.name, place, rule: 'type' });
    const number = checkScalar(field, Number(text), place);
    return place === 'path' ? checkScalar(field, text, place) : number;
  }
  if (field.type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw new Broken({ name: field.name, place, rule: 'type' });
    return text === 'true';
  }
  return checkScalar(field, text, place);
}

function checkMembers(fields: readonly ContractField[], body: Record<string, unknown>): Record<string, unknown> {
  const byName = new Map(fields.flatMap((field) => namesOf(field).map((name) => [name, field] as const)));
  for (const name of Object.keys(body)) {
    if (!byName.has(name)) throw new Broken({ name, place: 'body', rule: 'unknown' });
  }
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const sent = namesOf(field).filter((name) => body[name] !== undefined && body[name] !== null);
    if (sent.length === 0) {
      if (field.required) throw new Broken({ name: field.name, place: 'body', rule: 'missing' });
      continue;
    }
    [values[field.name]] = sent.map((name) => checkValue(field, body[name]));
  }
  return values;
}

function checkValue(field: ContractField, value: unknown): unknown {
  const broken = (rule: Rule): Broken => new Broken({ name: field.name, place: 'body', rule });
  if (field.type.startsWith('array')) {
    if (!Array.isArray(value)) throw broken('type');
    checkCount(field, value.length, 'body');
    return value.map((item: unknown) => checkItem(field, item));
  }
  if (field.type === 'object') {
    if (!isRecord(value)) throw broken('type');
    return field.children === undefined ? value : checkMembers(field.children, value);
  }
  if (field.sampleType === 'integer' && Number.isInteger(value)) return checkScalar(field, value as number, 'body');
  if (field.type === 'integer' || field.type === 'long') {
    if (!Number.isInteger(value)) throw broken('type');
  } else if (field.type === 'boolean' || field.type === 'string') {
    if (typeof value !== field.type) throw broken('type');
  } else if (field.type === 'float' || field.type === 'number' || field.type === 'double') {
    if (typeof value !== 'number') throw broken('type');
  }
  return checkScalar(field, value as string | number | boolean, 'body');
}

function checkItem(field: ContractField, item: unknown): unknown {
  const itemType = /^array<(.*)>$/.exec(field.type)?.[1] ?? 'string';
  const { minItems: _min, maxItems: _max, ...rest } = field;
  return checkValue({ ...rest, ...field.items, name: field.name, type: itemType }, item);
}

function checkCount(field: ContractField, count: number, place: ParameterPlace): void {
  if (field.minItems !== undefined && count < field.minItems)
    throw new Broken({ name: field.name, place, rule: 'too-few' });
  if (field.maxItems !== undefined && count > field.maxItems)
    throw new Broken({ name: field.name, place, rule: 'too-many' });
}

function checkScalar<T extends string | number | boolean>(field: ContractField, value: T, place: ParameterPlace): T {
  const rule = brokenRule(field, value);
  if (rule !== null) throw new Broken({ name: field.name, place, rule });
  return value;
}

function brokenRule(field: ContractField, value: string | number | boolean): Rule | null {
  if (field.enum !== undefined) {
    const isFolded = field.desc?.includes('case-insensitive') === true;
    const fold = (text: string): string => (isFolded ? text.toUpperCase() : text);
    const text = fold(String(value));
    if (!Object.keys(field.enum).some((one) => fold(one) === text)) return 'enum';
  }
  if (typeof value === 'number') return isInRange(field, value) ? null : 'range';
  if (typeof value !== 'string') return null;
  // numbers that travel as text, such as an index in a body
  if ((field.min ?? field.max) !== undefined && (!/^-?\d{1,15}$/.test(value) || !isInRange(field, Number(value))))
    return 'range';
  const length = textLength(value, field.lengthUnit ?? '');
  if (field.minLength !== undefined && length < field.minLength) return 'length';
  if (field.maxLength !== undefined && length > field.maxLength) return 'length';
  if (field.pattern !== undefined && !new RegExp(field.pattern).test(value)) return 'pattern';
  if (field.variants !== undefined && !Object.values(field.variants).some((p) => new RegExp(p).test(value)))
    return 'pattern';
  if (field.format !== undefined && isWallClockFormat(field.format) && !isWallClock(value)) return 'format';
  if (field.charClasses !== undefined && isWeak(value, field.charClasses)) return 'weak';
  // an empty text says no more than none
  const mayBeEmpty = field.required !== true || field.minLength === 0 || field.enum !== undefined;
  return value === '' && !mayBeEmpty ? 'missing' : null;
}

/** `rule` is a value that stands for "not set" beside a range: `0 or 60..3650`. */
function isInRange({ min = -Infinity, max = Infinity, rule = '' }: ContractField, value: number): boolean {
  const [, unset, from] = /^(\d+) or (\d+)\.\.\d+$/.exec(rule) ?? [];
  if (from !== undefined && value !== Number(unset) && value < Number(from)) return false;
  return value >= min && value <= max;
}

const isWallClockFormat = (format: string): boolean => /^yyyy-MM-dd HH:mm:ss$/i.test(format);

/** True for a `yyyy-MM-dd HH:mm:ss` that names a real second. */
export function isWallClock(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return false;
  const atMs = Date.parse(`${text.replace(' ', 'T')}Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().slice(0, 19).replace('T', ' ') === text;
}

/** Documented lengths: one for each character, unless the unit says that a Chinese one counts 2, or that bytes are counted. */
export function textLength(text: string, unit: string): number {
  if (unit.includes('bytes')) return Buffer.byteLength(text, 'utf8');
  const wide = unit.includes('counts 2') ? 2 : 1;
  let length = 0;
  for (const character of text) length += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(character) ? wide : 1;
  return length;
}

/** Classes are ranges such as `a-z` or the characters themselves; without a list, any sign counts as the fourth. */
function isWeak(text: string, { min, atLeast, of }: NonNullable<ContractField['charClasses']>): boolean {
  const listed = of?.map(
    (one) => new RegExp(/^\w-\w$/.test(one) ? `[${one}]` : `[${one.replace(/[-\\\]^]/g, '\\$&')}]`),
  );
  const classes = listed ?? [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];
  return classes.filter((one) => one.test(text)).length < (atLeast ?? min ?? 0);
}

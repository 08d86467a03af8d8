/**
 * The parameters as the operator types them: a JSON object whose numbers may still be text. Form and JSON view are two
 * reads the same object, so a value that one of them cannot show stays in the object untouched.
 */
import type { ConsoleField } from '../../preload/contract/console.ts';
import { isObject, plainText, type Json, type JsonObject } from './console-json.ts';

/** Names and list indexes from the top of the parameters. */
export type FieldPath = readonly (string | number)[];

export const pathText = (path: FieldPath): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');

export function valueAt(values: Json | undefined, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>((at, part) => {
    if (Array.isArray(at)) return (at as readonly Json[])[Number(part)];
    return isObject(at) ? at[String(part)] : undefined;
  }, values);
}

/**
 * The values with one changed; `undefined` takes it away. An object that becomes empty goes with its last member, unless
 * it is an element of a list, whose number would then change.
 */
export function withValue(values: JsonObject, path: FieldPath, value: Json | undefined): JsonObject {
  const next = changed(values, path, value);
  return isObject(next) ? next : {};
}

function changed(at: Json | undefined, path: FieldPath, value: Json | undefined): Json | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (typeof part === 'number') {
    const list: Json[] = Array.isArray(at) ? [...(at as readonly Json[])] : [];
    const next = changed(list[part], rest, value);
    if (next === undefined && rest.length === 0) list.splice(part, 1);
    else list[part] = next ?? {};
    return list;
  }
  const object: Record<string, Json> = isObject(at) ? { ...at } : {};
  const next = changed(object[part], rest, value);
  if (next === undefined) delete object[part];
  else object[part] = next;
  return Object.keys(object).length === 0 ? undefined : object;
}

/** A number as JSON has it; anything else stays the text that was typed. */
function numberOf(text: string, isInteger: boolean): Json {
  const trimmed = text.trim();
  const isNumber = isInteger ? /^-?\d+$/.test(trimmed) : /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(trimmed);
  const value = Number(trimmed);
  return isNumber && Number.isFinite(value) && (!isInteger || Number.isSafeInteger(value)) ? value : text;
}

function typed(field: ConsoleField, value: Json): Json {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return typeof value === 'string' ? numberOf(value, field.kind === 'integer') : value;
    case 'long':
      return typeof value === 'number' ? String(value) : value;
    case 'list':
      return Array.isArray(value) && field.item !== undefined ? value.map((v: Json) => typed(field.item!, v)) : value;
    case 'object':
      return isObject(value) ? paramsOf(field.children ?? [], value) : value;
    default:
      return value;
  }
}

/**
 * The parameters to send: every value is converted to its documented type if it has that type; unknown names stay, so
 * that main can refuse them.
 */
export function paramsOf(fields: readonly ConsoleField[], values: JsonObject): JsonObject {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = byName.get(name);
      return [name, field === undefined ? value : typed(field, value)];
    }),
  );
}

/** Fills empty fields from the sample and keeps typed values. */
export function withSample(values: JsonObject, sample: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...values };
  for (const [name, value] of Object.entries(sample)) {
    const held = merged[name];
    if (held === undefined || held === '') merged[name] = value;
    else if (isObject(held) && isObject(value)) merged[name] = withSample(held, value);
  }
  return merged;
}

/** A first value for a row that is added to a list. */
export function blankOf(item: ConsoleField): Json {
  switch (item.kind) {
    case 'object':
    case 'json':
    case 'map':
      return {};
    case 'list':
      return [];
    case 'boolean':
      return false;
    default:
      return '';
  }
}

export interface Target {
  readonly name: string;
  readonly values: readonly string[];
}

const NAMES_A_TARGET = /(^|_|[a-z])(id|ids|code|sn|name)$/i;
const MAX_TARGETS = 8;

/** A value among the parameters, with the fields and the values that stand beside it. */
export interface PlacedValue {
  readonly text: string;
  /** Undefined where the document knows no such field. */
  readonly field: ConsoleField | undefined;
  readonly fields: readonly ConsoleField[];
  readonly object: JsonObject;
}

/**
 * The targets of a call, for the question before a write: values of the fields that name something.
 *
 * @param say the words for a value; without it the value itself.
 */
export function targetsOf(
  params: JsonObject,
  fields: readonly ConsoleField[] = [],
  say: (value: PlacedValue) => string = ({ text }) => text,
): readonly Target[] {
  const found = new Map<string, string[]>();
  const visit = (value: Json, name: string, place: Omit<PlacedValue, 'text'>): void => {
    const { field } = place;
    if (Array.isArray(value)) {
      const item = { ...place, field: field?.item };
      (value as readonly Json[]).forEach((one) => visit(one, name, item));
    } else if (isObject(value)) visitMembers(value, field?.children ?? []);
    else if (value !== null && value !== '' && (field?.knownId !== undefined || namesTarget(name))) {
      found.set(name, [...(found.get(name) ?? []), say({ ...place, text: plainText(value) })]);
    }
  };
  const visitMembers = (object: JsonObject, members: readonly ConsoleField[]): void => {
    for (const [name, value] of Object.entries(object)) {
      visit(value, name, { field: members.find((one) => one.name === name), fields: members, object });
    }
  };
  visitMembers(params, fields);
  return [...found].slice(0, MAX_TARGETS).map(([name, values]) => ({ name, values }));
}

const namesTarget = (name: string): boolean => NAMES_A_TARGET.test(name.replace(/list$/i, ''));

/** Makes, from the documents alone, values that keep every rule of a parameter. */
import type { Field } from '../../../main/vendors/core/contract/contract.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Values that exist in the tested cloud, by documented name; the first that fits is taken. */
export type KnownValues = Readonly<Record<string, readonly (string | number)[]>>;

/** Texts of many shapes; the first that keeps a field's rules is taken. */
const CANDIDATES: readonly string[] = [
  ...['lanner-1', '12345678', '1', 'example', 'Abcdef1_', 'a', 'Lanner-Lanner-1', '640*480', '2026-05-18', '20260518'],
  ...['34020000001320000001', '10:00:00', '10:10', '116.397128', '330108', '1779200000000', 'GMT+08:00'],
  ...['2026-05-18 08:00:00', '2026-05-18T08:00:00Z', '0022c12a-e220-42e0-975f-800f872fc89e', 'AAAA', 'A'.repeat(32)],
  ...['127.0.0.1', 'http://example.com/a', 'rtmp://example.com/live/test1?auth_key=1', '13800000000', 'a'.repeat(64)],
];

export const isList = ({ type }: Field): boolean => type.startsWith('array');
export const isNumber = ({ type }: Field): boolean => type === 'integer' || type === 'long' || type === 'float';
/** A text that holds a list or an object; `example` shows which. */
export const isJsonText = ({ type, encoding, embedded }: Field): boolean =>
  type === 'string' && (encoding === 'json' || embedded === 'json');
/** Several values in one text, with commas between them. */
export const isCommaList = ({ type, encoding, multi }: Field): boolean =>
  type === 'string' && (encoding === 'csv' || multi === 'comma');
export const isTimeText = ({ format }: Field): boolean => /^yyyy-MM-dd HH:mm:ss$/i.test(format ?? '');

/** The limits for each element of a list. */
export function itemOf(field: Field): Field {
  const { minItems: _min, maxItems: _max, encoding: _encoding, multi: _multi, required: _required, ...rest } = field;
  const type = (/^array<(.*)>$/.exec(field.type)?.[1] ?? 'string') as Field['type'];
  return { ...rest, ...field.items, type };
}

export function patternsOf({ pattern, variants }: Field): readonly RegExp[] {
  const all = [pattern, ...Object.values(variants ?? {})].filter((one) => one !== undefined);
  return all.map((one) => new RegExp(one, 'u'));
}

function fits(field: Field, text: string): boolean {
  const patterns = patternsOf(field);
  const { minLength = 1, maxLength = Infinity, min = -Infinity, max = Infinity } = field;
  const hasLimits = field.min !== undefined || field.max !== undefined;
  return (
    (patterns.length === 0 || patterns.some((one) => one.test(text))) &&
    text.length >= minLength &&
    text.length <= maxLength &&
    (!hasLimits || (/^-?\d+$/.test(text) && Number(text) >= min && Number(text) <= max))
  );
}

function goodText(field: Field, known: KnownValues): string {
  const asked = known[field.name]?.find((one) => typeof one === 'string' && fits(field, one));
  if (typeof asked === 'string') return asked;
  if (field.enum) return Object.keys(field.enum)[0] ?? '';
  if (isTimeText(field)) return /^end/i.test(field.name) ? '2026-05-18 09:00:00' : '2026-05-18 08:00:00';
  if ('charClasses' in field) return 'Abcdef12';
  const limits = [field.min, field.max].filter((one) => one !== undefined).map(String);
  const found = [...CANDIDATES, ...limits].find((text) => fits(field, text));
  if (found === undefined) throw new RangeError(`no text is known that ${field.name} takes`);
  return found;
}

function goodNumber(field: Field, known: KnownValues): number {
  const asked = known[field.name]?.find((one) => typeof one === 'number');
  if (typeof asked === 'number') return asked;
  if (field.enum) return Number(Object.keys(field.enum)[0]);
  if (field.rule !== undefined) return Number(/(\d+)\.\./.exec(field.rule)?.[1]); // `0 or 60..3650`
  return field.multipleOf ?? field.min ?? 1;
}

/** Whether a JSON text holds one object instead of a list. */
const isObjectText = ({ name, example }: Field & { readonly example?: unknown }): boolean =>
  name === 'MessageReceiver' || (typeof example === 'string' && example.startsWith('{'));

/** @param known values to prefer, by the name of the parameter. */
export function goodValue(field: Field, known: KnownValues): unknown {
  const { children = [] } = field;
  const list = (item: unknown): readonly unknown[] => Array.from({ length: field.minItems || 1 }, () => item);
  if (isList(field)) return list(goodValue(itemOf(field), known));
  if (isCommaList(field)) return list(goodText(itemOf(field), known));
  if (isJsonText(field)) {
    if (isObjectText(field)) return goodMembers(children, known);
    if (children.length > 0) return list(goodMembers(children, known));
    return list(field.name === 'ScheduleCycleDates' ? 1 : goodText(itemOf(field), known));
  }
  switch (field.type) {
    case 'string':
      return goodText(field, known);
    case 'boolean':
      return true;
    case 'file':
      return new Uint8Array([0x50, 0x4b, 3, 4]);
    case 'object':
      return goodMembers(children, known);
    default:
      return goodNumber(field, known);
  }
}

/** The required ones and nothing else; all of them where none is required, since an empty object says nothing. */
export function goodMembers(fields: readonly Field[], known: KnownValues): Values {
  const required = fields.filter((field) => field.required);
  const chosen = required.length > 0 ? required : fields;
  return Object.fromEntries(chosen.map((field) => [field.name, goodValue(field, known)]));
}

/** The parameters of a call that says as little as it may. */
export function goodParams(fields: readonly Field[], known: KnownValues): Values {
  return Object.fromEntries(
    fields.filter((field) => field.required).map((field) => [field.name, goodValue(field, known)]),
  );
}

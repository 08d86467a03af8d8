/**
 * Checks the parameters of an operation against its contract and takes them out of their wire form: comma lists, JSON
 * text, `Name.N.Field`. The first broken rule in the document's order wins.
 */
import type { Values } from '../../kernel/check.ts';
import { isRecord } from '../../kernel/json.ts';
import type { RpcField, RpcSpec } from './contract.ts';
import { COMMON } from './gate.ts';

export type Rule =
  'missing' | 'unknown' | 'type' | 'enum' | 'range' | 'length' | 'pattern' | 'encoding' | 'too-many' | 'twice';

/** `name` is the documented parameter, `path` the member below it, such as `Streams.1.StreamURL`. */
export interface Violation {
  readonly name: string;
  readonly path: string;
  readonly rule: Rule;
}

export class Broken extends Error {
  readonly violation: Violation;
  constructor(name: string, path: string, rule: Rule) {
    super(`${path}: ${rule}`);
    this.violation = { name, path, rule };
  }
}

interface Flat {
  readonly index: number;
  /** Empty for `Name.N`. */
  readonly member: string;
  readonly text: string;
}

/** Compound values that are one object; every other JSON text is a list. */
const OBJECTS = new Set(['MessageReceiver', 'LocationInfo']);
/** JSON texts of which the document shows both a list and an object. */
const EITHER = new Set(['JsonText', 'OrderBy']);
/** "ALL" stands for every device of the project (CreateWatchTask). */
const ALL = new Set(['DeviceList']);

/** @throws {Broken} */
export function readParameters(spec: RpcSpec, given: ReadonlyMap<string, string>): Values {
  const flats = flatsOf(given);
  const known = new Set<string>(COMMON);
  const values: Record<string, unknown> = {};
  for (const field of [...spec.params, ...(spec.undocumentedParams ?? [])]) {
    const names = [field.name, ...(field.sampleName === undefined ? [] : [field.sampleName])];
    for (const name of names) known.add(name);
    if (COMMON.has(field.name) && field.name !== 'RegionId') continue;
    const sent = names.filter((name) => given.has(name) || flats.has(name));
    if (sent.length > 1) throw new Broken(field.name, field.name, 'twice');
    const name = sent[0] ?? field.name;
    const value = valueOf(field, given.get(name), field.type.startsWith('array') ? flats.get(name) : undefined);
    if (value !== undefined) values[field.name] = value;
    else if (field.required === true && spec.params.includes(field)) throw new Broken(field.name, name, 'missing');
  }
  for (const name of given.keys()) {
    const base = name.includes('.') ? name.slice(0, name.indexOf('.')) : name;
    const isArray = spec.params.some((one) => one.name === base && one.type.startsWith('array'));
    if (!known.has(name) && !(name !== base && isArray)) throw new Broken(name, name, 'unknown');
  }
  return values;
}

function flatsOf(given: ReadonlyMap<string, string>): ReadonlyMap<string, Flat[]> {
  const flats = new Map<string, Flat[]>();
  for (const [name, text] of given) {
    const match = /^(\w+)\.(\d{1,5})(?:\.(\w+))?$/.exec(name);
    if (match === null) continue;
    const list = flats.get(match[1] ?? '') ?? [];
    list.push({ index: Number(match[2]), member: match[3] ?? '', text });
    flats.set(match[1] ?? '', list);
  }
  return flats;
}

/** Undefined for a parameter that was not sent, or sent empty. */
function valueOf(field: RpcField, text: string | undefined, flats: readonly Flat[] | undefined): unknown {
  const { name } = field;
  if (flats !== undefined) {
    if (text !== undefined) throw new Broken(name, name, 'twice');
    return counted(field, flatItems(field, flats));
  }
  if (text === undefined || text === '') return undefined;
  if (field.type.startsWith('array')) {
    if (field.encoding !== 'json') throw new Broken(name, name, 'encoding');
    return jsonList(field, parseJson(name, text), itemType(field));
  }
  if (field.encoding === 'csv') {
    const items = text.split(',').map((one) => one.trim());
    if (items.some((one) => one === '')) throw new Broken(name, name, 'encoding');
    return counted(field, items);
  }
  if (field.encoding === 'json' || field.embedded === 'json') return jsonText(field, text);
  if (field.encoding === 'base64' && !isBase64(text)) throw new Broken(name, name, 'encoding');
  return fromText(field, name, name, text);
}

const itemType = (field: RpcField): string => /^array<(.*)>$/.exec(field.type)?.[1] ?? 'string';

function jsonText(field: RpcField, text: string): unknown {
  const { name } = field;
  if (ALL.has(name) && text === 'ALL') return text;
  const value = parseJson(name, text);
  if (OBJECTS.has(name) || (EITHER.has(name) && isRecord(value))) {
    if (!isRecord(value)) throw new Broken(name, name, 'type');
    return members(field.children ?? [], value, name, name);
  }
  const isDates = name === 'ScheduleCycleDates';
  return jsonList(field, value, field.children !== undefined ? 'object' : isDates ? 'long' : 'string');
}

function jsonList(field: RpcField, value: unknown, type: string): readonly unknown[] | undefined {
  const { name } = field;
  if (!Array.isArray(value)) throw new Broken(name, name, 'type');
  if (value.length === 0) return field.required === true ? undefined : [];
  return counted(
    field,
    value.map((item: unknown, i) =>
      jsonValue({ name, type, children: field.children ?? [] }, item, name, `${name}.${String(i + 1)}`),
    ),
  );
}

function counted(field: RpcField, items: readonly unknown[]): readonly unknown[] {
  if (field.maxItems !== undefined && items.length > field.maxItems)
    throw new Broken(field.name, field.name, 'too-many');
  return items;
}

function flatItems(field: RpcField, flats: readonly Flat[]): readonly unknown[] {
  const { name } = field;
  const rows = new Map<number, Map<string, string>>();
  for (const { index, member, text } of flats) {
    const row = rows.get(index) ?? new Map<string, string>();
    row.set(member, text);
    rows.set(index, row);
  }
  // N counts from 1 without holes
  return Array.from({ length: rows.size }, (_, i) => {
    const path = `${name}.${String(i + 1)}`;
    const row = rows.get(i + 1);
    if (row === undefined) throw new Broken(name, path, 'missing');
    if (field.children === undefined) {
      const text = row.get('');
      if (text === undefined || row.size > 1) throw new Broken(name, path, 'unknown');
      return fromText({ name, type: itemType(field) }, name, path, text);
    }
    const unknown = [...row.keys()].find((member) => !field.children?.some((one) => one.name === member));
    if (unknown !== undefined) throw new Broken(name, `${path}.${unknown}`, 'unknown');
    const item: Record<string, unknown> = {};
    for (const child of field.children) {
      const text = row.get(child.name) ?? '';
      if (text !== '') item[child.name] = fromText(child, name, `${path}.${child.name}`, text);
      else if (child.required === true) throw new Broken(name, `${path}.${child.name}`, 'missing');
    }
    return item;
  });
}

function members(
  fields: readonly RpcField[],
  value: Record<string, unknown>,
  name: string,
  path: string,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const member of Object.keys(value))
    if (!fields.some((one) => one.name === member)) throw new Broken(name, `${path}.${member}`, 'unknown');
  for (const field of fields) {
    const item = value[field.name];
    const at = `${path}.${field.name}`;
    if (item !== undefined && item !== null && item !== '') result[field.name] = jsonValue(field, item, name, at);
    else if (field.required === true) throw new Broken(name, at, 'missing');
  }
  return result;
}

function jsonValue(field: RpcField, value: unknown, name: string, path: string): unknown {
  if (field.type.startsWith('array')) {
    if (!Array.isArray(value)) throw new Broken(name, path, 'type');
    const inner = { name: field.name, type: itemType(field), children: field.children ?? [] };
    return value.map((item: unknown, i) => jsonValue(inner, item, name, `${path}.${String(i + 1)}`));
  }
  if (field.type === 'object') {
    if (!isRecord(value)) throw new Broken(name, path, 'type');
    return members(field.children ?? [], value, name, path);
  }
  const isNumber = /^(integer|long|float|double)$/.test(field.type);
  const type = field.type === 'boolean' ? 'boolean' : isNumber ? 'number' : 'string';
  if (typeof value !== type) throw new Broken(name, path, 'type');
  if (/^(integer|long)$/.test(field.type) && !Number.isSafeInteger(value)) throw new Broken(name, path, 'type');
  if (field.encoding === 'csv' && typeof value === 'string') {
    const items = value.split(',').map((one) => one.trim());
    if (items.some((one) => one === '')) throw new Broken(name, path, 'encoding');
    return items;
  }
  return scalar(field, name, path, value as string | number | boolean);
}

/** Query text, converted to the documented type. */
function fromText(field: RpcField, name: string, path: string, text: string): unknown {
  switch (field.type) {
    case 'integer':
    case 'long':
      if (!/^-?\d{1,15}$/.test(text)) throw new Broken(name, path, 'type');
      return scalar(field, name, path, Number(text));
    case 'float':
    case 'double':
      if (!/^-?\d{1,15}(\.\d{1,16})?$/.test(text)) throw new Broken(name, path, 'type');
      return scalar(field, name, path, Number(text));
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw new Broken(name, path, 'type');
      return text === 'true';
    default:
      return scalar(field, name, path, text);
  }
}

function scalar<T extends string | number | boolean>(field: RpcField, name: string, path: string, value: T): T {
  const rule = brokenRule(field, value);
  if (rule !== null) throw new Broken(name, path, rule);
  return value;
}

function brokenRule(field: RpcField, value: string | number | boolean): Rule | null {
  if (field.enum !== undefined && !Object.hasOwn(field.enum, String(value))) return 'enum';
  if (typeof value === 'string') {
    const length = [...value].length;
    if (length < (field.minLength ?? 0) || length > (field.maxLength ?? Infinity)) return 'length';
    if (field.pattern !== undefined && !new RegExp(field.pattern).test(value)) return 'pattern';
  }
  if (typeof value === 'boolean' || (field.min === undefined && field.max === undefined)) return null;
  const number = Number(value);
  if (!Number.isFinite(number)) return 'type';
  const isOver = field.exclusiveMax === true ? number >= (field.max ?? Infinity) : number > (field.max ?? Infinity);
  return number < (field.min ?? -Infinity) || isOver ? 'range' : null;
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Broken(name, name, 'encoding');
  }
}

/** Standard alphabet, padded or not. */
export function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
}

/**
 * Requests that may be sent, made from what a document prints: the sample with its gaps filled and its misfits replaced
 * by the simplest value that the schema takes, and the same with the ids of the cloud that is asked.
 */
import type { CatalogueEntry } from '../main/vendors/core/contract/catalogue.ts';
import type { Field } from '../main/vendors/core/contract/contract.ts';
import { sampleRequest } from '../main/vendors/core/contract/samples.ts';
import { requestSchema } from '../main/vendors/core/contract/schema.ts';

export type Params = Readonly<Record<string, unknown>>;
type Mutable = Record<PropertyKey, unknown>;
/** Values by the name of their parameter, in small letters and without punctuation. */
type KnownValues = ReadonlyMap<string, string>;

const MAX_REPAIRS = 60;
const RECENT_MS = 3 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const MASK = /\*{2,}/;
const GB_CAMERA = '34020000001320000001';

/** Tried in this order; most names and ids take the first ones. */
const TEXTS: readonly string[] = [
  'lanner-1',
  'lanner1',
  'Lanner01',
  '12345678',
  '1',
  GB_CAMERA,
  '330100',
  '13800000000',
  '20260101',
  '08:00:00',
  '2026-01-01 08:00:00',
  '1767225600000',
  '640*480',
  '3f0c9a52-7c1e-4d5b-9a37-0c6d5e4b1f20',
  '3f0c9a527c1e4d5b9a370c6d5e4b1f20',
  'http://127.0.0.1/live/camera.flv',
  'lanner-1'.padEnd(64, '0'),
];

const nameKey = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The texts and numbers among the things that a cloud is announced with; later ones win. */
function knownValues(...announced: readonly Params[]): KnownValues {
  return new Map(
    announced
      .flatMap((values) => Object.entries(values))
      .flatMap(([name, value]) => (typeof value === 'string' ? [[nameKey(name), value] as const] : [])),
  );
}

const fits = (field: Field, value: unknown): boolean =>
  requestSchema([{ ...field, required: true }]).safeParse({ [field.name]: value }).success;

function numbersFor({ name, enum: values = {}, min, max }: Field): readonly number[] {
  const time = recent(name, Math.floor(Date.now() / 1000));
  const documented = [...Object.keys(values).map(Number), min, max].filter((value) => value !== undefined);
  return [...(time === undefined ? [] : [Number(time)]), ...documented, 1, 0];
}

/** An object of the required members, or of one where none is. */
function objectFor(children: readonly Field[]): Params {
  const required = children.filter((child) => child.required);
  const chosen = required.length > 0 ? required : children.slice(0, 1);
  return Object.fromEntries(chosen.map((child) => [child.name, valueFor(child)]));
}

function candidatesFor(field: Field): readonly unknown[] {
  const texts = [...Object.keys(field.enum ?? {}), ...TEXTS];
  const numbers = numbersFor({ ...field, ...field.items });
  const structure = field.children?.length ? objectFor(field.children) : {};
  const lists = (items: readonly unknown[]) =>
    items.map((item) => Array.from({ length: field.minItems ?? 1 }, () => item));
  switch (field.type) {
    case 'string':
      return [...texts, ...lists(texts), structure, ...lists([structure])];
    case 'integer':
    case 'float':
    case 'long':
      return numbers;
    case 'boolean':
      return [true];
    case 'file':
      return [new File(['PK'], 'lanner.xlsx')];
    case 'null':
      return [null];
    case 'map<string>':
    case 'object':
      return [structure];
    case 'array<string>':
      return lists(texts);
    case 'array<integer>':
    case 'array<long>':
      return lists(numbers);
    case 'array<object>':
      return lists([structure]);
  }
}

/** @throws {RangeError} when nothing that is tried fits. */
function valueFor(field: Field): unknown {
  const found = candidatesFor(field).find((value) => fits(field, value));
  if (found === undefined) throw new RangeError(`no value is known that ${field.name} takes`);
  return found;
}

function fieldAt(fields: readonly Field[], path: readonly PropertyKey[]): Field | undefined {
  const [name, ...rest] = path.filter((key) => typeof key === 'string');
  const field = fields.find((one) => one.name === name);
  return rest.length === 0 ? field : fieldAt(field?.children ?? [], rest);
}

/** Where `path` ends, and the last key; one element of a list is replaced by the one that fits a list of one. */
function placeOf(root: Mutable, path: readonly PropertyKey[]): { readonly holder: Mutable; readonly key: PropertyKey } {
  const end = path.findLastIndex((key) => typeof key === 'string');
  const holder = path.slice(0, end).reduce<Mutable>((at, key) => at[key] as Mutable, root);
  return { holder, key: path[end] ?? '' };
}

/** A copy in which texts that the document covers with stars have values. */
function unmasked(fields: readonly Field[], params: Params): Mutable {
  const copy = structuredClone(params) as Mutable;
  for (const field of fields) {
    const value = copy[field.name];
    if (typeof value === 'string' && field.type === 'string' && MASK.test(value)) copy[field.name] = valueFor(field);
    else if (field.type === 'object' && field.children && typeof value === 'object' && value !== null) {
      copy[field.name] = unmasked(field.children, value as Params);
    }
  }
  return copy;
}

/**
 * The parameters with everything that the schema refuses taken out or replaced.
 *
 * @throws {RangeError} when that cannot be done.
 */
function repaired({ operation, request }: CatalogueEntry, params: Params): Params {
  const copy = unmasked(operation.params, params);
  for (let left = MAX_REPAIRS; left > 0; left -= 1) {
    const parsed = request.safeParse(copy);
    if (parsed.success) return copy;
    const [issue] = parsed.error.issues;
    if (issue?.code === 'unrecognized_keys') {
      const holder = issue.path.reduce<Mutable>((at, key) => at[key] as Mutable, copy);
      for (const key of issue.keys) delete holder[key];
      continue;
    }
    const path = issue?.path ?? [];
    const field = fieldAt(operation.params, path);
    if (!field) throw new RangeError(`${path.map(String).join('.')}: ${issue?.message ?? 'does not fit'}`);
    const { holder, key } = placeOf(copy, path);
    holder[key] = valueFor(field);
  }
  throw new RangeError('the sample cannot be made to fit');
}

type LookUp = (name: string) => string | undefined;

/**
 * Finds the value of a parameter in the simulated world. A bare `Id` is that of the object which the operation is named
 * after: `getGateway` means `gatewayId`.
 */
function lookUpIn(known: KnownValues, operationId: string): LookUp {
  const operation = nameKey(operationId);
  const exact = (name: string): string | undefined => known.get(name);
  return (name) => {
    const wanted = nameKey(name);
    if (!wanted.endsWith('id')) return exact(wanted);
    const [named] = [...known.keys()]
      .filter((key) => key.endsWith(wanted) && operation.includes(key.slice(0, -2)))
      .sort((a, b) => b.length - a.length);
    return exact(named ?? wanted);
  };
}

function withKnown(fields: readonly Field[], params: Params, lookUp: LookUp): Params {
  const replaced = Object.entries(params).map(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return [name, value];
    const items = Array.isArray(value) ? value : null;
    if (field.children?.length && typeof value === 'object' && value !== null) {
      const inner = (one: unknown) => withKnown(field.children ?? [], one as Params, lookUp);
      return [name, items ? items.map(inner) : inner(value)];
    }
    const single = lookUp(name.replace(/(s|List)$/, '').replace(/(?<!id)$/i, 'Id'));
    const isText = typeof value === 'string';
    const one = items || (isText && /ids$/i.test(name)) ? undefined : lookUp(name);
    const list = single === undefined ? undefined : items ? [single] : isText ? JSON.stringify([single]) : undefined;
    const wanted = items || /ids$/i.test(name) ? list : (one ?? recent(name, value));
    return [name, wanted !== undefined && fits(field, wanted) ? wanted : value];
  });
  return Object.fromEntries(replaced) as Params;
}

/** Where hours end that lie within one day of Beijing: some clouds take no range that crosses midnight. */
function latestEndMs(nowMs: number): number {
  const midnightMs = Math.floor((nowMs + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
  return nowMs - RECENT_MS < midnightMs ? midnightMs - 1000 : nowMs;
}

/** The begin or the end of the last hours in the form of a printed time, or undefined for anything else. */
function recent(name: string, printed: unknown): string | number | undefined {
  const isBegin = /^(start|begin)_?(time|$)/i.test(name);
  if (!isBegin && !/^end_?(time|$)/i.test(name)) return undefined;
  const toMs = latestEndMs(Date.now());
  const atMs = isBegin ? toMs - RECENT_MS : toMs;
  const text = String(printed);
  const form = (written: string): string | number => (typeof printed === 'number' ? Number(written) : written);
  if (/^\d{9,10}$/.test(text)) return form(String(Math.floor(atMs / 1000)));
  if (/^\d{13}$/.test(text)) return form(String(atMs));
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) {
    return new Date(atMs + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
  }
  return /^\d{4}-\d\d-\d\dT.*Z$/.test(text) ? `${new Date(atMs).toISOString().slice(0, 19)}Z` : undefined;
}

/** The facts that a cloud announces, and those that its answers added. */
export interface Surroundings {
  /** The keys that it takes. */
  readonly credentials: Params;
  /** Things to try, some of them in groups. */
  readonly examples: Params;
  readonly learned: Map<string, string>;
  /** Values that replace those of a sample, by operation. */
  readonly fillings: Readonly<Record<string, Params>>;
}

/**
 * The requests to send, one after the other, until the cloud answers: the printed sample, the same with objects that
 * exist there, with each announced group of objects, such as a camera that can be turned, and with learned values.
 *
 * @throws {RangeError} when no request could be made that the schema accepts.
 */
export function requestsFor(
  entry: CatalogueEntry,
  implicit: readonly string[],
  { credentials, examples, learned, fillings }: Surroundings,
): readonly Params[] {
  const { operation } = entry;
  const fields = operation.params.filter((field) => !implicit.includes(field.name));
  const samples: readonly (Params | null)[] = operation.examples.map((one) => sampleRequest(operation, one, implicit));
  const printed = samples.find((one) => one !== null) ?? {};
  const keys = knownValues(credentials);
  const whole = repaired(entry, { ...printed, ...fillings[operation.id] });
  const sample = withKnown(fields, whole, (name) => keys.get(nameKey(name)));
  const groups = Object.values(examples).filter(
    (value): value is Params => typeof value === 'object' && value !== null,
  );
  const worlds = [
    ...[{}, ...groups].map((group) => knownValues(examples, credentials, group)),
    new Map([...knownValues(examples, credentials), ...learned]),
  ];
  const all = [sample, ...worlds.map((known) => withKnown(fields, sample, lookUpIn(known, operation.id)))];
  const distinct = new Map(all.map((params) => [JSON.stringify(params, bigintText), params]));
  return [...distinct.values()];
}

const bigintText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

const VERB = /^(get|list|query|search|describe|create|add|update|modify|set)/i;

/** Keeps the ids in an answer; those of the first things in a list. A bare `Id` is that of what the operation names. */
export function learn(operationId: string, answer: unknown, learned: Map<string, string>): void {
  const noun = nameKey(operationId.replace(VERB, '').replace(/s$/, ''));
  const found = new Map<string, string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const key = nameKey(name) === 'id' ? `${noun}id` : nameKey(name);
      const isId = /(id|accesskey)$/.test(key) && (typeof inner === 'string' || typeof inner === 'number');
      if (isId && inner !== '' && !found.has(key)) found.set(key, String(inner));
      walk(inner);
    }
  };
  walk(answer);
  for (const [key, value] of found) learned.set(key, value);
}

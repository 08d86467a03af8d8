/**
 * Printed samples as a form can hold them. The documents print a list as one text, an object where a list stands, and
 * mask numbers with letters; values that no field accepts are left out. So are values that nobody may send as printed:
 * masked values, secrets, ids of the camera tree (the form offers the known ones by name), and every value that the
 * check refuses.
 */
import type { ConsoleField, FieldComplaint } from '../../../preload/contract/console.ts';
import { isMasked } from '../../vendors/core/contract/samples.ts';

export type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `a,b`, or the quoted texts of a JSON list that a mask has broken. */
function listIn(text: string): readonly string[] {
  if (!text.trimStart().startsWith('[')) return text.split(',');
  return [...text.matchAll(/"([^"]*)"/g)].map(([, item = '']) => item);
}

/** The value for this field, or undefined where it takes none such. */
function fit(field: ConsoleField, value: unknown): unknown {
  switch (field.kind) {
    case 'list': {
      const { item } = field;
      const list: readonly unknown[] =
        typeof value === 'string' ? listIn(value) : Array.isArray(value) ? value : [value];
      return item && list.map((one) => fit(item, one)).filter((one) => one !== undefined);
    }
    case 'object': {
      const one: unknown = Array.isArray(value) ? value[0] : value;
      return isRecord(one) ? fitted(field.children ?? [], one) : undefined;
    }
    case 'json':
    case 'map':
      return isRecord(value) ? value : undefined;
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'long':
    case 'string':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    case 'null':
      return value === null ? null : undefined;
    case 'file':
      return undefined;
    default:
      return field.kind satisfies never;
  }
}

/** The values that have a field. */
export function fitted(fields: readonly ConsoleField[], values: Values): Values {
  return Object.fromEntries(
    fields
      .filter(({ name }) => values[name] !== undefined)
      .map((field) => [field.name, fit(field, values[field.name])] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** The values without masked ones, secrets, ids of the camera tree, and parameters that the document calls deprecated. */
export function usable(fields: readonly ConsoleField[], values: Values): Values {
  const kept = fields
    .map((field) => [field.name, usableValue(field, values[field.name])] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept);
}

function usableValue(field: ConsoleField, value: unknown): unknown {
  if (value === undefined || field.isSecret === true || field.isDeprecated === true) return undefined;
  if (field.knownId !== undefined) return undefined;
  if (typeof value === 'string') return isMasked(value) ? undefined : value;
  if (Array.isArray(value)) {
    const { item } = field;
    const list =
      item === undefined ? [] : value.map((one) => usableValue(item, one)).filter((one) => one !== undefined);
    if (list.length === 0) return undefined;
    // Each row wants a camera of the operator's own: one row is enough of an example.
    return namesCamera(item) ? list.slice(0, 1) : distinct(list);
  }
  if (!isRecord(value)) return value;
  if (field.children === undefined) return isMasked(JSON.stringify(value)) ? undefined : value;
  const members = usable(field.children, value);
  return Object.keys(members).length === 0 ? undefined : members;
}

const namesCamera = (item: ConsoleField | undefined): boolean =>
  item?.children?.some(({ knownId }) => knownId !== undefined) === true;

/** Rows of a list that differed by their masked ids only are one row now. */
function distinct(list: readonly unknown[]): readonly unknown[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}

/** Each round takes away at least one value. */
const MAX_ROUNDS = 200;

/**
 * The values that the check accepts: refused values are removed until none is refused. The operator fills in the values
 * that are missing then.
 *
 * @param faultsIn the check's complaints about values.
 */
export function acceptable(values: Values, faultsIn: (values: Values) => readonly FieldComplaint[]): Values {
  let left = values;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const refused = faultsIn(left).filter(({ code }) => code !== 'required');
    const first = refused[0];
    if (first === undefined) return left;
    const next = without(left, first.path);
    if (!isRecord(next)) return {};
    left = next;
  }
  return {};
}

/** The value without the member at `path`; undefined where nothing would be left. */
function without(value: unknown, path: FieldComplaint['path']): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return undefined;
  if (Array.isArray(value)) {
    const list = value.flatMap((one: unknown, i) => {
      const kept = i === part ? without(one, rest) : one;
      return kept === undefined ? [] : [kept];
    });
    return list.length === 0 ? undefined : list;
  }
  if (!isRecord(value)) return undefined;
  const members = Object.entries(value)
    .map(([name, one]) => [name, name === part ? without(one, rest) : one] as const)
    .filter(([, one]) => one !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

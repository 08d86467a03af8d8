/**
 * Printed samples as a form can hold them. The documents print a list as one text, an object where a list stands, and
 * mask numbers with letters; what no field takes is left out.
 */
import type { ConsoleField } from '../../../preload/contract/console.ts';

type Values = Readonly<Record<string, unknown>>;

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

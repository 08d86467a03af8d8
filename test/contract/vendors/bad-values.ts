/** Makes wrong parameters out of right ones: one thing at a time, with the path of the field that is wrong. */
import type { Field } from '../../../main/vendors/core/contract.ts';

type Values = Readonly<Record<string, unknown>>;

export interface BadParams {
  /** Names joined by dots, as a complaint names them. */
  readonly path: string;
  readonly why: string;
  readonly params: Values;
}

interface BadValue {
  readonly why: string;
  readonly value: unknown;
}

const STRANGER = 'no-such-value';

function badTexts(field: Field): BadValue[] {
  const bad: BadValue[] = [{ why: 'a number', value: 7 }];
  if (field.enum && !field.enumOpen) bad.push({ why: 'outside the enum', value: STRANGER });
  if (field.maxLength !== undefined) bad.push({ why: 'one too long', value: 'a'.repeat(field.maxLength + 1) });
  if (field.minLength) bad.push({ why: 'one too short', value: '1'.repeat(field.minLength - 1) });
  if (field.pattern !== undefined) bad.push({ why: 'of another form', value: '\u0000 ?' });
  return bad;
}

function badNumbers(field: Field): BadValue[] {
  const bad: BadValue[] = [{ why: 'a text', value: 'seven' }];
  if (field.type === 'integer') bad.push({ why: 'a fraction', value: 1.5 });
  if (field.enum && !field.enumOpen) bad.push({ why: 'outside the enum', value: 987_654 });
  if (field.min !== undefined) bad.push({ why: 'one too small', value: field.min - 1 });
  if (field.max !== undefined) bad.push({ why: 'one too large', value: field.max + 1 });
  return bad;
}

function badValues(field: Field, sample: unknown): BadValue[] {
  switch (field.type) {
    case 'string':
      return badTexts(field);
    case 'integer':
    case 'float':
      return badNumbers(field);
    case 'long':
      return badNumbers(field);
    case 'boolean':
      return [{ why: 'a text', value: 'true' }];
    case 'file':
      return [{ why: 'a text', value: 'a path' }];
    case 'object':
      return [{ why: 'a text', value: '{}' }];
    default:
      return field.type.startsWith('array') ? badLists(field, sample) : [];
  }
}

function badLists(field: Field, sample: unknown): BadValue[] {
  const [item] = Array.isArray(sample) ? (sample as readonly unknown[]) : [];
  const bad: BadValue[] = [{ why: 'a text', value: 'a,b' }];
  if (field.minItems) bad.push({ why: 'one item too few', value: Array(field.minItems - 1).fill(item) });
  if (field.maxItems !== undefined && item !== undefined) {
    bad.push({ why: 'one item too many', value: Array(field.maxItems + 1).fill(item) });
  }
  return bad;
}

function badAt(fields: readonly Field[], values: Values, prefix: string): BadParams[] {
  const byName = new Map(fields.map((field) => [field.name, field])); // one name may travel in two places
  return [...byName.values()].flatMap((field) => {
    const { name, children = [] } = field;
    const path = `${prefix}${name}`;
    const sample = values[name];
    const { [name]: _, ...without } = values;
    const missing: BadParams[] = field.required ? [{ path, why: 'missing', params: without }] : [];
    const wrong = badValues(field, sample).map(({ why, value }) => ({
      path,
      why,
      params: { ...values, [name]: value },
    }));
    const [first, ...rest] = Array.isArray(sample) ? (sample as readonly unknown[]) : [];
    const inner = field.type === 'array<object>' ? first : field.type === 'object' ? sample : undefined;
    const below =
      inner === undefined || children.length === 0
        ? []
        : badAt(children, inner as Values, field.type === 'object' ? `${path}.` : `${path}.0.`).map((bad) => ({
            ...bad,
            params: { ...values, [name]: field.type === 'object' ? bad.params : [bad.params, ...rest] },
          }));
    return [...missing, ...wrong, ...below];
  });
}

/** @param values parameters that are right. */
export function badParams(fields: readonly Field[], values: Values): BadParams[] {
  return [
    { path: STRANGER, why: 'unknown', params: { ...values, [STRANGER]: 1 } },
    ...badAt(fields, values, '').filter(({ params }) => params !== values),
  ];
}

/** Makes, from the contract alone, one request that keeps every rule of an operation. */
import { checkParameters } from './check.ts';
import type { ContractField, ContractOperation } from './contract.ts';

export interface Draft {
  readonly path: Record<string, string>;
  readonly query: Record<string, string>;
  readonly body: Record<string, unknown>;
}

/** Values that exist in the tested world, by documented name. */
export type KnownValues = Readonly<Record<string, string>>;

/** Texts of many shapes; the first that keeps a field's rules is sent. */
const CANDIDATES = [
  '34020000001320000001',
  'ABCDEFGH',
  '12345678',
  '1',
  'abcdefgh',
  'a',
  'A'.repeat(32),
  '2026-05-18 00:00:00',
  'http://127.0.0.1/callback',
];

const isArray = (field: ContractField): boolean => field.type.startsWith('array');
const isInteger = (field: ContractField): boolean => field.type === 'integer' || field.type === 'long';

function goodScalar(field: ContractField, known: KnownValues): unknown {
  const asked = known[field.name];
  const fits = (text: string): boolean =>
    (field.pattern === undefined || new RegExp(field.pattern).test(text)) &&
    (field.variants === undefined || Object.values(field.variants).some((one) => new RegExp(one).test(text)));
  if (asked !== undefined && fits(asked) && field.type === 'string') return asked;
  if (field.enum !== undefined) {
    const first = Object.keys(field.enum)[0] ?? '';
    return isInteger(field) ? Number(first) : first;
  }
  if (isInteger(field)) return field.min ?? 1;
  if (field.type === 'boolean') return true;
  if (field.type === 'float' || field.type === 'number') return field.min ?? 1;
  if (field.format !== undefined && /hh:mm:ss/i.test(field.format)) {
    return field.name.startsWith('end') ? '2026-05-19 00:00:00' : '2026-05-18 00:00:00';
  }
  if (field.charClasses !== undefined) return 'Abcdef12';
  if (field.min !== undefined) return String(field.min);
  const length = Math.max(1, field.minLength ?? 1);
  return CANDIDATES.find((one) => fits(one) && one.length >= length && one.length <= (field.maxLength ?? 99)) ?? 'a';
}

function goodValue(field: ContractField, known: KnownValues): unknown {
  if (isArray(field)) {
    const count = Math.max(1, field.minItems ?? 1);
    return Array.from({ length: count }, () => goodItem(field, known));
  }
  if (field.type === 'object') return goodMembers(field.children ?? [], known);
  return goodScalar(field, known);
}

function goodItem(field: ContractField, known: KnownValues): unknown {
  if (field.children !== undefined) return goodMembers(field.children, known);
  const type = /^array<(.*)>$/.exec(field.type)?.[1] ?? 'string';
  const { minItems: _min, maxItems: _max, ...rest } = field;
  return goodScalar({ ...rest, ...field.items, name: field.name, type }, known);
}

function goodMembers(fields: readonly ContractField[], known: KnownValues): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter((one) => one.required === true).map((one) => [one.name, goodValue(one, known)]),
  );
}

/** Every required parameter, nothing else. */
export function goodDraft(operation: ContractOperation, known: KnownValues): Draft {
  const pick = (place: string): ContractField[] =>
    operation.params.filter((one) => one.in === place && one.required === true);
  const texts = (place: string): Record<string, string> =>
    Object.fromEntries(pick(place).map((one) => [one.name, String(goodValue(one, known))]));
  return { path: texts('path'), query: texts('query'), body: goodMembers(pick('body'), known) };
}

/** The target of a draft, for `Bench.call`. */
export function targetOf(operation: ContractOperation, draft: Draft): string {
  const path = operation.http.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(draft.path[name] ?? ''),
  );
  const query = new URLSearchParams(draft.query).toString();
  return query === '' ? path : `${path}?${query}`;
}

export const hasBody = (draft: Draft): boolean => Object.keys(draft.body).length > 0;

/** Whether the draft keeps the rules by the check of the simulated clouds. */
export function isGood(operation: ContractOperation, draft: Draft): boolean {
  const query = new URLSearchParams(draft.query);
  return checkParameters(operation, { path: draft.path, query, body: hasBody(draft) ? draft.body : undefined }).ok;
}

/** Makes, from the contract alone, one request that keeps every rule of an operation and one for each broken rule. */
import type { ContractField, ContractOperation } from '../../simulator/kernel/contract.ts';

export interface Draft {
  readonly path: Record<string, string>;
  readonly query: Record<string, string>;
  readonly body: Record<string, unknown>;
}

export interface BrokenCase {
  readonly what: string;
  readonly draft: Draft;
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

/** Values that break one rule each, with the rule's name. `asText` is for paths and queries. */
function badValues(field: ContractField, asText: boolean): readonly (readonly [string, unknown])[] {
  const bad: (readonly [string, unknown])[] = [];
  const wrap = (value: unknown): unknown => (asText ? String(value) : value);
  if (isArray(field)) {
    if (asText) return bad;
    bad.push(['type', 'not a list']);
    if ((field.minItems ?? 0) > 0) bad.push(['too few', []]);
    return bad;
  }
  if (!asText) bad.push(['type', field.type === 'string' ? { a: 1 } : field.type === 'object' ? 'x' : 'text']);
  else if (isInteger(field) || field.type === 'boolean') bad.push(['type', 'text']);
  if (field.enum !== undefined) bad.push(['enum', isInteger(field) ? wrap(987_654) : 'NO_SUCH_VALUE']);
  const isNumber = isInteger(field) || (asText && (field.min ?? field.max) !== undefined);
  if (isNumber && field.min !== undefined) bad.push(['below the minimum', wrap(field.min - 1)]);
  if (isNumber && field.max !== undefined) bad.push(['above the maximum', wrap(field.max + 1)]);
  if (field.type === 'string' && field.enum === undefined) {
    if (field.maxLength !== undefined) bad.push(['too long', 'A'.repeat(field.maxLength + 1)]);
    if ((field.minLength ?? 0) > 1) bad.push(['too short', 'A']);
    if (field.pattern !== undefined || field.variants !== undefined) bad.push(['pattern', '!!!!!!!!']);
    if (field.format !== undefined && /hh:mm:ss/i.test(field.format)) bad.push(['format', '2026-02-30 00:00:00']);
  }
  return bad;
}

/** One case for every documented rule of every parameter, down to the members of batch items. */
export function brokenCases(operation: ContractOperation, known: KnownValues): readonly BrokenCase[] {
  const good = (): Draft => goodDraft(operation, known);
  const cases: BrokenCase[] = [];
  for (const field of operation.params) {
    const { name } = field;
    if (field.in === 'path') {
      for (const [rule, value] of badValues(field, true)) {
        cases.push({
          what: `path ${name}: ${rule}`,
          draft: { ...good(), path: { ...good().path, [name]: String(value) } },
        });
      }
    } else if (field.in === 'query') {
      if (field.required === true)
        cases.push({ what: `query ${name}: missing`, draft: { ...good(), query: without(good().query, name) } });
      for (const [rule, value] of badValues(field, true)) {
        cases.push({
          what: `query ${name}: ${rule}`,
          draft: { ...good(), query: { ...good().query, [name]: String(value) } },
        });
      }
    } else if (field.in === 'body') {
      if (field.required === true)
        cases.push({ what: `body ${name}: missing`, draft: { ...good(), body: without(good().body, name) } });
      for (const [rule, value] of badValues(field, false)) {
        cases.push({ what: `body ${name}: ${rule}`, draft: { ...good(), body: { ...good().body, [name]: value } } });
      }
      if (isArray(field) && field.children !== undefined) {
        for (const [what, item] of brokenItems(field, known)) {
          cases.push({
            what: `body ${name}[0].${what}`,
            draft: { ...good(), body: { ...good().body, [name]: [item] } },
          });
        }
      }
    }
  }
  const hasBody = operation.params.some((one) => one.in === 'body');
  if (hasBody)
    cases.push({
      what: 'body: a member nobody documents',
      draft: { ...good(), body: { ...good().body, zz_unknown: 1 } },
    });
  return cases;
}

function brokenItems(field: ContractField, known: KnownValues): readonly (readonly [string, unknown])[] {
  const children = field.children ?? [];
  const good = (): Record<string, unknown> => goodMembers(children, known);
  const found: (readonly [string, unknown])[] = [];
  for (const child of children) {
    if (child.required === true) found.push([`${child.name}: missing`, without(good(), child.name)]);
    for (const [rule, value] of badValues(child, false)) {
      found.push([`${child.name}: ${rule}`, { ...good(), [child.name]: value }]);
    }
  }
  return found;
}

function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

/** The target of a draft, for `Bench.call`. */
export function targetOf(operation: ContractOperation, draft: Draft): string {
  const path = operation.http.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(draft.path[name] ?? ''),
  );
  const query = new URLSearchParams(draft.query).toString();
  return query === '' ? path : `${path}?${query}`;
}

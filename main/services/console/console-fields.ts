/**
 * Documented parameters as fields of a form. A field reports every value that the schema of the request would refuse.
 */
import type { ConsoleField, ConsoleFieldKind } from '../../../preload/contract/console.ts';
import type { Field } from '../../vendors/core/contract/contract.ts';
import { isTextJson, isTextList } from '../../vendors/core/contract/schema.ts';
import { isSecretName } from './console-secrets.ts';

type Draft = { -readonly [K in keyof ConsoleField]: ConsoleField[K] };

const KINDS: Readonly<Record<Field['type'], ConsoleFieldKind>> = {
  string: 'string',
  integer: 'integer',
  long: 'long',
  float: 'number',
  boolean: 'boolean',
  object: 'object',
  file: 'file',
  null: 'null',
  'map<string>': 'map',
  'array<string>': 'list',
  'array<integer>': 'list',
  'array<long>': 'list',
  'array<object>': 'list',
};

const ITEM_TYPES: Readonly<Partial<Record<Field['type'], Field['type']>>> = {
  'array<string>': 'string',
  'array<integer>': 'integer',
  'array<long>': 'long',
  'array<object>': 'object',
};

/** A list whose elements travel in one text; a text of JSON with members may also be a single object. */
function isListText(field: Field): boolean {
  if (isTextList(field)) return true;
  if (!isTextJson(field)) return false;
  return (
    !field.children?.length ||
    String(field.example ?? '')
      .trimStart()
      .startsWith('[')
  );
}

function kindOf(field: Field): ConsoleFieldKind {
  if (isListText(field)) return 'list';
  const kind = isTextJson(field) ? 'object' : KINDS[field.type];
  return kind === 'object' && !field.children?.length ? 'json' : kind;
}

/** The keys of `field` that say something about a single value. */
function limitsOf(field: Field): Partial<Draft> {
  const { min, max, multipleOf, rule, minLength, maxLength, lengthUnit } = field;
  const patterns = [field.pattern, ...Object.values(field.variants ?? {})].filter((p) => p !== undefined);
  const times = [field.minTime, field.maxTime].filter((time) => time !== undefined).join(' – ');
  const format = [field.format, times].filter(Boolean).join(', ');
  return withoutGaps({
    min,
    max,
    multipleOf,
    rule,
    minLength,
    maxLength,
    lengthUnit,
    isMaxExclusive: field.exclusiveMax || undefined,
    enumValues: field.enum && Object.entries(field.enum).map(([value, meaning]) => ({ value, meaning })),
    isEnumOpen: field.enumOpen || undefined,
    patterns: patterns.length > 0 ? patterns : undefined,
    format: format || undefined,
    isEmptyAllowed: field.allowEmpty || undefined,
  });
}

function withoutGaps(draft: Partial<Draft>): Partial<Draft> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

/** Finds by a parameter's name which object of the camera tree the parameter names. */
type KnownIdOf = (name: string) => ConsoleField['knownId'];

const NO_KNOWN_ID: KnownIdOf = () => undefined;

const childrenOf = ({ children }: Field, knownIdOf: KnownIdOf): readonly ConsoleField[] | undefined =>
  children?.map((child) => fieldOf(child, knownIdOf));

function itemOf(field: Field, knownIdOf: KnownIdOf): ConsoleField {
  const base = { name: '', isRequired: true, ...withoutGaps({ knownId: knownIdOf(field.name) }) } as const;
  const { items: limits, minItems: _least, maxItems: _most, children, ...rest } = field;
  if (isTextJson(field) && !children?.length) return { ...base, kind: 'string' };
  if (isTextJson(field) || field.type === 'array<object>') {
    const inner = childrenOf(field, knownIdOf) ?? [];
    return inner.length > 0 ? { ...base, kind: 'object', children: inner } : { ...base, kind: 'json' };
  }
  const type = ITEM_TYPES[field.type] ?? 'string';
  return { ...base, kind: KINDS[type], ...limitsOf({ ...rest, ...limits, type }) };
}

/** The kinds of fields that hold one id each. */
const ID_KINDS: readonly ConsoleFieldKind[] = ['string', 'long', 'integer'];

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** One documented parameter as a field of the form. */
export function fieldOf(field: Field, knownIdOf: KnownIdOf = NO_KNOWN_ID): ConsoleField {
  const kind = kindOf(field);
  const { note, desc, conditional, requiredWhen, minItems, maxItems } = field;
  const isSecret = field.secret === true || (kind === 'string' && isSecretName(field.name));
  return {
    name: field.name,
    kind,
    isRequired: field.required ?? false,
    ...(kind === 'list' ? { item: itemOf(field, knownIdOf) } : limitsOf(field)),
    ...withoutGaps({
      in: field.in,
      descEn: [desc, note].filter(Boolean).join(' ') || undefined,
      requiredWhen: conditional ?? requiredWhen,
      ...(kind === 'list' ? { minItems, maxItems } : {}),
      ...(kind === 'object' ? { children: childrenOf(field, knownIdOf) } : {}),
      default: isScalar(field.default) ? field.default : undefined,
      example: field.example === undefined ? undefined : String(field.example),
      isNullable: field.nullable || undefined,
      isDeprecated: field.deprecated || undefined,
      isSecret: isSecret || undefined,
      knownId: ID_KINDS.includes(kind) ? knownIdOf(field.name) : undefined,
    }),
  };
}

/** All fields at any depth, with their path; elements of a list add nothing to it. */
export function* walk(
  fields: readonly Field[],
  above: readonly string[] = [],
): Generator<{ readonly field: Field; readonly path: readonly string[] }> {
  for (const field of fields) {
    const path = [...above, field.name];
    yield { field, path };
    yield* walk(field.children ?? [], path);
  }
}

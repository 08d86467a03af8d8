/**
 * The problems of a field, by name. The name travels as `detail` of `input.invalid-field`; each has words in both
 * languages.
 */
export const FIELD_PROBLEMS = [
  'missing',
  'unknown',
  'form',
  'one-of',
  'too-long',
  'too-many',
  'too-large',
  'taken',
  'address',
  'address-parts',
  'no-region',
  'beside-password',
  'beside-user',
  'beside-key',
  'no-sign-in',
  'dots',
  'no-list',
  'gone',
  'file-changed',
  'mixed-steps',
  'inside-itself',
  'empty-range',
  'range-too-long',
  'not-over',
  'at-most',
  'twice',
  'too-small',
  'no-file',
  'two-files',
  'no-certificate',
  'private-key',
  'no-authority',
  'ended',
  'digits-lost',
  'no-result',
  'empty-file',
  'heic',
  'no-picture',
  'damaged',
  'too-many-pixels',
] as const;
export type FieldProblem = (typeof FIELD_PROBLEMS)[number];

const KNOWN: ReadonlySet<string> = new Set(FIELD_PROBLEMS);

export const isFieldProblem = (text: unknown): text is FieldProblem => typeof text === 'string' && KNOWN.has(text);

/** The parameters of `input.invalid-field`. `limit` belongs to `too-long`, `too-many`, `at-most`, `range-too-long` (in days), `too-many-pixels` (in megapixels) and `too-large` (in MB), `options` to `one-of`. */
export interface InvalidField {
  readonly field: string;
  readonly detail: FieldProblem;
  readonly limit?: number;
  readonly options?: string;
}

/** The problems of a name. */
export const NAME_PROBLEMS = { empty: 'missing', long: 'too-long', taken: 'taken' } as const satisfies Record<
  string,
  FieldProblem
>;

/** A complaint of the schema library, as far as it is read here. */
interface SchemaIssue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  readonly origin?: string;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
}

function problemIn({ code, message, origin, maximum, values }: SchemaIssue): Omit<InvalidField, 'field'> {
  if (code === 'unrecognized_keys') return { detail: 'unknown' };
  if (code === 'invalid_type' && message.includes('undefined')) return { detail: 'missing' };
  if (code === 'invalid_value' && values !== undefined)
    return { detail: 'one-of', options: values.map(String).join(', ') };
  if (code === 'too_small' && origin === 'string') return { detail: 'missing' };
  if (code === 'too_big' && (origin === 'string' || origin === 'array') && maximum !== undefined) {
    return { detail: origin === 'string' ? 'too-long' : 'too-many', limit: Number(maximum) };
  }
  return { detail: 'form' };
}

/** The first complaint of a schema about a value, with the path of the field: `tiles.3.camera`. */
export function invalidFieldOf(issue: SchemaIssue): InvalidField {
  const { path, keys = [] } = issue;
  return { field: [...path, ...keys.slice(0, 1)].map(String).join('.'), ...problemIn(issue) };
}

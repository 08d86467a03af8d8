/** JSON with integers of any size: documents print ids as bare numbers that no double can hold. */

interface RawJson {
  rawJSON(text: string): unknown;
}

/** Writes `value`; a `bigint` becomes a bare JSON number with all its digits. */
export function writeJson(value: unknown): string {
  // several times faster than a replacer, which would be asked about every member
  return JSON.stringify(withRawNumbers(value));
}

/** The same value where it holds no bigint. */
function withRawNumbers(value: unknown): unknown {
  // rawJSON is in V8 since 11.4 and not yet in TypeScript's ES2024 library
  if (typeof value === 'bigint') return (JSON as unknown as RawJson).rawJSON(value.toString());
  if (Array.isArray(value)) {
    const items = value.map(withRawNumbers);
    return items.every((one, i) => one === value[i]) ? value : items;
  }
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  let copy: Record<string, unknown> | null = null;
  for (const [name, item] of Object.entries(value)) {
    const raw = withRawNumbers(item);
    if (raw !== item) copy ??= { ...value };
    if (copy !== null) copy[name] = raw;
  }
  return copy ?? value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In place of a body that is no JSON. */
export const MALFORMED = Symbol('malformed');

/** The value of a body: undefined for no body, {@link MALFORMED} for one that is no JSON. */
export function readJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return MALFORMED;
  }
}

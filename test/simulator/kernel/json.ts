/** JSON with integers of any size: documents print ids as bare numbers that no double can hold. */

interface RawJson {
  rawJSON(text: string): unknown;
}

/** Writes `value`; a `bigint` becomes a bare JSON number with all its digits. */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value); // several times faster without a replacer
  } catch (e) {
    if (!(e instanceof TypeError)) throw e; // a bigint, which JSON.stringify refuses
  }
  return JSON.stringify(value, (_key, item: unknown) =>
    // rawJSON is in V8 since 11.4 and not yet in TypeScript's ES2024 library
    typeof item === 'bigint' ? (JSON as unknown as RawJson).rawJSON(item.toString()) : item,
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON as the operator edits it: numbers that lose digits stay text, and an error is reported with its line. */

import { jsonError, type Expected } from './console-json-place.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

export type ParsedJson =
  | { readonly ok: true; readonly value: JsonObject }
  /** 1-based; `expected` is what should stand there, or null where the text is JSON but no object. */
  | { readonly ok: false; readonly line: number; readonly column: number; readonly expected: Expected | null };

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** Ids of the clouds exceed 2^53: such a number is kept as the digits that were typed. */
const keepDigits: Reviver = (_key, value, context) => {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  return /^-?\d+$/.test(source) && !Number.isSafeInteger(value) ? source : value;
};

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the parameters of an operation: one JSON object. An empty text is an empty object. */
export function parseJson(text: string): ParsedJson {
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value = JSON.parse(text, keepDigits as Parameters<typeof JSON.parse>[1]) as Json;
    return isObject(value) ? { ok: true, value } : { ok: false, line: 1, column: 1, expected: null };
  } catch {
    return { ok: false, ...placeOf(text) };
  }
}

function placeOf(text: string): { readonly line: number; readonly column: number; readonly expected: Expected } {
  const { index, expected } = jsonError(text);
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected };
}

export function printJson(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? '';
}

/** A value as one text: a text is itself, anything else as JSON. */
export function plainText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * JSON without loss. Clouds print ids as bare integers beyond 2^53, which `JSON.parse` rounds. Here an integer that a
 * double cannot hold stays the text that was sent; everything else becomes what `JSON.parse` gives.
 */
import { parse, stringify } from 'lossless-json';

/** A value position followed by enough digits to overflow. Also hits inside texts, which only costs the slow path. */
const MAY_OVERFLOW = /[:[,]\s*-?\d{16}/;

function numberOf(text: string): number | string {
  const value = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? text : value;
}

/**
 * Parses JSON; integers beyond 2^53 come back as decimal strings. Of a key given twice the last one counts.
 *
 * @throws {SyntaxError} when `text` is no JSON or is cut off.
 */
export function parseLossless(text: string): unknown {
  if (!MAY_OVERFLOW.test(text)) return JSON.parse(text) as unknown;
  return parse(text, undefined, { parseNumber: numberOf, onDuplicateKey: ({ newValue }) => newValue });
}

/** Serialises for sending: a bigint becomes a bare integer, an undefined member is left out. */
export function stringifyLossless(value: unknown): string {
  return stringify(value) ?? 'null';
}

/**
 * RPC signature 1.0 as City Visual's chapter 3 describes it, written for the verifying side: HMAC-SHA1 over the sorted,
 * percent-encoded parameters, key `AccessKeySecret&`.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Pair = readonly [name: string, value: string];

const KEPT = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~'));

/** Every byte of the UTF-8 text but `A-Z a-z 0-9 - _ . ~` as `%XY`. */
function percentEncode(text: string): string {
  if (/^[A-Za-z0-9\-_.~]*$/.test(text)) return text;
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    encoded += KEPT.has(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** @param pairs all parameters; `Signature` among them is left out. */
export function canonicalQuery(pairs: readonly Pair[]): string {
  return pairs
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/** The text that is signed: method, `/` and the canonical query, the latter encoded a second time. */
export function textToSign(method: string, pairs: readonly Pair[]): string {
  return `${method}&%2F&${percentEncode(canonicalQuery(pairs))}`;
}

/** @returns Base64, before it is percent-encoded for the query. */
export function signatureOf(secret: string, text: string): string {
  return createHmac('sha1', `${secret}&`).update(text, 'utf8').digest('base64');
}

export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Judges the Authorization header: HMAC-SHA1 over method, path, query and the signed headers, in the way of the COS XML
 * API. The document lists no code for a bad signature; the two token codes are the nearest that it has. It knows no
 * tolerance for clocks either, so KeyTime is taken at its word.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ApiRequest } from '../../kernel/cloud.ts';
import { Refusal } from './refusals.ts';

export interface AccessKey {
  readonly secretId: string;
  readonly secretKey: string;
  /** The required `x-iss-security-token`; null for a permanent key. */
  readonly token: string | null;
}

const EXPIRED = '41601';
const INVALID = '41602';

const PARTS = [
  'q-sign-algorithm',
  'q-ak',
  'q-sign-time',
  'q-key-time',
  'q-header-list',
  'q-url-param-list',
  'q-signature',
] as const;

/**
 * @param keyOf finds a key by its id; `expired` for one that was valid once.
 * @throws {Refusal} 41601 for a KeyTime or a temporary key that is over, 41602 for everything else.
 */
export function checkSignature(
  request: ApiRequest,
  keyOf: (secretId: string) => AccessKey | 'expired' | null,
  nowMs: number,
): void {
  const given = readAuthorization(request.headers['authorization'] ?? '');
  if (given === null || given['q-sign-algorithm'] !== 'sha1') throw new Refusal(INVALID);
  const key = keyOf(given['q-ak']);
  if (key === null) throw new Refusal(INVALID);
  if (key === 'expired') throw new Refusal(EXPIRED);
  if (key.token !== null && request.headers['x-iss-security-token'] !== key.token) throw new Refusal(INVALID);
  checkKeyTime(given['q-sign-time'], given['q-key-time'], nowMs);
  const query = listOf([...request.query]);
  // a parameter that is not signed could have been added on the way
  if (given['q-url-param-list'] !== query.names) throw new Refusal(INVALID);
  const isSigned = signedHeaders(request, given['q-header-list']).some((headers) => {
    const text = `${request.method.toLowerCase()}\n${request.path}\n${query.text}\n${headers}\n`;
    const hash = createHash('sha1').update(text).digest('hex');
    const signKey = hmac(key.secretKey, given['q-key-time']);
    return isSame(given['q-signature'], hmac(signKey, `sha1\n${given['q-sign-time']}\n${hash}\n`));
  });
  if (!isSigned) throw new Refusal(INVALID);
}

type Authorization = Readonly<Record<(typeof PARTS)[number], string>>;

function readAuthorization(text: string): Authorization | null {
  const values = new Map(
    text.split('&').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
  if (values.size !== PARTS.length || PARTS.some((name) => !values.has(name))) return null;
  return Object.fromEntries(values) as Authorization;
}

function checkKeyTime(signTime: string, keyTime: string, nowMs: number): void {
  const match = /^(\d{10});(\d{10})$/.exec(keyTime);
  if (match === null || signTime !== keyTime) throw new Refusal(INVALID);
  const nowSec = Math.floor(nowMs / 1000);
  const [startSec, endSec] = [Number(match[1]), Number(match[2])];
  if (startSec >= endSec || startSec > nowSec) throw new Refusal(INVALID);
  if (endSec <= nowSec) throw new Refusal(EXPIRED);
}

/**
 * The possible forms of HttpHeaders: the rule wants values encoded, worked example 2 leaves the content type raw, so
 * that one is taken both ways. Host must be among them.
 */
function signedHeaders(request: ApiRequest, list: string): readonly string[] {
  const names = list.split(';');
  if (!names.includes('host') || names.some((name) => request.headers[name] === undefined)) return [];
  const pairs = names.map((name) => [name, request.headers[name] ?? ''] as const);
  const encoded = listOf(pairs);
  if (encoded.names !== list) return [];
  const raw = pairs.map(([name, value]) => `${name}=${name === 'content-type' ? value : urlEncode(value)}`).join('&');
  return [encoded.text, raw];
}

/** Steps 3 to 5: names in lower case and in order, values encoded. */
function listOf(pairs: readonly (readonly [string, string])[]): { readonly names: string; readonly text: string } {
  const sorted = pairs
    .map(([name, value]) => ({ name: name.toLowerCase(), value }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, value }) => ({ name: urlEncode(name).toLowerCase(), value: urlEncode(value) }));
  return {
    names: sorted.map((one) => one.name).join(';'),
    text: sorted.map((one) => `${one.name}=${one.value}`).join('&'),
  };
}

/** UTF-8, upper-case hex; only letters, digits and `- _ . ~` stay. */
export function urlEncode(text: string): string {
  let out = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const character = String.fromCharCode(byte);
    out += /[A-Za-z0-9\-_.~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

const hmac = (key: string, text: string): string => createHmac('sha1', key).update(text).digest('hex');

function isSame(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/**
 * The signature of IVP, the COS XML kind: HMAC-SHA1 over method, path, query parameters and chosen headers, never the
 * body. Every step stands alone, as the document's examples are printed step by step.
 *
 * @see contract, auth.steps
 */
import { createHash, createHmac } from 'node:crypto';

export type Pairs = readonly (readonly [string, string])[];

const hmacSha1 = (key: string, message: string): string =>
  createHmac('sha1', key).update(message, 'utf8').digest('hex');
export const sha1 = (text: string): string => createHash('sha1').update(text, 'utf8').digest('hex');

/** Percent-encodes all but letters, digits and `- _ . ~`; `encodeURIComponent` leaves `! ' ( ) *` raw. */
export function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `start;end` in Unix seconds. */
export function keyTimeOf(startSec: number, endSec: number): string {
  return `${startSec};${endSec}`;
}

export function signKeyOf(secretKey: string, keyTime: string): string {
  return hmacSha1(secretKey, keyTime);
}

export interface SignedList {
  /** `key1;key2`. */
  readonly names: string;
  /** `key1=value1&key2=value2`. */
  readonly pairs: string;
}

/** Query parameters or headers as they are signed; of a name given twice the values keep their order. */
export function signedList(pairs: Pairs): SignedList {
  const list = pairs
    .map(([name, value]) => ({ name: name.toLowerCase(), value: urlEncode(value) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, value }) => ({ name: urlEncode(name).toLowerCase(), value }));
  return {
    names: list.map(({ name }) => name).join(';'),
    pairs: list.map(({ name, value }) => `${name}=${value}`).join('&'),
  };
}

/** @param path of the request, without the query. */
export function httpStringOf(method: string, path: string, params: string, headers: string): string {
  return `${method.toLowerCase()}\n${path}\n${params}\n${headers}\n`;
}

export function stringToSignOf(keyTime: string, httpString: string): string {
  return `sha1\n${keyTime}\n${sha1(httpString)}\n`;
}

export function signatureOf(signKey: string, stringToSign: string): string {
  return hmacSha1(signKey, stringToSign);
}

export interface SignInput {
  readonly secretId: string;
  readonly secretKey: string;
  readonly keyTime: string;
  readonly method: string;
  readonly path: string;
  readonly query: Pairs;
  /** The headers to be signed. */
  readonly headers: Pairs;
}

/** The value of the `Authorization` header. */
export function authorizationOf(input: SignInput): string {
  const { secretId, secretKey, keyTime, method, path } = input;
  const query = signedList(input.query);
  const headers = signedList(input.headers);
  const httpString = httpStringOf(method, path, query.pairs, headers.pairs);
  const signature = signatureOf(signKeyOf(secretKey, keyTime), stringToSignOf(keyTime, httpString));
  return [
    'q-sign-algorithm=sha1',
    `q-ak=${secretId}`,
    `q-sign-time=${keyTime}`,
    `q-key-time=${keyTime}`,
    `q-header-list=${headers.names}`,
    `q-url-param-list=${query.names}`,
    `q-signature=${signature}`,
  ].join('&');
}

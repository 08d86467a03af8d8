/**
 * Alibaba Cloud's RPC signature 1.0: HMAC-SHA1 over the sorted, percent-encoded parameters. Pure: clock and nonce are
 * parameters like the others.
 *
 * @see aliyun-cityvisual contract, auth (the VCS document names the parameters and leaves the computation out)
 */
import { createHmac } from 'node:crypto';

/** Name and value, unencoded. */
export type RpcParam = readonly [name: string, value: string];

export interface SignedParams {
  /** Every parameter and the signature, as a query or as a form body. */
  readonly text: string;
  readonly signature: string;
}

/** What `encodeURIComponent` leaves alone and RFC 3986 reserves. */
const RESERVED = /[!'()*]/g;
const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** RFC 3986: letters, digits and `-_.~` stay, a blank is `%20`. A lone surrogate, which no UTF-8 has, becomes U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(RESERVED, hex);
}

/** A canonical query once more: all that it can hold beside unreserved characters are these three. */
function encodeAgain(canonical: string): string {
  return canonical.replaceAll('%', '%25').replaceAll('=', '%3D').replaceAll('&', '%26');
}

/** By name in code units, as the vendor's libraries sort; of one name twice by value, so that the order given is no matter. */
function compare([a, x]: RpcParam, [b, y]: RpcParam): number {
  if (a !== b) return a < b ? -1 : 1;
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The canonicalised query string: sorted, encoded, joined. `Signature` must not be among `params`. */
export function canonicalQuery(params: readonly RpcParam[]): string {
  return [...params]
    .sort(compare)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/** @param method `GET` or `POST`: the same parameters have another signature in a form. */
export function stringToSign(method: string, canonical: string): string {
  return `${method}&%2F&${encodeAgain(canonical)}`;
}

/** Base64 of the HMAC-SHA1 of `text`; the key is the secret and an ampersand. */
export function hmacOf(text: string, accessKeySecret: string): string {
  return createHmac('sha1', `${accessKeySecret}&`).update(text, 'utf8').digest('base64');
}

/** Signs a canonical query; the result is what goes behind the `?` or into the body. */
export function signCanonical(method: string, canonical: string, accessKeySecret: string): SignedParams {
  const signature = hmacOf(stringToSign(method, canonical), accessKeySecret);
  return { text: `${canonical}&Signature=${percentEncode(signature)}`, signature };
}

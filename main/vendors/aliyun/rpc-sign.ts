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

/** The characters that `encodeURIComponent` leaves as they are although RFC 3986 reserves them. */
const RESERVED = /[!'()*]/g;
const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * RFC 3986: letters, digits and `-_.~` stay, a blank is `%20`. A lone surrogate, which UTF-8 cannot express, becomes
 * U+FFFD.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(RESERVED, hex);
}

/**
 * The values by name. The names are sorted later, each name once and without a comparator: sorting is most of the work
 * for thousands of parameters.
 */
function grouped(params: readonly RpcParam[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of params) {
    const values = groups.get(name);
    if (values) values.push(value);
    else groups.set(name, [value]);
  }
  return groups;
}

/**
 * The canonicalised query string: sorted by name in code units, as the vendor's libraries sort, encoded, joined. When a
 * name comes more than once, its values are sorted, so that the given order does not matter. `Signature` must not be
 * among `params`.
 */
export function canonicalQuery(params: readonly RpcParam[]): string {
  const groups = grouped(params);
  const pairs: string[] = [];
  for (const name of [...groups.keys()].sort()) {
    const encodedName = percentEncode(name);
    const values = groups.get(name) ?? [];
    for (const value of values.length > 1 ? [...values].sort() : values) {
      pairs.push(`${encodedName}=${percentEncode(value)}`);
    }
  }
  return pairs.join('&');
}

/**
 * The text that is signed. A canonical query contains none of the characters that `encodeURIComponent` wrongly leaves
 * as they are.
 *
 * @param method `GET` or `POST`: the same parameters have another signature in a form.
 */
export function stringToSign(method: string, canonical: string): string {
  return `${method}&%2F&${encodeURIComponent(canonical)}`;
}

/** Base64 of the HMAC-SHA1 of `text`; the key is the secret and an ampersand. */
function hmacOf(text: string, accessKeySecret: string): string {
  return createHmac('sha1', `${accessKeySecret}&`).update(text, 'utf8').digest('base64');
}

/** Signs a canonical query; the result is what goes behind the `?` or into the body. */
export function signCanonical(method: string, canonical: string, accessKeySecret: string): SignedParams {
  const signature = hmacOf(stringToSign(method, canonical), accessKeySecret);
  return { text: `${canonical}&Signature=${percentEncode(signature)}`, signature };
}

/**
 * Huawei's request signature, SDK-HMAC-SHA256, as its API signing guide and its SDKs do it: the VIS document only refers
 * to them. Pure: the same request, keys and time give the same bytes.
 */
import { createHash, createHmac } from 'node:crypto';
import { AppError } from '../../../errors.ts';
import type { Secret } from '../../../secret.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';
/** Larger bodies need a token. @see contract, auth.facts.akskMaxBodyMB */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;

export interface SigningRequest {
  readonly method: string;
  /** `hostname[:port]`, as it is sent. */
  readonly host: string;
  /** Path as it is sent, percent-encoded. */
  readonly path: string;
  /** Names and values before encoding; a name may come more than once. */
  readonly query: readonly (readonly [string, string])[];
  /** Everything else that is signed, without `Host` and `X-Sdk-Date`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface SigningKeys {
  readonly ak: string;
  readonly sk: Secret;
}

/** RFC 3986: all but letters, digits and `-_.~` is encoded. Half a surrogate pair becomes the replacement character. */
export function encodeStrict(text: string): string {
  const escape = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, escape);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a bare percent sign stands for itself
  }
}

/** A path with every segment encoded in the one way that the signature knows. */
export function canonicalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeStrict(decode(segment)))
    .join('/');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The query as it is signed, and as it may be sent: sorted by name, then by value. */
export function canonicalQuery(query: SigningRequest['query']): string {
  return [...query]
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${encodeStrict(name)}=${encodeStrict(value)}`)
    .join('&');
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** `20190307T101459Z`, GMT. */
export function sdkDate(nowMs: number): string {
  return `${new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function headerLines(headers: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => compare(a, b));
}

/** The canonical request, line by line; `headers` are all headers that are signed. */
export function canonicalRequest(request: Omit<SigningRequest, 'host'>): string {
  const lines = headerLines(request.headers);
  const path = canonicalPath(request.path);
  return [
    request.method.toUpperCase(),
    path.endsWith('/') ? path : `${path}/`,
    canonicalQuery(request.query),
    ...lines.map(([name, value]) => `${name}:${value}`),
    '',
    lines.map(([name]) => name).join(';'),
    sha256(request.body ?? ''),
  ].join('\n');
}

/**
 * Signs a request.
 *
 * @returns all headers to send: those given, `Host`, `X-Sdk-Date` and `Authorization`.
 * @throws {AppError} `input.invalid-field` when the body is larger than a signature may cover.
 */
export function signRequest(request: SigningRequest, keys: SigningKeys, nowMs: number): Record<string, string> {
  if (Buffer.byteLength(request.body ?? '') > MAX_BODY_BYTES) {
    throw new AppError('input.invalid-field', 'signed requests carry at most 12 MB', {
      params: { field: 'body', detail: 'too-large', limit: MAX_BODY_BYTES / 1024 / 1024 },
    });
  }
  const date = sdkDate(nowMs);
  const headers = { ...request.headers, Host: request.host, 'X-Sdk-Date': date };
  const toSign = [ALGORITHM, date, sha256(canonicalRequest({ ...request, headers }))].join('\n');
  const signature = createHmac('sha256', keys.sk.reveal()).update(toSign, 'utf8').digest('hex');
  const names = headerLines(headers).map(([name]) => name);
  const Authorization = `${ALGORITHM} Access=${keys.ak}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, Authorization };
}

/** Verifies `SDK-HMAC-SHA256` request signatures (API signing guide; the document itself only refers to it). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ApiRequest } from '../../kernel/cloud.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60_000;
const MAX_BODY_BYTES = 12 * 1024 * 1024;
/** Both must be signed, or a request could be sent elsewhere or at another time. */
const MUST_SIGN = ['host', 'x-sdk-date'];

export interface Authorization {
  readonly accessKey: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an `Authorization` header; null when it has another form. */
export function readAuthorization(text: string): Authorization | null {
  const form = /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([a-z0-9;_-]+), ?Signature=([0-9a-f]{64})$/;
  const [, accessKey, names, signature] = form.exec(text) ?? [];
  if (accessKey === undefined || names === undefined || signature === undefined) return null;
  return { accessKey, signedHeaders: names.split(';'), signature };
}

/** Why a signature does not hold, in the words of the answer; null when it holds. */
export function faultOf(
  request: ApiRequest,
  authorization: Authorization,
  secretKey: string,
  nowMs: number,
): string | null {
  const unsigned = MUST_SIGN.find((name) => !authorization.signedHeaders.includes(name));
  if (unsigned !== undefined) return `${unsigned} is not signed`;
  const absent = authorization.signedHeaders.find((name) => request.headers[name] === undefined);
  if (absent !== undefined) return `signed header ${absent} is missing`;
  const atMs = readSdkDate(request.headers['x-sdk-date'] ?? '');
  if (atMs === null) return 'x-sdk-date is malformed';
  if (Math.abs(nowMs - atMs) > MAX_SKEW_MS) return 'x-sdk-date is too far from the time of the server';
  const body = request.bodyBytes ?? Buffer.from(request.bodyText, 'utf8');
  if (body.length > MAX_BODY_BYTES) return 'the body is larger than 12 MB';
  const declared = request.headers['x-sdk-content-sha256'];
  if (declared !== undefined && declared !== sha256(body)) return 'x-sdk-content-sha256 is not that of the body';
  const expected = signatureOf(request, authorization.signedHeaders, secretKey, body);
  const isSame = timingSafeEqual(Buffer.from(expected), Buffer.from(authorization.signature));
  return isSame ? null : 'verify aksk signature fail';
}

/** The signature that this request should carry, 64 hexadecimal digits. */
export function signatureOf(
  request: Pick<ApiRequest, 'method' | 'path' | 'query' | 'headers'>,
  signedHeaders: readonly string[],
  secretKey: string,
  body: Buffer,
): string {
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim()}`),
    '',
    signedHeaders.join(';'),
    sha256(body),
  ].join('\n');
  const text = [ALGORITHM, request.headers['x-sdk-date'] ?? '', sha256(Buffer.from(canonical, 'utf8'))].join('\n');
  return createHmac('sha256', secretKey).update(text).digest('hex');
}

function canonicalPath(path: string): string {
  const text = path
    .split('/')
    .map((segment) => encode(decode(segment)))
    .join('/');
  return text.endsWith('/') ? text : `${text}/`;
}

function canonicalQuery(query: URLSearchParams): string {
  const order = ([a, x]: [string, string], [b, y]: [string, string]): number => compare(a, b) || compare(x, y);
  return [...query]
    .sort(order)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 3986: everything but letters, digits and `-._~`. */
function encode(text: string): string {
  const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, percent);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: the signature will not hold
  }
}

/** @param text `YYYYMMDD'T'HHMMSS'Z'`. @returns epoch ms UTC, or null. */
function readSdkDate(text: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const atMs = Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
  return Number.isNaN(atMs) ? null : atMs;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * How VIS is spoken to: a token in a header or a signature over the request, the project in the path, bare answers, and
 * two calls that go to IAM instead.
 */
import { AppError } from '../../../errors.ts';
import type { Field, Operation } from '../../core/contract/contract.ts';
import type { PageDialect } from '../../core/contract/paging.ts';
import type { Dialect, Signed, Unsigned, Verdict } from '../../core/client/dialect.ts';
import type { Credential } from '../../../secret.ts';
import { foreignMark, type OwnRefusal } from '../../core/client/answers/foreign.ts';
import { createErrorMap, type SignInWay } from './errors.ts';
import { FOLLOW_UPS } from './follow-ups.ts';
import { canonicalPath, canonicalQuery, encodeStrict, signRequest } from './sign.ts';
import { DAY_MINUTE, INSTANT } from './time.ts';

/** Secrets and fields that the session signs with. */
export const TOKEN = 'xAuthToken';
export const PROJECT = 'projectId';

const TOKEN_ANSWER = 'x-subject-token';
const MAX_LIMIT = 1000;
const JSON_TYPE = 'application/json';

export interface VisDialectOptions {
  readonly way: SignInWay;
  /** Base URL of IAM without a trailing slash, or null when nothing there is needed. */
  readonly iamEndpoint: string | null;
}

const isIam = (operation: Operation): boolean => operation.group === 'iam';
/** Every call is authorised, except the call that fetches the token. */
const isAuthorised = (operation: Operation): boolean => operation.params.some((field) => field.name === 'X-Auth-Token');

/** URL parsers remove the segments `.` and `..`: a call must not reach another resource than the one that was named. */
function placeOf(base: string, path: string): URL {
  const place = new URL(`${base}${path}`);
  if (!place.pathname.endsWith(path)) {
    throw new AppError('input.invalid-field', 'a name that cannot stand in a path', {
      params: { field: 'path', detail: 'dots' },
    });
  }
  return place;
}

function sign(
  request: Unsigned,
  credential: Credential,
  nowMs: number,
  { way, iamEndpoint }: VisDialectOptions,
): Signed {
  const { operation, method, body } = request;
  const base = isIam(operation) ? (iamEndpoint ?? request.endpoint) : request.endpoint;
  const projectId = credential.fields[PROJECT] ?? '';
  const place = placeOf(base, request.path.replace('{project_id}', encodeStrict(projectId)));
  const path = canonicalPath(place.pathname);
  const query = canonicalQuery(request.query);
  const url = `${place.origin}${path}${query === '' ? '' : `?${query}`}`;
  const headers = { ...request.headers, 'Content-Type': JSON_TYPE };
  const signed = (extra: Readonly<Record<string, string>>): Signed => ({
    method,
    url,
    headers: { ...headers, ...extra },
    body,
  });
  if (!isAuthorised(operation)) return signed({});
  const token = credential.secrets[TOKEN];
  if (way === 'token') return signed(token ? { 'X-Auth-Token': token.reveal() } : {});
  const sk = credential.secrets['sk'];
  if (!sk) return signed({});
  const named = projectId === '' || isIam(operation) ? headers : { ...headers, 'X-Project-Id': projectId };
  const unsigned = { method, host: place.host, path, query: request.query, headers: named, body };
  return signed(signRequest(unsigned, { ak: credential.fields['ak'] ?? '', sk }, nowMs));
}

function encode(field: Field, value: unknown): readonly (readonly [string, string])[] {
  return [[field.name, String(value)]];
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

/** IAM names its failures by the HTTP status. */
const OWN: OwnRefusal = { members: ['error_code', 'error'], code: /^(VIS|IAM|APIG|APIGW)\.|^\d{3}$/ };

/** VIS answers bare data or `error_code`; IAM wraps its failures in `error`, and hands the token out in a header. */
function judge(http: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Verdict {
  const top = record(body);
  const inner = record(top['error']);
  const code = textOf(top['error_code']) ?? textOf(inner['code']);
  const isFine = http >= 200 && http < 300;
  if (!isFine || code !== null)
    return {
      kind: 'error',
      code,
      text: textOf(top['error_msg']) ?? textOf(inner['message']),
      ...foreignMark(http, body, code, OWN),
    };
  const token = headers[TOKEN_ANSWER];
  return { kind: 'ok', data: token === undefined ? body : { ...top, [TOKEN_ANSWER]: token } };
}

/**
 * The offset is taken as the number of the first row, from 1 or from 0 as the list allows: the document does not say.
 */
function pageOf(operation: Operation): PageDialect {
  const limit = operation.params.find((field) => field.name === 'limit');
  const offset = operation.params.find((field) => field.name === 'offset');
  if (!limit || !offset) return { kind: 'none' };
  const maxLimit = limit.max ?? MAX_LIMIT;
  return { kind: 'row', limitName: limit.name, offsetName: offset.name, first: offset.min ?? 1, maxLimit };
}

export function createDialect(options: VisDialectOptions): Dialect {
  return {
    sign: (request, credential, { nowMs }) => sign(request, credential, nowMs, options),
    encode,
    judge,
    errorOf: createErrorMap(options.way),
    pageOf,
    timeOf: (field) => (field.name === 'start_time' || field.name === 'end_time' ? DAY_MINUTE : INSTANT),
    minGapMs: {},
    followUps: FOLLOW_UPS,
    requestIdHeaders: ['x-request-id'],
  };
}

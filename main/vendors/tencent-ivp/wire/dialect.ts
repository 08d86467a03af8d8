/** How IVP is spoken to: a signature in a header, one envelope for every answer, pages counted from one. */
import type { Credential } from '../../../secret.ts';
import type { DocumentedError, Field, Operation } from '../../core/contract/contract.ts';
import type { PageDialect } from '../../core/contract/paging.ts';
import type { Dialect, Signed, Unsigned, Verdict } from '../../core/client/dialect.ts';
import { foreignMark, type OwnRefusal } from '../../core/client/answers/foreign.ts';
import { createErrorMap } from './errors.ts';
import { FOLLOW_UPS } from './follow-ups.ts';
import { authorizationOf, keyTimeOf, urlEncode } from './sign.ts';
import { timeOf } from './time.ts';

const SUCCESS = '200';
/** A signature begins this long ago, so that it is in force even if our clock is a little ahead of the cloud's. */
const START_SLACK_SEC = 60;
const VALID_SEC = 15 * 60;

/** Whether a signature is in force on a clock that lies this far from ours, the cloud's minus ours. */
export function isInForceAt(clockSkewMs: number): boolean {
  return clockSkewMs >= -START_SLACK_SEC * 1000 && clockSkewMs <= VALID_SEC * 1000;
}
/** The page size where the document names no maximum: the smallest maximum that it names elsewhere. */
const MAX_PAGE_SIZE = 100;

/**
 * Signs no header but the host: the document encodes the value of `content-type` in one example and not in the other.
 */
function sign(request: Unsigned, credential: Credential, { nowMs }: { readonly nowMs: number }): Signed {
  const base = new URL(request.endpoint);
  const path = `${base.pathname.replace(/\/$/, '')}${request.path}`;
  const nowSec = Math.floor(nowMs / 1000);
  const authorization = authorizationOf({
    secretId: credential.fields['secretId'] ?? '',
    secretKey: credential.secrets['secretKey']?.reveal() ?? '',
    keyTime: keyTimeOf(nowSec - START_SLACK_SEC, nowSec + VALID_SEC),
    method: request.method,
    path,
    query: request.query,
    headers: [['host', base.host]],
  });
  const query = request.query.map(([name, value]) => `${urlEncode(name)}=${urlEncode(value)}`).join('&');
  const token = credential.secrets['securityToken']?.reveal(); // an optional field that was left empty
  return {
    method: request.method,
    url: `${base.origin}${path}${query === '' ? '' : `?${query}`}`,
    headers: {
      Host: base.host,
      ...(request.body === null ? {} : { 'Content-Type': 'application/json' }),
      ...request.headers,
      Authorization: authorization,
      ...(token ? { 'x-iss-security-token': token } : {}),
    },
    body: request.body,
  };
}

/**
 * No query or form value of this document is a list. A list would be sent with commas, like the list texts elsewhere in
 * it.
 */
function encode(field: Field, value: unknown): readonly (readonly [string, string])[] {
  return [[field.name, Array.isArray(value) ? value.join(',') : String(value)]];
}

interface Envelope {
  readonly RequestId?: unknown;
  readonly Code?: unknown;
  readonly StatusCode?: unknown;
  readonly Message?: unknown;
  readonly Data?: unknown;
  readonly State?: unknown;
  readonly Total?: unknown;
}

const envelopeOf = (body: unknown): Envelope =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};

const codeIn = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;

/** The import's progress is printed without its envelope. */
const isBareProgress = ({ State, Total }: Envelope): boolean => State !== undefined && Total !== undefined;

function textOf({ Message, Data }: Envelope): string | null {
  const words = [Message, Data].filter((part): part is string => typeof part === 'string' && part !== '');
  return words.length > 0 ? words.join(' ') : null;
}

const OWN: OwnRefusal = { members: ['StatusCode', 'Code', 'RequestId'], code: /^-?\d+$/ };

/** `StatusCode` decides: the document's own error sample carries HTTP 200 and Code 0. */
function judge(http: number, body: unknown): Verdict {
  const envelope = envelopeOf(body);
  const status = codeIn(envelope.StatusCode);
  const code = codeIn(envelope.Code) ?? '0';
  const isFine = http >= 200 && http < 300;
  if (isFine && status === SUCCESS && code === '0') return { kind: 'ok', data: body };
  if (isFine && status === null && isBareProgress(envelope)) return { kind: 'ok', data: { Data: body } };
  const named = status !== null && status !== SUCCESS ? status : code === '0' ? null : code;
  return { kind: 'error', code: named, text: textOf(envelope), ...foreignMark(http, body, named, OWN) };
}

function pageOf(operation: Operation): PageDialect {
  const size = operation.params.find((field) => field.name === 'PageSize');
  if (!size) return { kind: 'none' };
  const maxLimit = size.max ?? MAX_PAGE_SIZE;
  return { kind: 'page', limitName: 'PageSize', offsetName: 'PageNumber', first: 1, maxLimit };
}

export function createDialect(documented: readonly DocumentedError[]): Dialect {
  return {
    sign,
    encode,
    judge,
    errorOf: createErrorMap(documented),
    pageOf,
    timeOf,
    minGapMs: {},
    followUps: FOLLOW_UPS,
    requestIdHeaders: ['requestid', 'x-request-id'],
    requestIdIn(body) {
      const { RequestId } = envelopeOf(body);
      return typeof RequestId === 'string' && RequestId !== '' ? RequestId : null;
    },
  };
}

/**
 * The rules that all RPC services of Alibaba Cloud share: every value is a parameter, and the answer names its own
 * code.
 */
import type { Credential } from '../../secret.ts';
import type { Operation, VendorOverrides } from '../core/contract/contract.ts';
import type { ItemFailure } from '../../ports/calls.ts';
import type { PageDialect } from '../core/contract/paging.ts';
import type { Dialect, Signed, Unsigned, Verdict } from '../core/client/dialect.ts';
import type { FollowUps } from '../core/client/follow-up.ts';
import { foreignMark, type OwnRefusal } from '../core/client/answers/foreign.ts';
import { encode } from './encode.ts';
import { errorOf } from './errors.ts';
import { canonicalQuery, signCanonical, type RpcParam } from './rpc-sign.ts';
import { timeOf, UTC_TIME } from './time.ts';

export interface RpcService {
  /** API version, such as `2018-10-30`. */
  readonly version: string;
  /** When a request is too long for a query; from the overrides, where its reason stands. */
  readonly longQuery: NonNullable<VendorOverrides['longQuery']>;
  /** Base URL of an operation, where a service has several hosts. */
  readonly endpointOf?: (operation: Operation, endpoint: string) => string;
  /** The code that says that the cloud is still at work. */
  readonly pendingCode?: string;
  readonly failuresIn?: (operation: Operation, data: unknown) => readonly ItemFailure[];
  readonly followUps?: FollowUps;
}

const SUCCESS: ReadonlySet<string> = new Set(['0', '200', 'OK', 'Success']);
/** For lists whose page size has no documented limit. */
const MAX_PAGE = 100;
const PAGE_NAMES = ['PageNumber', 'PageNum', 'CurrentPage'] as const;
/** Base64 of 20 bytes, were every character of it to be encoded. */
const MAX_SIGNATURE_BYTES = '&Signature='.length + 28 * '%2B'.length;
const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

/** The parameters that every call carries, without the signature. */
function commonParams(
  { operation }: Unsigned,
  version: string,
  credential: Credential,
  env: { readonly nowMs: number; readonly nonce: string },
): readonly RpcParam[] {
  return [
    ['Action', operation.http.action ?? operation.id],
    ['Format', 'JSON'], // the documents contradict themselves about the default
    ['Version', version],
    ['AccessKeyId', credential.fields['accessKeyId'] ?? ''],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureVersion', '1.0'],
    ['SignatureNonce', env.nonce],
    ['Timestamp', UTC_TIME.format(env.nowMs)],
  ];
}

function signWith(service: RpcService): Dialect['sign'] {
  return (request, credential, env): Signed => {
    const secret = credential.secrets['accessKeySecret']?.reveal() ?? '';
    const base = service.endpointOf?.(request.operation, request.endpoint) ?? request.endpoint;
    const canonical = canonicalQuery([...commonParams(request, service.version, credential, env), ...request.query]);
    const headers = { Accept: 'application/json', ...request.headers };
    const maxUrlBytes = base.length + '/?'.length + canonical.length + MAX_SIGNATURE_BYTES;
    if (maxUrlBytes <= service.longQuery.maxUrlBytes) {
      const url = `${base}/?${signCanonical('GET', canonical, secret).text}`;
      return { method: 'GET', url, headers, body: null };
    }
    const body = signCanonical('POST', canonical, secret).text;
    return { method: 'POST', url: `${base}/`, headers: { ...headers, 'Content-Type': FORM }, body };
  };
}

const memberOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;

function textOf(body: unknown, name: string): string | null {
  const value = memberOf(body, name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

const OWN: OwnRefusal = { members: ['Code', 'RequestId'], code: /^(?!IVM\.|VIS\.|APIG)/ };

function judgeWith(pendingCode: string | undefined): Dialect['judge'] {
  return (http, body): Verdict => {
    const code = textOf(body, 'Code');
    const isFine = http >= 200 && http < 300;
    if (isFine && code !== null && code === pendingCode) return { kind: 'pending' };
    const isRefused = memberOf(body, 'Success') === false || (code !== null && !SUCCESS.has(code));
    if (!isFine || isRefused) {
      // The envelope of Tencent IVP has the same members and one more.
      const isTencent = memberOf(body, 'StatusCode') !== undefined;
      const mark = isTencent ? { isForeign: true } : foreignMark(http, body, code, OWN);
      return { kind: 'error', code, text: textOf(body, 'Message'), ...mark };
    }
    // Every answer has at least a request id: an answer without a body must not count as an empty list.
    return { kind: 'ok', data: body ?? '' };
  };
}

/** Pages are counted from 1, in a parameter with one of three names; the image search of City Visual counts rows. */
function pageOf(operation: Operation): PageDialect {
  const fields = new Map(operation.params.map((field) => [field.name, field]));
  const maxOf = (name: string): number => fields.get(name)?.max ?? MAX_PAGE;
  const offsetName = PAGE_NAMES.find((name) => fields.has(name));
  if (offsetName && fields.has('PageSize')) {
    return { kind: 'page', limitName: 'PageSize', offsetName, first: 1, maxLimit: maxOf('PageSize') };
  }
  if (fields.has('From') && fields.has('Size')) {
    return { kind: 'row', limitName: 'Size', offsetName: 'From', first: 0, maxLimit: maxOf('Size') };
  }
  return { kind: 'none' };
}

export function createRpcDialect(service: RpcService): Dialect {
  return {
    sign: signWith(service),
    encode,
    judge: judgeWith(service.pendingCode),
    errorOf,
    pageOf,
    timeOf,
    minGapMs: {},
    ...(service.followUps ? { followUps: service.followUps } : {}),
    requestIdHeaders: ['x-acs-request-id'],
    requestIdIn: (body) => textOf(body, 'RequestId'),
    ...(service.failuresIn ? { failuresIn: service.failuresIn } : {}),
  };
}

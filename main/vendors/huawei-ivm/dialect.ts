/** How IVM is spoken to: a token in a header, the user id in the path, bare answers, offsets of two kinds. */
import type { DocumentedError, Field, Operation } from '../core/contract.ts';
import type { Dialect, PageDialect, Unsigned, Verdict } from '../core/dialect.ts';
import { createErrorMap } from './errors.ts';
import { BEIJING_TIME } from './time.ts';

export const SUCCESS = 'IVM.0';

/**
 * `listChannels` counts rows; the device and record lists count pages. The target lists call their `start` a page in the
 * text and an index in the title; taken as an index. @see conventions.paging
 */
const ROW_OFFSET: ReadonlySet<string> = new Set(['listChannels', 'listTargets', 'listTargetIds']);
const PAGE_NAMES = [
  ['limit', 'offset'],
  ['count', 'start'],
] as const;
const MAX_LIMIT = 1000;

function sign(request: Unsigned, credential: Parameters<Dialect['sign']>[1]): ReturnType<Dialect['sign']> {
  const userId = credential.fields['userId'] ?? '';
  const token = credential.secrets['accessToken'];
  const needsToken = request.operation.params.some((field) => field.name === 'Access-Token');
  const query = request.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const path = request.path.replace('{user_id}', encodeURIComponent(userId));
  return {
    method: request.method,
    url: `${request.endpoint}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      ...request.headers,
      ...(needsToken && token ? { 'Access-Token': token.reveal() } : {}),
    },
    body: request.body,
  };
}

function encode(field: Field, value: unknown): readonly (readonly [string, string])[] {
  // The document does not say how array parameters travel; its own multi-value filters use commas.
  return [[field.name, Array.isArray(value) ? value.join(',') : String(value)]];
}

const textIn = (body: unknown, ...names: readonly string[]): string | null => {
  if (typeof body !== 'object' || body === null) return null;
  const found = names.map((name) => (body as Record<string, unknown>)[name]).find((value) => typeof value === 'string');
  return found ?? null;
};

/** Success is a bare object with HTTP 200; 9.4 alone answers an error_code there too. */
function judge(http: number, body: unknown): Verdict {
  const code = textIn(body, 'error_code', 'code');
  const isFine = http >= 200 && http < 300;
  if (isFine && (code === null || code === SUCCESS || !code.includes('.'))) return { kind: 'ok', data: body };
  return { kind: 'error', code, text: textIn(body, 'error_msg', 'msg', 'message') };
}

function pageOf(operation: Operation): PageDialect {
  const fields = new Map(operation.params.map((field) => [field.name, field]));
  const names = PAGE_NAMES.find(([limit, offset]) => fields.has(limit) && fields.has(offset));
  if (!names) return { kind: 'none' };
  const [limitName, offsetName] = names;
  const kind = ROW_OFFSET.has(operation.id) ? 'row' : 'page';
  return { kind, limitName, offsetName, first: 0, maxLimit: fields.get(limitName)?.max ?? MAX_LIMIT };
}

export function createDialect(documented: readonly DocumentedError[]): Dialect {
  return {
    sign,
    encode,
    judge,
    errorOf: createErrorMap(documented),
    pageOf,
    timeOf: () => BEIJING_TIME,
    minGapMs: { controlPtz: 300 },
    requestIdHeaders: ['x-request-id', 'x-ivm-request-id'],
  };
}

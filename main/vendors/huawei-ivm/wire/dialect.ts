/** How IVM is spoken to: a token in a header, the user id in the path, bare answers, offsets of two kinds. */
import type { DocumentedError, Field, Operation } from '../../core/contract/contract.ts';
import type { ItemFailure } from '../../../ports/calls.ts';
import type { PageDialect } from '../../core/contract/paging.ts';
import type { Dialect, Unsigned, Verdict } from '../../core/client/dialect.ts';
import { foreignMark, type OwnRefusal } from '../../core/client/answers/foreign.ts';
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
  const query = request.query.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`,
  );
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

const OWN: OwnRefusal = { members: ['error_code', 'code', 'result'], code: /^(IVM|APIG|APIGW)\./ };

/** Success is a bare object with HTTP 200; 9.4 alone answers an error_code there too. */
function judge(http: number, body: unknown): Verdict {
  const code = textIn(body, 'error_code', 'code');
  const isFine = http >= 200 && http < 300;
  if (isFine && (code === null || code === SUCCESS || !code.includes('.'))) return { kind: 'ok', data: body };
  return {
    kind: 'error',
    code,
    text: textIn(body, 'error_msg', 'msg', 'message'),
    ...foreignMark(http, body, code, OWN),
  };
}

function pageOf(operation: Operation): PageDialect {
  const fields = new Map(operation.params.map((field) => [field.name, field]));
  const names = PAGE_NAMES.find(([limit, offset]) => fields.has(limit) && fields.has(offset));
  if (!names) return { kind: 'none' };
  const [limitName, offsetName] = names;
  const kind = ROW_OFFSET.has(operation.id) ? 'row' : 'page';
  return { kind, limitName, offsetName, first: 0, maxLimit: fields.get(limitName)?.max ?? MAX_LIMIT };
}

/**
 * Faster commands may crash a camera or leave it turning; presets and cruises move the same motors. One snapshot of a
 * channel every 10 seconds.
 */
const GAPS_MS = { controlPtz: 300, moveToPresetPosition: 300, enableCruiseTrack: 300, snapChannelPicture: 10_000 };

const ITEM_IDS = ['data_id', 'alarm_uuid', 'target_id', 'external_target_id'] as const;

/** The id that the cloud gives for an item of a batch; a channel needs both of its ids. */
function itemOf(row: Readonly<Record<string, unknown>>): string | null {
  const id = ITEM_IDS.map((name) => row[name]).find((value) => typeof value === 'string' && value !== '');
  if (typeof id === 'string') return id;
  const parts = [row['device_id'], row['channel_id']].filter((value) => typeof value === 'string' && value !== '');
  return parts.length > 0 ? parts.join('/') : null;
}

/** Batches answer 200 and name in each row's `result` what became of it; 18.1 has flags of its own. */
function failuresIn(data: unknown, errorOf: Dialect['errorOf']): readonly ItemFailure[] {
  const { device_result: deviceResult, ...answer } = record(data);
  const failed = Object.values(answer).flatMap((rows) =>
    (Array.isArray(rows) ? (rows as readonly unknown[]) : []).flatMap((raw, index): ItemFailure[] => {
      const row = record(raw);
      const { code, msg } = record(row['result']);
      const channel = row['channel_result'] === '1' ? String(row['channel_id']) : null;
      if (channel !== null) return [{ item: channel, code: 'cloud.refused', vendorCode: null, text: null, index }];
      if (typeof code !== 'string' || code === SUCCESS) return [];
      const text = typeof msg === 'string' ? msg : null;
      return [{ item: itemOf(row), code: errorOf(code, 200).code, vendorCode: code, text, index }];
    }),
  );
  const isDeviceOff = deviceResult === '1' && failed.length === 0;
  return isDeviceOff ? [{ item: null, code: 'cloud.refused', vendorCode: null, text: null }] : failed;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export function createDialect(documented: readonly DocumentedError[]): Dialect {
  const toError = createErrorMap(documented);
  return {
    sign,
    encode,
    judge,
    errorOf: toError,
    pageOf,
    timeOf: () => BEIJING_TIME,
    minGapMs: GAPS_MS,
    gapGroups: { controlPtz: 'ptz', moveToPresetPosition: 'ptz', enableCruiseTrack: 'ptz' },
    failuresIn: (_, data) => failuresIn(data, toError),
    requestIdHeaders: ['x-request-id', 'x-ivm-request-id'],
  };
}

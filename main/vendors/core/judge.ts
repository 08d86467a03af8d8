/** Makes of one HTTP answer what the call gets: data in its documented types, or a failure with the cloud's own words. */
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import type { Credential } from '../../secret.ts';
import { badAnswer, vendorFailure } from './answer-error.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { describeBody, readAnswer, requestIdOf } from './checks.ts';
import type { Dialect, ItemFailure } from './dialect.ts';
import type { ExchangeAnswer } from './exchange.ts';
import { parseLossless } from './lossless.ts';
import { asksForStart, pagingOf } from './paging.ts';
import { parseRetryAfter, type Failure } from './retry.ts';
import { fileFieldOf, type Reception } from './transfer.ts';

export interface Reply<A> {
  readonly data: A;
  readonly httpStatus: number;
  readonly requestId: string | null;
  /** The items of a batch that failed; absent when all went well. */
  readonly failures?: readonly ItemFailure[];
}

/** An attempt that brought no data. */
export interface Attempt {
  readonly failure: Failure;
  readonly error: AppError;
  /** The cloud is still at work on it: no failure yet. */
  readonly isPending?: boolean;
}

/** Who judges, and in whose name. */
interface Judges {
  readonly dialect: Dialect;
  readonly vendor: VendorId;
  readonly host: string;
}

const MAX_REQUEST_ID = 128;

/**
 * @param params what was sent, to tell the first page of a list from a later one.
 * @param file what received the answer's file, for an operation that answers one.
 */
export function judgeAnswer(
  entry: CatalogueEntry,
  params: Readonly<Record<string, unknown>>,
  answer: ExchangeAnswer,
  credential: Credential,
  file: Reception | null,
  { dialect, vendor: vendorId, host }: Judges,
): Attempt | { readonly reply: Reply<unknown> } {
  const { operation } = entry;
  const isFine = answer.status >= 200 && answer.status < 300;
  const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], Date.now());
  const failed = (error: AppError): Attempt => ({
    error,
    failure: { retryable: error.retryable, wasSent: true, retryAfterMs },
  });

  const contextOf = (requestId: string | null) =>
    ({ vendor: vendorId, operation: operation.id, httpStatus: answer.status, requestId }) as const;
  const headerId = requestIdOf(answer, dialect.requestIdHeaders);
  if (answer.isFile) {
    const data = { [fileFieldOf(operation) ?? '']: file?.gathered() };
    return { reply: { data, httpStatus: answer.status, requestId: headerId } };
  }
  let body: unknown = null;
  try {
    body = answer.body === '' ? null : parseLossless(answer.body);
  } catch (cause) {
    if (isFine) return failed(badAnswer(contextOf(headerId), host, describeBody(answer), true, cause));
  }
  const requestId = dialect.requestIdIn?.(body)?.slice(0, MAX_REQUEST_ID) ?? headerId;
  const context = contextOf(requestId);
  const verdict = dialect.judge(answer.status, body, answer.headers);
  if (verdict.kind === 'pending') {
    const vendor = vendorFailure(context, null, null, credential);
    const error = new AppError('cloud.pending', `${operation.id}: still at work`, { retryable: true, vendor });
    return { ...failed(error), isPending: true };
  }
  if (verdict.kind === 'error') {
    const mapped = dialect.errorOf(verdict.code, answer.status);
    if (mapped.code === 'network.bad-answer') {
      return failed(badAnswer(context, host, `${operation.id}: the code of success or failure is missing`, true));
    }
    const vendor = vendorFailure(context, verdict.code, verdict.text, credential);
    const seconds = retryAfterMs === null ? {} : { seconds: Math.ceil(retryAfterMs / 1000) };
    const params = { host, ...seconds };
    const message = `${operation.id}: ${verdict.code ?? `HTTP ${answer.status}`}`;
    return failed(new AppError(mapped.code, message, { ...mapped, params, vendor }));
  }
  if (file) return failed(badAnswer(context, host, 'data instead of a file', false));
  const read = readAnswer(entry, verdict.data, asksForStart(pagingOf(operation, dialect), params));
  if ('data' in read) {
    const failures = dialect.failuresIn?.(operation, read.data) ?? [];
    const partial = failures.length > 0 ? { failures } : {};
    return { reply: { data: read.data, httpStatus: answer.status, requestId, ...partial } };
  }
  return failed(badAnswer(context, host, read.detail, read.retryable, read.cause));
}

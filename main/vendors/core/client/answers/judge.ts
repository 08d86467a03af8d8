/**
 * Turns one HTTP answer into what the call gets: data in its documented types, or a failure with the cloud's own words.
 */
import type { VendorId } from '../../../../../preload/domain/vendor.ts';
import { AppError } from '../../../../errors.ts';
import type { Redactor } from '../../../../redactor.ts';
import { badAnswer, MAX_CODE, noApi, safeItemFailures, safeRequestId, vendorFailure } from './answer-error.ts';
import type { CatalogueEntry } from '../../contract/catalogue.ts';
import { requestIdOf } from './checks.ts';
import type { ItemFailure } from '../../../../ports/calls.ts';
import type { Dialect } from '../dialect.ts';
import type { ExchangeAnswer } from '../../http/exchange.ts';
import { asksForStart, pagingOf } from '../../contract/paging.ts';
import { inPieces } from '../../../../pieces.ts';
import type { AnswerReader, Reading, ReadingScope } from '../../../../ports/answers.ts';
import { readReply } from './reading.ts';
import { parseRetryAfter, type Failure } from '../../http/retry.ts';
import { fileFieldOf, type Reception } from '../../http/transfer.ts';

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

/** The parts that judge an answer, and the names for messages. */
interface Judges {
  readonly dialect: Dialect;
  readonly vendor: VendorId;
  readonly host: string;
  /** The redactor of the account: every text of the cloud passes through it. */
  readonly redactor: Redactor;
  /** Reads long answers beside the main thread; null: everything is read here. */
  readonly reader: AnswerReader | null;
}

/**
 * Longer answers are read in another thread; for a shorter answer the way there and back costs more than the reading.
 */
const LONG_ANSWER_CHARS = 65_536;

/**
 * @param params of the request, to distinguish the first page of a list from a later one.
 * @param file the receiver of the answer's file, for an operation that answers one.
 * @throws {AppError} `cancelled` when `signal` fires while a long answer is read.
 */
export async function judgeAnswer(
  entry: CatalogueEntry,
  params: Readonly<Record<string, unknown>>,
  answer: ExchangeAnswer,
  file: Reception | null,
  judges: Judges,
  signal: AbortSignal,
): Promise<Attempt | { readonly reply: Reply<unknown> }> {
  const { operation } = entry;
  const { dialect, redactor } = judges;
  const headerId = requestIdOf(answer, dialect.requestIdHeaders);
  if (answer.isFile) {
    const data = { [fileFieldOf(operation) ?? '']: file?.gathered() };
    return { reply: { data, httpStatus: answer.status, requestId: safeRequestId(redactor, headerId) } };
  }
  const isNarrowed = entry.filters.some((name) => params[name] !== undefined);
  const isFirstPage = !isNarrowed && asksForStart(pagingOf(operation, dialect), params);
  const reading = await readingOf(entry, answer, { wantsFile: file !== null, isFirstPage }, judges, signal);
  const requestId = reading.requestId ?? headerId;
  if (reading.kind !== 'data') return failureOf(entry, answer, reading, requestId, judges);
  const { data } = reading;
  const failed = dialect.failuresIn?.(operation, data) ?? [];
  const failures = failed.length === 0 ? [] : await inPieces(safeItemFailures(failed, redactor));
  const partial = failures.length > 0 ? { failures } : {};
  return { reply: { data, httpStatus: answer.status, requestId: safeRequestId(redactor, requestId), ...partial } };
}

async function readingOf(
  entry: CatalogueEntry,
  { status, headers, body }: ExchangeAnswer,
  scope: ReadingScope,
  { dialect, vendor, reader }: Judges,
  signal: AbortSignal,
): Promise<Reading> {
  const text = { status, headers, body, ...scope };
  if (reader === null || body.length <= LONG_ANSWER_CHARS) return readReply(entry, dialect, text);
  return await reader.read({ vendor, operation: entry.operation.id, ...text }, signal);
}

function failureOf(
  { operation }: CatalogueEntry,
  answer: ExchangeAnswer,
  reading: Exclude<Reading, { readonly kind: 'data' }>,
  requestId: string | null,
  { dialect, vendor: vendorId, host, redactor }: Judges,
): Attempt {
  const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], Date.now());
  const context = { vendor: vendorId, operation: operation.id, httpStatus: answer.status, requestId } as const;
  const failed = (error: AppError): Attempt => ({
    error,
    failure: { retryable: error.retryable, wasSent: true, retryAfterMs },
  });
  switch (reading.kind) {
    case 'bad':
      return failed(badAnswer(context, host, reading.detail, reading.isRetryable, redactor));
    case 'pending': {
      const vendor = vendorFailure(context, null, null, redactor);
      const error = new AppError('cloud.pending', `${operation.id}: still at work`, { retryable: true, vendor });
      return { ...failed(error), isPending: true };
    }
    case 'refused': {
      if (reading.isForeign) return failed(noApi(context, host, reading, redactor));
      // The tables of codes are asked with a text of the cloud, so the text is cut; no documented code is longer.
      const mapped = dialect.errorOf(reading.code?.slice(0, MAX_CODE) ?? null, answer.status);
      if (mapped.code === 'network.bad-answer') {
        return failed(
          badAnswer(context, host, `${operation.id}: the code of success or failure is missing`, true, redactor),
        );
      }
      const vendor = vendorFailure(context, reading.code, reading.text, redactor);
      const seconds = retryAfterMs === null ? {} : { seconds: Math.ceil(retryAfterMs / 1000) };
      const params = { host, ...seconds };
      const message = `${operation.id}: ${vendor.code ?? `HTTP ${answer.status}`}`;
      return failed(new AppError(mapped.code, message, { ...mapped, params, vendor }));
    }
    default:
      return reading satisfies never;
  }
}

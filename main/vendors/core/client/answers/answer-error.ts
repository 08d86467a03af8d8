/** Failures that the cloud itself answered, in the cloud's own words but without keys, tokens and signatures. */
import type { VendorFailure } from '../../../../../preload/domain/error.ts';
import type { ForeignAnswer } from '../../../../../preload/domain/console/foreign-answers.ts';
import type { VendorId } from '../../../../../preload/domain/vendor.ts';
import { AppError } from '../../../../errors.ts';
import { shortenUrls } from '../../../../log.ts';
import type { Redactor } from '../../../../redactor.ts';
import type { ItemFailure } from '../../../../ports/calls.ts';

export interface AnswerContext {
  readonly vendor: VendorId;
  readonly operation: string;
  readonly httpStatus: number | null;
  /** As the cloud wrote it. */
  readonly requestId: string | null;
}

/** The detail by which {@link badAnswer} knows that a web page came. */
export const WEB_PAGE = 'a web page instead of data';

const MAX_TEXT = 300;
export const MAX_CODE = 64;
const MAX_REQUEST_ID = 128;
const MAX_ITEM = 256;
/** The longest list that a document lets a call take. */
const MAX_ITEM_FAILURES = 10_000;
/** Units of work beside the characters: each text is gone through several times. */
const FAILURE_COST = 512;

const lineOf = (redactor: Redactor, text: string | null, maxChars: number): string | null =>
  text === null ? null : redactor.line(text, maxChars);

/** The id of a call, fit to be shown and kept: bounded, without secrets and control characters. */
export const safeRequestId = (redactor: Redactor, requestId: string | null): string | null =>
  lineOf(redactor, requestId, MAX_REQUEST_ID) || null;

/** The code of a cloud, made fit in the same way. */
const safeCode = (redactor: Redactor, code: string | null): string | null => lineOf(redactor, code, MAX_CODE) || null;

/** A sentence of a cloud, made fit in the same way; its URLs are shortened to scheme and host. */
export const safeText = (redactor: Redactor, text: string): string =>
  redactor.line(shortenUrls(redactor.line(text, MAX_TEXT * 4)), MAX_TEXT);

/** The details that the cloud's support needs, in the cloud's own words but without keys, tokens and signatures. */
export function vendorFailure(
  context: AnswerContext,
  code: string | null,
  text: string | null,
  redactor: Redactor,
): VendorFailure {
  return {
    id: context.vendor,
    operation: context.operation,
    code: safeCode(redactor, code),
    httpStatus: context.httpStatus,
    requestId: safeRequestId(redactor, context.requestId),
    text: text === null ? null : safeText(redactor, text),
  };
}

/**
 * The failures inside a batch, without secrets, as work that is done in pieces. Failures beyond {@link
 * MAX_ITEM_FAILURES} are left out: no call concerns that many items.
 */
export function* safeItemFailures(
  failures: readonly ItemFailure[],
  redactor: Redactor,
): Generator<number, readonly ItemFailure[]> {
  const safe: ItemFailure[] = [];
  for (const failure of failures.slice(0, MAX_ITEM_FAILURES)) {
    const { item, vendorCode, text } = failure;
    yield FAILURE_COST + (item?.length ?? 0) + (vendorCode?.length ?? 0) + (text?.length ?? 0);
    safe.push({
      ...failure,
      item: lineOf(redactor, item, MAX_ITEM),
      vendorCode: safeCode(redactor, vendorCode),
      text: text === null ? null : safeText(redactor, text),
    });
  }
  return safe;
}

/** A refusal that another server wrote: no API of this cloud answers at the address of the account. */
export function noApi(
  context: AnswerContext,
  host: string,
  { code, text }: { readonly code: string | null; readonly text: string | null },
  redactor: Redactor,
): AppError {
  const isUnknownPath = context.httpStatus === 404 || context.httpStatus === 405;
  const detail: ForeignAnswer = isUnknownPath ? 'no-path' : 'other-words';
  return new AppError('network.no-api', `${context.operation}: ${detail}, HTTP ${context.httpStatus}`, {
    params: { host, field: 'endpoint', detail },
    action: 'edit-account',
    vendor: vendorFailure(context, code, text, redactor),
  });
}

/**
 * An answer that cannot be used: it is cut off, is a web page, or has another shape than documented.
 *
 * @param detail says which; it may quote the cloud.
 */
export function badAnswer(
  context: AnswerContext,
  host: string,
  detail: string,
  retryable: boolean,
  redactor: Redactor,
): AppError {
  const safe = safeText(redactor, detail);
  return new AppError('network.bad-answer', `${context.operation}: ${safe}`, {
    params: { host, detail: safe, ...(detail.startsWith(WEB_PAGE) ? { isWebPage: 1 } : {}) },
    retryable,
    action: retryable ? 'retry' : 'report',
    vendor: vendorFailure(context, null, null, redactor),
  });
}

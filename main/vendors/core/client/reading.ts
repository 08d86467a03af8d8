/**
 * What an answer says, before the product takes a position: parsed, judged by the cloud's own rules and checked against
 * its document. Pure and without any secret, so that a worker thread can do the same for long answers.
 */
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import type { CatalogueEntry } from '../contract/catalogue.ts';
import { describeBody, readAnswer } from './checks.ts';
import type { Dialect } from './dialect.ts';
import { excessIn } from '../../../json-bounds.ts';
import { parseLossless } from '../http/lossless.ts';

/** The part of an answer that a reading needs. */
export interface AnswerText {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a cloud's answers are understood; the same for all accounts of the cloud. */
export type AnswerRules = Pick<Dialect, 'judge' | 'requestIdIn'>;

export type Reading = (
  | { readonly kind: 'data'; readonly data: unknown }
  /** The cloud is still at work. */
  | { readonly kind: 'pending' }
  /** The cloud says no, in its own words. */
  | { readonly kind: 'refused'; readonly code: string | null; readonly text: string | null }
  /** Not the documented answer; `detail` says why. */
  | { readonly kind: 'bad'; readonly detail: string; readonly isRetryable: boolean }
) & {
  /** The id that the answer itself prints; null where it prints none. */
  readonly requestId: string | null;
};

/** What the call asked for, as far as the reading depends on it. */
export interface ReadingScope {
  /** The operation answers a file, so data are none. */
  readonly wantsFile: boolean;
  /** The call asked for the start of its list. */
  readonly isFirstPage: boolean;
}

/** An answer and what it answers. */
export interface LongAnswer extends AnswerText, ReadingScope {
  readonly vendor: VendorId;
  readonly operation: string;
}

/** Reads answers that would keep the main thread busy for too long. */
export interface AnswerReader {
  /** @throws {AppError} `cancelled` when `signal` fires; an answer that cannot be read is a reading of the kind `bad`. */
  read(answer: LongAnswer, signal: AbortSignal): Promise<Reading>;
}

const isFine = (status: number): boolean => status >= 200 && status < 300;

export function readReply(entry: CatalogueEntry, rules: AnswerRules, answer: AnswerText & ReadingScope): Reading {
  const { status, headers, body: text, wantsFile, isFirstPage } = answer;
  const bad = (detail: string, isRetryable: boolean, requestId: string | null): Reading => ({
    ...{ kind: 'bad', detail, isRetryable, requestId },
  });
  const excess = excessIn(text);
  if (excess !== null && isFine(status)) return bad(excess, false, null);
  let body: unknown = null;
  try {
    body = text === '' || excess !== null ? null : parseLossless(text);
  } catch {
    // The parser's own message quotes the answer, so it goes no further.
    if (isFine(status)) return bad(describeBody(answer), true, null);
  }
  const requestId = rules.requestIdIn?.(body) ?? null;
  const verdict = rules.judge(status, body, headers);
  if (verdict.kind === 'pending') return { kind: 'pending', requestId };
  if (verdict.kind === 'error') return { kind: 'refused', code: verdict.code, text: verdict.text, requestId };
  if (wantsFile) return bad('data instead of a file', false, requestId);
  const read = readAnswer(entry, verdict.data, isFirstPage);
  if ('data' in read) return { kind: 'data', data: read.data, requestId };
  return bad(read.detail, read.retryable, requestId);
}

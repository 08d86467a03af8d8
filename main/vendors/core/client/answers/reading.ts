/**
 * Reads an answer, before the product decides what follows from it: the answer is parsed, judged by the cloud's own
 * rules and checked against its document. Pure and without any secret, so that a worker thread can do the same for long
 * answers.
 */
import type { AnswerText, Reading, ReadingScope } from '../../../../ports/answers.ts';
import type { CatalogueEntry } from '../../contract/catalogue.ts';
import type { VendorOverrides } from '../../contract/contract.ts';
import { describeBody, readAnswer } from './checks.ts';
import type { Dialect } from '../dialect.ts';
import { excessIn } from '../../../../json-bounds.ts';
import { parseLossless } from '../../http/lossless.ts';

/** How a cloud's answers are understood; the same for all accounts of the cloud. */
export type AnswerRules = Pick<Dialect, 'judge' | 'requestIdIn'>;

/**
 * The rules for reading the answers of a cloud in a thread. They are the same for all accounts of the cloud, so a
 * dialect without an account is enough.
 */
export interface VendorAnswers {
  readonly overrides: VendorOverrides;
  readonly rules: AnswerRules;
}

const isFine = (status: number): boolean => status >= 200 && status < 300;

export function readReply(entry: CatalogueEntry, rules: AnswerRules, answer: AnswerText & ReadingScope): Reading {
  const { status, headers, body: text, wantsFile, isFirstPage } = answer;
  const bad = (detail: string, isRetryable: boolean, requestId: string | null): Reading => ({
    kind: 'bad',
    detail,
    isRetryable,
    requestId,
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
  if (verdict.kind === 'error') {
    const { code, text: words, isForeign = false } = verdict;
    return { kind: 'refused', code, text: words, isForeign, requestId };
  }
  if (wantsFile) return bad('data instead of a file', false, requestId);
  const read = readAnswer(entry, verdict.data, isFirstPage);
  if ('data' in read) return { kind: 'data', data: read.data, requestId };
  return bad(read.detail, read.retryable, requestId);
}

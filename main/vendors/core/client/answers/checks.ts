/** The checks of a client before it sends a request and after it receives an answer; nothing here knows a vendor. */
import { withoutEnd } from '../../../../../preload/domain/text.ts';
import { AppError } from '../../../../errors.ts';
import type { CatalogueEntry } from '../../contract/catalogue.ts';
import { WEB_PAGE } from './answer-error.ts';
import { lackIn } from '../../contract/completeness.ts';
import type { ExchangeAnswer } from '../../http/exchange.ts';

/** Plain http is allowed where the user typed it: simulators and test gateways. */
export function checkEndpoint(endpoint: string): string {
  const url = URL.parse(endpoint);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new AppError('input.invalid-field', 'the endpoint is no web address', {
      params: { field: 'endpoint', detail: 'address' },
      action: 'edit-account',
    });
  }
  return withoutEnd(`${url.origin}${url.pathname}`, '/');
}

/** The parameters in the form that is sent. @throws {AppError} `input.invalid-field`. */
export function checkParams(
  entry: Pick<CatalogueEntry, 'operation' | 'request'>,
  params: object,
): Readonly<Record<string, unknown>> {
  const parsed = entry.request.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...unknown].join('.') || entry.operation.id;
  throw new AppError('input.invalid-field', `${entry.operation.id}: ${field}: ${issue?.message ?? 'invalid'}`, {
    params: { field, detail: issue?.message ?? 'invalid' },
    cause: parsed.error,
  });
}

/** Why an answer cannot be used. `retryable`: another try may bring a good answer. */
interface BadAnswer {
  readonly detail: string;
  readonly retryable: boolean;
  readonly cause?: unknown;
}

/**
 * The answer in its documented types and with its documented content, or its fault.
 *
 * @param raw the answer as it came; null where it has no body.
 * @param isFirstPage whether the call asked for the start of its list.
 */
export function readAnswer(
  entry: CatalogueEntry,
  raw: unknown,
  isFirstPage: boolean,
): { readonly data: unknown } | BadAnswer {
  try {
    const parsed = entry.answer.safeParse(raw ?? {});
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const detail = `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'wrong type'}`;
      return { detail, retryable: false, cause: parsed.error };
    }
    const lack = lackIn(entry.content, raw, isFirstPage);
    return lack === null ? { data: parsed.data } : { detail: lack, retryable: true };
  } catch (cause) {
    return { detail: 'data that is nested too deep', retryable: false, cause }; // the parser throws for no other reason
  }
}

/** The id by which the cloud's support finds the call, as the cloud wrote it. */
export function requestIdOf(answer: ExchangeAnswer, headers: readonly string[]): string | null {
  for (const name of headers) {
    const value = answer.headers[name];
    if (value) return value;
  }
  return null;
}

/** Why a text is not data, in words. */
export function describeBody(answer: Pick<ExchangeAnswer, 'body'>): string {
  if (/^\s*</.test(answer.body)) return `${WEB_PAGE} (a proxy or a sign-in page?)`;
  return 'data that is cut off or is no JSON';
}

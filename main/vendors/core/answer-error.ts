/** Failures that the cloud itself answered, in its own words but without what authorises anybody. */
import type { VendorFailure } from '../../../preload/domain/error.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import { redact } from '../../log.ts';
import type { Credential } from '../../secret.ts';

export interface AnswerContext {
  readonly vendor: VendorId;
  readonly operation: string;
  readonly httpStatus: number | null;
  readonly requestId: string | null;
}

const MAX_TEXT = 300;

/** What support needs. URLs are shortened, and a secret that the cloud echoes is starred. */
export function vendorFailure(
  context: AnswerContext,
  code: string | null,
  text: string | null,
  credential: Credential | null,
): VendorFailure {
  const secrets = Object.values(credential?.secrets ?? {}).map((secret) => secret.reveal());
  const clean = secrets
    .filter((secret) => secret.length > 0)
    .reduce((safe, secret) => safe.replaceAll(secret, '***'), text ?? '');
  return {
    id: context.vendor,
    operation: context.operation,
    code,
    httpStatus: context.httpStatus,
    requestId: context.requestId,
    text: text === null ? null : String(redact(clean)).slice(0, MAX_TEXT),
  };
}

/** The answer is no answer: cut off, a web page, or of another shape than documented. `detail` says which. */
export function badAnswer(
  context: AnswerContext,
  host: string,
  detail: string,
  retryable: boolean,
  cause?: unknown,
): AppError {
  return new AppError('network.bad-answer', `${context.operation}: ${detail}`, {
    params: { host, detail },
    retryable,
    action: retryable ? 'retry' : 'report',
    vendor: vendorFailure(context, null, null, null),
    cause,
  });
}

/** Judges the failure of a command: whether the camera may have taken the command, and which error is reported. */
import type { ErrorCode } from '../../../preload/domain/error.ts';
import { AppError, isAbort, isFailure, toWireError } from '../../errors.ts';

/** The answers of a cloud that does not know itself whether an order was carried out. */
const UNSURE: ReadonlySet<string> = new Set<ErrorCode>(['device.timeout', 'cloud.unavailable']);

/** The cloud said no: nothing moves by this order. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof AppError && (error.vendor?.code ?? null) !== null && !UNSURE.has(error.code);

export function asAppError(error: unknown): AppError {
  if (isFailure(error)) return error;
  if (isAbort(error) || (error instanceof Error && error.name === 'TimeoutError')) {
    return new AppError('device.timeout', 'no answer in time', { retryable: true, cause: error });
  }
  const { code, params, retryable, action } = toWireError(error);
  return new AppError(code, 'steering failed', { params, retryable, action, cause: error });
}

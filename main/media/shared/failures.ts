/**
 * Turns errors of sockets and answers of media servers into the product's closed list of failures. Never quotes a URL.
 */
import type { ErrorAction, ErrorCode, WireError } from '../../../preload/domain/error.ts';
import { tlsFailureOf } from '../../../preload/domain/accounts/tls-failures.ts';
import { AppError, isAbort, logUnexplained } from '../../errors.ts';

type Params = WireError['params'];

/** A failure that the next attempt may cure. */
export function retryable(code: ErrorCode, params: Params = {}, action: ErrorAction = 'retry'): AppError {
  return new AppError(code, code, { params, retryable: true, action });
}

/** A failure that stays until the operator changes something. */
export function permanent(code: ErrorCode, params: Params = {}, action: ErrorAction = 'none'): AppError {
  return new AppError(code, code, { params, action });
}

/** Judges the status of a media server. A refused URL of an account counts as expired or already used. */
export function statusFailure(status: number, host: string): AppError {
  const params = { host, detail: `HTTP ${status}` };
  if (status === 401 || status === 403 || status === 404 || status === 410)
    return retryable('media.url-expired', params);
  if (status === 429) return retryable('cloud.rate-limited', params, 'wait');
  if (status >= 500) return retryable('cloud.unavailable', params, 'wait');
  return retryable('network.bad-answer', params);
}

const BY_SYSTEM_CODE: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: 'network.unreachable',
  EHOSTUNREACH: 'network.unreachable',
  ENETUNREACH: 'network.unreachable',
  ENETDOWN: 'network.unreachable',
  EADDRNOTAVAIL: 'network.unreachable',
  ENOTFOUND: 'network.dns',
  EAI_AGAIN: 'network.dns',
  ECONNRESET: 'network.reset',
  EPIPE: 'network.reset',
  ETIMEDOUT: 'network.timeout',
};

/** Explains an error event of a socket or of node:http. */
export function socketFailure(error: unknown, host: string): AppError {
  if (error instanceof AppError) return error;
  logUnexplained('a connection failed for a reason that is not known', error);
  if (isAbort(error)) return new AppError('cancelled', 'cancelled');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = BY_SYSTEM_CODE[code];
  if (known !== undefined) return retryable(known, { host, detail: code }, 'check-network');
  const tls = tlsFailureOf(code, error instanceof Error ? error.message : '');
  if (tls !== null) return retryable(tls, { host, detail: code }, 'check-network');
  if (code.startsWith('HPE_')) return retryable('network.bad-answer', { host, detail: code });
  return retryable('network.reset', { host, detail: code || 'socket error' }, 'check-network');
}

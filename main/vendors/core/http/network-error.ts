/** Names what went wrong below HTTP: each cause has its own code, because each has another remedy. */
import { AppError } from '../../../errors.ts';
import type { ErrorCode } from '../../../../preload/domain/error.ts';
import { tlsFailureOf } from '../../../../preload/domain/accounts/tls-failures.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'network.dns',
  EAI_AGAIN: 'network.dns',
  EAI_FAIL: 'network.dns',
  EAI_NODATA: 'network.dns',
  ECONNREFUSED: 'network.unreachable',
  EHOSTUNREACH: 'network.unreachable',
  ENETUNREACH: 'network.unreachable',
  EHOSTDOWN: 'network.unreachable',
  ENETDOWN: 'network.unreachable',
  EADDRNOTAVAIL: 'network.unreachable',
  ECONNRESET: 'network.reset',
  ECONNABORTED: 'network.reset',
  EPIPE: 'network.reset',
  ETIMEDOUT: 'network.timeout',
  ESOCKETTIMEDOUT: 'network.timeout',
};

const BROKEN_HTTP = /^HPE_/;

function codeOf(error: unknown): string {
  // Happy eyeballs: one failure per address; they share their cause in practice.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const code = (first as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** An AppError for a failure of node's network stack. `params`: host, and the system's word for it as `detail`. */
export function networkError(error: unknown, host: string): AppError {
  const detail = codeOf(error);
  const tls = tlsFailureOf(detail, error instanceof Error ? error.message : '');
  const code: ErrorCode = CODES[detail] ?? tls ?? (BROKEN_HTTP.test(detail) ? 'network.bad-answer' : 'network.reset');
  const isTransient = tls === null && code !== 'network.bad-answer';
  return new AppError(code, `${host}: ${detail || 'connection failed'}`, {
    params: { host, detail: detail || 'connection failed' },
    retryable: isTransient,
    action: tls === null ? 'check-network' : 'check-clock',
    cause: error,
  });
}

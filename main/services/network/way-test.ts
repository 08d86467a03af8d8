/** Asks the clouds of the accounts for any answer, so that a person sees by which way each is reached. */
import type { Reached } from '../../../preload/contract/network.ts';
import { MAX_PROXY_TESTS } from '../../../preload/domain/bounds.ts';
import { tlsFailureOf } from '../../../preload/domain/accounts/tls-failures.ts';
import { isLocalUrl } from '../../addresses.ts';
import { AppError, isAbort } from '../../errors.ts';
import { reach } from '../shared/reach.ts';
import { wayTo, type Way } from '../../ways.ts';

const LIMIT_MS = 10_000;

/** @param endpoints of the accounts that are on. Never rejects: each failure is reported for its own server. */
export async function testWays(endpoints: readonly string[], signal: AbortSignal): Promise<readonly Reached[]> {
  const origins = [...new Set(endpoints.map((endpoint) => new URL(endpoint).origin))].slice(0, MAX_PROXY_TESTS);
  return await Promise.all(origins.map((origin) => testWay(new URL(origin), signal)));
}

async function testWay(url: URL, signal: AbortSignal): Promise<Reached> {
  const startMs = performance.now();
  let way: Way | null = null;
  const reached = (error: AppError | null): Reached => ({
    host: url.host,
    proxy: way?.proxy ?? null,
    elapsedMs: performance.now() - startMs,
    error: error?.toWire() ?? null,
  });
  try {
    way = await wayTo(url, isLocalUrl(url.href));
    await reach(url, way, AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]));
    return reached(null);
  } catch (error) {
    return reached(failureOf(error, url.host));
  }
}

function failureOf(error: unknown, host: string): AppError {
  if (error instanceof AppError) return error;
  const params = { host, seconds: LIMIT_MS / 1_000 };
  const isLate = isAbort(error) || (error instanceof Error && error.name === 'TimeoutError');
  if (isLate) return new AppError('network.timeout', `${host} did not answer`, { params, retryable: true });
  const detail = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isName = detail === 'ENOTFOUND' || detail === 'EAI_AGAIN';
  const code =
    tlsFailureOf(detail, error instanceof Error ? error.message : '') ??
    (isName ? 'network.dns' : 'network.unreachable');
  return new AppError(code, `${host}: ${detail}`, { params: { host, detail }, action: 'check-network', cause: error });
}

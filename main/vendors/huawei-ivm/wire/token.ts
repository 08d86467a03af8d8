/**
 * IVM's AccessToken lives seven days. A key pair can hold two tokens at most, so the source never asks for two.
 */
import { AppError } from '../../../errors.ts';
import type { Credential, Secret } from '../../../secret.ts';
import { TokenSource, type ExchangeKeys } from '../../core/client/token-source.ts';
import type { TokenStore } from '../../../ports/tokens.ts';

/** The cloud replaces a running token only in its last two days. @see contract, auth.facts.forceUpdateWindowSeconds */
const REFRESH_AHEAD_MS = 2 * 86_400_000;

/** Keeps the token that `exchange` buys for `keys` at `endpoint`; a stored token of another address is not used. */
export function createTokenSource(
  { keys, endpoint }: { readonly keys: Credential; readonly endpoint: string },
  store: TokenStore,
  exchange: ExchangeKeys,
  now: () => number = () => Date.now(),
  onToken: (token: Secret) => void = () => {},
): TokenSource {
  const { fields, secrets } = keys;
  const identity = [endpoint, fields['userId'], fields['ak'], secrets['sk']?.reveal()];
  return new TokenSource({
    keys,
    tokenName: 'accessToken',
    identity,
    store,
    exchange,
    refreshAheadMs: REFRESH_AHEAD_MS,
    now,
    onToken,
  });
}

/** In the exchange itself, "authentication failed" speaks of the keys: there is no token yet that could be stale. */
export function asKeyRejection(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'auth.expired-token') return error;
  return new AppError('auth.rejected-key', error.message, {
    params: error.params,
    action: 'edit-account',
    vendor: error.vendor,
    cause: error,
  });
}

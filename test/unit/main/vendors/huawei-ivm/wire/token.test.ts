import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../../main/errors.ts';
import { Secret, type Credential } from '../../../../../../main/secret.ts';
import type { ExchangeKeys, TokenSource } from '../../../../../../main/vendors/core/client/token-source.ts';
import { asKeyRejection, createTokenSource } from '../../../../../../main/vendors/huawei-ivm/wire/token.ts';
import type { TokenStore } from '../../../../../../main/ports/tokens.ts';
import { PATIENT } from '../../../../../patience.ts';

const DAY_MS = 86_400_000;
const WEEK_SEC = 604_800;
const signal = new AbortController().signal;
const keysOf = (sk: string): Credential => ({ fields: { userId: '1', ak: 'AK' }, secrets: { sk: new Secret(sk) } });
const tokenOf = (credential: Credential): string => credential.secrets['accessToken']?.reveal() ?? '';

let nowMs: number;
let kept: Secret | null;
let issued: number;
const store: TokenStore = {
  read: () => Promise.resolve(kept),
  write: (token) => Promise.resolve(void (kept = token)),
  clear: () => Promise.resolve(void (kept = null)),
};
const exchange = vi.fn<ExchangeKeys>();

function source(sk = 'SK', endpoint = 'https://api-ivm.myhuaweicloud.com'): TokenSource {
  return createTokenSource({ keys: keysOf(sk), endpoint }, store, exchange, () => nowMs);
}

beforeEach(() => {
  nowMs = 1_700_000_000_000;
  kept = null;
  issued = 0;
  exchange.mockReset();
  exchange.mockImplementation(async () => {
    await new Promise(setImmediate);
    issued += 1;
    return { token: new Secret(`t${issued}`), lifetimeSec: WEEK_SEC };
  });
});

describe('the token source', () => {
  // @promise failures.sign-in-storm
  it('the token source exchanges once for callers that come together', async () => {
    const tokens = source();
    const given = await Promise.all(Array.from({ length: 16 }, () => tokens.current(signal)));
    expect(new Set(given.map(tokenOf))).toEqual(new Set(['t1']));
    expect(exchange).toHaveBeenCalledTimes(1);
  });

  it('the token source renews once for callers that failed together, and gives later callers the new token', async () => {
    const tokens = source();
    const stale = await tokens.current(signal);
    const given = await Promise.all(Array.from({ length: 8 }, () => tokens.renew(stale, signal)));
    given.push(await tokens.renew(stale, signal));
    expect(new Set(given.map(tokenOf))).toEqual(new Set(['t2']));
    expect(exchange).toHaveBeenCalledTimes(2);
  });

  it('the token source uses its stored token after a restart, and reports its end', async () => {
    await source().current(signal);
    nowMs += 3 * DAY_MS;
    const again = source();
    expect(tokenOf(await again.current(signal))).toBe('t1');
    expect(again.expiresAtMs).toBe(1_700_000_000_000 + WEEK_SEC * 1000);
    expect(exchange).toHaveBeenCalledTimes(1);
  });

  it('the token source does not use a token that was bought with other keys', async () => {
    await source('SK').current(signal);
    expect(tokenOf(await source('another').current(signal))).toBe('t2');
  });

  it.each(['not json', '{}', '{"token":1,"expiresAtMs":2,"keys":3}', 'null'])(
    'the token source buys a new token over the stored %j',
    async (text) => {
      kept = new Secret(text);
      expect(tokenOf(await source().current(signal))).toBe('t1');
    },
  );

  it('the token source buys a new token when the stored token is at its end', async () => {
    await source().current(signal);
    nowMs += WEEK_SEC * 1000;
    expect(tokenOf(await source().current(signal))).toBe('t2');
  });

  it('the token source asks for a replacement in the last two days, while the old token is still valid', async () => {
    const tokens = source();
    await tokens.current(signal);
    nowMs += 5 * DAY_MS + 1;
    expect(tokenOf(await tokens.current(signal))).toBe('t1');
    expect(exchange).toHaveBeenLastCalledWith(true, expect.anything());
    await vi.waitFor(async () => expect(tokenOf(await tokens.current(signal))).toBe('t2'), PATIENT);
    expect(exchange).toHaveBeenCalledTimes(2);
  });

  it('the old token stays when the replacement fails, and no caller asks again at once', async () => {
    const tokens = source();
    await tokens.current(signal);
    nowMs += 6 * DAY_MS;
    exchange.mockRejectedValue(new AppError('cloud.unavailable', 'no'));
    await tokens.current(signal);
    await new Promise(setImmediate);
    expect(tokenOf(await tokens.current(signal))).toBe('t1');
    expect(exchange).toHaveBeenCalledTimes(2);
  });

  it('a cancelled wait for a token ends for its caller, and not for the others', async () => {
    const tokens = source();
    const abort = new AbortController();
    const given = tokens.current(abort.signal);
    const other = tokens.current(signal);
    abort.abort();
    await expect(given).rejects.toMatchObject({ code: 'cancelled' });
    expect(tokenOf(await other)).toBe('t1');
  });

  it('the token source tries again after a failed exchange', async () => {
    const tokens = source();
    exchange.mockRejectedValueOnce(new AppError('network.timeout', 'no'));
    await expect(tokens.current(signal)).rejects.toMatchObject({ code: 'network.timeout' });
    expect(tokenOf(await tokens.current(signal))).toBe('t1');
  });

  it('the token source works although the store fails', async () => {
    const refuse = () => Promise.reject(new AppError('vault.locked', 'locked'));
    const tokens = createTokenSource(
      { keys: keysOf('SK'), endpoint: 'https://api-ivm.myhuaweicloud.com' },
      { read: refuse, write: refuse, clear: refuse },
      exchange,
      () => nowMs,
    );
    const first = await tokens.current(signal);
    expect(tokenOf(await tokens.renew(first, signal))).toBe('t2');
  });

  // @promise security.moved-secrets
  it('the token source does not send a stored token to another address, although the keys are the same', async () => {
    await source().current(signal);
    expect(tokenOf(await source().current(signal))).toBe('t1');
    expect(tokenOf(await source('SK', 'https://ivm.example').current(signal))).toBe('t2');
  });

  it('the token source stores only the token, its end and a digest', async () => {
    await source('very-secret-key').current(signal);
    expect(kept?.reveal()).not.toContain('very-secret-key');
    expect(Object.keys(JSON.parse(kept?.reveal() ?? '') as object)).toEqual(['token', 'expiresAtMs', 'keys']);
  });
});

it('the token source reads "authentication failed" in the exchange as rejected keys', () => {
  const asked = new AppError('auth.expired-token', 'getAccessToken: IVM.10000001');
  expect(asKeyRejection(asked)).toMatchObject({ code: 'auth.rejected-key', action: 'edit-account' });
  const other = new AppError('network.dns', 'x');
  expect(asKeyRejection(other)).toBe(other);
});

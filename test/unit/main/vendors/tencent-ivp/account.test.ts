import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../../main/secret.ts';
import { tencentIvp } from '../../../../../main/vendors/tencent-ivp/vendor.ts';
import { sendJson, startTinyServer } from '../core/client/tiny-server.ts';
import { account } from './cloud.ts';

const signal = new AbortController().signal;
const OK = { RequestId: 'r1', Code: 0, StatusCode: 200, Message: 'ok', Data: [] };

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** @param skewMs the cloud's clock minus ours. */
async function signInTo(status: number, skewMs: number) {
  const server = await startTinyServer((_, response) =>
    sendJson(response, status === 200 ? OK : { Message: 'SignatureDoesNotMatch' }, status, {
      Date: new Date(Date.now() + skewMs).toUTCString(),
    }),
  );
  const session = tencentIvp.createSession({
    accountId: account,
    endpoint: server.origin,
    region: null,
    credential: { fields: { secretId: 'AKID' }, secrets: { secretKey: new Secret('SK') } },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  });
  open.push(
    () => session.dispose(),
    () => server.close(),
  );
  return session.account.signIn(signal);
}

describe('signing in', () => {
  it('a sign-in reports the skew of the clocks, and the end of no token', async () => {
    const { clockSkewMs, tokenExpiresAtMs } = await signInTo(200, 90_000);
    expect(Math.abs((clockSkewMs ?? 0) - 90_000)).toBeLessThan(60_000);
    expect(tokenExpiresAtMs).toBeNull();
  });

  it.each([401, 403])('a sign-in with HTTP %i reports rejected keys while the clocks agree', async (status) => {
    await expect(signInTo(status, 0)).rejects.toMatchObject({ code: 'auth.rejected-key', action: 'edit-account' });
  });

  it.each([-120_000, 20 * 60_000])('a sign-in with the clocks %i ms apart reports the clock', async (skewMs) => {
    await expect(signInTo(403, skewMs)).rejects.toMatchObject({ code: 'auth.clock-skew', action: 'check-clock' });
  });
});

it('a session is refused for a text that is not a web address', () => {
  const credential = { fields: {}, secrets: {} };
  const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };
  const settings = { accountId: account, endpoint: 'ftp://x', region: null, credential, tokens };
  expect(() => tencentIvp.createSession(settings)).toThrow(
    expect.objectContaining({ code: 'input.invalid-field' }) as Error,
  );
});

import { describe, expect, it } from 'vitest';
import { Bench } from '../support.ts';

const DAY_MS = 86_400_000;

function acquire(bench: Bench, extra: Record<string, unknown> = {}): { token: string; expireTime: string } {
  const { ak, sk } = bench.cloud.credentials;
  const path = '~2/enterprises/access-token';
  const { body } = bench.call('POST', path, { body: { ak, sk, ...extra }, token: null });
  return { token: String(body['access_token']), expireTime: String(body['expire_time']) };
}

const works = (bench: Bench, token: string): string => bench.verdict('GET', '~/devices', { token });

describe('IVM access tokens', () => {
  it('IVM gives the same token again and counts its life down', () => {
    const bench = new Bench();
    const first = acquire(bench);
    expect(first.expireTime).toBe('604800');
    bench.pass(DAY_MS);
    expect(acquire(bench)).toEqual({ token: first.token, expireTime: '518400' });
  });

  it('IVM ignores force_update while the only token has more than two days left', () => {
    const bench = new Bench();
    const first = acquire(bench);
    bench.pass(5 * DAY_MS - 1000);
    expect(acquire(bench, { force_update: true }).token).toBe(first.token);
  });

  it('IVM gives a second token on force_update with two days left, and both work', () => {
    const bench = new Bench();
    const first = acquire(bench);
    bench.pass(5 * DAY_MS);
    const second = acquire(bench, { force_update: true });
    expect(second.token).not.toBe(first.token);
    expect([works(bench, first.token), works(bench, second.token)]).toEqual(['200', '200']);
  });

  it('a key pair never has three tokens', () => {
    const bench = new Bench();
    acquire(bench);
    bench.pass(5 * DAY_MS);
    const second = acquire(bench, { force_update: true });
    expect(acquire(bench, { force_update: true }).token).toBe(second.token);
  });

  it('IVM refuses an expired token and gives a new one', () => {
    const bench = new Bench();
    const first = acquire(bench);
    bench.pass(7 * DAY_MS);
    expect(works(bench, first.token)).toBe('401 IVM.10000002');
    expect(works(bench, acquire(bench).token)).toBe('200');
  });

  it('IVM refuses a revoked token and gives a new one', () => {
    const bench = new Bench();
    const first = acquire(bench);
    expect(bench.cloud.revokeTokens()).toBe(1);
    expect(works(bench, first.token)).toBe('401 IVM.10000003');
    expect(works(bench, acquire(bench).token)).toBe('200');
  });

  it('IVM refuses a missing and an unknown token', () => {
    const bench = new Bench();
    expect(bench.verdict('GET', '~/devices', { token: null })).toBe('401 IVM.10000004');
    expect(works(bench, 'made-up')).toBe('401 IVM.10000005');
  });

  it('IVM refuses a user id that differs from the user id of the token', () => {
    const bench = new Bench();
    expect(bench.verdict('GET', '/v1/123456789012345/devices')).toBe('400 IVM.10020048');
    expect(bench.verdict('GET', '/v1/12345/devices')).toBe('400 IVM.10020000');
  });

  it.each([
    ['an unknown access key', { ak: 'NOBODY' }, '400 IVM.10020022'],
    ['a wrong secret key', { sk: 'wrong' }, '400 IVM.10020021'],
    ['an access key of forbidden characters', { ak: 'a_b' }, '400 IVM.10020020'],
    ['an empty secret key', { sk: '' }, '400 IVM.10020021'],
    ['a force_update that is text', { force_update: 'true' }, '400 IVM.10020001'],
    ['a member that the document does not know', { region: 'cn' }, '400 IVM.10020001'],
  ])('IVM refuses a token for %s', (_what, extra, verdict) => {
    const bench = new Bench();
    const { ak, sk } = bench.cloud.credentials;
    const options = { body: { ak, sk, ...extra }, token: null };
    expect(bench.verdict('POST', '~2/enterprises/access-token', options)).toBe(verdict);
  });
});

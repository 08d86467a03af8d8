import { describe, expect, it } from 'vitest';
import { readContract } from '../../../../../../main/vendors/core/contract/contract.ts';
import { createErrorMap } from '../../../../../../main/vendors/huawei-vis/wire/errors.ts';

const documented = readContract('huawei-vis').errorCodes;
const byToken = createErrorMap('token');
const byKeys = createErrorMap('aksk');

describe('the error codes', () => {
  it('each of the 55 error codes has a meaning of its own, whatever the status', () => {
    expect(documented).toHaveLength(55);
    expect(documented.filter(({ code }) => byToken(code, 404).code !== byToken(code, 503).code)).toEqual([]);
  });

  it.each([
    ['VIS.0002', 400, { code: 'auth.wrong-project', action: 'edit-account', retryable: false }],
    ['VIS.0003', 403, { code: 'auth.wrong-region', action: 'edit-account', retryable: false }],
    ['VIS.0004', 403, { code: 'cloud.service-not-enabled', action: 'open-console' }],
    ['VIS.0005', 404, { code: 'cloud.invalid-parameter', retryable: false }],
    ['VIS.0007', 500, { code: 'cloud.unavailable', retryable: true }],
    ['VIS.0014', 400, { code: 'cloud.quota' }],
    ['VIS.0202', 400, { code: 'cloud.not-found' }],
    ['VIS.0204', 400, { code: 'media.not-streaming', action: 'open-console', retryable: false }],
    ['VIS.0303', 400, { code: 'cloud.conflict' }],
  ] as const)('%s with %i has its meaning, not that of the status', (code, http, expected) => {
    expect(byToken(code, http)).toMatchObject(expected);
  });

  it.each([
    [401, 'auth.expired-token'],
    [403, 'auth.no-permission'],
    [404, 'cloud.not-found'],
    [409, 'cloud.conflict'],
    [429, 'cloud.rate-limited'],
    [503, 'cloud.unavailable'],
    [400, 'cloud.invalid-parameter'],
    [418, 'cloud.refused'],
  ])('a bare %i is judged by its status', (http, code) => {
    expect(byToken(null, http).code).toBe(code);
    expect(byToken('APIG.9999', http).code).toBe(code);
  });

  it('a failed authentication means the token, or the keys where there is no token', () => {
    expect(byToken('VIS.0001', 403)).toMatchObject({ code: 'auth.expired-token' });
    expect(byKeys('VIS.0001', 403)).toMatchObject({ code: 'auth.rejected-key', action: 'edit-account' });
    expect(byKeys(null, 401)).toMatchObject({ code: 'auth.rejected-key' });
  });
});

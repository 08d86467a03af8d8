import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../../../../../main/vendors/aliyun/errors.ts';
import { readContract } from '../../../../../main/vendors/core/contract/contract.ts';

describe('the codes of the documents', () => {
  const documented = (['aliyun-vcs', 'aliyun-cityvisual'] as const).flatMap((vendor) =>
    readContract(vendor).errorCodes.map((error) => [error.code, error.http ?? 200] as const),
  );

  it('the codes of the documents are all there: six of VCS, the union of the operation tables of City Visual', () => {
    expect(readContract('aliyun-vcs').errorCodes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['DeviceNotFound', 'InstanceAlreadyBind', 'DeviceDeleteError', 'SystemError', 'Retry']),
    );
    const url = new URL('../../../../../main/vendors/aliyun-cityvisual/contract.json', import.meta.url);
    const { errorCodes } = JSON.parse(readFileSync(url, 'utf8')) as { readonly errorCodes: readonly unknown[] };
    expect(readContract('aliyun-cityvisual').errorCodes).toHaveLength(errorCodes.length);
  });

  it.each(documented)('%s (HTTP %i) has a product code of its own, whatever the status', (code, http) => {
    const { code: mapped } = errorOf(code, http);
    expect(errorOf(code, 200).code).toBe(mapped);
    if (code !== 'DeviceDeleteError') expect(mapped).not.toBe('cloud.refused');
  });
});

it.each([
  ['InvalidCameraId.NotFound', 404, 'cloud.not-found', false, 'none'],
  ['InvalidName.Duplicate', 400, 'cloud.exists', false, 'none'],
  ['InvalidName.Malformed', 400, 'cloud.invalid-parameter', false, 'none'],
  ['InvalidAttribute.KeyIsEmpty', 400, 'cloud.invalid-parameter', false, 'none'],
  ['MissingParameter', 403, 'cloud.invalid-parameter', false, 'none'],
  ['InvalidParameter.KeyNotSupported', 403, 'cloud.invalid-parameter', false, 'none'],
  ['InvalidOssBucket.ValueUnauthorized', 403, 'auth.no-permission', false, 'open-console'],
  ['DependencyViolation', 403, 'cloud.in-use', false, 'none'],
  ['SystemError', 200, 'device.busy', true, 'wait'],
  ['Failed', 200, 'media.no-url', false, 'none'],
  ['SignatureDoesNotMatch', 400, 'auth.rejected-key', false, 'edit-account'],
  ['InvalidAccessKeyId.NotFound', 404, 'auth.rejected-key', false, 'edit-account'],
  ['InvalidAccessKeyId.Inactive', 403, 'auth.suspended', false, 'open-console'],
  ['InvalidTimeStamp.Expired', 400, 'auth.clock-skew', false, 'check-clock'],
  ['SignatureNonceUsed', 400, 'cloud.unavailable', true, 'retry'],
  ['Forbidden.RAM', 403, 'auth.no-permission', false, 'open-console'],
  ['Throttling.User', 400, 'cloud.rate-limited', true, 'wait'],
  ['ServiceUnavailable', 503, 'cloud.unavailable', true, 'retry'],
  ['InternalError', 500, 'cloud.unavailable', true, 'retry'],
  ['QuotaExceeded.Camera', 400, 'cloud.quota', false, 'open-console'],
  ['Forbidden.InArrears', 403, 'cloud.arrears', false, 'open-console'],
  ['InvalidApi.NotFound', 404, 'cloud.not-supported', false, 'none'],
] as const)('%s (HTTP %i) is %s', (vendorCode, http, code, retryable, action) => {
  expect(errorOf(vendorCode, http)).toEqual({ code, retryable, action });
});

it.each([
  [null, 401, 'auth.rejected-key'],
  [null, 403, 'auth.no-permission'],
  [null, 429, 'cloud.rate-limited'],
  [null, 502, 'cloud.unavailable'],
  ['NobodyKnows', 400, 'cloud.invalid-parameter'],
  ['NobodyKnows', 200, 'cloud.refused'],
] as const)('an unknown code (%s) is judged by its status %i', (vendorCode, http, code) => {
  expect(errorOf(vendorCode, http).code).toBe(code);
});

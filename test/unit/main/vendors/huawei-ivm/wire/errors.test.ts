import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../../../../../preload/domain/error.ts';
import { readContract } from '../../../../../../main/vendors/core/contract/contract.ts';
import { createErrorMap } from '../../../../../../main/vendors/huawei-ivm/wire/errors.ts';

const { errorCodes } = readContract('huawei-ivm');
const errorOf = createErrorMap(errorCodes);

it('every documented code has a product code, and none of them is internal', () => {
  expect(errorCodes).toHaveLength(655);
  const lost = errorCodes.filter(({ code, http }) => {
    const mapped = errorOf(code, http ?? 400);
    return !ERROR_CODES.includes(mapped.code) || mapped.code === 'internal' || mapped.code === 'cancelled';
  });
  expect(lost).toEqual([]);
});

it('the table never offers a retry for a fault that the user must mend first', () => {
  const hopeless = errorCodes.filter(({ code }) => {
    const mapped = errorOf(code, 400);
    return mapped.retryable && /^(auth|cloud\.(invalid|not-|conflict|quota|arrears|service))/.test(mapped.code);
  });
  expect(hopeless).toEqual([]);
});

describe.each([
  ['IVM.10000002', 'auth.expired-token'],
  ['IVM.10000012', 'auth.suspended'],
  ['IVM.10020021', 'auth.rejected-key'],
  ['IVM.10020000', 'auth.rejected-user'],
  ['IVM.10020009', 'cloud.invalid-parameter'],
  ['IVM.10022004', 'cloud.invalid-parameter'],
  ['IVM.10022007', 'cloud.not-found'],
  ['IVM.10026004', 'cloud.not-supported'],
  ['IVM.20000030', 'auth.no-permission'],
  ['IVM.20000036', 'device.offline'],
  ['IVM.20000045', 'device.unregistered'],
  ['IVM.20001008', 'cloud.in-use'],
  ['IVM.20010011', 'cloud.service-not-enabled'],
  ['IVM.20020003', 'cloud.unavailable'],
  ['IVM.20020007', 'device.frozen'],
  ['IVM.20020008', 'cloud.service-not-enabled'],
  ['IVM.20020009', 'cloud.arrears'],
  ['IVM.20170004', 'device.busy'],
  ['IVM.90000011', 'cloud.rate-limited'],
] as [string, ErrorCode][])('%s', (code, expected) => {
  it(`the code is ${expected}`, () => expect(errorOf(code, 400).code).toBe(expected));
});

it.each([
  [401, 'auth.expired-token', false],
  [403, 'auth.no-permission', false],
  [429, 'cloud.rate-limited', true],
  [502, 'cloud.unavailable', true],
  [418, 'cloud.refused', false],
] as [number, ErrorCode, boolean][])('an unknown code is judged by HTTP %i', (http, code, retryable) => {
  expect(errorOf('APIG.0308', http)).toMatchObject({ code, retryable });
  expect(errorOf(null, http)).toMatchObject({ code, retryable });
});

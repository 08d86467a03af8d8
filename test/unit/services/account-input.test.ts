import { describe, expect, it } from 'vitest';
import type { AccountDraft } from '../../../preload/contract/account.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { checkDraft } from '../../../main/services/account-input.ts';

const good: AccountDraft = {
  ...{ vendor: 'huawei-ivm', label: ' Shop ', endpoint: 'https://ivm.example/', region: null },
  ...{ fields: { userId: ' 1234567890123456 ', ak: 'AK1' }, secrets: { sk: 'SK1\n' } },
};

describe('checkDraft', () => {
  it('drops the blanks that come with pasting', () => {
    expect(checkDraft(good)).toEqual({
      ...{ label: 'Shop', endpoint: 'https://ivm.example' },
      ...{ fields: { userId: '1234567890123456', ak: 'AK1' }, secrets: { sk: 'SK1' } },
    });
  });

  it.each<[string, string, Partial<AccountDraft>]>([
    ['a missing secret', 'sk', { secrets: {} }],
    ['an empty required field', 'ak', { fields: { ...good.fields, ak: ' ' } }],
    ['letters in a number', 'userId', { fields: { ...good.fields, userId: 'abc' } }],
    ['a value that is too long', 'sk', { secrets: { sk: 'x'.repeat(65) } }],
    ['a field that the cloud has not', 'zone', { fields: { ...good.fields, zone: 'x' } }],
    ['a secret among the open fields', 'sk', { fields: { ...good.fields, sk: 'x' } }],
    ['a blank label', 'label', { label: '  ' }],
    ['an address without encryption', 'endpoint', { endpoint: 'http://ivm.example' }],
    ['an address with a password in it', 'endpoint', { endpoint: 'https://a:b@ivm.example' }],
  ])('names the field for %s', (_, field, change) => {
    expect(() => checkDraft({ ...good, ...change })).toThrow(
      expect.objectContaining({ code: 'input.invalid-field', params: { field } }),
    );
  });

  it('takes plain http on this very machine only', () => {
    for (const endpoint of ['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:9']) {
      expect(checkDraft({ ...good, endpoint }).endpoint).toBe(endpoint);
    }
  });

  it('says that a cloud is not supported yet', () => {
    expect(() => checkDraft({ ...good, vendor: 'no-such-cloud' as VendorId })).toThrow(
      expect.objectContaining({ code: 'cloud.not-supported' }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { AccountDraft } from '../../../../../preload/contract/account.ts';
import type { VendorId } from '../../../../../preload/domain/vendor.ts';
import { checkDraft } from '../../../../../main/services/accounts/account-input.ts';
import type { Secrets } from '../../../../../main/services/accounts/secrets.ts';

const revealed = (secrets: Secrets): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]));

const good: AccountDraft = {
  vendor: 'huawei-ivm',
  label: ' Shop ',
  endpoint: 'https://ivm.example/',
  region: null,
  fields: { userId: ' 1234567890123456 ', ak: 'AK1' },
  secrets: { sk: 'SK1\n' },
};

describe('checkDraft', () => {
  it('the form of an account drops the blanks that come with pasting', () => {
    const { secrets, ...open } = checkDraft(good);
    expect(open).toEqual({
      label: 'Shop',
      endpoint: 'https://ivm.example',
      fields: { userId: '1234567890123456', ak: 'AK1' },
    });
    expect(revealed(secrets)).toEqual({ sk: 'SK1' });
  });

  it.each<[string, string, Partial<AccountDraft>]>([
    ['a missing secret', 'sk', { secrets: {} }],
    ['an empty required field', 'ak', { fields: { ...good.fields, ak: ' ' } }],
    ['letters in a number', 'userId', { fields: { ...good.fields, userId: 'abc' } }],
    ['a value that is too long', 'sk', { secrets: { sk: 'x'.repeat(65) } }],
    ['a field that the cloud has not', 'zone', { fields: { ...good.fields, zone: 'x' } }],
    ['a secret among the open fields', 'sk', { fields: { ...good.fields, sk: 'x' } }],
    ['a blank label', 'label', { label: '  ' }],
    ['an address with a password in it', 'endpoint', { endpoint: 'https://a:b@ivm.example' }],
  ])('the form of an account names the field for %s', (_, field, change) => {
    expect(() => checkDraft({ ...good, ...change })).toThrow(
      expect.objectContaining({ code: 'input.invalid-field', params: expect.objectContaining({ field }) as object }),
    );
  });

  it('the form of an account takes plain http on this very machine only', () => {
    expect(() => checkDraft({ ...good, endpoint: 'http://ivm.example' })).toThrow(
      expect.objectContaining({ code: 'account.address-plain', params: { field: 'endpoint', host: 'ivm.example' } }),
    );
    for (const endpoint of ['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:9']) {
      expect(checkDraft({ ...good, endpoint }).endpoint).toBe(endpoint);
    }
  });

  it('the form of an account needs one complete way to sign in, and names its missing fields', () => {
    const vis = { vendor: 'huawei-vis', label: 'Site', endpoint: 'https://vis.example', region: null } as const;
    const check = (fields: Record<string, string>, secrets: Record<string, string>) =>
      checkDraft({ ...vis, fields, secrets });
    const missing = (field: string): unknown => expect.objectContaining({ params: { field, detail: 'missing' } });
    const user = { domainName: 'firm', userName: 'lena' };
    expect(revealed(check(user, { password: 'pw' }).secrets)).toEqual({ password: 'pw' });
    expect(check({ ak: 'AK' }, { sk: 'SK' }).fields).toEqual({ ak: 'AK' });
    expect(check({ ...user, ak: 'AK' }, { password: 'pw', sk: 'SK' }).fields).toEqual({ ...user, ak: 'AK' });
    expect(() => check({}, {})).toThrow(missing('domainName'));
    expect(() => check(user, { sk: 'SK' })).toThrow(missing('password'));
    expect(() => check({ ak: 'AK' }, {})).toThrow(missing('sk'));
  });

  it('the form of an account lets no password travel to IAM in the clear', () => {
    const draft = (iamEndpoint: string): AccountDraft => ({
      vendor: 'huawei-vis',
      label: 'Site',
      endpoint: 'https://vis.example',
      region: null,
      fields: { domainName: 'firm', userName: 'lena', iamEndpoint },
      secrets: { password: 'pw' },
    });
    for (const fine of ['https://iam.example', 'http://127.0.0.1:8080', 'http://localhost/v']) {
      expect(checkDraft(draft(fine)).fields['iamEndpoint']).toBe(fine);
    }
    for (const bad of ['iam.example', 'ftp://iam.example', 'https://user@iam.example', 'https://iam.example/?a=1']) {
      expect(() => checkDraft(draft(bad))).toThrow(
        expect.objectContaining({ params: expect.objectContaining({ field: 'iamEndpoint' }) as object }),
      );
    }
    for (const host of ['iam.example', '127.0.0.1.example']) {
      expect(() => checkDraft(draft(`http://${host}`))).toThrow(
        expect.objectContaining({ code: 'account.address-plain', params: { field: 'iamEndpoint', host } }),
      );
    }
  });

  it('the form of an account reports a cloud that is not supported yet', () => {
    expect(() => checkDraft({ ...good, vendor: 'no-such-cloud' as VendorId })).toThrow(
      expect.objectContaining({ code: 'cloud.not-supported' }),
    );
  });
});

import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../../main/errors.ts';
import { Secret, type Credential } from '../../../../../../main/secret.ts';
import {
  fixedCredentials,
  ProjectIdSource,
  readSignIn,
} from '../../../../../../main/vendors/huawei-vis/wire/sign-in.ts';

const ENDPOINT = 'https://vis.cn-north-4.myhuaweicloud.com';
const credentialOf = (
  fields: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): Credential => ({
  fields,
  secrets: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, new Secret(value)])),
});
const byPassword = credentialOf({ domainName: 'firm', userName: 'lena' }, { password: 'pw' });
const byKeys = credentialOf({ ak: 'AK' }, { sk: 'SK' });
const local = 'http://127.0.0.1:7001';

it('the sign-in by password needs nothing else in a region of the cloud', () => {
  expect(readSignIn({ endpoint: ENDPOINT, credential: byPassword })).toEqual({
    way: 'token',
    iamEndpoint: 'https://iam.cn-north-4.myhuaweicloud.com',
    projectId: null,
    projectName: 'cn-north-4',
  });
});

it('the sign-in by keys needs nothing else in a region of the cloud', () => {
  expect(readSignIn({ endpoint: ENDPOINT, credential: byKeys })).toMatchObject({
    way: 'aksk',
    iamEndpoint: 'https://iam.cn-north-4.myhuaweicloud.com',
    projectName: 'cn-north-4',
  });
});

it('the sign-in prefers typed values to the values that the region implies', () => {
  const credential = credentialOf(
    { ...byPassword.fields, projectName: 'cn-north-4_lab', projectId: 'p1', iamEndpoint: 'https://iam.example.com/' },
    { password: 'pw' },
  );
  expect(readSignIn({ endpoint: ENDPOINT, credential })).toEqual({
    way: 'token',
    iamEndpoint: 'https://iam.example.com',
    projectId: 'p1',
    projectName: 'cn-north-4_lab',
  });
});

it('the sign-in uses the password when both password and key are there', () => {
  const credential = credentialOf({ ...byPassword.fields, ak: 'AK' }, { password: 'pw', sk: 'SK' });
  expect(readSignIn({ endpoint: ENDPOINT, credential }).way).toBe('token');
  const emptied = credentialOf({ ak: 'AK' }, { password: '', sk: 'SK' });
  expect(readSignIn({ endpoint: ENDPOINT, credential: emptied }).way).toBe('aksk');
});

it.each([
  ['ak', ENDPOINT, {}, {}],
  ['sk', ENDPOINT, { ak: 'AK' }, {}],
  ['password', ENDPOINT, { domainName: 'firm', userName: 'lena' }, {}],
  ['userName', ENDPOINT, { domainName: 'firm' }, { password: 'pw' }],
  ['domainName', ENDPOINT, { userName: 'lena' }, { password: 'pw' }],
  ['iamEndpoint', local, byPassword.fields, { password: 'pw' }],
  ['iamEndpoint', ENDPOINT, { ...byPassword.fields, iamEndpoint: 'iam' }, { password: 'pw' }],
  ['projectName', local, { ...byPassword.fields, iamEndpoint: local }, { password: 'pw' }],
  ['projectId', local, { ak: 'AK' }, { sk: 'SK' }],
])('the sign-in names %s when it is missing at %s', (field, endpoint, fields, secrets) => {
  const read = () => readSignIn({ endpoint, credential: credentialOf(fields, secrets) });
  expect(read).toThrow(
    expect.objectContaining({
      code: 'input.invalid-field',
      params: expect.objectContaining({ field }) as unknown,
    }) as Error,
  );
});

describe('the project', () => {
  const signal = new AbortController().signal;

  it('the project that was given is not looked up', async () => {
    const lookUp = vi.fn(() => Promise.resolve('found'));
    const source = new ProjectIdSource(fixedCredentials(byKeys), 'given', lookUp);
    expect((await source.current(signal)).fields['projectId']).toBe('given');
    expect(lookUp).not.toHaveBeenCalled();
  });

  it('the project is looked up once for callers that come together, and remembered', async () => {
    const lookUp = vi.fn(() => Promise.resolve('found'));
    const source = new ProjectIdSource(fixedCredentials(byKeys), null, lookUp);
    const given = await Promise.all(Array.from({ length: 5 }, () => source.current(signal)));
    given.push(await source.current(signal));
    expect(new Set(given.map(({ fields }) => fields['projectId']))).toEqual(new Set(['found']));
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('the project is looked up again after a failure', async () => {
    const lookUp = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new AppError('network.timeout', 'no'))
      .mockResolvedValue('found');
    const source = new ProjectIdSource(fixedCredentials(byKeys), null, lookUp);
    await expect(source.current(signal)).rejects.toMatchObject({ code: 'network.timeout' });
    expect((await source.current(signal)).fields['projectId']).toBe('found');
  });

  it('the search for the project stops for the caller that cancels, and not for the others', async () => {
    const found = Promise.withResolvers<string>();
    const source = new ProjectIdSource(fixedCredentials(byKeys), null, () => found.promise);
    const abort = new AbortController();
    const hasty = source.current(abort.signal);
    const patient = source.current(signal);
    abort.abort();
    await expect(hasty).rejects.toMatchObject({ code: 'cancelled' });
    found.resolve('found');
    expect((await patient).fields['projectId']).toBe('found');
  });

  it('an access key cannot be renewed', async () => {
    const source = new ProjectIdSource(fixedCredentials(byKeys), 'p', () => Promise.resolve('p'));
    expect(await source.renew(byKeys, signal)).toBeNull();
  });
});

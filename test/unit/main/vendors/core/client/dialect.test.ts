import { describe, expect, it } from 'vitest';
import { Secret, type Credential } from '../../../../../../main/secret.ts';
import { loadCatalogue } from '../../../../../../main/vendors/core/contract/catalogue.ts';
import { composeRequest } from '../../../../../../main/vendors/core/client/compose.ts';
import type { Signed } from '../../../../../../main/vendors/core/client/dialect.ts';
import { createDialect, TOKEN } from '../../../../../../main/vendors/huawei-vis/wire/dialect.ts';
import { OVERRIDES } from '../../../../../../main/vendors/huawei-vis/overrides.ts';

const ENDPOINT = 'https://vis.cn-north-4.myhuaweicloud.com';
const IAM = 'https://iam.cn-north-4.myhuaweicloud.com';
const catalogue = loadCatalogue('huawei-vis', OVERRIDES);
const token: Credential = { fields: { projectId: 'p0' }, secrets: { [TOKEN]: new Secret('ABCDEFJ....') } };
const keys: Credential = { fields: { projectId: 'p0', ak: 'AK' }, secrets: { sk: new Secret('SK') } };
const env = { nowMs: Date.parse('2019-03-07T10:14:59Z'), nonce: 'n' };

function signedWith(way: 'token' | 'aksk', operationId: string, params: Record<string, unknown> = {}): Signed {
  const dialect = createDialect({ way, iamEndpoint: IAM });
  const unsigned = composeRequest(catalogue.entry(operationId).operation, params, dialect, ENDPOINT);
  return dialect.sign(unsigned, way === 'token' ? token : keys, env);
}

const auth = {
  identity: {
    methods: ['password'],
    password: { user: { name: 'username', password: '*****', domain: { name: 'domainname' } } },
  },
  scope: { project: { name: 'xxxxxxx' } },
};

describe('the vectors of the contract', () => {
  it('the vectors uri and token-request: the request for a token goes to IAM, without credentials in a header', () => {
    for (const way of ['token', 'aksk'] as const) {
      const { method, url, headers, body } = signedWith(way, 'createIamToken', { auth });
      expect([method, url]).toEqual(['POST', 'https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens']);
      expect(headers).toEqual({ 'Content-Type': 'application/json' });
      expect(JSON.parse(body ?? '')).toEqual({ auth });
    }
  });

  it('the vector token-use: the token is sent in X-Auth-Token', () => {
    const { method, url, headers } = signedWith('token', 'listIamProjects');
    expect([method, url]).toEqual(['GET', `${IAM}/v3/projects`]);
    expect(headers).toEqual({ 'Content-Type': 'application/json', 'X-Auth-Token': 'ABCDEFJ....' });
  });

  it('the vector x-sdk-date: keys sign host, date, type and project', () => {
    const { headers, url } = signedWith('aksk', 'getSubscription');
    expect(url).toBe(`${ENDPOINT}/v1/p0/subscription`);
    expect(headers).toMatchObject({
      Host: 'vis.cn-north-4.myhuaweicloud.com',
      'X-Sdk-Date': '20190307T101459Z',
      'X-Project-Id': 'p0',
      Authorization: expect.stringContaining('SignedHeaders=content-type;host;x-project-id;x-sdk-date,') as string,
    });
    expect(headers).not.toHaveProperty('X-Auth-Token');
  });
});

describe('a request', () => {
  it('a request encodes names in its path and its query in one way', () => {
    const { url } = signedWith('aksk', 'listStreams', { offset: 1, limit: 10, name: "a b+c'(中)" });
    expect(url).toBe(`${ENDPOINT}/v1/p0/streams?limit=10&name=a%20b%2Bc%27%28%E4%B8%AD%29&offset=1`);
    expect(signedWith('token', 'getStream', { stream_name: 'a/b*' }).url).toBe(`${ENDPOINT}/v1/p0/streams/a%2Fb%2A`);
  });

  it('a path may contain half a surrogate pair', () => {
    const { url } = signedWith('token', 'getStream', { stream_name: 'a\ud800' });
    expect(url).toBe(`${ENDPOINT}/v1/p0/streams/a%EF%BF%BD`);
  });

  it.each(['.', '..'])('a request does not reach another resource by the name %j', (stream_name) => {
    expect(() => signedWith('token', 'deleteStream', { stream_name })).toThrow(
      expect.objectContaining({ code: 'input.invalid-field' }) as Error,
    );
  });
});

describe('an answer', () => {
  const { judge } = createDialect({ way: 'token', iamEndpoint: IAM });

  it('an answer has no envelope', () => {
    expect(judge(200, { result: 'success' })).toEqual({ kind: 'ok', data: { result: 'success' } });
    expect(judge(200, [])).toEqual({ kind: 'ok', data: [] });
    expect(judge(204, null)).toEqual({ kind: 'ok', data: null });
  });

  it('the token is read from the header of the answer', () => {
    const verdict = judge(201, { token: { expires_at: '...' } }, { 'x-subject-token': 'T' });
    expect(verdict).toMatchObject({ kind: 'ok', data: { 'x-subject-token': 'T' } });
    expect(judge(201, null, { 'x-subject-token': 'T' })).toMatchObject({ data: { 'x-subject-token': 'T' } });
  });

  it.each([
    [400, { error_code: 'VIS.0002', error_msg: 'bad' }, { kind: 'error', code: 'VIS.0002', text: 'bad' }],
    [200, { error_code: 'VIS.0007', error_msg: 'bad' }, { kind: 'error', code: 'VIS.0007', text: 'bad' }],
    [
      401,
      { error: { code: 401, message: 'wrong', title: 'Unauthorized' } },
      { kind: 'error', code: '401', text: 'wrong' },
    ],
    [502, null, { kind: 'error', code: null, text: null }],
    [500, 'oops', { kind: 'error', code: null, text: null }],
  ])('an answer of %i fails in the words of the cloud', (http, body, verdict) => {
    expect(judge(http, body)).toEqual(verdict);
  });
});

it('rows are counted from the index at which each list allows to begin', () => {
  const { pageOf } = createDialect({ way: 'token', iamEndpoint: IAM });
  const firstOf = (id: string) => pageOf(catalogue.entry(id).operation);
  expect(firstOf('listStreams')).toMatchObject({ kind: 'row', first: 1, maxLimit: 1000 });
  expect(firstOf('listPastOnlineDevices')).toMatchObject({ kind: 'row', first: 0 });
  expect(firstOf('getStream')).toEqual({ kind: 'none' });
});

it('every time of the contract has a codec that reads it', () => {
  const { timeOf } = createDialect({ way: 'token', iamEndpoint: IAM });
  expect(timeOf({ name: 'created_at', type: 'string' }).parse('2018-10-25T03:06:10Z')).toBe(
    Date.UTC(2018, 9, 25, 3, 6, 10),
  );
  expect(timeOf({ name: 'start_time', type: 'string' }).format(0)).toBe('08:00');
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Secret } from '../../../../../../main/secret.ts';
import {
  canonicalQuery,
  canonicalRequest,
  encodeStrict,
  MAX_BODY_BYTES,
  sdkDate,
  signRequest,
  type SigningRequest,
} from '../../../../../../main/vendors/huawei-vis/wire/sign.ts';

const AT_MS = Date.parse('2019-03-07T10:14:59Z');
const keys = { ak: 'AK', sk: new Secret('SK') };
const plain: SigningRequest = {
  method: 'GET',
  host: 'vis.cn-north-4.myhuaweicloud.com',
  path: '/v1/p0/streams',
  query: [],
  headers: { 'Content-Type': 'application/json' },
  body: null,
};
const authorizationOf = (request: Partial<SigningRequest>, sk = 'SK'): string =>
  signRequest({ ...plain, ...request }, { ak: 'AK', sk: new Secret(sk) }, AT_MS)['Authorization'] ?? '';

it('the canonical request has the published hash of the signing guide', () => {
  const text = canonicalRequest({
    method: 'GET',
    path: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs',
    query: [
      ['limit', '2'],
      ['marker', '13551d6b-755d-4757-b956-536f674975c0'],
    ],
    headers: {
      'Content-Type': 'application/json',
      Host: 'service.region.example.com',
      'X-Sdk-Date': '20191115T033655Z',
    },
    body: null,
  });
  const hash = createHash('sha256').update(text).digest('hex');
  expect(hash).toBe('b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a');
});

/** Computed once with the vendor's own SDK, huaweicloud-sdk-core 3.1.211, for keys AK and SK. */
it.each([
  [
    'a read with an odd query',
    {
      query: [
        ['offset', '1'],
        ['limit', '1000'],
        ['order_by', 'created_at'],
        ['name', "a b+c~*'()é中😀"],
      ],
    } satisfies Partial<SigningRequest>,
    'content-type;host;x-sdk-date',
    '814d569efa6e9aec1e25f404446e14274765297b119df8f2b930f94e398f163f',
  ],
  [
    'a write with a body',
    {
      method: 'PUT',
      path: '/v1/p0/streams/streamTest',
      headers: { 'Content-Type': 'application/json', 'X-Project-Id': 'p0' },
      body: '{"state":"ACTIVE","description":"门口 😀"}',
    } satisfies Partial<SigningRequest>,
    'content-type;host;x-project-id;x-sdk-date',
    '793f70fcc1d4357df1f6240932d5563db8da8b7c2d0a13bd4d507943f2d2c85e',
  ],
  [
    'several values of one name, an empty one, a port and a closing slash',
    {
      host: 'h.example:8443',
      path: '/v1/p0/',
      query: [
        ['b', '2'],
        ['b', '10'],
        ['b', '1'],
        ['a', ''],
      ],
    } satisfies Partial<SigningRequest>,
    'content-type;host;x-sdk-date',
    '7c13a6e396d89454cb2556624b09996c52616a1bced497245ae61d44bb13eef3',
  ],
])('the client and the SDK of the vendor sign %s alike', (_, request, names, signature) => {
  expect(authorizationOf(request)).toBe(`SDK-HMAC-SHA256 Access=AK, SignedHeaders=${names}, Signature=${signature}`);
});

it('a signature carries the date of the contract', () => {
  expect(sdkDate(AT_MS)).toBe('20190307T101459Z');
  expect(sdkDate(AT_MS + 999)).toBe('20190307T101459Z');
});

it.each([
  ['the method', { method: 'POST' }],
  ['the host', { host: 'vis.cn-north-1.myhuaweicloud.com' }],
  ['the path', { path: '/v1/p1/streams' }],
  ['a query value', { query: [['limit', '1']] }],
  ['a header', { headers: { 'Content-Type': 'text/plain' } }],
  ['the body', { body: '{}' }],
] satisfies [string, Partial<SigningRequest>][])('a signature changes with %s', (_, change) => {
  expect(authorizationOf(change)).not.toBe(authorizationOf({}));
});

it('a signature changes with the key, and is the same for the same input byte for byte', () => {
  expect(authorizationOf({}, 'other')).not.toBe(authorizationOf({}));
  expect(authorizationOf({})).toBe(authorizationOf({}));
});

it('a signature covers 12 MB and refuses one more byte', () => {
  expect(authorizationOf({ body: 'x'.repeat(MAX_BODY_BYTES) })).toContain('Signature=');
  expect(() => signRequest({ ...plain, body: 'x'.repeat(MAX_BODY_BYTES + 1) }, keys, AT_MS)).toThrow(
    expect.objectContaining({ code: 'input.invalid-field' }) as Error,
  );
});

it('a signature never shows the secret key', () => {
  const headers = signRequest(plain, { ak: 'AK', sk: new Secret('very-secret-key') }, AT_MS);
  expect(JSON.stringify(headers)).not.toContain('very-secret-key');
});

const odd = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '+', '*', '~', '%', '%20', '&=', '中文', '😀', '\ud800', "!'()", '\u0000', '/../'),
);
const pairs = fc.array(fc.tuple(odd, odd), { maxLength: 20 });

it('any query is decoded to its original values, whatever it contains', () => {
  fc.assert(
    fc.property(pairs, (query) => {
      const read = [...new URLSearchParams(canonicalQuery(query))].map((pair) => pair.join('\n')).sort();
      const meant = query.map((pair) => pair.map((text) => text.toWellFormed()).join('\n')).sort();
      expect(read).toEqual(meant);
    }),
  );
});

it('any query is signed alike in any order', () => {
  fc.assert(
    fc.property(pairs, (query) => {
      const turned = [...query].reverse();
      expect(authorizationOf({ query: turned })).toBe(authorizationOf({ query }));
    }),
  );
});

it('any query of 10,000 parameters is signed', () => {
  const query = Array.from({ length: 10_000 }, (_, i) => [`name${i % 100}`, `值 ${i}`] as const);
  expect(authorizationOf({ query })).toMatch(/^SDK-HMAC-SHA256 Access=AK, .+Signature=[0-9a-f]{64}$/);
});

it('any encoded query contains unreserved characters and percent codes only', () => {
  fc.assert(
    fc.property(odd, (text) => {
      expect(encodeStrict(text)).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
    }),
  );
});

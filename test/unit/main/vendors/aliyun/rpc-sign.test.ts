import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalQuery,
  percentEncode,
  signCanonical,
  stringToSign,
  type RpcParam,
} from '../../../../../main/vendors/aliyun/rpc-sign.ts';

interface Vector {
  readonly inputs: {
    readonly method: string;
    readonly accessKeySecret: string;
    readonly params: Readonly<Record<string, string>>;
    readonly canonicalizedQueryString?: string;
    readonly stringToSign?: string;
  };
  readonly stringToSign?: string;
  readonly expected: string;
}

interface Auth {
  readonly testVectors: readonly Vector[];
  readonly encodingVectors?: readonly { readonly input: string; readonly expected: string }[];
}

const authOf = (vendor: string): Auth => {
  const url = new URL(`../../../../../main/vendors/${vendor}/contract.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { readonly auth: Auth }).auth;
};
const auths = ['aliyun-vcs', 'aliyun-cityvisual'].map((vendor) => [vendor, authOf(vendor)] as const);
const vectors = auths.flatMap(([vendor, auth]) => auth.testVectors.map((vector, i) => [vendor, i, vector] as const));

it.each(vectors)('the signature of %s, vector %i, is reproduced step by step', (_, __, vector) => {
  const { method, params, accessKeySecret, canonicalizedQueryString } = vector.inputs;
  const canonical = canonicalQuery(Object.entries(params));
  if (canonicalizedQueryString !== undefined) expect(canonical).toBe(canonicalizedQueryString);
  const wanted = vector.stringToSign ?? vector.inputs.stringToSign;
  expect(stringToSign(method, canonical)).toBe(wanted);
  expect(signCanonical(method, canonical, accessKeySecret).signature).toBe(vector.expected);
});

it('the signature of the vendor’s published SMS example, with Chinese and JSON in its values, is reproduced', () => {
  const params: readonly RpcParam[] = Object.entries({
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '45e25e9b-0a6f-4070-8c85-2956eda1b466',
    AccessKeyId: 'testId',
    SignatureVersion: '1.0',
    Timestamp: '2017-07-12T02:42:19Z',
    Format: 'XML',
    Action: 'SendSms',
    Version: '2017-05-25',
    RegionId: 'cn-hangzhou',
    PhoneNumbers: '15300000001',
    SignName: '阿里云短信测试专用',
    TemplateParam: '{"customer":"test"}',
    TemplateCode: 'SMS_71390007',
    OutId: '123',
  });
  const signed = signCanonical('GET', canonicalQuery(params), 'testSecret');
  expect(signed.signature).toBe('zJDF+Lrzhj/ThnlvIToysFRq6t4=');
  expect(signed.text).toContain('Signature=zJDF%2BLrzhj%2FThnlvIToysFRq6t4%3D');
});

it('the signature is another one for the same parameters in a form', () => {
  const canonical = canonicalQuery([['Action', 'UploadFile']]);
  expect(signCanonical('POST', canonical, 's').signature).not.toBe(signCanonical('GET', canonical, 's').signature);
});

it('the signature does not depend on the order of the parameters, also when one name occurs twice', () => {
  const params = fc.array(fc.tuple(fc.constantFrom('A', 'a', 'Streams.1.X', 'Streams.10.X', '中', ''), fc.string()));
  fc.assert(
    fc.property(params, fc.infiniteStream(fc.nat()), (pairs, order) => {
      const keyed = pairs.map((pair) => [order.next().value, pair] as const);
      const mixed = keyed.sort(([a], [b]) => a - b).map(([, pair]) => pair);
      expect(canonicalQuery(mixed)).toBe(canonicalQuery(pairs));
    }),
  );
});

it('the signature covers every parameter: a change of any parameter changes the signature', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, (name, value, other) => {
      fc.pre(value.toWellFormed() !== other.toWellFormed());
      const sign = (v: string) => signCanonical('GET', canonicalQuery([[name, v]]), 'secret').signature;
      expect(sign(value)).not.toBe(sign(other));
    }),
  );
});

describe('percent-encoding', () => {
  it.each(auths.flatMap(([, auth]) => (auth.encodingVectors ?? []).map((v) => [v.input, v.expected] as const)))(
    'the published vector %j is encoded as %s',
    (input, expected) => expect(percentEncode(input)).toBe(expected),
  );

  it.each([
    ['+', '%2B'],
    ["!'()*", '%21%27%28%29%2A'],
    ['a%20b', 'a%2520b'],
    ['东门', '%E4%B8%9C%E9%97%A8'],
    ['📷', '%F0%9F%93%B7'],
    ['', ''],
    ['\ud800', '%EF%BF%BD'],
  ])('the text %j is encoded as %s', (input, expected) => expect(percentEncode(input)).toBe(expected));

  it('an encoded text contains only unreserved characters, and can be decoded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^([A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text.toWellFormed());
      }),
    );
  });
});

it('the signed query contains every parameter unchanged, plus the signature', () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
    selector: ([name]) => name,
  });
  fc.assert(
    fc.property(pairs, (params) => {
      const named = params.filter(([name]) => name !== 'Signature');
      const { text, signature } = signCanonical('GET', canonicalQuery(named), 'secret');
      const back = new Map(new URLSearchParams(text));
      expect(back.get('Signature')).toBe(signature);
      for (const [name, value] of named) if (name !== '') expect(back.get(name)).toBe(value);
    }),
  );
});

it('the signed query sorts 10,000 parameters by name', () => {
  const params = Array.from({ length: 10_000 }, (_, i): RpcParam => [`P.${(i * 7919) % 10_000}`, '~* +%']);
  const names = canonicalQuery(params)
    .split('&')
    .map((pair) => pair.split('=')[0] ?? '');
  expect(names).toHaveLength(10_000);
  expect(names).toEqual([...names].sort());
});

/** The RPC gateway that both Aliyun clouds stand behind: signature 1.0, time, nonce, and the common parameters. */
import { describe, expect, it } from 'vitest';
import { signatureOf, textToSign } from './signature.ts';
import type { Pair } from './signature.ts';
import { RpcBench, sign } from './aliyun-support.ts';
import type { Vendor } from './aliyun-support.ts';

const CHEAP = { 'aliyun-vcs': 'ListCorps', 'aliyun-cityvisual': 'DescribeProtocols' } as const;
const PARAMS = { 'aliyun-vcs': { PageNumber: 1, PageSize: 10 }, 'aliyun-cityvisual': {} } as const;
const MINUTE_MS = 60_000;

it('the signer signs the published example as published', () => {
  const pairs: Pair[] = [
    ['Timestamp', '2016-02-23T12:46:24Z'],
    ['Format', 'XML'],
    ['AccessKeyId', 'testid'],
    ['Action', 'DescribeRegions'],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureNonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'],
    ['Version', '2014-05-26'],
    ['SignatureVersion', '1.0'],
  ];
  expect(signatureOf('testsecret', textToSign('GET', pairs))).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
});

it('the signer signs odd texts as an independent signer does', () => {
  const params = { a: '', B: "+ *~%!'()", 中文: '枪机😀', 'x.1.y': 'a=b&c', z: '1\n2' };
  expect(signatureOf('s', textToSign('POST', Object.entries(params)))).toBe(sign('POST', params, 's'));
});

describe.each(Object.keys(CHEAP) as Vendor[])('the gateway of %s', (vendor) => {
  const bench = new RpcBench(vendor);
  const action = CHEAP[vendor];
  const params = PARAMS[vendor];
  const judge = (options: Parameters<typeof bench.verdict>[2]): string => bench.verdict(action, params, options);

  it('the gateway accepts a request with a right signature, by GET and as a form', () => {
    expect(judge({})).toMatch(/^200/);
    expect(judge({ method: 'POST' })).toMatch(/^200/);
  });

  it.each([
    ['a wrong secret', { secret: 'wrong' }, '400 SignatureDoesNotMatch'],
    ['a changed parameter', { tamper: (q: URLSearchParams) => q.set('Format', 'json') }, '400 SignatureDoesNotMatch'],
    ['an added parameter', { tamper: (q: URLSearchParams) => q.set('Extra', '1') }, '400 SignatureDoesNotMatch'],
    ['an unknown key', { common: { AccessKeyId: 'LTAInobody' } }, '404 InvalidAccessKeyId.NotFound'],
    ['a time of another shape', { common: { Timestamp: '2026-05-20 10:00:00' } }, '400 InvalidTimeStamp.Format'],
    ['another version', { common: { Version: '2014-05-26' } }, '400 InvalidVersion'],
    ['another format', { common: { Format: 'YAML' } }, '400 InvalidFormat'],
    ['another method', { method: 'PUT' as const }, '405 UnsupportedHTTPMethod'],
    ['another signature method', { common: { SignatureMethod: 'HMAC-SHA256' } }, '400 InvalidSignatureMethod'],
    ['another signature version', { common: { SignatureVersion: '2.0' } }, '400 InvalidSignatureVersion'],
    ['an unknown region', { common: { RegionId: 'cn-nowhere' } }, '404 InvalidRegionId.NotFound'],
    ['an unknown action', { common: { Action: 'CreateProject' } }, '404 InvalidAction.NotFound'],
    ['another path', { path: '/v1' }, '404 InvalidAction.NotFound'],
    ['a parameter given twice', { tamper: (q: URLSearchParams) => q.append('Format', 'JSON') }, '400 InvalidParameter'],
    ['an address over 8 KB', { common: { Extra: 'x'.repeat(9000) } }, '414 RequestURITooLong'],
    ['a parameter that nobody documents', { common: { PageSizes: '1' } }, '400 UnsupportedParameter'],
  ])('the gateway refuses %s', (_what, options, verdict) => {
    expect(judge(options)).toBe(verdict);
  });

  it.each([
    ['Version', '400 MissingVersion'],
    ['AccessKeyId', '400 MissingAccessKeyId'],
    ['SignatureMethod', '400 MissingSignatureMethod'],
    ['SignatureVersion', '400 MissingSignatureVersion'],
    ['SignatureNonce', '400 MissingSignatureNonce'],
    ['Timestamp', '400 MissingTimestamp'],
    ['Signature', '400 MissingSignature'],
    ['Action', '400 MissingAction'],
  ])('the gateway refuses a request without %s', (name, verdict) => {
    expect(judge({ common: { [name]: undefined } })).toBe(verdict);
  });

  it('the gateway accepts clocks a quarter of an hour off, not more', () => {
    const at = (offMs: number): string => `${new Date(bench.nowMs + offMs).toISOString().slice(0, 19)}Z`;
    for (const offMs of [-14 * MINUTE_MS, 14 * MINUTE_MS])
      expect(judge({ common: { Timestamp: at(offMs) } })).toMatch(/^200/);
    for (const offMs of [-16 * MINUTE_MS, 16 * MINUTE_MS])
      expect(judge({ common: { Timestamp: at(offMs) } })).toBe('400 InvalidTimeStamp.Expired');
  });

  it('the gateway accepts each nonce once, and only a good signature uses it up', () => {
    const nonce = { common: { SignatureNonce: 'once-only' } };
    expect(judge({ ...nonce, secret: 'wrong' })).toBe('400 SignatureDoesNotMatch');
    expect(judge(nonce)).toMatch(/^200/);
    expect(judge(nonce)).toBe('400 SignatureNonceUsed');
    const replayed = bench.signed(action, params);
    expect(bench.send(replayed).status).toBe(200);
    expect(bench.send(replayed).body['Code']).toBe('SignatureNonceUsed');
  });

  it('the gateway shows the text that it signed, so that a signer can be debugged', () => {
    const { body } = bench.call(action, params, { secret: 'wrong' });
    expect(body['Message']).toContain(`GET&%2F&AccessKeyId%3D${bench.cloud.credentials['accessKeyId'] ?? ''}`);
  });

  it('the gateway answers in XML, refusals too, when JSON was not requested', () => {
    const { text, status } = bench.call(action, params, { common: { Format: undefined } });
    expect(status).toBe(200);
    expect(text).toMatch(new RegExp(`^<\\?xml.*<${action}Response><RequestId>[0-9A-F-]{36}</RequestId>`));
    expect(bench.call(action, params, { common: { Format: 'xml' }, secret: 'x' }).text).toContain(
      '<Code>SignatureDoesNotMatch</Code>',
    );
  });

  it('the gateway gives every answer a request id of its own', () => {
    const ids = [bench.call(action, params), bench.call(action, params), bench.call(action, params, { secret: 'x' })];
    expect(new Set(ids.map(({ body }) => body['RequestId'])).size).toBe(3);
  });

  it('signatures and keys stay out of the log', () => {
    const sent = bench.signed(action, params);
    const call = bench.cloud.recognise({
      method: 'GET',
      path: '/',
      query: new URLSearchParams(sent),
      headers: {},
      bodyText: '',
    });
    expect(call.operation).toBe(action);
    expect(JSON.stringify(call.params)).not.toContain(sent['Signature']);
  });
});

it('each operation group of VCS has a host of its own', () => {
  const bench = new RpcBench('aliyun-vcs');
  const page = { PageNumber: 1, PageSize: 10 };
  const on = (action: string, host: string): string => bench.verdict(action, page, { host });
  expect(on('ListCorps', 'vcs.cn-hangzhou.aliyuncs.com')).toBe('200 200');
  expect(on('ListCorps', 'cdrs.cn-hangzhou.aliyuncs.com')).toBe('404 InvalidAction.NotFound');
  expect(on('DescribeWatchTasks', 'cdrs.cn-hangzhou.aliyuncs.com')).toBe('200 200');
  expect(on('DescribeWatchTasks', 'vcs.cn-hangzhou.aliyuncs.com')).toBe('404 InvalidAction.NotFound');
});

import { describe, expect, it } from 'vitest';
import { signatureOf } from './signature.ts';
import { VisBench } from './huawei-vis-support.ts';

const STREAM = { name: 'signed', access_type: 'RTMP', encode_type: 'H264' };

describe('VIS request signatures', () => {
  it('the signer reproduces the published example of the signing guide', () => {
    const request = {
      method: 'GET',
      path: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs',
      query: new URLSearchParams('limit=2&marker=13551d6b-755d-4757-b956-536f674975c0'),
      headers: {
        'content-type': 'application/json',
        host: 'service.region.example.com',
        'x-sdk-date': '20191115T033655Z',
      },
    };
    const names = ['content-type', 'host', 'x-sdk-date'];
    const secret = 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc';
    expect(signatureOf(request, names, secret, Buffer.alloc(0))).toBe(
      '7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe',
    );
  });

  it('VIS accepts signed requests of every shape', () => {
    const bench = new VisBench();
    expect(bench.signed('GET', '~/streams?offset=1&limit=5&name=a%20b%2Bc*~%E5%8C%97')).toBe('200');
    expect(bench.signed('POST', '~/streams', { body: { ...STREAM, description: '北门 +*~%' } })).toBe('200');
    expect(bench.signed('DELETE', '~/streams/signed')).toBe('200');
  });

  it.each([
    ['a wrong secret', { sk: 'wrong' }],
    ['an unknown access key', { ak: 'NOBODY' }],
    ['a clock that is 16 minutes slow', { atMs: new VisBench().nowMs - 16 * 60_000 }],
    ['a clock that is 16 minutes fast', { atMs: new VisBench().nowMs + 16 * 60_000 }],
    ['no date', { without: 'x-sdk-date' }],
    ['an unsigned host', { without: 'host' }],
  ])('VIS refuses a signature with %s', (_what, options) => {
    expect(new VisBench().signed('GET', '~/streams', options)).toBe('401 APIG.0301');
  });

  it('VIS accepts a clock that is off by less than fifteen minutes', () => {
    const bench = new VisBench();
    expect(bench.signed('GET', '~/streams', { atMs: bench.nowMs - 14 * 60_000 })).toBe('200');
  });

  it('VIS refuses a request that was changed after it was signed', () => {
    const bench = new VisBench();
    const verdicts = [
      bench.signed('POST', '~/streams', { body: STREAM }, (one) => ({
        ...one,
        bodyText: one.bodyText.replace('RTMP', 'rtmp'),
      })),
      bench.signed('GET', '~/streams', {}, (one) => ({ ...one, query: new URLSearchParams('name=x') })),
      bench.signed('GET', '~/streams', {}, (one) => ({ ...one, path: one.path.replace('streams', 'devices') })),
      bench.signed('GET', '~/streams', {}, (one) => ({ ...one, headers: { ...one.headers, host: 'elsewhere' } })),
      bench.signed('GET', '~/streams/x', {}, (one) => ({ ...one, method: 'DELETE' })),
    ];
    expect(new Set(verdicts)).toEqual(new Set(['401 APIG.0301']));
  });

  it('VIS refuses a malformed Authorization header and a header without a signed header that it names', () => {
    const bench = new VisBench();
    const drop = (name: string) =>
      bench.signed('GET', '~/streams', {}, (one) => ({ ...one, headers: { ...one.headers, [name]: undefined } }));
    expect([drop('authorization'), drop('x-sdk-date')]).toEqual(['401 APIG.0301', '401 APIG.0301']);
    const headers = { authorization: 'Bearer x' };
    expect(bench.verdict('GET', '~/streams', { token: null, headers })).toBe('401 APIG.0301');
  });
});

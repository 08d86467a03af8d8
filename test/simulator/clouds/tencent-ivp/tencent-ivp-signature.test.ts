/** The simulated cloud accepts requests that are signed by the rules of the document, and no others. */
import { describe, expect, it } from 'vitest';
import { checkSignature, urlEncode } from './signature.ts';
import { contract, IvpBench, sign, START_MS } from './tencent-ivp-support.ts';
import type { Sent, SignOptions } from './tencent-ivp-support.ts';

interface Vector {
  readonly name: string;
  readonly inputs: {
    readonly text?: string;
    readonly secretId?: string;
    readonly secretKey?: string;
    readonly method?: string;
    readonly path?: string;
    readonly query?: readonly (readonly [string, string])[];
    readonly headers?: readonly (readonly [string, string])[];
  };
  readonly expected: string | { readonly authorization?: string };
}

const { testVectors } = (contract as unknown as { auth: { testVectors: readonly Vector[] } }).auth;
const authorizationOf = ({ expected }: Vector): string | undefined =>
  typeof expected === 'string' ? undefined : expected.authorization;
const chains = testVectors.filter((one) => one.name.startsWith('full chain'));
/** Within the KeyTime of the vectors. */
const VECTOR_MS = 1_557_905_000_000;

const requestOf = ({ inputs }: Vector, authorization: string): Sent => ({
  method: inputs.method ?? '',
  path: inputs.path ?? '',
  query: new URLSearchParams((inputs.query ?? []).map(([name, value]) => [name, value])),
  headers: {
    ...Object.fromEntries((inputs.headers ?? []).map(([name, value]) => [name.toLowerCase(), value])),
    authorization,
  },
});

const verdict = (request: Sent, secretKey: string, nowMs: number): string => {
  try {
    checkSignature({ ...request, bodyText: '' }, (secretId) => ({ secretId, secretKey, token: null }), nowMs);
    return 'ok';
  } catch (e) {
    return e instanceof Error ? e.message : String(e);
  }
};

describe('the signatures of the contract', () => {
  it.each(chains.map((one) => [one.name, one] as const))('the check lets in "%s"', (_name, vector) => {
    const request = requestOf(vector, authorizationOf(vector) ?? '');
    const key = vector.inputs.secretKey ?? '';
    expect(verdict(request, key, VECTOR_MS)).toBe('ok');
    expect(verdict(request, `${key}x`, VECTOR_MS)).toBe('41602');
    expect(verdict(request, key, 1_557_902_799_000)).toBe('41602');
    expect(verdict(request, key, 1_557_910_000_000)).toBe('41601');
  });

  it('the contract has four signatures', () => {
    expect(chains).toHaveLength(4);
  });

  it('the encoder encodes as the table of the contract shows', () => {
    for (const name of ['urlEncode table', 'urlEncode unreserved and UTF-8']) {
      const vector = testVectors.find((one) => one.name === name);
      expect(urlEncode(vector?.inputs.text ?? '')).toBe(vector?.expected);
    }
  });
});

describe('a signed request', () => {
  const bench = new IvpBench(16);
  const order = { query: { OrganizationId: '0', Keyword: '门口 1/2*a', PageSize: 5, PageNumber: 1 } };
  const attempt = (tamper: (request: Sent) => void): number => bench.call('listDevices', { ...order, tamper }).status;
  const resigned =
    (change: Partial<SignOptions>) =>
    (request: Sent): void => {
      request.headers['authorization'] = sign(request, { ...bench.signing, ...change });
    };
  const replaced =
    (from: string | RegExp, to: string) =>
    (request: Sent): void => {
      request.headers['authorization'] = request.headers['authorization']?.replace(from, to);
    };

  it('a signed request is let in', () => {
    expect(attempt(() => undefined)).toBe(200);
  });

  it.each([
    ['a changed parameter', (r: Sent): void => r.query.set('PageSize', '6')],
    ['an added parameter', (r: Sent): void => r.query.set('Status', '1')],
    ['a removed parameter', (r: Sent): void => r.query.delete('Keyword')],
    ['a changed host', (r: Sent): void => void (r.headers['host'] = 'ivc.myqcloud.com')],
    ['no Authorization', (r: Sent): void => void delete r.headers['authorization']],
    ['a signed header that is missing', resigned({ headers: ['host', 'date'] })],
    ['no signed host', resigned({ headers: [] })],
    ['another secret', resigned({ secretKey: 'another' })],
    ['an unknown key', resigned({ secretId: 'AKIDunknown' })],
    ['a KeyTime from tomorrow on', resigned({ startSec: START_MS / 1000 + 86_400, endSec: START_MS / 1000 + 90_000 })],
    ['a KeyTime that ends before it starts', resigned({ endSec: START_MS / 1000 - 1 })],
    ['another algorithm', replaced('sha1', 'md5')],
    ['two different times', replaced(/q-sign-time=\d+/, 'q-sign-time=1500000000')],
    ['a list that hides a parameter', replaced('keyword;', '')],
    ['a broken header', (r: Sent): void => void (r.headers['authorization'] = 'Bearer x')],
  ] as const)('a signed request is refused with %s', (_what, tamper) => {
    expect(attempt(tamper)).toBe(41602);
  });

  it('a signed request is refused as expired once its KeyTime is over', () => {
    expect(attempt(resigned({ startSec: START_MS / 1000 - 700, endSec: START_MS / 1000 }))).toBe(41601);
  });

  it('a signed request may sign the content type, encoded or raw as the document does both', () => {
    const organization = { body: { Id: bench.text('organizationId'), Name: 'Signed' } };
    for (const encodesContentType of [true, false]) {
      const tamper = resigned({ headers: ['content-type', 'host'], encodesContentType });
      expect(bench.call('updateOrganization', { ...organization, tamper }).status).toBe(200);
    }
  });

  it('a signed request cannot be sent to another path or with another method', () => {
    const tamper = (request: Sent): void => {
      request.path = '/ivc/cms/device/describe';
      request.query = new URLSearchParams({ Id: 'x' });
    };
    expect(attempt(tamper)).toBe(41602);
    expect(bench.send('POST', '/ivc/urm/resource/getUserResources', order).http).toBe(405);
    expect(bench.send('GET', '/ivc/no/such/call', order).http).toBe(404);
  });
});

describe('a temporary key', () => {
  const temporary = (bench: IvpBench): { secretId: string; secretKey: string; token: string } =>
    bench.cloud.examples['temporaryKey'] as { secretId: string; secretKey: string; token: string };
  const attempt = (bench: IvpBench, token: string | undefined): number =>
    bench.call('listOrganizations', {
      tamper: (request) => {
        const { secretId, secretKey } = temporary(bench);
        request.headers['authorization'] = sign(request, { ...bench.signing, secretId, secretKey });
        if (token !== undefined) request.headers['x-iss-security-token'] = token;
      },
    }).status;

  it('a temporary key needs its token, and reports when it has expired', () => {
    const bench = new IvpBench(16);
    const { token } = temporary(bench);
    expect([attempt(bench, undefined), attempt(bench, 'wrong'), attempt(bench, token)]).toEqual([41602, 41602, 200]);
    expect(bench.cloud.expireTokens()).toBe(1);
    expect(attempt(bench, token)).toBe(41601);
    expect(bench.call('listOrganizations').status).toBe(200);
  });
});

/** Each reason for which a connection is not trusted, by real handshakes with certificates of an authority of the test's own. */
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHttp } from '../../../main/media/upstream/http-open.ts';
import { trustInAllThreads } from '../../../main/thread-network.ts';
import { Connections, exchange } from '../../../main/vendors/core/http/exchange.ts';
import { makeAuthority, makeCertificate, type Authority, type Identity } from '../../security/certificates.ts';

let site: Authority;
let server: https.Server | null = null;
let requests = 0;

beforeAll(() => {
  site = makeAuthority();
});
afterEach(async () => {
  trustInAllThreads([]);
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
  server = null;
});

async function serve({ key, cert }: Identity, maxVersion?: SecureVersion): Promise<string> {
  requests = 0;
  const old =
    maxVersion === undefined ? {} : ({ minVersion: 'TLSv1', maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' } as const);
  server = https.createServer({ key, cert, ...old }, (_, response) => (requests++, response.end('{}')));
  server.on('tlsClientError', () => {}); // the client hangs up: that is what is tested
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The result of a call to the API: the status, or the code of the failure. */
async function called(url: string): Promise<unknown> {
  const connections = new Connections();
  const request = { method: 'POST', url, headers: { 'X-Key': 'a key' }, body: 'a key' };
  const limits = { timeoutMs: 60_000, maxBodyBytes: 1_000 };
  return await exchange(request, connections, limits, new AbortController().signal)
    .then(
      ({ status }) => status,
      (error: unknown) => (error as { readonly failure: { readonly code: string } }).failure.code,
    )
    .finally(() => connections.dispose());
}

/** The result of a pull of media. */
async function pulled(url: string): Promise<unknown> {
  const order = { url, headers: {}, timeoutMs: 60_000, isLocalAllowed: true, signal: new AbortController().signal };
  return await openHttp(order).then(
    ({ response }) => (response.destroy(), response.statusCode),
    (error: unknown) => (error as { readonly code: string }).code,
  );
}

async function bothSay(identity: Identity, outcome: unknown, maxVersion?: SecureVersion): Promise<void> {
  const url = await serve(identity, maxVersion);
  expect(await called(url)).toBe(outcome);
  expect(await pulled(url)).toBe(outcome);
}

describe('a server of an authority that a person added', () => {
  // @promise security.authority-revoked: A revoked authority holds for no new connection.
  it('a server is trusted for calls and media while the authority is, and no longer', async () => {
    const url = await serve(makeCertificate({ by: site }));
    expect([await called(url), await pulled(url)]).toEqual(Array(2).fill('network.certificate-unknown-issuer'));
    trustInAllThreads([site.cert]);
    expect([await called(url), await pulled(url)]).toEqual([200, 200]);
    trustInAllThreads([]);
    expect([await called(url), await pulled(url)]).toEqual(Array(2).fill('network.certificate-unknown-issuer'));
    expect(requests).toBe(2);
  });

  // @promise security.tls-failures: A server with an unknown, expired, early or foreign certificate, or with TLS below
  // 1.2, is sent nothing, and each cause has a sentence of its own.
  // @promise failures.tls: Each cause of a TLS failure has a sentence of its own, and an authority of an organisation
  // can be added by file.
  it.each([
    ['that has expired', { until: '210101000000Z' }, 'network.certificate-expired'],
    ['that is not valid yet', { from: '480101000000Z' }, 'network.certificate-not-yet-valid'],
    ['of another host', { hosts: ['other.example'], isForThisComputer: false }, 'network.certificate-other-host'],
  ])('a server with a certificate %s is sent nothing, and the failure says so', async (_, wish, code) => {
    trustInAllThreads([site.cert]);
    await bothSay(makeCertificate({ by: site, ...wish }), code);
    expect(requests).toBe(0);
  });
});

describe('a server that no authority vouches for', () => {
  // @promise security.tls-failures
  // @promise failures.tls
  it('a server is sent nothing, and the failure distinguishes a certificate of its own from one of an unknown authority', async () => {
    await bothSay(makeCertificate(), 'network.certificate-self-signed');
    await bothSay(makeCertificate({ by: makeAuthority('Authority of nobody') }), 'network.certificate-unknown-issuer');
    expect(requests).toBe(0);
  });

  it('a server is sent nothing when it speaks TLS below 1.2 only', async () => {
    trustInAllThreads([site.cert]);
    await bothSay(makeCertificate({ by: site }), 'network.tls-too-old', 'TLSv1.1');
    expect(requests).toBe(0);
  });
});

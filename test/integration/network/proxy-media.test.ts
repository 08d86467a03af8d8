/** Media by a real proxy: what holds without one holds through it, by real connections. */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHttp } from '../../../main/media/upstream/http-open.ts';
import { Secret } from '../../../main/secret.ts';
import { trustInAllThreads } from '../../../main/thread-network.ts';
import { setWays } from '../../../main/ways.ts';
import { makeAuthority, makeCertificate, type Authority, type Identity } from '../../security/certificates.ts';
import { startStrictProxy, type StrictProxy } from '../../security/strict-proxy.ts';

const SIGN = 'operator:word';
const NAME = 'media.cloud.test';
let site: Authority;
const closers: (() => Promise<unknown>)[] = [];
let requests = 0;

beforeAll(() => {
  site = makeAuthority();
});
afterEach(async () => {
  trustInAllThreads([]);
  setWays(() => Promise.resolve(null));
  for (const close of closers.splice(0).reverse()) await close();
});

/** A media server that only the proxy knows by name. @returns the proxy, and the address of a picture. */
async function serve(
  identity: Identity | null,
  sign = SIGN,
): Promise<{ readonly proxy: StrictProxy; readonly url: string }> {
  requests = 0;
  const listener: http.RequestListener = (_, response) => (requests++, response.end('picture'));
  const server = identity === null ? http.createServer(listener) : https.createServer(identity, listener);
  server.on('tlsClientError', () => {}); // the client hangs up: that is what is tested
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `${NAME}:${port}`;
  const proxy = await startStrictProxy({ names: { [host]: port }, signIn: SIGN });
  closers.push(
    () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
    () => proxy.close(),
  );
  const way = { proxy: proxy.host, href: new Secret(`http://${sign}@${proxy.host}`) };
  setWays(() => Promise.resolve(way));
  return { proxy, url: `${identity === null ? 'http' : 'https'}://${host}/a.flv` };
}

const open = (url: string, certificate?: string): Promise<unknown> =>
  openHttp({
    ...{ url, headers: {}, timeoutMs: 60_000, isLocalAllowed: false, certificate },
    signal: new AbortController().signal,
  }).then(
    ({ response }) => (response.destroy(), response.statusCode),
    (error: unknown) => (error as { readonly code: string }).code,
  );

describe('media by a proxy', () => {
  it('media come over TLS through a tunnel, and over plain http as the proxy hands them on', async () => {
    trustInAllThreads([site.cert]);
    const secure = await serve(makeCertificate({ by: site, hosts: [NAME] }));
    expect(await open(secure.url)).toBe(200);
    expect(secure.proxy.asked).toEqual([`CONNECT ${new URL(secure.url).host}`]);
    const plain = await serve(null);
    expect(await open(plain.url)).toBe(200);
    expect(plain.proxy.asked).toEqual([`GET ${plain.url}`]);
  });

  it('media need the password of the proxy, whether they are encrypted or not', async () => {
    for (const identity of [null, makeCertificate({ by: site, hosts: [NAME] })]) {
      const { url } = await serve(identity, 'operator:other');
      expect(await open(url)).toBe('network.proxy-sign-in');
      expect(requests).toBe(0);
    }
  });

  it('media are refused for every certificate but the trusted one of the host', async () => {
    const camera = makeCertificate({ by: site, hosts: [] });
    const { url } = await serve(camera);
    expect(await open(url)).toBe('network.certificate-unknown-issuer');
    expect(await open(url, makeCertificate({ by: site, hosts: [NAME] }).cert)).toMatch(
      /^network\.(?:tls|certificate-)/,
    );
    expect(requests).toBe(0);
    expect(await open(url, camera.cert)).toBe(200);
  });

  it.each(['http://127.0.0.1:1/a.flv', 'https://169.254.169.254/a.flv', 'http://localhost/a.flv'])(
    'media are not asked for at an address of this computer: %s',
    async (url) => {
      const { proxy } = await serve(null);
      expect(await open(url)).toBe('network.address-refused');
      expect(proxy.asked).toEqual([]);
    },
  );
});

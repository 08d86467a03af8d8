/** Media by a real proxy: what holds without one holds through it, by real connections. */
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FlvFanout } from '../../../main/media/past/flv-fanout.ts';
import { openHttp } from '../../../main/media/upstream/http-open.ts';
import { pullRtmp } from '../../../main/media/upstream/rtmp/rtmp-pull.ts';
import type { UpstreamSource } from '../../../main/ports/live.ts';
import { Secret } from '../../../main/secret.ts';
import { trustInAllThreads } from '../../../main/thread-network.ts';
import { setWays } from '../../../main/ways.ts';
import { makeAuthority, makeCertificate, type Authority, type Identity } from '../../security/certificates.ts';
import { command } from '../../unit/main/media/rtmp-fixtures.ts';
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
    url,
    headers: {},
    timeoutMs: 60_000,
    isLocalAllowed: false,
    certificate,
    signal: new AbortController().signal,
  }).then(
    ({ response }) => (response.destroy(), response.statusCode),
    (error: unknown) => (error as { readonly code: string }).code,
  );

/** The bytes that an RTMP server sends until it has granted a stream. */
const RTMP_GRANT = Buffer.concat([
  ...[Buffer.from([3]), Buffer.alloc(2 * 1_536)],
  command('_result', 1, {}, { level: 'status', code: 'NetConnection.Connect.Success' }),
  command('_result', 2, null, 1),
  command('onStatus', 0, null, { level: 'status', code: 'NetStream.Play.Start' }),
]);

/**
 * Pulls a stream by RTMP from a server that only the proxy knows by name.
 *
 * @param sign the user and the password with which the client comes to the proxy.
 * @returns `granted`, or the code of the failure; with what the proxy was asked for, and how many connections the server had.
 */
async function pullBy(
  sign: string,
): Promise<{ readonly outcome: string; readonly asked: readonly string[]; readonly connections: number }> {
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.once('data', () => socket.write(RTMP_GRANT));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `${NAME}:1935`;
  const proxy = await startStrictProxy({ names: { [host]: (server.address() as AddressInfo).port }, signIn: SIGN });
  closers.push(
    () => new Promise((resolve) => server.close(resolve)),
    () => proxy.close(),
  );
  setWays(() => Promise.resolve({ proxy: proxy.host, href: new Secret(`http://${sign}@${proxy.host}`) }));
  const outcome = await new Promise<string>((resolve) => {
    const source: UpstreamSource = {
      transport: 'rtmp',
      url: `rtmp://${host}/live/cam`,
      headers: {},
      isLocalAllowed: false,
      expiresAtMs: null,
      isSingleUse: false,
    };
    const fanout = new FlvFanout({ onPicture: () => undefined });
    const pull = pullRtmp(source, fanout, 60_000, {
      onBytes: () => setImmediate(() => (pull.openedAtMs === null ? undefined : resolve('granted'))),
      onLost: ({ code }) => resolve(code),
      work: { run: (work) => work() },
    });
    closers.push(() => Promise.resolve(pull.close()));
  });
  return { outcome, asked: proxy.asked, connections };
}

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

  it('a stream by RTMP comes through a tunnel that the proxy opens by CONNECT', async () => {
    expect(await pullBy(SIGN)).toEqual({ outcome: 'granted', asked: [`CONNECT ${NAME}:1935`], connections: 1 });
  });

  it('a stream by RTMP needs the password of the proxy, and without it the server has no connection', async () => {
    expect(await pullBy('operator:other')).toMatchObject({ outcome: 'network.proxy-sign-in', connections: 0 });
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

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { Secret } from '../../../main/secret.ts';
import { setWays, tunnelBy, wayFailure, wayTo, type FindWay, type Way } from '../../../main/ways.ts';
import { startStrictProxy } from '../../security/strict-proxy.ts';

const before: FindWay = setWays(() => Promise.resolve(null));
afterEach(() => setWays(before));

const wayBy = (proxy: string, sign = ''): Way => ({ proxy, href: new Secret(`http://${sign}${proxy}`) });
const behind = (proxy: string): Way => {
  const way = wayBy(proxy);
  setWays(() => Promise.resolve(way));
  return way;
};

it.each([
  'http://127.0.0.1:8080/',
  'https://localhost/',
  'http://[::1]/',
  'http://10.localhost/',
  'http://169.254.1.1/',
])('the client reaches this computer and its link directly, whatever the proxy: %s', async (url) => {
  behind('proxy.example:3128');
  expect(await wayTo(new URL(url), true)).toBeNull();
});

// @promise security.proxy-addresses: An address of this computer is refused before a proxy is asked for it.
it.each(['http://127.0.0.1/', 'http://localhost/', 'https://169.254.169.254/', 'http://[::ffff:127.0.0.1]/'])(
  'the client refuses an address of this computer or of a metadata service before it asks a proxy: %s',
  async (url) => {
    let asked = 0;
    setWays(() => ((asked += 1), Promise.resolve(wayBy('proxy.example:3128'))));
    await expect(wayTo(new URL(url), false)).rejects.toMatchObject({ code: 'network.address-refused' });
    expect(asked).toBe(0);
  },
);

it('the client leaves names to a proxy, also to a proxy on this computer where the name is not known here', async () => {
  const remote = behind('proxy.example:3128');
  expect(await wayTo(new URL('https://vis.cloud.test/'), false)).toBe(remote);
  const local = behind('127.0.0.1:3128');
  expect(await wayTo(new URL('https://vis.cloud.test/'), false)).toBe(local);
});

it.each([
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 407 }, 'network.proxy-sign-in'],
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 401 }, 'network.proxy-sign-in'],
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 403 }, 'network.proxy-refused'],
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 502 }, 'network.proxy-failed'],
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 302 }, 'network.proxy-page'],
  [{ code: 'ERR_PROXY_TUNNEL', statusCode: 511 }, 'network.proxy-page'],
  [{ code: 'ERR_PROXY_TUNNEL' }, 'network.proxy-failed'],
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'network.proxy-unreachable'],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'network.proxy-unreachable'],
  [{ code: 'CERT_HAS_EXPIRED' }, undefined],
  [{ code: 'ECONNRESET', syscall: 'read' }, undefined],
])('the client distinguishes failures of the proxy from failures of the server behind it: %j', (facts, code) => {
  expect(wayFailure(Object.assign(new Error('x'), facts), wayBy('proxy.example:3128'))?.code).toBe(code);
});

it('the client opens a tunnel with user and password for any protocol except HTTP', async () => {
  const target: Server = createServer((_, response) => response.end('here'));
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  const { port } = target.address() as AddressInfo;
  const proxy = await startStrictProxy({ names: { 'media.cloud.test:1935': port }, signIn: 'a@b:p:w' });
  const { signal } = new AbortController();
  await expect(tunnelBy(wayBy(proxy.host), 'media.cloud.test:1935', signal)).rejects.toMatchObject({
    code: 'network.proxy-sign-in',
  });
  const socket = await tunnelBy(wayBy(proxy.host, 'a%40b:p%3Aw@'), 'media.cloud.test:1935', signal);
  socket.write('GET / HTTP/1.1\r\nHost: media.cloud.test\r\nConnection: close\r\n\r\n');
  let text = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) text += chunk.toString();
  expect(text).toContain('here');
  expect(proxy.asked).toEqual(['CONNECT media.cloud.test:1935', 'CONNECT media.cloud.test:1935']);
  await proxy.close();
  target.close();
});

/** Attacks on the gateway's loopback door. Each must be refused without a hint. */
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import type { Gateway } from '../../../main/media/gateway/gateway.ts';
import { EXPORT_ORIGIN } from '../../../main/media/messages/export-messages.ts';
import type { GatewayLease } from '../../../main/media/messages/types.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import { until } from '../servers/processes.ts';

const ORIGIN = 'http://127.0.0.1:9';
let gateway: Gateway;
let flv: GatewayLease;
let hls: GatewayLease;
let asked: string[];
let upstream: http.Server;

beforeAll(async () => {
  asked = [];
  upstream = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.startsWith('/moved') === true) {
      response.writeHead(302, { Location: 'http://localhost:1/elsewhere' }).end();
    } else if (request.url?.startsWith('/foreign') === true) {
      response.end('#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://169.254.169.254/secret\n#EXT-X-ENDLIST\n');
    } else {
      response.end('#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n/a.ts\n#EXT-X-ENDLIST\n');
    }
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  gateway = createGateway({ allowedOrigins: [ORIGIN] });
  await gateway.start();
  flv = await open('flv', 'http-flv', '/live.flv');
  hls = await open('hls', 'hls', '/index.m3u8');
});

afterAll(async () => {
  await gateway.dispose();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
});

function open(key: string, transport: 'http-flv' | 'hls', path: string): Promise<GatewayLease> {
  const address = upstream.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}${path}`;
  const source = { transport, url, headers: {}, expiresAtMs: null, isSingleUse: false, isLocalAllowed: true };
  return gateway.open({ key, resolve: () => Promise.resolve(source) }, new AbortController().signal);
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
}

/** Sends `path` as it is, which fetch would tidy up first. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(hls.url);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, headers: { Origin: ORIGIN, ...headers } });
    request.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    request.on('error', reject);
    request.end();
  });
}

async function statusOf(url: string, origin: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const viewer = watchFlv(url, origin, headers);
  const status = await until('the viewer is judged', () => viewer.status);
  await viewer.close();
  return status;
}

const path = (url: string): string => new URL(url).pathname;

/** Paths that the gateway itself requests from the media server. */
const OWN_PATHS: readonly string[] = ['/live.flv', '/index.m3u8'];

describe('the allowed page', () => {
  it('gets its playlist with CORS headers for exactly its origin', async () => {
    const answer = await ask(path(hls.url));
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('opens its stream', async () => {
    expect(await statusOf(flv.url, ORIGIN)).toBe(200);
  });

  it('the allowed page is answered a preflight for Range', async () => {
    const answer = await ask(path(hls.url), { 'Access-Control-Request-Headers': 'range' }, 'OPTIONS');
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toBe('Range');
  });

  it('the allowed page may not write', async () => {
    expect((await ask(path(hls.url), {}, 'POST')).status).toBe(405);
  });
});

// @promise security.export-name: The name under which exports read recordings opens no live stream.
it('the name under which exports read recordings opens no live stream', async () => {
  expect(await statusOf(flv.url, EXPORT_ORIGIN)).toBe(403);
  expect((await ask(path(hls.url), { Origin: EXPORT_ORIGIN })).status).toBe(403);
});

it.each(['http://evil.example', 'null', `${ORIGIN}.evil.example`, 'http://127.0.0.1'])(
  'a foreign page is refused as %s',
  async (origin) => {
    expect(await statusOf(flv.url, origin)).toBe(403);
    const answer = await ask(path(hls.url), { Origin: origin });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  },
);

it('a foreign page is refused under a name that was rebound to this address', async () => {
  expect((await ask(path(hls.url), { Host: 'evil.example' })).status).toBe(403);
  expect((await ask(path(hls.url), { Host: `localhost:${new URL(hls.url).port}` })).status).toBe(403);
  for (const name of ['evil.example', 'localhost.evil.example', `s1.localhost:1`, 'evillocalhost']) {
    expect(await statusOf(flv.url, ORIGIN, { Host: name })).toBe(403);
  }
});

describe('a guessed path', () => {
  it('a guessed path is not found with another secret, another lease or the other transport', async () => {
    const wrongSecret = flv.url.replace(/\/[\w-]{32}\//, `/${'A'.repeat(32)}/`);
    expect(wrongSecret).not.toBe(flv.url);
    expect(await statusOf(wrongSecret, ORIGIN)).toBe(404);
    expect(await statusOf(flv.url.replace(/.{6}$/, 'zzzzzz'), ORIGIN)).toBe(404);
    expect(await statusOf(flv.url.replace('/flv/', '/hls/'), ORIGIN)).toBe(404);
    expect(await statusOf(hls.url.replace('/hls/', '/flv/').replace('/index.m3u8', ''), ORIGIN)).toBe(404);
    expect(await statusOf(`${flv.url}/index.m3u8`, ORIGIN)).toBe(404);
  });

  it.each([
    '/../../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '//etc/passwd',
    '/s1.ts/../../x',
    '/s999.ts',
    '/m99.m3u8',
    '',
  ])('does not climb out with %s', async (end) => {
    const before = asked.length;
    const answer = await ask(path(hls.url).replace('/index.m3u8', end));
    expect(answer.status).toBe(404);
    // The gateway itself may open its two streams again at any time.
    expect(asked.slice(before).filter((path) => !OWN_PATHS.includes(path))).toEqual([]);
  });

  it('a guessed path is not found once the lease is closed', async () => {
    const lease = await open('closing', 'http-flv', '/live.flv');
    gateway.close(lease.id);
    expect(await statusOf(lease.url, ORIGIN)).toBe(404);
  });
});

describe('a hostile media server', () => {
  async function failureOf(lease: GatewayLease): Promise<string> {
    let code: string | null = null;
    const stop = gateway.on((event) => {
      if (event.kind === 'feed' && event.leaseId === lease.id && event.feed.phase === 'failed')
        code = event.feed.error.code;
    });
    const found = await until('the stream failed', () => code);
    stop();
    return found;
  }

  // @promise security.plain-redirects
  it('a hostile media server cannot send the gateway to another host', async () => {
    expect(await failureOf(await open('moved', 'http-flv', '/moved'))).toBe('network.redirect-refused');
  });

  // @promise security.plain-redirects
  it('a hostile media server cannot name segments on another host', async () => {
    const lease = await open('foreign', 'hls', '/foreign');
    const playlist = await (await fetch(lease.url, { headers: { Origin: ORIGIN } })).text();
    const name = playlist.split('\n').find((line) => line !== '' && !line.startsWith('#')) ?? '';
    expect((await ask(path(lease.url).replace('index.m3u8', name))).status).toBe(403);
  });

  it('a hostile media server is only asked over http', async () => {
    const source = {
      transport: 'http-flv' as const,
      url: 'file:///etc/passwd',
      headers: {},
      expiresAtMs: null,
      isSingleUse: false,
      isLocalAllowed: true,
    };
    const opening = gateway.open({ key: 'file', resolve: () => Promise.resolve(source) }, new AbortController().signal);
    await expect(opening).rejects.toMatchObject({ code: 'media.unsupported-transport' });
  });
});

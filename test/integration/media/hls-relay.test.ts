/** HLS through the gateway against an upstream that the test scripts: expiry, ranges, nested playlists, fallbacks. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayLease } from '../../../main/media/messages/types.ts';
import { until } from '../servers/processes.ts';
import { startScriptedFlv } from '../servers/scripted-flv.ts';
import { ORIGIN, source, startBench } from './harness.ts';
import type { Bench } from './harness.ts';

type Handler = (path: string, request: http.IncomingMessage, response: http.ServerResponse) => void;

let bench: Bench;
let server: http.Server;
let origin: string;
let handle: Handler;
let paths: string[];

beforeEach(async () => {
  paths = [];
  handle = (_path, _request, response) => response.writeHead(404).end();
  server = http.createServer((request, response) => {
    const path = request.url ?? '';
    paths.push(path);
    handle(path, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await bench.dispose();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { headers: { Origin: ORIGIN, ...headers } });

async function playlist(url: string): Promise<{ readonly text: string; readonly urls: readonly string[] }> {
  const text = await (await get(url)).text();
  const names = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { text, urls: names.map((name) => new URL(name, url).href) };
}

const hls = (path: string, expiresAtMs: number | null = null) =>
  source(`${origin}${path}`, { transport: 'hls', expiresAtMs });

function vod(session: string): string {
  const segments = [0, 1].map((n) => `#EXTINF:2,\n/${session}/${n}.ts\n`).join('');
  return `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n${segments}#EXT-X-ENDLIST\n`;
}

describe('segments', () => {
  const body = Buffer.from(Array.from({ length: 1_000 }, (_, i) => i % 251));

  function serveRanges(doesHonourRange: boolean): void {
    handle = (path, request, response) => {
      if (path === '/index.m3u8') {
        const ranges = '#EXTINF:2,\n#EXT-X-BYTERANGE:100@50\nall.ts\n#EXTINF:2,\n#EXT-X-BYTERANGE:30\nall.ts\n';
        response.end(`#EXTM3U\n#EXT-X-TARGETDURATION:2\n${ranges}#EXT-X-ENDLIST\n`);
        return;
      }
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
      if (from === undefined || to === undefined || !doesHonourRange) response.end(body);
      else response.writeHead(206).end(body.subarray(Number(from), Number(to) + 1));
    };
  }

  it.each([true, false])(
    'segments are cut out of one resource, whether the server knows ranges or not (%s)',
    async (knows) => {
      serveRanges(knows);
      bench = await startBench();
      const lease = await bench.open('a', () => Promise.resolve(hls('/index.m3u8')));
      const { urls } = await playlist(lease.url);
      const parts = await Promise.all(urls.map(async (url) => Buffer.from(await (await get(url)).arrayBuffer())));
      expect(parts).toEqual([body.subarray(50, 150), body.subarray(150, 180)]);
    },
  );

  it('segments answer a range that the player asks for', async () => {
    handle = (path, request, response) => {
      if (path === '/index.m3u8') response.end(vod('s'));
      else response.writeHead(206, { 'Content-Range': 'bytes 10-19/1000' }).end(request.headers.range);
    };
    bench = await startBench();
    const lease = await bench.open('a', () => Promise.resolve(hls('/index.m3u8')));
    const { urls } = await playlist(lease.url);
    const answer = await get(urls[0] ?? '', { Range: 'bytes=10-19' });
    expect(answer.status).toBe(206);
    expect(await answer.text()).toBe('bytes=10-19');
    expect(answer.headers.get('content-range')).toBe('bytes 10-19/1000');
  });

  it('segments are not read further than the page takes them', async () => {
    let sent = 0;
    handle = (path, _request, response) => {
      if (path === '/index.m3u8') return response.end(vod('s'));
      const chunk = Buffer.alloc(256 * 1024);
      const pour = (): void => {
        while (sent < 256 * 1024 * 1024 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on('drain', pour);
      return pour();
    };
    bench = await startBench();
    const lease = await bench.open('a', () => Promise.resolve(hls('/index.m3u8')));
    const { urls } = await playlist(lease.url);
    const reader = (await get(urls[0] ?? '')).body?.getReader();
    await reader?.read();
    let before = -1;
    await until('the flow stops', () => {
      const isStill = sent === before;
      before = sent;
      return isStill ? true : null;
    });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    await reader?.cancel();
  });
});

it('nested playlists are renamed with their renditions, and name the codec', async () => {
  handle = (path, _request, response) => {
    if (path === '/m/index.m3u8') {
      response.end(
        '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="n",URI="../x/sound.m3u8"\n' +
          '#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="hvc1.1.6.L93.B0",AUDIO="a"\n../x/video.m3u8?token=secret\n',
      );
    } else response.end(vod(path.includes('sound') ? 'sound' : 'video'));
  };
  bench = await startBench();
  const lease = await bench.open('a', () => Promise.resolve(hls('/m/index.m3u8')));
  const master = await playlist(lease.url);
  expect(master.text).not.toMatch(/secret|video|sound/);
  const sound = /URI="([^"]+)"/.exec(master.text)?.[1] ?? '';
  expect((await playlist(new URL(sound, lease.url).href)).urls).toHaveLength(2);
  expect((await playlist(master.urls[0] ?? '')).urls).toHaveLength(2);
  await until('both were asked', () => (paths.includes('/x/video.m3u8?token=secret') ? true : null));
  expect((await bench.feed('flowing')).codec).toBe('hvc1.1.6.L93.B0');
});

it('expiry of a recording in the middle is cured without the player noticing', async () => {
  let session = 1;
  handle = (path, _request, response) => {
    if (path.startsWith('/index.m3u8')) response.end(vod(`s${path.at(-1)}`));
    else if (path.startsWith(`/s${session}/`)) response.end(path);
    else response.writeHead(403).end();
  };
  bench = await startBench();
  const lease = await bench.open('a', () => Promise.resolve(hls(`/index.m3u8?${session}`)));
  const { urls } = await playlist(lease.url);
  expect(await (await get(urls[0] ?? '')).text()).toBe('/s1/0.ts');
  session = 2;
  const answer = await get(urls[1] ?? '');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('/s2/1.ts');
});

// @promise failures.ended-token
it('expiry of a live playlist that is polled is forestalled', async () => {
  const startedAtMs = Date.now();
  let token = 0;
  const expiries: number[] = [];
  handle = (path, _request, response) => {
    const given = Number(path.at(-1));
    if (Date.now() > (expiries[given] ?? 0)) return response.writeHead(403).end();
    const first = Math.floor((Date.now() - startedAtMs) / 500);
    const segments = [0, 1, 2].map((n) => `#EXTINF:0.5,\n/${first + n}.ts\n`).join('');
    return response.end(`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:${first}\n${segments}`);
  };
  bench = await startBench();
  const lease = await bench.open('a', () => {
    const expiresAtMs = Date.now() + 6_000;
    expiries.push(expiresAtMs);
    token = expiries.length - 1;
    return Promise.resolve(hls(`/live.m3u8?${token}`, expiresAtMs));
  });
  await until('two renewals', async () => {
    expect((await get(lease.url)).status).toBe(200);
    return expiries.length > 2 ? true : null;
  });
  expect((await playlist(lease.url)).text).not.toContain('#EXT-X-DISCONTINUITY\n');
  expect(bench.feeds.every(({ phase }) => phase === 'connecting' || phase === 'flowing')).toBe(true);
});

// @promise failures.ended-list: A live stream that has ended or stands still is given up, and its last seconds are
// never played again as live.
it.each(['stands still', 'has ended', 'begins its numbers anew'])(
  'a live playlist that %s is shown to no new player, until a segment comes that was not seen before',
  async (how) => {
    let newest = 4;
    let isStill = false;
    handle = (path, _request, response) => {
      if (path !== '/index.m3u8') return response.end(path);
      const first = newest - 3;
      const number = how === 'begins its numbers anew' && isStill ? 0 : first;
      const names = [0, 1, 2, 3].map((n) => `#EXTINF:1,\n${first + n}.ts\n`).join('');
      const end = how === 'has ended' && isStill ? '#EXT-X-ENDLIST\n' : '';
      const head = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:${number}\n`;
      return response.end(head + names + end);
    };
    bench = await startBench({ watchdogMs: 700, backoffMs: [100], idleCloseMs: 60_000 });
    const lease = await bench.open('a', () => Promise.resolve(hls('/index.m3u8')));
    expect((await playlist(lease.url)).urls).toHaveLength(4);
    await bench.feed('flowing');
    isStill = true;
    // The page polls as a player does: the list is asked for by requests alone.
    await until('the stream is given up', async () => {
      await get(lease.url);
      return bench.feeds.at(-1)?.phase === 'reconnecting' ? true : null;
    });
    await until('no player gets the old list', async () => ((await get(lease.url)).status === 503 ? true : null));
    const tries = paths.length;
    await until('the stream was asked for again', () => (paths.length > tries + 4 ? true : null));
    expect(
      bench.feeds.slice(bench.feeds.findIndex(({ phase }) => phase === 'reconnecting')).map(({ phase }) => phase),
    ).not.toContain('flowing');
    [newest, isStill] = [newest + 1, false];
    await until('the stream flows', () => (bench.feeds.at(-1)?.phase === 'flowing' ? true : null));
    const { text } = await playlist(lease.url);
    expect(text).not.toContain('ENDLIST');
    expect(text.split('\n').filter((line) => line.startsWith('#EXTINF')).length).toBeGreaterThanOrEqual(4);
  },
);

// @promise failures.hls-stands-still
it('the gateway lets a segment come to its end while its playlist is renewed, and bears a renewal that fails', async () => {
  const segment: { rest: (() => void) | null } = { rest: null };
  handle = (path, _request, response) => {
    if (path.includes('.ts')) {
      response.write('first ');
      segment.rest = () => response.end('last');
    } else if (path.endsWith('broken')) response.writeHead(500).end();
    else response.end('#EXTM3U\n#EXT-X-TARGETDURATION:60\n#EXTINF:60,\n/a.ts\n');
  };
  let resolved = 0;
  bench = await startBench();
  const lease = await bench.open('a', () => {
    resolved += 1;
    return Promise.resolve(hls(resolved === 2 ? '/broken' : `/live.m3u8?${resolved}`, Date.now() + 5_500));
  });
  const { urls } = await playlist(lease.url);
  const answer = await get(urls[0] ?? '');
  await until('it was renewed', () => (paths.includes('/live.m3u8?3') ? true : null));
  expect(paths).toContain('/broken');
  segment.rest?.();
  expect(await answer.text()).toBe('first last');
  expect(bench.feeds.every(({ phase }) => phase === 'connecting' || phase === 'flowing')).toBe(true);
});

it('the gateway gives leases a new kind of URL when the stream falls back to another transport', async () => {
  const flv = await startScriptedFlv();
  handle = (_path, _request, response) => response.end(vod('s'));
  bench = await startBench();
  const lease = await bench.open('a', ({ number }) =>
    Promise.resolve(number === 1 ? source(`${flv.origin}/live.flv`) : hls('/index.m3u8')),
  );
  expect(lease.transport).toBe('flv');
  await until('the stream flows', () => (flv.open === 1 ? true : null));
  flv.reset();
  const replaced = await until('the lease is replaced', () => {
    const found = bench.events.find((event) => event.kind === 'replaced');
    return found?.kind === 'replaced' ? found.lease : null;
  });
  expect(replaced).toMatchObject({ id: lease.id, transport: 'hls' } satisfies Partial<GatewayLease>);
  expect((await playlist(replaced.url)).urls).toHaveLength(2);
  await flv.close();
});

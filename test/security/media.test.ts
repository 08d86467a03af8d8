/** Attacks of a hostile media server on the client: endless and crafted playlists and segments, and other hosts. */
import { MAX_GROWING_SEGMENTS, MAX_SEGMENT_BYTES } from '../../preload/domain/bounds.ts';
import { execFileSync, spawn } from 'node:child_process';
import dns from 'node:dns/promises';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { UpstreamSource } from '../../main/ports/live.ts';
import { until } from '../integration/servers/processes.ts';
import { ORIGIN, startHostile, startWall, type HostileServer, type Wall } from './hostile-media.ts';

let wall: Wall;
let server: HostileServer;

beforeAll(async () => {
  server = await startHostile();
  wall = await startWall();
  await wall.othersPlayOn(5);
});

afterAll(async () => {
  await wall.close();
  await server.close();
});

const HEAD = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n';
const MIB = 1024 * 1024;
const get = (url: string): Promise<Response> => fetch(url, { headers: { Origin: ORIGIN } });
const isName = (line: string): boolean => line !== '' && !line.startsWith('#');
const firstName = (playlist: string): string => playlist.split('\n').find(isName) ?? '';

let count = 0;
/** Opens an HLS stream of the hostile server. */
async function openHls(): Promise<{ readonly key: string; readonly url: string }> {
  count += 1;
  const key = `hostile-${count}`;
  const { url } = await wall.open(key, { transport: 'hls', url: `${server.origin}/index.m3u8` });
  return { key, url };
}

/** Sends `chunk` again and again for as long as somebody takes it. @returns how many bytes were handed to the system. */
function pour(response: http.ServerResponse, chunk: Buffer): () => number {
  let sent = 0;
  const go = (): void => {
    while (!response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return;
    }
  };
  response.on('drain', go);
  go();
  return () => sent;
}

describe('a playlist that is made to be read for hours', () => {
  const long = 'A'.repeat(150_000);
  // @promise security.playlist-bounds: A playlist is read in a time in proportion to its length. Beyond a bound its
  // stream is refused by the name of the bound, and the other cameras play on.
  it.each([
    ['a key without an equals sign', `${HEAD}#EXT-X-KEY:${long}\n#EXTINF:1,\na.ts\n`, 'playlist-line'],
    ['a map without an equals sign', `${HEAD}#EXT-X-MAP:${long}\n#EXTINF:1,\na.ts\n`, 'playlist-line'],
    ['a variant without an equals sign', `#EXTM3U\n#EXT-X-STREAM-INF:${long}\nv.m3u8\n`, 'playlist-line'],
    ['endless variants', `#EXTM3U\n${'#EXT-X-STREAM-INF:A=1\nv.m3u8\n'.repeat(20_000)}`, 'playlist-renditions'],
    ['endless keys', `${HEAD}${'#EXT-X-KEY:A\n'.repeat(60_000)}`, 'playlist-keys'],
    ['endless segments', HEAD + '#EXTINF:,\na\n'.repeat(70_000), 'playlist-segments'],
    ['more than a megabyte', HEAD + `# ${'x'.repeat(60)}\n`.repeat(20_000), 'playlist'],
  ])('a playlist with %s is refused with its reason, and the other cameras play on', async (_, playlist, bound) => {
    server.handle = (_path, _request, response) => response.end(playlist);
    const { key } = await openHls();
    expect(await wall.refusalOf(key)).toMatchObject({ code: 'media.over-limit', params: { detail: bound } });
    await wall.othersPlayOn();
  });

  // @promise security.playlist-bounds
  it('a playlist that never ends is cut at its bound, and the other cameras play on', async () => {
    let sent = (): number => 0;
    server.handle = (_path, _request, response) => {
      response.write(HEAD);
      sent = pour(response, Buffer.from(`#${'x'.repeat(60_000)}\n`));
    };
    const { key } = await openHls();
    expect(await wall.refusalOf(key)).toMatchObject({ code: 'media.over-limit', params: { detail: 'playlist' } });
    expect(sent()).toBeLessThan(32 * MIB);
    await wall.othersPlayOn();
  });
});

describe('a segment', () => {
  const playlist = `${HEAD}#EXT-X-KEY:METHOD=AES-128,URI="key"\n#EXTINF:1,\na.ts\n`;

  // @promise security.segment-bounds: The gateway counts the bytes of a segment or key, announced or not, and breaks
  // the answer at the bound.
  it('a segment without an end is cut at 64 MB, and the viewer reads why', async () => {
    let sent = (): number => 0;
    let isOver = false;
    server.handle = (asked, _request, response) => {
      if (!asked.endsWith('.ts')) return response.end(playlist);
      response.on('close', () => (isOver = true));
      sent = pour(response, Buffer.alloc(MIB));
      return null;
    };
    const { key, url } = await openHls();
    const name = firstName(await (await get(url)).text());
    let taken = 0;
    const take = async (): Promise<void> => {
      const answer = await get(new URL(name, url).href);
      for await (const chunk of answer.body ?? []) taken += (chunk as Uint8Array).length;
    };
    await take().catch(() => undefined);
    const refusal = { code: 'media.over-limit', params: { detail: 'segment', limit: 64 } };
    expect(await wall.refusalOf(key)).toMatchObject(refusal);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThanOrEqual(MAX_SEGMENT_BYTES);
    await until('the connection to the server is closed', () => (isOver ? true : null));
    // Bytes that the server wrote beyond the limit are in the buffers of the system.
    expect(sent()).toBeLessThan(MAX_SEGMENT_BYTES + 32 * MIB);
    await wall.othersPlayOn();
  });

  // @promise security.media-types: The page gets segments as sound, video or bytes, never as a page or script.
  it.each([
    ['text/html', 'application/octet-stream'],
    ['text/html; video/mp2t', 'application/octet-stream'],
    ['application/javascript', 'application/octet-stream'],
    ['video/mp2t; charset=evil', 'video/mp2t'],
    ['Audio/AAC', 'Audio/AAC'],
  ])('a segment that its server calls %s comes to the page as %s', async (said, told) => {
    server.handle = (asked, _request, response) => {
      if (!asked.endsWith('.ts')) return response.end(`${HEAD}#EXTINF:1,\na.ts\n`);
      return response.writeHead(200, { 'Content-Type': said }).end('G');
    };
    const { url } = await openHls();
    const name = firstName(await (await get(url)).text());
    expect((await get(new URL(name, url).href)).headers.get('Content-Type')).toBe(told);
  });

  // @promise security.segment-bounds
  it.each([
    ['segment', 'a.ts', 200 * MIB],
    ['segment-key', 'key', MIB],
  ])('a segment that announces too much is refused before a byte is read (%s)', async (bound, file, length) => {
    server.handle = (asked, _request, response) => {
      if (!asked.endsWith(file)) return response.end(playlist);
      response.writeHead(200, { 'Content-Length': length });
      return response.flushHeaders();
    };
    const { key, url } = await openHls();
    const lines = await (await get(url)).text();
    const name = bound === 'segment' ? firstName(lines) : (/URI="([^"]+)"/.exec(lines)?.[1] ?? '');
    expect((await get(new URL(name, url).href)).status).toBe(403);
    expect(await wall.refusalOf(key)).toMatchObject({ code: 'media.over-limit', params: { detail: bound } });
  });
});

// @promise security.growing-recording: Of a recording that grows without end the newest two hours are remembered.
it('two hours of a recording that grows without end stay in memory', async () => {
  let asked = 0;
  server.handle = (_path, _request, response) => {
    const from = asked * 3_000;
    asked += 1;
    const segments = Array.from({ length: 3_000 }, (_, i) => `#EXTINF:1,\n${from + i}.ts\n`).join('');
    response.end(`${HEAD}#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-MEDIA-SEQUENCE:${from}\n${segments}`);
  };
  const { url } = await openHls();
  const lengths = new Set<number>();
  await until('the playlist was read several times', async () => {
    const playlist = await (await get(url)).text();
    lengths.add(playlist.split('\n').filter(isName).length);
    return asked >= 5 ? true : null;
  });
  expect(Math.max(...lengths)).toBe(MAX_GROWING_SEGMENTS);
});

describe('an address that a cloud names', () => {
  const SPELLINGS = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
  ];
  const OTHERS = ['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '100.100.100.200'];
  const NAMES = ['localhost', 'LOCALHOST', 'localhost.', 'camera.localhost'];
  const TRANSPORTS = ['http-flv', 'hls', 'rtmp'] as const;

  /** Why the stream of a host is refused, at the opening or by the worker. */
  async function refusalOf(transport: UpstreamSource['transport'], host: string): Promise<unknown> {
    const key = `${transport} ${host}`;
    const url = `${transport === 'rtmp' ? 'rtmp' : 'http'}://${host}:${server.port}/live/cam`;
    const opening = wall.open(key, { transport, url, isLocalAllowed: false });
    return await opening.then(
      () => wall.refusalOf(key),
      (error: unknown) => error,
    );
  }

  // @promise security.media-addresses: No answer of a cloud leads media to this computer, its link or a metadata
  // service, in any spelling or by any name: the socket goes to the very address that was checked.
  it.each(TRANSPORTS)(
    'an address that a cloud names over %s may not be this computer or its network link, in any spelling',
    async (transport) => {
      const before = server.connections;
      for (const host of [...SPELLINGS, ...OTHERS, ...NAMES]) {
        const failure = await refusalOf(transport, host);
        expect({ host, failure }).toMatchObject({ host, failure: { code: 'network.address-refused' } });
      }
      expect(server.connections).toBe(before);
    },
  );

  // @promise security.media-addresses
  it.each(TRANSPORTS)(
    'an address that a cloud names over %s may not be a name that resolves to this computer',
    async (transport) => {
      const before = server.connections;
      const host = os.hostname();
      const addresses = await dns.lookup(host, { all: true }).catch(() => []);
      // Only some systems resolve their own name to loopback; unit/main/addresses.test.ts has the same with a resolver of its own.
      const isLocal = addresses.some(({ address }) => address.startsWith('127.') || address === '::1');
      if (isLocal) expect(await refusalOf(transport, host)).toMatchObject({ code: 'network.address-refused' });
      expect(server.connections).toBe(before);
    },
  );

  it('an address that a cloud names may be this computer for an account that is on this computer itself', async () => {
    const before = server.connections;
    server.handle = (_path, _request, response) => response.end(`${HEAD}#EXTINF:1,\na.ts\n`);
    const { url } = await openHls();
    expect((await get(url)).status).toBe(200);
    expect(server.connections).toBeGreaterThan(before);
  });
});

describe('a media server with a certificate of its own', () => {
  let folder: string;
  let secure: HostileServer;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lanner-certificate-'));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const order = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert];
    execFileSync('openssl', [...order, ...subject], { stdio: 'ignore' });
    const options = { key: readFileSync(key), cert: readFileSync(cert) };
    secure = await startHostile((listener) => https.createServer(options, listener));
  });
  afterAll(async () => {
    await secure.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // @promise security.media-tls: A media server with a forged certificate is refused although the environment turns the
  // check off.
  it('a media server with a certificate of its own is refused although the environment turns the check of certificates off', async () => {
    const opener = new URL('../../main/media/upstream/http-open.ts', import.meta.url).href;
    // A process of its own: the variable must not reach other tests.
    const script = `
      import { openHttp } from ${JSON.stringify(opener)};
      const order = { headers: {}, timeoutMs: 60000, isLocalAllowed: true, signal: new AbortController().signal };
      const opening = openHttp({ ...order, url: process.argv[1] });
      console.log(await opening.then(({ response }) => response.statusCode, (error) => error.code));
      process.exit(0);`;
    const url = `https://localhost:${secure.port}/`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, url], {
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect((await text(child.stdout)).trim()).toBe('network.certificate-self-signed');
    expect(secure.paths).toEqual([]);
  });
});

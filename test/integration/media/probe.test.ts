import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { streamOfUrl } from '../../../main/media/gateway/probe.ts';
import { signal } from './harness.ts';

let server: http.Server;
let origin: string;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/typed-hls') response.setHeader('Content-Type', 'application/vnd.apple.mpegurl');
    if (path === '/typed-flv') response.setHeader('Content-Type', 'video/x-flv');
    if (path === '/page') response.setHeader('Content-Type', 'text/html');
    if (path === '/bare-flv') response.write(Buffer.from('FLV\u0001\u0005\0\0\0\t'));
    else response.end(path === '/bare-hls' ? '#EXTM3U\n' : '<html></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it.each([
  ['/never-asked.flv?token=1', 'http-flv'],
  ['/never-asked.M3U8', 'hls'],
  ['/typed-hls', 'hls'],
  ['/typed-flv', 'http-flv'],
  ['/bare-hls', 'hls'],
  ['/bare-flv', 'http-flv'],
])('the stream doctor takes %s for %s', async (path, transport) => {
  const stream = await streamOfUrl(`${origin}${path}`, signal());
  const resolved = await stream.resolve({ number: 1, lastError: null }, signal());
  expect(resolved).toMatchObject({ transport, url: `${origin}${path}` });
});

it.each([
  ['rtsp://127.0.0.1/live/cam', 'media.unsupported-transport'],
  ['rtmp://127.0.0.1/live', 'media.no-url'],
  ['not a url', 'media.no-url'],
  ['http://127.0.0.1:1/cam', 'network.unreachable'],
])('the stream doctor refuses %s as %s', async (url, code) => {
  await expect(streamOfUrl(url, signal())).rejects.toMatchObject({ code });
});

it('the stream doctor takes rtmp for an RTMP address, as it is written', async () => {
  const url = 'rtmp://Camera.example/live/Gate%201?auth_key=1-0-0-a%2Fb';
  const stream = await streamOfUrl(` ${url} `, signal());
  expect(await stream.resolve({ number: 1, lastError: null }, signal())).toMatchObject({ transport: 'rtmp', url });
});

it('the stream doctor refuses a page as no stream', async () => {
  await expect(streamOfUrl(`${origin}/page`, signal())).rejects.toMatchObject({
    code: 'media.unsupported-transport',
    params: { detail: 'text/html' },
  });
});

/** The probe command's report on addresses that do not play: the failure, and the next step. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../contract/commands/command.ts';
import { freePort } from '../servers/processes.ts';

const SECRET = 'token-of-a-camera';
let server: http.Server;
let origin: string;
let deadOrigin: string;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/page')) response.setHeader('Content-Type', 'text/html').end('<html>Please sign in</html>');
    else if (path.startsWith('/empty')) response.setHeader('Content-Type', 'video/x-flv').end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  deadOrigin = `http://127.0.0.1:${await freePort()}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const NOTHING = { codec: null, width: 0, height: 0, firstFrameMs: null, fps: 0, dropped: 0, stalls: 0 };

it.each([
  ['a dead port', () => `${deadOrigin}/live/a.flv`, /^network\.unreachable: nothing answers at .*Check host, port/],
  ['a missing stream', () => `${origin}/live/a.flv`, /^media\.url-expired: .*HTTP 404.*get a new one/],
  ['a missing playlist', () => `${origin}/live/a.m3u8`, /^media\.url-expired: .*HTTP 404.*get a new one/],
  ['a web page', () => `${origin}/page`, /text\/html, which is neither FLV nor HLS.*Check the path/],
  ['a web page that calls itself FLV', () => `${origin}/page.flv`, /^media\.bad-stream: .*Check the address/],
  ['a stream without a byte', () => `${origin}/empty.flv`, /^media\.\S+: .*Check/],
  [
    'a dead RTMP port',
    () => `${deadOrigin.replace('http', 'rtmp')}/live/a`,
    /^network\.unreachable: .*Check host, port/,
  ],
  [
    'a web server in the place of RTMP',
    () => `${origin.replace('http', 'rtmp')}/live/a`,
    /^media\.bad-stream: .*no RTMP server/,
  ],
  ['an RTMP address without a stream', () => 'rtmp://127.0.0.1/live', /^media\.no-url: .*rtmp:\/\/host\/live\/camera/],
  ['an address of RTMP over TLS', () => 'rtmps://127.0.0.1/live/a', /^media\.unsupported-transport: rtmps:\/\//],
  ['an RTSP address', () => 'rtsp://127.0.0.1/live/a', /rtsp:\/\/ is not supported\. Give an http/],
  ['no URL', () => 'camera 7', /^media\.no-url: .*such as http/],
])('the stream doctor says of %s why it does not play and what to do', async (_, url, words) => {
  const { code, last, output } = await runCommand('scripts/probe.ts', [
    `${url()}${/^(http|rtmp:)/.test(url()) ? `?token=${SECRET}` : ''}`,
    ...['--for', '2', '--json'],
  ]);
  expect(code).toBe(1);
  expect(last).toMatchObject(NOTHING);
  expect((last as { error: string }).error).toMatch(words);
  expect(output).not.toContain(SECRET);
});

it.each([
  [[], /one URL is needed/],
  [['http://127.0.0.1/a.flv', '--for', 'long'], /--for takes seconds/],
  [['http://127.0.0.1/a.flv', '--colour'], /--colour.*usage/],
])('the stream doctor refuses the command line %j with the usage', async (args, words) => {
  const { code, last } = await runCommand('scripts/probe.ts', [...args, '--json']);
  expect(code).toBe(2);
  expect((last as { error: string }).error).toMatch(words);
});

it('the stream doctor gives the reason in words for people', async () => {
  const { code, stdout } = await runCommand('scripts/probe.ts', ['rtmps://127.0.0.1/live/a']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^The stream does not play here\. .*FLV or HLS stream, or an rtmp/);
});

it('the stream doctor says that no browser is at the place that was named', async () => {
  const args = [`${origin}/a.flv`, '--browser', '/nowhere/chromium', '--json'];
  const { code, last } = await runCommand('scripts/probe.ts', args);
  expect(code).toBe(1);
  expect((last as { error: string }).error).toMatch(/no browser at \/nowhere\/chromium/);
});

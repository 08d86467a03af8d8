/** Any process of this computer may talk to the port of the gateway. Nothing that it sends ends the worker or a viewer. */
import net from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_STRANGERS } from '../../main/media/worker/connection-guard.ts';
import { watchFlv } from '../integration/servers/flv-viewer.ts';
import { until } from '../integration/servers/processes.ts';
import { startScriptedFlv, type ScriptedFlv } from '../integration/servers/scripted-flv.ts';
import { ORIGIN, startWall, type Wall } from './hostile-media.ts';

let wall: Wall;
let camera: ScriptedFlv;
let url: URL;
let downs: number;

beforeAll(async () => {
  downs = 0;
  camera = await startScriptedFlv();
  wall = await startWall();
  wall.gateway.on((event) => {
    const isDown = event.kind === 'feed' && event.feed.phase === 'reconnecting';
    if (isDown && event.feed.phase === 'reconnecting' && event.feed.error.code === 'media.gateway-down') downs += 1;
  });
  url = new URL((await wall.open('own', { url: `${camera.origin}/own.flv` })).url);
  await wall.othersPlayOn(5);
});

afterAll(async () => {
  await wall.close();
  await camera.close();
});

interface Raw {
  readonly socket: net.Socket;
  /** The gateway's answer. */
  answer(): string;
  readonly isClosed: boolean;
}

/** Connects, sends bytes as they are and keeps the connection open from this side. */
function raw(bytes: string | Buffer, isWriting = true): Raw {
  const chunks: Buffer[] = [];
  let isClosed = false;
  const socket = net.connect({ host: '127.0.0.1', port: Number(url.port), allowHalfOpen: true });
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.once('close', () => (isClosed = true));
  socket.once('end', () => socket.end());
  if (isWriting) socket.write(bytes);
  return {
    socket,
    answer: () => Buffer.concat(chunks).toString('latin1'),
    get isClosed() {
      return isClosed;
    },
  };
}

const untilClosed = async (what: string, sockets: readonly Raw[]): Promise<void> => {
  await until(`the gateway closes ${what}`, () => (sockets.every(({ isClosed }) => isClosed) ? true : null));
};

const request = (line: string, headers: readonly string[] = []): string =>
  `${[line, `Host: 127.0.0.1:${url.port}`, ...headers].join('\r\n')}\r\n\r\n`;

/** The same numbers in each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const TARGETS = [
  ...['//', '///', '//[', '//:0', 'http://', 'http://[', '//a:99999/', 'http://%', '//%zz/', '*', '/%', '/%00', '\\'],
  ...['/\u0000', '/../../etc/passwd', 'file:///etc/passwd', `/${'a'.repeat(15_000)}`, '?', '#', 'a:b@c', '[::1]:1'],
];

// @promise security.gateway-door: The gateway parses no target as a URL, refuses upgrades, tunnels and expectations,
// and closes each refused connection.
it.each(['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'CONNECT', 'TRACE', 'DELETE', 'PRI'])(
  'the gateway refuses every crooked target with %s, plain and as an upgrade, and closes the connection',
  async (method) => {
    const upgrades = [
      [],
      ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: x'],
    ];
    const sockets = TARGETS.flatMap((target) =>
      upgrades.map((headers) => raw(request(`${method} ${target} HTTP/1.1`, [...headers, `Origin: ${ORIGIN}`]))),
    );
    await untilClosed('all of them', sockets);
    for (const { answer } of sockets) expect(answer()).not.toMatch(/^HTTP\/1\.1 (1|2|5)/);
    await wall.othersPlayOn(5);
    expect(downs).toBe(0);
  },
);

// @promise security.gateway-door
it('the gateway refuses crooked headers, bodies and frames, and closes the connection', async () => {
  const get = 'GET / HTTP/1.1';
  const many = Array.from({ length: 3_000 }, (_, i) => `X-${i}: 1`);
  const sockets = [
    request(get, [`X: ${'a'.repeat(40_000)}`]),
    request(get, many),
    request(get, ['Content-Length: 5', 'Transfer-Encoding: chunked']),
    request(get, ['Content-Length: -1']),
    request(get, ['Transfer-Encoding: chunked, chunked']),
    `${request('POST / HTTP/1.1', ['Transfer-Encoding: chunked'])}ffffffffffffffff\r\n`,
    request('PUT / HTTP/1.1', ['Expect: 100-continue', 'Content-Length: 10']),
    request('PUT / HTTP/1.1', ['Expect: 200-ok', 'Content-Length: 10']),
    request(get, ['Host: second']),
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\r\n\r\n',
    '\r\n\r\n\r\nNO SUCH THING\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]),
    // Frames of a WebSocket behind an upgrade that is never granted.
    Buffer.concat([
      Buffer.from(request(get, ['Connection: Upgrade', 'Upgrade: websocket'])),
      Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ]),
    request(get).repeat(2_000),
  ].map((bytes) => raw(bytes));
  await untilClosed('all of them', sockets);
  for (const { answer } of sockets) expect(answer()).not.toMatch(/^HTTP\/1\.1 (101|2|5)/);
  await wall.othersPlayOn(5);
  expect(downs).toBe(0);
});

// @promise security.gateway-door
it('the gateway survives two thousand requests of drawn bytes', async () => {
  const random = randomNumbers(9);
  const pieces = [
    ...['GET', 'PUT', 'CONNECT', 'OPTIONS', ' ', '/', '//', '?', '%', ':', '\r\n', '\r\n\r\n', '\n', '\0', '\xff', ','],
    ...[
      'HTTP/1.1',
      'HTTP/1.0',
      'Host: ',
      `127.0.0.1:${url.port}`,
      'Origin: ',
      ORIGIN,
      url.pathname,
      'Upgrade: websocket',
    ],
    ...[
      'Connection: Upgrade',
      'Transfer-Encoding: chunked',
      'Content-Length: ',
      '-1',
      '18446744073709551616',
      'Range: bytes=',
    ],
  ];
  for (let round = 0; round < 40; round += 1) {
    const sockets = Array.from({ length: 50 }, () => {
      const text = Array.from({ length: 1 + random(30) }, () => pieces[random(pieces.length)] ?? '').join('');
      const made = raw(Buffer.from(text, 'latin1'));
      made.socket.end();
      return made;
    });
    for (const { socket } of sockets) setTimeout(() => socket.destroy(), 50);
    await untilClosed('the round', sockets);
  }
  await wall.othersPlayOn(5);
  expect(downs).toBe(0);
});

// @promise security.gateway-strangers: The page always reaches the gateway: beyond 128 connections without the secret
// the oldest one is closed, and each of them after 5 s without headers.
it('connections that ask for nothing are closed beyond a small number, so that the page always comes in', async () => {
  const idle: Raw[] = [];
  for (let i = 0; i < 600; i += 1) idle.push(raw('', false));
  await until('only a few are left', () => {
    return idle.filter(({ isClosed }) => !isClosed).length <= MAX_STRANGERS ? true : null;
  });
  const viewer = watchFlv(url.href, ORIGIN);
  await until('the page sees its camera', () => (viewer.videoTimes().length > 3 ? true : null));
  await viewer.close();
  await wall.othersPlayOn(5);
  await untilClosed('the rest of them after a while', idle);
});

// @promise security.gateway-strangers
it('connections that ask for nothing are closed when they send their headers drop by drop', async () => {
  const slow = Array.from({ length: 20 }, () => raw('GET / HTTP/1.1\r\nHost: '));
  const timer = setInterval(() => slow.forEach(({ socket }) => socket.writable && socket.write('a')), 100);
  await untilClosed('all of them', slow);
  clearInterval(timer);
  await wall.othersPlayOn(5);
  expect(downs).toBe(0);
});

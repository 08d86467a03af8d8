/** Whatever stands behind an RTMP address: a stated reason, nothing left open, memory within bounds. */
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { amf, command, message, uint32 } from '../../unit/main/media/rtmp-fixtures.ts';
import { until } from '../servers/processes.ts';
import { source, startBench } from './harness.ts';
import type { Bench } from './harness.ts';

const GREETING = Buffer.concat([Buffer.from([3]), Buffer.alloc(2 * 1536)]);
const GRANT = Buffer.concat([
  GREETING,
  command('_result', 1, {}, { level: 'status', code: 'NetConnection.Connect.Success' }),
  command('_result', 2, null, 1),
  command('onStatus', 0, null, { level: 'status', code: 'NetStream.Play.Start' }),
]);
const PING = message({ type: 4, ms: 0, body: Buffer.concat([Buffer.from([0, 6]), uint32(1)]) }, { chunkStream: 2 });

const HTML = Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n');
const HALF_PICTURE = message({ type: 9, ms: 0, body: Buffer.alloc(100) }).subarray(0, 50);
const HALF_COMMAND = message({ type: 20, ms: 0, body: amf('_result', 1).subarray(0, 12) });
const REJECTED = { level: 'error', code: 'NetConnection.Connect.Rejected' };
/** The beginnings of large messages on every chunk stream. */
const BEGINNINGS = Buffer.concat(
  Array.from({ length: 61 }, (_, i) =>
    Buffer.concat([Buffer.from([3 + i, 0, 0, 0, 0x7f, 0, 0, 9, 1, 0, 0, 0]), Buffer.alloc(128)]),
  ),
);
const refusal = (info: object): Buffer => Buffer.concat([GREETING, command('_error', 1, null, info)]);

let server: net.Server;
let bench: Bench;
let sockets: Set<Socket>;
let connections: number;
let behave: (socket: Socket) => void;

beforeEach(async () => {
  sockets = new Set();
  connections = 0;
  server = net.createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bench = await startBench({ connectTimeoutMs: 400, watchdogMs: 400, backoffMs: [600_000] });
});

afterEach(async () => {
  await bench.dispose();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const url = (): string =>
  `rtmp://127.0.0.1:${(server.address() as AddressInfo).port}/live/cam?token=secret-of-a-camera`;

const answers =
  (bytes: Buffer, ends = false) =>
  (socket: Socket): void => {
    socket.once('data', () => (ends ? socket.end(bytes) : socket.write(bytes)));
  };

const floods =
  (block: Buffer) =>
  (socket: Socket): void => {
    socket.pause();
    socket.write(GRANT);
    const pour = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on('drain', pour);
    pour();
  };

it.each<[string, (socket: Socket) => void, string, string]>([
  ['says nothing', (socket) => void socket.resume(), 'network.timeout', ''],
  ['stops in the handshake', answers(GREETING.subarray(0, 2_000)), 'network.timeout', ''],
  ['never answers connect', answers(GREETING), 'network.timeout', ''],
  ['grants and sends nothing', answers(GRANT), 'media.stalled', ''],
  ['hangs up at once', (socket) => void socket.resume().end(), 'network.reset', 'closed at handshake'],
  ['resets', (socket) => void socket.once('data', () => socket.resetAndDestroy()), 'network.reset', 'ECONNRESET'],
  ['is a web server', answers(HTML, true), 'media.bad-stream', 'no RTMP server'],
  ['hangs up on connect', answers(GREETING, true), 'media.url-expired', 'closed at connect'],
  ['refuses connect', answers(refusal(REJECTED)), 'media.url-expired', 'NetConnection.Connect.Rejected'],
  ['sends garbage', answers(Buffer.concat([GRANT, Buffer.alloc(4_000, 0xff)])), 'media.bad-stream', 'RTMP'],
  ['sends half a command', answers(Buffer.concat([GREETING, HALF_COMMAND])), 'media.bad-stream', 'AMF0'],
  ['ends in mid-picture', answers(Buffer.concat([GRANT, HALF_PICTURE]), true), 'media.upstream-closed', ''],
  [
    'sends the client elsewhere',
    answers(refusal({ ...REJECTED, ex: { redirect: 'rtmp://evil.example/a/b' } })),
    ...(['network.redirect-refused', 'evil.example'] as const),
  ],
  ['begins picture upon picture', floods(BEGINNINGS), 'media.bad-stream', 'RTMP'],
])('a server that %s gets its own name', async (_, how, code, detail) => {
  behave = how;
  const memoryBefore = process.memoryUsage().rss;
  await bench.open('a', () => Promise.resolve(source(url(), { transport: 'rtmp' })));
  const error = await until('the failure is told', () => {
    const feed = bench.feeds.find(({ phase }) => phase === 'reconnecting' || phase === 'failed');
    return feed !== undefined && 'error' in feed ? feed.error : null;
  });
  expect(error.code).toBe(code);
  expect(String(error.params['detail'] ?? '')).toContain(detail);
  expect(JSON.stringify(bench.events)).not.toContain('secret-of-a-camera');
  await until('the connection is closed', () => (sockets.size === 0 ? true : null));
  expect(connections).toBe(1);
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(300 * 1024 * 1024);
});

it('a server that asks without end and never reads the answers is left', async () => {
  behave = floods(Buffer.concat(Array.from({ length: 4_000 }, () => PING)));
  const patient = await startBench({ watchdogMs: 600_000, backoffMs: [600_000] });
  try {
    await patient.open('a', () => Promise.resolve(source(url(), { transport: 'rtmp' })));
    const { error } = await patient.feed('reconnecting');
    expect(error).toMatchObject({ code: 'media.bad-stream', params: { detail: 'RTMP server reads nothing' } });
  } finally {
    await patient.dispose();
  }
});

it.each<[string, (socket: Socket) => void]>([
  ['in the handshake', (socket) => void socket.resume()],
  ['before the grant', answers(GREETING)],
  ['while it plays', answers(GRANT)],
])('an upstream that is given up %s is closed at once', async (_, how) => {
  behave = how;
  const lease = await bench.open('a', () => Promise.resolve(source(url(), { transport: 'rtmp' })));
  await until('it is connected', () => (sockets.size === 1 ? true : null));
  bench.gateway.close(lease.id);
  await until('it is closed', () => (sockets.size === 0 ? true : null));
  expect(await bench.gateway.stats()).toMatchObject({ upstreams: 0 });
});

/** The simulated RTMP server, asked byte by byte: its refusals, and its messages. */
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAmf, writeAmf } from './rtmp-amf.ts';
import type { AmfValue } from './rtmp-amf.ts';
import { RtmpInput, toChunks } from './rtmp-chunk.ts';
import type { RtmpMessage } from './rtmp-chunk.ts';
import { flvFrame } from './flv.ts';
import { wrapFlv } from './rtmp-out.ts';
import type { MediaServer } from './types.ts';
import { PATIENT } from '../../patience.ts';
import { openServer } from './support.ts';

const COMMAND = 20;

let server: MediaServer;
let sockets: net.Socket[];

beforeEach(async () => {
  sockets = [];
  server = await openServer();
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

function dial(): net.Socket {
  const socket = net.connect(Number(new URL(server.rtmpOrigin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

interface Player {
  readonly socket: net.Socket;
  command(streamId: number, ...values: AmfValue[]): void;
  /** The next message of this type. */
  next(type: number): Promise<RtmpMessage>;
  status(): Promise<unknown>;
}

/** Shakes hands with code of its own, then uses the simulator's own parser for what comes back. */
async function shakeHands(): Promise<Player> {
  const socket = dial();
  const c1 = Buffer.alloc(1536, 7);
  socket.write(Buffer.concat([Buffer.from([3]), c1]));
  let greeting: Buffer | null = null;
  for (;;) {
    greeting = socket.read(1 + 2 * 1536) as Buffer | null;
    if (greeting !== null) break;
    await once(socket, 'readable');
  }
  expect(greeting[0]).toBe(3);
  expect(greeting.subarray(1537).equals(c1)).toBe(true);
  socket.write(greeting.subarray(1, 1537));
  const input = new RtmpInput(socket);
  const next = async (type: number): Promise<RtmpMessage> => {
    for (;;) {
      const message = await input.next();
      if (message.type === type) return message;
    }
  };
  return {
    socket,
    command: (streamId, ...values) => {
      socket.write(toChunks({ type: COMMAND, streamId, timestampMs: 0, body: writeAmf(...values) }, 3));
    },
    next,
    status: async () => readAmf((await next(COMMAND)).body)[3],
  };
}

async function connect(): Promise<Player> {
  const player = await shakeHands();
  player.command(0, 'connect', 1, { app: 'flv-live' });
  expect(await player.status()).toMatchObject({ code: 'NetConnection.Connect.Success' });
  player.command(0, 'createStream', 2, null);
  expect(readAmf((await player.next(COMMAND)).body)).toEqual(['_result', 2, null, 1]);
  return player;
}

function untilRefused(socket: net.Socket): Promise<void> {
  socket.resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

it('a player gets a key frame with its decoder settings before anything else, and then every frame in time', async () => {
  const player = await connect();
  player.command(1, 'play', 0, null, 'sub/c1?token=1');
  expect(await player.status()).toMatchObject({ code: 'NetStream.Play.Reset' });
  expect(await player.status()).toMatchObject({ code: 'NetStream.Play.Start' });
  expect(readAmf((await player.next(18)).body)).toMatchObject(['onMetaData', { width: 640, height: 360 }]);
  expect([...(await player.next(9)).body.subarray(0, 2)]).toEqual([0x17, 0]);
  const first = await player.next(9);
  expect([...first.body.subarray(0, 2)]).toEqual([0x17, 1]);
  const second = await player.next(9);
  expect(second.timestampMs - first.timestampMs).toBeCloseTo(1000 / 15, -1);
  expect(server.viewers()).toMatchObject([{ cameraKey: 'c1', profile: 'sub', kind: 'flv-live', isStalled: false }]);
  player.socket.destroy();
  await expect.poll(() => server.viewers(), PATIENT).toEqual([]);
});

it('a player gets the reason why a name does not play', async () => {
  const player = await connect();
  player.command(1, 'play', 0, null, 'sub');
  expect(await player.status()).toEqual({
    level: 'error',
    code: 'NetStream.Play.Failed',
    description: 'the URL was used before',
  });
});

it('a player that requests a name of HLS only gets the answer not found', async () => {
  const player = await shakeHands();
  player.command(0, 'connect', 1, { app: 'hls-live' });
  await player.next(COMMAND);
  player.command(0, 'createStream', 2, null);
  await player.next(COMMAND);
  player.command(1, 'play', 0, null, 'sub/c1');
  expect(await player.status()).toMatchObject({ code: 'NetStream.Play.StreamNotFound' });
});

it('a player that names no application is refused', async () => {
  const player = await shakeHands();
  player.command(0, 'connect', 1, { tcUrl: 'rtmp://127.0.0.1/' });
  expect(readAmf((await player.next(COMMAND)).body)).toMatchObject(['_error', 1, null, { level: 'error' }]);
  await untilRefused(player.socket);
});

it('a player is stalled, freed and cut like any other viewer', async () => {
  const player = await connect();
  server.stall({ cameraKey: 'c1' });
  player.command(1, 'play', 0, null, 'sub/c1');
  await expect.poll(() => server.viewers().map((viewer) => viewer.isStalled), PATIENT).toEqual([true]);
  expect(server.viewers()[0]?.sentBytes).toBe(0);
  server.resume();
  await player.next(9);
  const cut = untilRefused(player.socket);
  expect(server.reset({ cameraKey: 'c1' })).toBe(1);
  await cut;
});

it('a player finds the server on the same port after a restart', async () => {
  const before = server.rtmpOrigin;
  const { socket } = await connect();
  const cut = untilRefused(socket);
  await server.restart(1);
  await cut;
  expect(server.rtmpOrigin).toBe(before);
  await connect();
});

describe('wrong players', () => {
  it.each([
    ['a web browser', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['another version', Buffer.concat([Buffer.from([6]), Buffer.alloc(1536)])],
    ['no echo of what it sent', Buffer.concat([Buffer.from([3]), Buffer.alloc(1536 * 2)])],
  ])('the server hangs up on %s', async (_, bytes) => {
    const socket = dial();
    socket.write(bytes);
    await untilRefused(socket);
  });

  it.each([
    ['play before connect', (player: Player) => player.command(0, 'play', 0, null, 'x')],
    ['a chunk stream without a beginning', (player: Player) => player.socket.write(Buffer.from([0xc5]))],
    [
      'a message without end',
      (player: Player) => player.socket.write(Buffer.from([3, 0, 0, 0, 255, 255, 255, 20, 0, 0, 0, 0])),
    ],
  ])('the server hangs up on a player that sends %s', async (_, misbehave) => {
    const player = await shakeHands();
    misbehave(player);
    await untilRefused(player.socket);
  });
});

it('frames of any size and time are wrapped so that they arrive whole', async () => {
  const cases = [
    [0, 1],
    [0xfffffe, 4_090],
    [0xffffff, 4_091],
    [0x1000000, 4_092],
    [2 ** 32 - 1, 60_000],
  ] as const;
  const frames = cases.map(([timestampMs, bytes], i) => {
    const parts = [Buffer.alloc(bytes, i + 1)];
    return { timestampMs, tag: flvFrame({ isKey: i === 0, atMs: 0, parts }, timestampMs) };
  });
  const pipe = new net.Socket();
  const input = new RtmpInput(pipe);
  pipe.push(toChunks({ type: 1, streamId: 0, timestampMs: 0, body: Buffer.from([0, 0, 16, 0]) }, 2));
  pipe.push(wrapFlv(Buffer.concat(frames.map(({ tag }) => tag))));
  for (const { timestampMs, tag } of frames) {
    const message = await input.next();
    expect(message).toMatchObject({ type: 9, streamId: 1, timestampMs });
    expect(message.body.equals(tag.subarray(11, -4))).toBe(true);
  }
  pipe.destroy();
});

import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { cut } from './cut.ts';

/** More than the system takes for a peer that reads nothing. */
const MUCH = Buffer.alloc(64 * 1024 * 1024);

describe('cutting a connection', () => {
  it.each([
    ['in the middle', (socket: Socket) => void socket.write(MUCH)],
    ['when its end waits behind unsent bytes', (socket: Socket) => void socket.end(MUCH)],
    ['when its end is just going out', (socket: Socket) => void socket.end()],
  ])('a cut closes the connection %s', async (_when, prepare) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const peer = connect((server.address() as AddressInfo).port, '127.0.0.1')
      .on('error', () => undefined)
      .pause();
    const [socket] = (await once(server, 'connection')) as [Socket];
    socket.on('error', () => undefined);
    prepare(socket);
    await new Promise((resolve) => process.nextTick(resolve)); // the end reaches the system
    const closed = once(socket, 'close');
    cut(socket);
    await closed;
    expect(socket.destroyed).toBe(true);
    peer.destroy();
    await new Promise((resolve) => server.close(resolve)); // waits for every connection that was accepted
  });
});

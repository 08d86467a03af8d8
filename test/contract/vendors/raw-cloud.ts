/** A cloud of the worst kind: it writes to the socket whatever a test wants, and counts what was taken from it. */
import net, { type AddressInfo, type Socket } from 'node:net';

/** Writes to a connection once its request has arrived. `sent` counts bytes that the system took. */
export type Misbehaving = (socket: Socket, head: string) => void | Promise<void>;

export interface RawCloud {
  readonly origin: string;
  /** The requests that came, as they were written. */
  readonly heads: readonly string[];
  /** Bytes that left for the client, over all connections. */
  readonly sentBytes: () => number;
  readonly openSockets: () => number;
  close(): Promise<void>;
}

/** @param behave called for each request; connections are not kept unless it keeps them. */
export async function startRawCloud(behave: Misbehaving): Promise<RawCloud> {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  let closedBytes = 0;
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // the client hangs up in the middle: that is what is tested
    socket.once('close', () => {
      closedBytes += socket.bytesWritten;
      sockets.delete(socket);
    });
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (head.length < end + 4 + length) return;
      const whole = head;
      head = '';
      heads.push(whole);
      void behave(socket, whole);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    sentBytes: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, closedBytes),
    openSockets: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** One whole answer; the connection ends with it. */
export function sendRaw(socket: Socket, body: string | Buffer, head: readonly string[] = [], status = '200 OK'): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body, 'utf8');
  const lines = [`HTTP/1.1 ${status}`, 'Content-Type: application/json', 'Connection: close', ...head];
  const hasLength = head.some((line) => /^(content-length|transfer-encoding):/i.test(line));
  const all = hasLength ? lines : [...lines, `Content-Length: ${bytes.length}`];
  socket.end(Buffer.concat([Buffer.from(`${all.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]));
}

/** Writes the same piece again and again, as fast as it is taken, until the client has enough or all is out. */
export async function flood(socket: Socket, piece: Buffer, times: number): Promise<void> {
  for (let i = 0; i < times && !socket.destroyed; i += 1) {
    if (socket.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.once('drain', go).once('close', go);
    });
  }
  socket.end();
}

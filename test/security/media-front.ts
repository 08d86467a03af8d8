/** A door with TLS before a media server, on a loopback port of its own: what comes is handed on as it is. */
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';

export interface MediaFront {
  /** Such as `127.0.0.1:PORT`. */
  readonly host: string;
  /** Requests that came, by their first bytes: what is refused at the handshake brings none. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** @param port of the media server on this computer. */
export async function openMediaFront(
  port: number,
  identity: { readonly key: string; readonly cert: string },
): Promise<MediaFront> {
  let requests = 0;
  const open = new Set<Socket>();
  const server = createServer(identity, (socket) => {
    const upstream = connect(port, '127.0.0.1');
    for (const end of [socket, upstream]) {
      open.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        open.delete(end);
        socket.destroy();
        upstream.destroy();
      });
    }
    socket.once('data', () => (requests += 1));
    socket.pipe(upstream).pipe(socket);
  });
  server.on('tlsClientError', () => {}); // the client hung up
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

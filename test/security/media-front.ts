/** A door with TLS before a media server, on a loopback port of its own: what comes is handed on as it is. */
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';

export interface MediaFront {
  /** Such as `127.0.0.1:PORT`, or with the name that was given. */
  readonly host: string;
  /** An answer of the cloud whose addresses of media lead to this door. */
  lead(answer: string): string;
  /** Requests that came, by their first bytes: what is refused at the handshake brings none. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** An address that a simulated cloud prints for its media, with the port on this computer. */
const PRINTED = /(?:http|hls):\/\/127\.0\.0\.1:(\d+)\/live/g;

/** @param name under which the host is printed; 127.0.0.1 where it is left out. */
export async function openMediaFront(
  identity: { readonly key: string; readonly cert: string },
  name = '127.0.0.1',
): Promise<MediaFront> {
  let requests = 0;
  let port: number | null = null;
  const open = new Set<Socket>();
  const server = createServer(identity, (socket) => {
    const upstream = connect(port ?? 0, '127.0.0.1');
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
  const host = `${name}:${(server.address() as AddressInfo).port}`;
  return {
    host,
    lead: (answer) =>
      answer.replace(PRINTED, (_, printed: string) => {
        port = Number(printed);
        return `https://${host}/live`;
      }),
    requests: () => requests,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

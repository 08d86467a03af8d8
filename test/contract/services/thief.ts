/** A server that plays a thief: it takes every connection on a loopback port of its own and counts what arrives. */
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

export interface Thief {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly port: number;
  /** Connections so far; a request that was sent is at least one. */
  readonly connections: () => number;
  /** Everything received so far, headers and bodies, as text. */
  readonly loot: () => string;
  close(): Promise<void>;
}

export async function openThief(): Promise<Thief> {
  const loot: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    loot.push(`${request.method} ${request.url}`, ...request.rawHeaders);
    request.setEncoding('utf8').on('data', (text: string) => loot.push(text));
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    loot: () => loot.join('\n'),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Shows that the thief does count: a test that expects none would else pass beside a deaf server. */
export async function knock(thief: Thief): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(thief.port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => socket.end('GET / HTTP/1.0\r\n\r\n'));
    socket.once('close', () => resolve());
    socket.resume();
  });
}

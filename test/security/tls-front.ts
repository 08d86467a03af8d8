/** A cloud behind TLS on a loopback port of its own: passes everything on to a simulated cloud, and keeps what arrived. */
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface TlsFront {
  /** `https://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Such as `127.0.0.1:PORT`. */
  readonly host: string;
  /** Connections so far; a request that was sent is at least one. */
  readonly connections: () => number;
  /** Every header and body received so far, as text. */
  readonly received: () => string;
  close(): Promise<void>;
}

/** @param target the simulated cloud, `http://127.0.0.1:PORT`. @param identity a key and its certificate. */
export async function openTlsFront(
  target: string,
  identity: { readonly key: string; readonly cert: string },
): Promise<TlsFront> {
  const received: string[] = [];
  let connections = 0;
  const server = createServer(identity, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      received.push(`${request.method} ${request.url}`, ...request.rawHeaders, body.toString());
      const { hostname, port } = new URL(target);
      const { method, headers, url: path } = request;
      const passed = httpRequest({ hostname, port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy()).end(body);
    });
  });
  server.on('tlsClientError', () => {}); // the client hung up
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    connections: () => connections,
    received: () => received.join('\n'),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

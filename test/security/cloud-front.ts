/** A door before a simulated cloud, on a loopback port of its own: keeps what arrives, and may change what is answered. */
import { createServer as createPlainServer, request as httpRequest, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface CloudFront {
  /** `https://127.0.0.1:PORT`, or with http. */
  readonly origin: string;
  /** Such as `127.0.0.1:PORT`. */
  readonly host: string;
  /** Connections so far; a request that was sent is at least one. */
  readonly connections: () => number;
  /** Every header and body received so far, as text. */
  readonly received: () => string;
  close(): Promise<void>;
}

interface FrontOptions {
  /** The simulated cloud, `http://127.0.0.1:PORT`. */
  readonly target: string;
  /** A key and its certificate; plain http without them. */
  readonly identity?: { readonly key: string; readonly cert: string };
  /** @returns what is answered in place of `answer`, given the body of the request. */
  readonly twist?: (asked: string, answer: string) => string;
}

export async function openCloudFront({ target, identity, twist }: FrontOptions): Promise<CloudFront> {
  const received: string[] = [];
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    const pass = async (): Promise<void> => {
      const body = await buffer(request);
      received.push(`${request.method} ${request.url}`, ...request.rawHeaders, body.toString());
      const { hostname, port } = new URL(target);
      const { 'accept-encoding': _, ...headers } = request.headers;
      const { method, url: path } = request;
      const passed = httpRequest({ hostname, port, method, path, headers }, (answer) => {
        const send = async (): Promise<void> => {
          const text = (await buffer(answer)).toString();
          const { 'content-length': _length, 'transfer-encoding': _coding, ...kept } = answer.headers;
          response.writeHead(answer.statusCode ?? 502, kept).end(twist?.(body.toString(), text) ?? text);
        };
        send().catch(() => response.destroy());
      });
      passed.on('error', () => response.destroy()).end(body);
    };
    pass().catch(() => response.destroy());
  };
  const server = identity === undefined ? createPlainServer(listener) : createTlsServer(identity, listener);
  server.on('tlsClientError', () => {}); // the client hung up
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `${identity === undefined ? 'http' : 'https'}://${host}`,
    host,
    connections: () => connections,
    received: () => received.join('\n'),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

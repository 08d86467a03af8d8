/**
 * A strict HTTP proxy on a loopback port: writes down what it is asked for, may want a user and a password, and looks the
 * names of a list up by itself, as proxies do. Shares no code with the product.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface StrictProxy {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** `CONNECT host:port` and `GET http://host/path`, in the order in which they came, refused ones too. */
  readonly asked: readonly string[];
  /** The header `Proxy-Authorization` as it came, decoded. */
  readonly signIns: readonly string[];
  /** Changes how the proxy answers from now on. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** `refuse`: 403. `fail`: 502. `hang`: takes the request and is silent. `page`: leads to a page for a sign-in. */
export type Behaviour = 'serve' | 'refuse' | 'fail' | 'hang' | 'page';

interface ProxyOptions {
  /** The names that this proxy knows, each with the port of loopback that it leads to; every other name is refused. */
  readonly names: Readonly<Record<string, number>>;
  /** `user:password`; open to all without it. */
  readonly signIn?: string;
}

const STATUS = { refuse: '403 Forbidden', fail: '502 Bad Gateway', page: '302 Found' } as const;

export async function startStrictProxy({ names, signIn }: ProxyOptions): Promise<StrictProxy> {
  const asked: string[] = [];
  const signIns: string[] = [];
  const sockets = new Set<Duplex>();
  let behaviour: Behaviour = 'serve';
  const portOf = (host: string): number | undefined => names[host];
  /** The status of a refusal; null where the request is served, 'hang' where nothing is answered. */
  const refusalOf = ({ headers }: IncomingMessage): string | null => {
    const given = headers['proxy-authorization'];
    const sign = given === undefined ? null : Buffer.from(given.replace(/^Basic /, ''), 'base64').toString();
    if (sign !== null) signIns.push(sign);
    if (behaviour === 'hang') return 'hang';
    if (behaviour !== 'serve') return STATUS[behaviour];
    return signIn === undefined || sign === signIn ? null : '407 Proxy Authentication Required';
  };
  const forward = (request: IncomingMessage, response: ServerResponse): void => {
    asked.push(`${request.method} ${request.url}`);
    const refusal = refusalOf(request);
    if (refusal === 'hang') return;
    const url = URL.parse(request.url ?? '');
    const port = url === null ? undefined : portOf(url.host);
    if (refusal !== null || url === null || port === undefined) {
      response
        .writeHead(Number((refusal ?? '400').slice(0, 3)), { 'Content-Type': 'text/html' })
        .end('<html>no</html>');
      return;
    }
    const { 'proxy-authorization': _sign, 'proxy-connection': _keep, ...headers } = request.headers;
    const path = `${url.pathname}${url.search}`;
    const passed = httpRequest({ host: '127.0.0.1', port, path, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  };
  const tunnel = (request: IncomingMessage, socket: Duplex): void => {
    asked.push(`CONNECT ${request.url}`);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    const refusal = refusalOf(request);
    if (refusal === 'hang') return;
    const port = portOf(request.url ?? '');
    if (refusal !== null || port === undefined) {
      socket.end(`HTTP/1.1 ${refusal ?? '403 Forbidden'}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const target: Socket = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => socket.destroy());
    target.on('close', () => socket.destroy());
    socket.on('close', () => target.destroy());
  };
  const server = createServer(forward);
  server.on('connect', tunnel);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    signIns,
    behave: (next) => (behaviour = next),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Bounds the connections of the gateway's server. Any process of this computer can connect, so a connection is a
 * stranger until it asks for something with the secret of this run. When there are too many strangers, the oldest
 * stranger is closed: the page sends its request at once and stays, an attacker that only occupies connections loses
 * them.
 */
import type http from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Connections that have not asked properly yet. */
export const MAX_STRANGERS = 128;
/** All connections: more than all windows with all their tiles open. */
const MAX_CONNECTIONS = 2_048;
/** From the connection, or from the previous answer, to the end of the headers of a request. */
const HEADERS_TIMEOUT_MS = 5_000;
/** From the start of a request to the end of its body, such as a snapshot that the page puts here. */
const REQUEST_TIMEOUT_MS = 60_000;
export const MAX_HEADER_BYTES = 16 * 1_024;

export class ConnectionGuard {
  /** In the order in which they came. */
  readonly #strangers = new Set<Socket>();

  /** @param server without listeners for connections; no request is read before. */
  constructor(server: http.Server) {
    server.maxConnections = MAX_CONNECTIONS;
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    server.on('connection', (socket) => this.#admit(socket));
    // None of these is part of what the door serves, and without a listener Node keeps some of the sockets open.
    for (const event of ['upgrade', 'connect'] as const) {
      server.on(event, (_request: http.IncomingMessage, socket: Duplex) => {
        socket.on('error', () => undefined);
        socket.destroy();
      });
    }
    server.on('clientError', (_error, socket) => socket.destroy());
    for (const event of ['checkContinue', 'checkExpectation'] as const) {
      server.on(event, (_request: http.IncomingMessage, response: http.ServerResponse) => refuse(response, 417));
    }
  }

  /** The connection asked for something that exists, with the secret. */
  trust(socket: Socket): void {
    this.#strangers.delete(socket);
  }

  #admit(socket: Socket): void {
    this.#strangers.add(socket);
    socket.once('close', () => this.#strangers.delete(socket));
    const [oldest] = this.#strangers;
    if (this.#strangers.size > MAX_STRANGERS) oldest?.destroy();
  }
}

/** Answers with a status alone; the server then closes the connection, whether the other side reads the answer or not. */
export function refuse(response: http.ServerResponse, status: number): void {
  response.writeHead(status, { Connection: 'close' }).end();
}

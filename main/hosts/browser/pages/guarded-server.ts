/**
 * An HTTP server on 127.0.0.1 that any process of this computer can reach: whatever arrives, main does not end, no refused
 * connection stays open, and the connections of strangers cannot crowd out those of the client's own windows.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { log } from '../../../log.ts';

const MAX_HEADER_BYTES = 16 * 1024;
const REQUEST_WITHIN_MS = 30_000;
const HEADERS_WITHIN_MS = 10_000;
const KEEP_ALIVE_MS = 5_000;
/** How often connections are looked through for those that took too long. */
const CHECK_EVERY_MS = 5_000;
/** All connections; a wall of 64 windows needs fewer. */
const MAX_CONNECTIONS = 512;
/** Connections that have not shown the right to be here. When one more comes, the oldest of them is closed. */
const MAX_STRANGERS = 64;
/** A connection that has not shown the right to be here in this time is closed. */
const STRANGER_WITHIN_MS = 15_000;
/** A refused connection has this time to take the answer. */
const REFUSAL_WITHIN_MS = 1_000;

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export class GuardedServer {
  readonly http: Server;
  readonly #strangers = new Set<Duplex>();
  #onUpgrade: UpgradeListener | null = null;

  /** @param checkEveryMs a parameter for tests. */
  constructor(
    onRequest: (request: IncomingMessage, response: ServerResponse) => void,
    { checkEveryMs = CHECK_EVERY_MS } = {},
  ) {
    this.http = createServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      requestTimeout: REQUEST_WITHIN_MS,
      headersTimeout: HEADERS_WITHIN_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: checkEveryMs,
    });
    this.http.maxConnections = MAX_CONNECTIONS;
    this.http.on('connection', (socket) => this.#onConnection(socket));
    this.http.on('request', (request, response) => {
      try {
        onRequest(request, response);
      } catch (error) {
        log.error('a request could not be answered', { error });
        response.destroy();
      }
    });
    this.http.on('upgrade', (request, socket, head) => {
      try {
        if (this.#onUpgrade === null) refuseSocket(socket, '403 Forbidden');
        else this.#onUpgrade(request, socket, head);
      } catch (error) {
        log.error('a connection of a window could not be answered', { error });
        refuseSocket(socket, '400 Bad Request');
      }
    });
    this.http.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      // A browser keeps connections ready that it has sent nothing on. An answer to nothing would be taken for the answer
      // to the request that the browser sends at that very moment; a connection that just closes is opened again.
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') socket.destroy();
      else refuseSocket(socket, '400 Bad Request');
    });
  }

  /** Opens a free port of 127.0.0.1. @returns the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(0, '127.0.0.1', () => {
        this.http.off('error', reject);
        // Too many open files, for instance: the open connections still work.
        this.http.on('error', (error) => log.error('the page server reports a failure', { error }));
        resolve((this.http.address() as AddressInfo).port);
      });
    });
  }

  /** Hands WebSocket requests over, one listener at a time; null refuses them. */
  setUpgradeListener(listener: UpgradeListener | null): void {
    this.#onUpgrade = listener;
  }

  /** The connection belongs to a window of the client: it is not closed to make room for others. */
  trust(socket: Duplex): void {
    this.#strangers.delete(socket);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.http.close(() => resolve());
      this.http.closeAllConnections();
      for (const socket of this.#strangers) socket.destroy();
    });
  }

  #onConnection(socket: Duplex): void {
    socket.on('error', () => socket.destroy()); // reset by the other side, at any moment of its life
    const [oldest] = this.#strangers;
    if (this.#strangers.size >= MAX_STRANGERS && oldest !== undefined) oldest.destroy();
    this.#strangers.add(socket);
    const timer = setTimeout(() => {
      if (this.#strangers.has(socket)) socket.destroy();
    }, STRANGER_WITHIN_MS).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#strangers.delete(socket);
    });
  }
}

/** Answers with a status and closes the connection for good, also where the other side neither reads nor closes. */
export function refuseSocket(socket: Duplex, status: string): void {
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), REFUSAL_WITHIN_MS).unref();
  socket.once('close', () => clearTimeout(timer));
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

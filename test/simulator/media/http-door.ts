/** The listener for HTTP-FLV, HLS and files, on a port of its own. It can stop, and listen again on the same port. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { cut } from './cut.ts';

export const HOST = '127.0.0.1';

export interface HttpDoor {
  readonly port: number;
  listen(port: number): Promise<void>;
  /** Cuts every connection and closes the listener. */
  stop(): Promise<void>;
}

export function createHttpDoor(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): HttpDoor {
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    response.on('error', () => undefined); // the viewer went away in the middle of a write: its 'close' cleans up
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, error instanceof Error ? error.message : String(error));
    });
  });
  server.on('connection', (socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, HOST, () => {
          server.off('error', reject);
          resolve();
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) cut(socket);
      }),
  };
}

export function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}

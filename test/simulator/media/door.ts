/** A listener of the media plane on a port of its own. It can stop, and listen again on the same port. */
import type { AddressInfo, Server, Socket } from 'node:net';
import { cut } from './cut.ts';

export const HOST = '127.0.0.1';

export interface Door {
  readonly port: number;
  listen(port: number): Promise<void>;
  /** Cuts every connection and closes the listener. */
  stop(): Promise<void>;
}

/** @param server one that nobody has connected to yet. */
export function doorOf(server: Server): Door {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
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

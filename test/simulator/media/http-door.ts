/** The listener for HTTP-FLV, HLS and files. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { doorOf, type Door } from './door.ts';

export function createHttpDoor(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Door {
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    response.on('error', () => undefined); // the viewer went away in the middle of a write: its 'close' cleans up
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, error instanceof Error ? error.message : String(error));
    });
  });
  server.on('connection', (socket) => void socket.setNoDelay(true));
  return doorOf(server);
}

export function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}

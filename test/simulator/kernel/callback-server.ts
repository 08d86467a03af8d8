/** Stands for a customer's server: keeps the pushes that it gets and answers as the test says. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export class CallbackServer {
  readonly received: Received[] = [];
  /** Answered from now on; null answers nothing. */
  status: number | null = 200;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        const body = JSON.parse(text) as Record<string, unknown>;
        this.received.push({ path: request.url ?? '', headers: request.headers, text, body });
        if (this.status !== null) response.writeHead(this.status).end();
      });
    });
  }

  static async open(): Promise<CallbackServer> {
    const server = new CallbackServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  url(path = '/messages'): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}${path}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/** Waits for a condition as long as a slow machine may need. */
export const until = (isTrue: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      if (!isTrue()) throw new Error('not yet');
    },
    { timeout: 20_000, interval: 5 },
  );

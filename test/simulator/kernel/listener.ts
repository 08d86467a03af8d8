/** One loopback http listener that can go away and come back on the same port. */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const RETRY_MS = 100;

/** Close it, or its port stays taken. */
export class Listener {
  readonly #server: Server;
  #port: number;
  #isClosed = false;
  #upTimer: NodeJS.Timeout | null = null;

  private constructor(handler: RequestListener, port: number) {
    this.#server = createServer({ keepAliveTimeout: 15_000 }, handler);
    this.#port = port;
  }

  /** @param port 0 for any free port; always 127.0.0.1. */
  static async open(handler: RequestListener, port: number): Promise<Listener> {
    const listener = new Listener(handler, port);
    await listener.#listen();
    return listener;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  /** Refuses connections for `downMs`; open connections are cut. Resolves when the port is closed. */
  async goDown(downMs: number): Promise<void> {
    if (this.#upTimer !== null) clearTimeout(this.#upTimer);
    await this.#stop();
    this.#comeBack(downMs);
  }

  /** Another program may have taken the port in the meantime: then this tries again until it has the port back. */
  #comeBack(inMs: number): void {
    this.#upTimer = setTimeout(() => {
      this.#upTimer = null;
      if (!this.#isClosed) this.#listen().catch(() => this.#comeBack(RETRY_MS));
    }, inMs);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#upTimer !== null) clearTimeout(this.#upTimer);
    await this.#stop();
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  #stop(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

/** Reads a body as UTF-8 text, or answers null when it is longer than `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  return (await readBytes(request, maxBytes))?.toString('utf8') ?? null;
}

/** Reads a body, or answers null when it is longer than `maxBytes`. */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
  }
  return size > maxBytes ? null : Buffer.concat(parts);
}

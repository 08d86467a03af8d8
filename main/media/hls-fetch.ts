/** Fetches of an HLS upstream: playlists as text, segments as streams. Connections are kept between requests. */
import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../errors.ts';
import { permanent, retryable, socketFailure } from './failures.ts';
import type { SegmentCopy } from './hls-keeper.ts';
import type { ByteRange } from './hls-playlist.ts';
import type { Resource } from './hls-resources.ts';
import { openHttp } from './http-open.ts';

const MAX_PLAYLIST_BYTES = 8 * 1024 * 1024;
const PLAYLIST_TIMEOUT_MS = 10_000;
const COPY_TIMEOUT_MS = 30_000;

export interface FetchOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  onBytes(count: number): void;
}

export class HlsFetcher {
  readonly #agents = {
    http: new http.Agent({ keepAlive: true, maxSockets: 8, timeout: 30_000 }),
    https: new https.Agent({ keepAlive: true, maxSockets: 8, timeout: 30_000 }),
  };

  /** @returns the text, and the address that it came from after redirects. */
  async text(url: string, options: FetchOptions): Promise<{ readonly text: string; readonly url: URL }> {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(PLAYLIST_TIMEOUT_MS)]);
    const opened = await openHttp({ ...options, url, signal, agents: this.#agents });
    const { host } = opened.url;
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of opened.response as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > MAX_PLAYLIST_BYTES) throw permanent('network.too-large', { host, limit: MAX_PLAYLIST_BYTES });
        chunks.push(chunk);
      }
    } catch (error) {
      if (signal.aborted && !options.signal.aborted)
        throw retryable('network.timeout', { host, seconds: PLAYLIST_TIMEOUT_MS / 1000 });
      throw socketFailure(error, host);
    }
    options.onBytes(bytes);
    return { text: Buffer.concat(chunks).toString('utf8'), url: opened.url };
  }

  /**
   * Passes a resource on, as fast as the page takes it. A copy is told at its end whether the resource came whole.
   *
   * @throws {AppError} while nothing has been answered yet.
   */
  async pipe(
    resource: Resource,
    request: IncomingMessage,
    response: ServerResponse,
    options: FetchOptions,
    copy: SegmentCopy | null,
  ): Promise<void> {
    await settled(copy, () => this.#pipe(resource, request, response, options, copy));
  }

  /** Fetches a resource for the copy alone. @throws {AppError} */
  async copy(resource: Resource, options: FetchOptions, copy: SegmentCopy): Promise<void> {
    await settled(copy, () => this.#copy(resource, options, copy));
  }

  async #copy(resource: Resource, options: FetchOptions, copy: SegmentCopy): Promise<boolean> {
    try {
      const signal = AbortSignal.any([options.signal, AbortSignal.timeout(COPY_TIMEOUT_MS)]);
      const range = resource.range === null ? {} : { Range: rangeHeader(resource.range) };
      const headers = { ...options.headers, ...range };
      const opened = await openHttp({ ...options, url: resource.url, headers, signal, agents: this.#agents });
      const { response } = opened;
      response.on('data', (chunk: Buffer) => options.onBytes(chunk.length));
      const part = response.statusCode === 206 ? null : resource.range;
      await pipeline(
        response,
        passOn(part, copy),
        async (source) => {
          for await (const _ of source); // the copy has taken it
        },
        { signal },
      );
      return true;
    } catch (error) {
      throw socketFailure(error, new URL(resource.url).host);
    }
  }

  /** @returns whether all of it went through. */
  async #pipe(
    resource: Resource,
    request: IncomingMessage,
    response: ServerResponse,
    options: FetchOptions,
    copy: SegmentCopy | null,
  ): Promise<boolean> {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const signal = AbortSignal.any([options.signal, gone.signal]);
    const range = resource.range === null ? request.headers.range : rangeHeader(resource.range);
    const headers = { ...options.headers, ...(range === undefined ? {} : { Range: range }) };
    const opened = await openHttp({ ...options, url: resource.url, headers, signal, agents: this.#agents });
    const upstream = opened.response;
    const isPart = upstream.statusCode === 206;
    response.setHeader('Content-Type', upstream.headers['content-type'] ?? 'application/octet-stream');
    upstream.on('data', (chunk: Buffer) => options.onBytes(chunk.length));
    if (resource.range !== null) {
      response.writeHead(200, { 'Content-Length': resource.range.length });
    } else {
      for (const name of ['content-length', 'content-range'] as const) {
        const value = upstream.headers[name];
        if (value !== undefined) response.setHeader(name, value);
      }
      response.writeHead(isPart ? 206 : 200);
    }
    if (request.method === 'HEAD') {
      upstream.destroy();
      response.end();
      return false;
    }
    const part = isPart ? null : resource.range;
    const isAll = resource.range !== null || !isPart;
    try {
      await pipeline(upstream, passOn(part, isAll ? copy : null), response, { signal });
      return isAll;
    } catch {
      response.destroy();
      return false;
    }
  }

  dispose(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }
}

/** Runs a fetch, then tells the copy whether it has the whole of it. */
async function settled(copy: SegmentCopy | null, fetch: () => Promise<boolean>): Promise<void> {
  let isWhole = false;
  try {
    isWhole = await fetch();
  } finally {
    if (isWhole) copy?.done();
    else copy?.drop();
  }
}

const rangeHeader = ({ offset, length }: ByteRange): string => `bytes=${offset}-${offset + length - 1}`;

/** Passes a body on, and into the copy. Cuts `part` out of a whole body, for servers that ignore Range. */
function passOn(part: ByteRange | null, copy: SegmentCopy | null) {
  return async function* pass(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let at = 0;
    for await (const chunk of source) {
      const wanted = part === null ? chunk : within(part, chunk, at);
      at += chunk.length;
      if (wanted.length > 0) {
        copy?.push(wanted);
        yield wanted;
      }
      if (part !== null && at >= part.offset + part.length) return;
    }
  };
}

const within = ({ offset, length }: ByteRange, chunk: Buffer, at: number): Buffer =>
  chunk.subarray(Math.max(0, offset - at), Math.max(0, offset + length - at));

/** What a failed fetch means to the page: gone for good, or worth asking again. */
export function pageStatus(error: unknown): number {
  if (!(error instanceof AppError)) return 502;
  if (error.code === 'media.url-expired') return 404;
  if (error.code === 'media.host-refused' || error.code === 'network.redirect-refused') return 403;
  return error.code === 'network.timeout' ? 504 : 502;
}

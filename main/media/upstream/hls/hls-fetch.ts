/** Fetches of an HLS upstream: playlists as text, segments as streams. Connections are kept between requests. */
import {
  MAX_INIT_BYTES,
  MAX_KEY_BYTES,
  MAX_PLAYLIST_BYTES,
  MAX_SEGMENT_BYTES,
} from '../../../../preload/domain/bounds.ts';
import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AppError, logUnexplained } from '../../../errors.ts';
import { overBytes } from '../../shared/over-limit.ts';
import { retryable, socketFailure } from '../../shared/failures.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import type { SegmentCopy } from './hls-ring-writer.ts';
import { ProgramOrder } from '../../formats/ts/program-order.ts';
import { TimeShift } from '../../formats/ts/time-shift.ts';
import type { ByteRange } from '../../formats/hls/hls-playlist.ts';
import type { Resource, ResourceKind } from './hls-resources.ts';
import { decodedBody } from '../decoded.ts';
import { destroyAgents, openHttp, type Opened, type OpenRequest } from '../http-open.ts';
import type { KeptConnections } from '../kept-connections.ts';

const PLAYLIST_TIMEOUT_MS = 10_000;
const COPY_TIMEOUT_MS = 30_000;

export interface FetchOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** See `UpstreamSource`: the same for all fetches of one stream. */
  readonly isLocalAllowed: boolean;
  /** See `UpstreamSource`: the same for all fetches of one stream. */
  readonly certificate?: string | undefined;
  onBytes(count: number): void;
}

/** How far the times of a segment are moved, in ticks of 90 kHz, from its first time. */
type ShiftOf = (firstTicks: number) => number;

export class HlsFetcher {
  readonly #kept: KeptConnections | null;
  readonly #own = {
    http: new http.Agent({ keepAlive: true, maxSockets: 8, timeout: 30_000 }),
    https: new https.Agent({ keepAlive: true, maxSockets: 8, timeout: 30_000 }),
  };

  /** @param kept connections that outlive this stream; without them all connections end with the stream. */
  constructor(kept: KeptConnections | null = null) {
    this.#kept = kept;
  }

  /** @returns the text, and the address that sent it after redirects. */
  async text(url: string, options: FetchOptions): Promise<{ readonly text: string; readonly url: URL }> {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(PLAYLIST_TIMEOUT_MS)]);
    const opened = await this.#open({ ...options, url, signal });
    const { host } = opened.url;
    const body = new GrowingBuffer();
    try {
      for await (const chunk of opened.response as AsyncIterable<Buffer>) {
        body.push(chunk);
        if (body.length > MAX_PLAYLIST_BYTES) throw overBytes('playlist', MAX_PLAYLIST_BYTES);
      }
    } catch (error) {
      if (signal.aborted && !options.signal.aborted)
        throw retryable('network.timeout', { host, seconds: PLAYLIST_TIMEOUT_MS / 1000 });
      throw socketFailure(error, host);
    }
    options.onBytes(body.length);
    const coding = opened.response.headers['content-encoding'];
    const tooLarge = (): Error => overBytes('playlist', MAX_PLAYLIST_BYTES);
    const bytes = await decodedBody(body.bytes, coding, MAX_PLAYLIST_BYTES, tooLarge);
    return { text: bytes.toString('utf8'), url: opened.url };
  }

  /**
   * Sends a resource on to the page, as fast as the page reads it. At the end the copy learns whether the resource came
   * complete.
   *
   * @param shiftOf moves the times of a segment, by its first time; null leaves them. The copy gets them as they came.
   * @throws {AppError} while nothing has been answered yet, and `media.over-limit` at any time.
   */
  async pipe(
    resource: Resource,
    request: IncomingMessage,
    response: ServerResponse,
    options: FetchOptions,
    copy: SegmentCopy | null,
    shiftOf: ShiftOf | null = null,
  ): Promise<void> {
    await settled(copy, () => this.#pipe(resource, request, response, options, copy, shiftOf));
  }

  /** Fetches a resource for the copy alone. @throws {AppError} */
  async copy(resource: Resource, options: FetchOptions, copy: SegmentCopy): Promise<void> {
    await settled(copy, () => this.#copy(resource, options, copy));
  }

  /**
   * Reads the begin of a resource until the reader has enough.
   *
   * @param lengthBytes how much is asked for; null: all of the resource.
   * @param take takes a piece, and says whether the reader has enough.
   * @returns whether the resource was read to its end.
   * @throws {AppError} network.*, `media.url-expired`, `media.over-limit`.
   */
  async head(
    resource: Resource,
    lengthBytes: number | null,
    options: FetchOptions,
    take: (piece: Buffer) => boolean,
  ): Promise<boolean> {
    const { offset, length } = resource.range ?? { offset: 0, length: Number.POSITIVE_INFINITY };
    const wanted = { offset, length: Math.min(length, lengthBytes ?? Number.POSITIVE_INFINITY) };
    const isPart = Number.isFinite(wanted.length);
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(COPY_TIMEOUT_MS)]);
    const headers = { ...options.headers, ...(isPart ? { Range: rangeHeader(wanted) } : {}) };
    const opened = await this.#open({ ...options, url: resource.url, headers, signal });
    // A server that does not know ranges sends everything: the connection ends as soon as there is enough.
    const isCut = opened.response.statusCode === 206;
    const part = isPart ? { offset: isCut ? 0 : offset, length: wanted.length } : null;
    let at = 0;
    let hasEnough = false;
    try {
      for await (const chunk of opened.response as AsyncIterable<Buffer>) {
        options.onBytes(chunk.length);
        const piece = part === null ? chunk : within(part, chunk, at);
        at += chunk.length;
        checkBytes(resource.kind, at);
        hasEnough ||= piece.length > 0 && take(piece);
        if (hasEnough && !isCut) break;
        if (!isCut && part !== null && at >= part.offset + part.length) break;
      }
    } catch (error) {
      throw socketFailure(error, opened.url.host);
    }
    return !hasEnough && (part === null || at < part.offset + part.length || wanted.length === length);
  }

  async #copy(resource: Resource, options: FetchOptions, copy: SegmentCopy): Promise<boolean> {
    try {
      const signal = AbortSignal.any([options.signal, AbortSignal.timeout(COPY_TIMEOUT_MS)]);
      const range = resource.range === null ? {} : { Range: rangeHeader(resource.range) };
      const headers = { ...options.headers, ...range };
      const opened = await this.#open({ ...options, url: resource.url, headers, signal });
      const { response } = opened;
      checkLength(resource, response);
      response.on('data', (chunk: Buffer) => options.onBytes(chunk.length));
      const part = partOf(resource, response);
      await pipeline(
        response,
        passOn(resource.kind, part, copy),
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

  /** @returns whether the complete resource was sent. */
  async #pipe(
    resource: Resource,
    request: IncomingMessage,
    response: ServerResponse,
    options: FetchOptions,
    copy: SegmentCopy | null,
    shiftOf: ShiftOf | null,
  ): Promise<boolean> {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const signal = AbortSignal.any([options.signal, gone.signal]);
    const range = resource.range === null ? request.headers.range : rangeHeader(resource.range);
    const headers = { ...options.headers, ...(range === undefined ? {} : { Range: range }) };
    const opened = await this.#open({ ...options, url: resource.url, headers, signal });
    const upstream = opened.response;
    checkLength(resource, upstream);
    const isPart = upstream.statusCode === 206;
    response.setHeader('Content-Type', mediaTypeOf(upstream.headers['content-type']));
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
    const part = partOf(resource, upstream);
    const isAll = resource.range !== null || !isPart;
    try {
      const order = resource.kind === 's' ? programFirst : asItIs;
      const times = shiftOf === null || !isAll ? asItIs : timesMoved(shiftOf);
      await pipeline(upstream, passOn(resource.kind, part, isAll ? copy : null), order, times, response, { signal });
      return isAll;
    } catch (error) {
      logUnexplained('an HLS segment failed for a reason that is not known', error);
      response.destroy();
      if (isOverLimit(error)) throw error;
      return false;
    }
  }

  dispose(): void {
    destroyAgents(this.#own);
  }

  #open(request: OpenRequest): Promise<Opened> {
    return openHttp({ ...request, agents: this.#kept?.for(request) ?? this.#own });
  }
}

/** Runs a fetch, then notes in the copy whether it is complete. */
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

const BOUNDS = {
  s: { bound: 'segment', bytes: MAX_SEGMENT_BYTES },
  k: { bound: 'segment-key', bytes: MAX_KEY_BYTES },
  i: { bound: 'segment-init', bytes: MAX_INIT_BYTES },
} as const satisfies Record<ResourceKind, object>;

export const isOverLimit = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'media.over-limit';

/** @throws {AppError} `media.over-limit` when the body is larger than its kind may be. */
function checkBytes(kind: ResourceKind, bytes: number): void {
  if (bytes > BOUNDS[kind].bytes) throw overBytes(BOUNDS[kind].bound, BOUNDS[kind].bytes);
}

/** The part of the body to use: a server may answer a range with that range, or with the complete resource. */
function partOf({ range }: Resource, response: IncomingMessage): ByteRange | null {
  return range !== null && response.statusCode === 206 ? { offset: 0, length: range.length } : range;
}

/** The kind of a segment, without its parameters: a page or a script of a media server is bytes like others. */
function mediaTypeOf(type = ''): string {
  return /^(?:video|audio)\/[\w.+-]{1,64}(?=$|[ ;])/i.exec(type)?.[0] ?? 'application/octet-stream';
}

/** Refuses a body by its announced length before a byte of it is read. */
function checkLength({ kind, range }: Resource, response: IncomingMessage): void {
  const isWhole = range === null || response.statusCode === 206;
  try {
    checkBytes(kind, isWhole ? Number(response.headers['content-length'] ?? 0) : range.length);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/**
 * Sends a body on to the page and into the copy, never more than `part` of it. Counts what the server really sends,
 * announced or not. When a body ends before its part is complete, the answer to the page must break too, because the
 * page has received the length.
 */
function passOn(kind: ResourceKind, part: ByteRange | null, copy: SegmentCopy | null) {
  return async function* pass(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let at = 0;
    for await (const chunk of source) {
      const wanted = part === null ? chunk : within(part, chunk, at);
      at += chunk.length;
      checkBytes(kind, part === null ? at : Math.max(0, at - part.offset));
      if (wanted.length > 0) {
        copy?.push(wanted);
        yield wanted;
      }
      if (part !== null && at >= part.offset + part.length) return;
    }
    if (part !== null) throw retryable('network.bad-answer', { detail: 'HLS byte range' });
  };
}

/** A segment as players read it: with its program ahead of the network's table. */
async function* programFirst(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const order = new ProgramOrder();
  for await (const chunk of source) {
    const bytes = order.push(chunk);
    if (bytes.length > 0) yield bytes;
  }
  const rest = order.end();
  if (rest.length > 0) yield rest;
}

/** A segment whose times lie where the playlist has it. */
function timesMoved(shiftOf: ShiftOf) {
  return async function* moved(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const shift = new TimeShift(shiftOf);
    for await (const chunk of source) {
      const bytes = shift.push(chunk);
      if (bytes.length > 0) yield bytes;
    }
    const rest = shift.end();
    if (rest.length > 0) yield rest;
  };
}

async function* asItIs(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* source;
}

const within = ({ offset, length }: ByteRange, chunk: Buffer, at: number): Buffer =>
  chunk.subarray(Math.max(0, offset - at), Math.max(0, offset + length - at));

/**
 * The HTTP status for a failed fetch: it shows the page whether the resource is gone for good or worth another request.
 */
export function pageStatus(error: unknown): number {
  if (!(error instanceof AppError)) return 502;
  if (error.code === 'media.url-expired') return 404;
  if (error.code === 'network.address-refused' || error.code === 'media.over-limit') return 403;
  if (error.code === 'media.host-refused' || error.code === 'network.redirect-refused') return 403;
  return error.code === 'network.timeout' ? 504 : 502;
}

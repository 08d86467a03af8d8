/**
 * One HTTP exchange with a cloud: bounded in time and size, cancellable, redirects refused. Knows nothing of vendors.
 * Plain http is for loopback, or for an endpoint that the user typed with that scheme.
 */
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checkHost, guardedLookup, isLocalUrl } from '../../../addresses.ts';
import { AppError, cancelled } from '../../../errors.ts';
import { agentsBy, isSignInStatus, signInNeeded, wayFailure, wayTo, type Agents, type Way } from '../../../ways.ts';
import type { UploadForm } from './form.ts';
import { networkError } from './network-error.ts';
import { waitFor } from './wait-for.ts';

export interface ExchangeRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** An upload, instead of `body`. */
  readonly form?: UploadForm;
  readonly onSent?: (sentBytes: number, totalBytes: number) => void;
  /** Takes the bytes of an answer that is a file; an answer in JSON, XML or text comes as `body` nevertheless. */
  readonly file?: FileReceiver;
}

export interface FileReceiver {
  readonly maxBytes: number;
  /** Called in order, one at a time. @param totalBytes null when the cloud does not say. */
  take(chunk: Uint8Array, totalBytes: number | null): void | Promise<void>;
}

export interface ExchangeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The answer was a file, and the receiver has all of it. */
  readonly isFile: boolean;
  /** The cloud's clock minus ours by the `Date` header, or null. Good to a second. */
  readonly clockSkewMs: number | null;
}

export interface ExchangeLimits {
  /** From the start to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

/** The `Date` header is cut to the second, so the true time is half of one later on average. */
const HALF_SECOND_MS = 500;
/** A token in a header may be longer than all headers together usually are. */
const MAX_HEADER_BYTES = 64 * 1024;

/** A failed exchange; `wasSent` is true if a byte of the request may have reached the cloud. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly failure: AppError;
  readonly wasSent: boolean;

  constructor(failure: AppError, wasSent: boolean) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.wasSent = wasSent;
  }
}

const AGENT = { keepAlive: true, maxSockets: 8, timeout: 60_000 } as const;
/** Set explicitly, so that no environment variable can turn the checks off. */
const TLS = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;

/** The connections of one account: kept open between calls, closed with it. */
export class Connections {
  readonly #http = new http.Agent(AGENT);
  readonly #https = new https.Agent({ ...AGENT, ...TLS });
  readonly #byProxy = new Map<string, Agents>();
  readonly #lookupFor: (isLocalAllowed: boolean) => LookupFunction;

  /** @param lookupFor replaces the system's resolver in tests. */
  constructor(lookupFor: (isLocalAllowed: boolean) => LookupFunction = guardedLookup) {
    this.#lookupFor = lookupFor;
  }

  /**
   * How to reach a URL. The user typed the host: the URL may reach this computer only if the URL itself names it, never
   * because a name server says so.
   *
   * @throws {AppError} `network.address-refused`.
   */
  optionsFor(url: URL): https.RequestOptions {
    const isLocalAllowed = isLocalUrl(url.href);
    checkHost(url.hostname, isLocalAllowed);
    const isSecure = url.protocol === 'https:';
    const lookup = this.#lookupFor(isLocalAllowed);
    return { agent: isSecure ? this.#https : this.#http, lookup, ...(isSecure ? TLS : {}) };
  }

  /**
   * As {@link optionsFor}, by the proxy that is on the way, if there is one.
   *
   * @throws {AppError} `network.address-refused`, `network.proxy-unsupported`.
   */
  async reach(url: URL): Promise<{ readonly options: https.RequestOptions; readonly way: Way | null }> {
    const way = await wayTo(url, isLocalUrl(url.href));
    if (way === null) return { options: this.optionsFor(url), way };
    const isSecure = url.protocol === 'https:';
    const agents = this.#agentsBy(way);
    const agent = isSecure ? agents.https : agents.http;
    return { options: { agent, ...(isSecure ? TLS : {}) }, way };
  }

  dispose(): void {
    for (const agents of [{ http: this.#http, https: this.#https }, ...this.#byProxy.values()]) {
      agents.http.destroy();
      agents.https.destroy();
    }
    this.#byProxy.clear();
  }

  #agentsBy(way: Way): Agents {
    const key = way.href.reveal();
    const known = this.#byProxy.get(key);
    if (known !== undefined) return known;
    const agents = agentsBy(way, { ...AGENT, ...TLS });
    this.#byProxy.set(key, agents);
    return agents;
  }
}

/**
 * Sends one request and reads the whole answer, whatever its status.
 *
 * @throws {ExchangeError} for everything that is not an HTTP answer; its `failure` carries a `network.*` code or
 *   `cancelled`.
 */
export async function exchange(
  request: ExchangeRequest,
  connections: Connections,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<ExchangeAnswer> {
  const url = new URL(request.url);
  const { host } = url;
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const stop = AbortSignal.any([signal, timeout]);
  const sending = { wasSent: false };
  let way: Way | null = null;
  try {
    stop.throwIfAborted();
    const found = await waitFor(connections.reach(url), stop, 'request to the cloud');
    way = found.way;
    return await send(request, { ...found, url, stop, sending, maxBodyBytes: limits.maxBodyBytes });
  } catch (error) {
    throw new ExchangeError(failureOf(error, way), sending.wasSent);
  }

  function failureOf(error: unknown, by: Way | null): AppError {
    if (signal.aborted) return cancelled('request to the cloud');
    if (timeout.aborted) {
      const params = { host, seconds: Math.round(limits.timeoutMs / 1000) };
      return new AppError('network.timeout', `no answer from ${host}`, { params, retryable: true });
    }
    if (error instanceof AppError) return error;
    return (by === null ? null : wayFailure(error, by)) ?? networkError(error, host);
  }
}

interface Sending {
  readonly url: URL;
  readonly options: https.RequestOptions;
  readonly way: Way | null;
  readonly stop: AbortSignal;
  readonly maxBodyBytes: number;
  /** Whether a byte of the request may have reached the cloud. */
  readonly sending: { wasSent: boolean };
}

function send(request: ExchangeRequest, { url, options, way, stop, maxBodyBytes, sending }: Sending) {
  const { form } = request;
  const body = request.body === null || form ? null : Buffer.from(request.body, 'utf8');
  const length = form?.lengthBytes ?? body?.length;
  const isSecure = url.protocol === 'https:';
  return new Promise<ExchangeAnswer>((resolve, reject) => {
    const outgoing = (isSecure ? https : http).request(url, {
      ...options,
      method: request.method,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal: stop,
      headers: { ...request.headers, ...(length === undefined ? {} : { 'Content-Length': String(length) }) },
    });
    outgoing.once('socket', (socket) => {
      // The bytes leave at once by a connection that is open: one that was kept, or a tunnel through a proxy.
      if (outgoing.reusedSocket || (isSecure && way !== null)) sending.wasSent = true;
      else socket.once(isSecure ? 'secureConnect' : 'connect', () => (sending.wasSent = true));
    });
    outgoing.on('error', reject); // a second error may follow the first
    outgoing.once('response', (incoming) => {
      if (way !== null && !isSecure && isSignInStatus(incoming.statusCode ?? 0)) {
        incoming.destroy();
        return reject(signInNeeded(way));
      }
      readAnswer(incoming, request.file, maxBodyBytes, url.host).then(resolve, reject);
    });
    if (form) upload(form, outgoing, request.onSent).catch(reject);
    else outgoing.end(body ?? undefined);
  });
}

async function upload(
  form: UploadForm,
  outgoing: http.ClientRequest,
  onSent: ExchangeRequest['onSent'],
): Promise<void> {
  let sentBytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of form.chunks()) {
      yield chunk;
      sentBytes += chunk.byteLength;
      onSent?.(sentBytes, form.lengthBytes);
    }
  };
  await pipeline(Readable.from(counted(), { objectMode: false }), outgoing);
}

async function readAnswer(
  incoming: http.IncomingMessage,
  file: FileReceiver | undefined,
  maxBodyBytes: number,
  host: string,
): Promise<ExchangeAnswer> {
  const status = incoming.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    incoming.destroy();
    throw new AppError('network.redirect-refused', `${host} redirects elsewhere`, {
      params: { host, detail: String(status) },
      action: 'edit-account',
    });
  }
  const isFile = file !== undefined && status >= 200 && status < 300 && !IN_WORDS.test(contentTypeOf(incoming));
  const maxBytes = isFile ? file.maxBytes : maxBodyBytes;
  const length = Number(incoming.headers['content-length']);
  const totalBytes = Number.isSafeInteger(length) ? length : null;
  const tooLarge = (): AppError => {
    incoming.destroy();
    return new AppError('network.too-large', `${host} answers too much`, { params: { host, limit: maxBytes } });
  };
  if (totalBytes !== null && totalBytes > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
    if (isFile) await file.take(chunk, totalBytes);
    else chunks.push(chunk);
  }
  return answerOf(incoming, Buffer.concat(chunks).toString('utf8'), isFile);
}

/** The content types of a message of the cloud, as opposed to the file that the call asked for. */
const IN_WORDS = /^\s*(application\/(json|xml)|text\/)/i;

const contentTypeOf = (incoming: http.IncomingMessage): string => incoming.headers['content-type'] ?? '';

function answerOf(incoming: http.IncomingMessage, body: string, isFile: boolean): ExchangeAnswer {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const date = Date.parse(headers['date'] ?? '');
  return {
    status: incoming.statusCode ?? 0,
    headers,
    body,
    isFile,
    clockSkewMs: Number.isNaN(date) ? null : date + HALF_SECOND_MS - Date.now(),
  };
}

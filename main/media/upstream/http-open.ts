/**
 * Opens an upstream URL. Connects only to the host that an account's answer named. A redirect may stay on that host and
 * must not leave it, so that a hostile answer of a media server cannot turn the gateway into a proxy. The host must not
 * be this computer or its network link either, see addresses.ts. Certificates are always checked: `rejectUnauthorized`
 * overrides NODE_TLS_REJECT_UNAUTHORIZED. A host whose certificate a person trusts may show that very certificate only.
 */
import { MAX_REDIRECTS } from '../../../preload/domain/bounds.ts';
import { X509Certificate } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { guardedLookup } from '../../addresses.ts';
import { agentsBy, isSignInStatus, signInNeeded, wayFailure, wayTo, type Agents, type Way } from '../../ways.ts';
import { permanent, retryable, socketFailure, statusFailure } from '../shared/failures.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Some media servers refuse clients without a user agent, and some compress where the request says nothing of codings. */
const DEFAULT_HEADERS = { Accept: '*/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Lanner' } as const;

export interface OpenRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From the start to the headers of the answer, over all redirects. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** See `UpstreamSource`. Connections of `agents` must all have the same value. */
  readonly isLocalAllowed: boolean;
  /** See `UpstreamSource`. Connections of `agents` must all have the same value. */
  readonly certificate?: string | undefined;
  /** Reads why the server refused, from the begin of the body, and closes the answer. Without this the status alone decides. */
  readonly refusalOf?: (status: number, answer: http.IncomingMessage) => Promise<Error>;
  /** Keeps connections for the next request; without it the connection closes with the answer. */
  readonly agents?: Agents;
}

export interface Opened {
  readonly response: http.IncomingMessage;
  /** The address that sent the answer, after redirects. */
  readonly url: URL;
}

/** @throws {AppError} `media.unsupported-transport` for anything but http and https. */
export function parseMediaUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw permanent('media.no-url', { detail: 'not a URL' }, 'report');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw permanent('media.unsupported-transport', { detail: url.protocol.slice(0, -1) });
  }
  return url;
}

/** Whether `to` lies on the host of `from`: same name and port, or the same name secured on its default port. */
export function isSameHost(from: URL, to: URL): boolean {
  if (from.hostname !== to.hostname) return false;
  if (from.protocol === to.protocol) return from.port === to.port;
  return from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
}

const hasEnded = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'CERT_HAS_EXPIRED';

const isReset = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

function redirectTarget(from: URL, location: string | undefined): URL {
  const url = location === undefined ? null : URL.parse(location, from.href);
  const isWeb = url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
  if (!isWeb || !isSameHost(from, url)) {
    throw permanent('network.redirect-refused', { host: from.host, detail: url?.host ?? 'no target' }, 'report');
  }
  return url;
}

/**
 * The options of a connection to a host that may show one certificate only. That certificate stands in place of the
 * authorities of this computer; that it has not ended is checked as for all others. Nothing is sent before.
 */
function pinned(pem: string): https.RequestOptions {
  const { fingerprint256 } = new X509Certificate(pem);
  return {
    ca: [pem],
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, shown) =>
      shown.fingerprint256 === fingerprint256
        ? undefined
        : Object.assign(new Error('another certificate than the trusted one'), { code: 'CERT_UNTRUSTED' }),
  };
}

/** Agents by a proxy for the agents that keep connections without one. They go with those. */
const keptByProxy = new WeakMap<Agents, Map<string, Agents>>();

function agentsFor({ agents, timeoutMs }: OpenRequest, way: Way | null): Agents | null {
  if (way === null) return agents ?? null;
  if (agents === undefined) return agentsBy(way, { timeout: 2 * timeoutMs });
  const kept = keptByProxy.get(agents) ?? new Map<string, Agents>();
  keptByProxy.set(agents, kept);
  const key = way.href.reveal();
  const known = kept.get(key) ?? agentsBy(way, { keepAlive: true, maxSockets: 8, timeout: 30_000 });
  kept.set(key, known);
  return known;
}

/** Closes the connections that agents keep, those by a proxy too. */
export function destroyAgents(agents: Agents): void {
  for (const each of [agents, ...(keptByProxy.get(agents)?.values() ?? [])]) {
    each.http.destroy();
    each.https.destroy();
  }
  keptByProxy.delete(agents);
}

function send(url: URL, request: OpenRequest, way: Way | null, signal: AbortSignal): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const agents = agentsFor(request, way);
    const agent = agents === null ? false : isSecure ? agents.https : agents.http;
    const lookup = way === null ? { lookup: guardedLookup(request.isLocalAllowed) } : {};
    const options = {
      headers: { ...DEFAULT_HEADERS, ...request.headers },
      agent,
      signal,
      ...lookup,
      rejectUnauthorized: true,
      ...(isSecure ? { minVersion: 'TLSv1.2' as const } : {}),
      ...(request.certificate === undefined || !isSecure ? {} : pinned(request.certificate)),
    };
    const sent = (isSecure ? https : http).get(url, options, resolve);
    sent.on('error', (error) => {
      // A server may close a kept connection just as the request leaves (RFC 9112, 9.3.1): then nothing was read, and nothing failed.
      if (sent.reusedSocket && isReset(error) && !signal.aborted) resolve(send(url, request, way, signal));
      else reject((way === null ? null : wayFailure(error, way)) ?? error);
    });
  });
}

/** Resolves with the result of `work`; rejects with the reason of the signal as soon as it fires. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(asError(signal.reason));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  work.catch(() => {}); // after an end of waiting no caller reads its failure
  return await Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('aborted'));

/**
 * Resolves when the headers of the answer have arrived; the body is unread.
 *
 * @throws {AppError} network.* with `network.address-refused`, or by the status: `media.url-expired`,
 *   `cloud.rate-limited`, `cloud.unavailable`.
 */
export async function openHttp(request: OpenRequest): Promise<Opened> {
  let url = parseMediaUrl(request.url);
  let refusal: Error | null = null;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), request.timeoutMs);
  const signal = AbortSignal.any([request.signal, timeout.signal]);
  try {
    for (let hops = 0; ; hops += 1) {
      const way = await unlessAborted(wayTo(url, request.isLocalAllowed), signal);
      const response = await send(url, request, way, signal);
      // After this point the reader of the body gets the errors of the connection; without a reader they must not
      // throw.
      response.on('error', () => {});
      const status = response.statusCode ?? 0;
      if (status === 200 || status === 206) return { response, url };
      const isByPlainProxy = way !== null && url.protocol === 'http:';
      if (isByPlainProxy && isSignInStatus(status)) {
        response.destroy();
        throw signInNeeded(way);
      }
      if (!REDIRECTS.has(status) && request.refusalOf !== undefined) {
        refusal = await request.refusalOf(status, response);
        throw refusal;
      }
      response.destroy();
      if (!REDIRECTS.has(status)) throw statusFailure(status, url.host);
      if (hops === MAX_REDIRECTS) {
        throw permanent('network.redirect-refused', { host: url.host, detail: 'too many redirects' }, 'report');
      }
      url = redirectTarget(url, response.headers.location);
    }
  } catch (error) {
    if (timeout.signal.aborted && !request.signal.aborted) {
      const seconds = Math.round(request.timeoutMs / 1_000);
      throw retryable('network.timeout', { host: url.host, seconds }, 'check-network');
    }
    if (request.certificate !== undefined && hasEnded(error))
      throw permanent('media.certificate-ended', { host: url.host }, 'report');
    throw refusal ?? socketFailure(error, url.host);
  } finally {
    clearTimeout(timer);
  }
}

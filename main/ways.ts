/**
 * By which way a server is reached: directly, or by a proxy. Node's own agents open the tunnels. This computer and its
 * network link are always reached directly.
 *
 * A proxy looks names up by itself, so that the guard of addresses (addresses.ts) means less behind one: hosts that are
 * written as addresses, and names that mean this computer, are refused as ever. A name is left to the proxy, whose own rules
 * then hold: this computer and its link are not reached by a name that another computer looks up. A proxy on this computer
 * is the exception: names are looked up here first, and a name that leads to a forbidden address is refused.
 */
import dns from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { checkHost, guardedLookup, isForbiddenAddress, isLocalUrl } from './addresses.ts';
import { AppError } from './errors.ts';
import type { Secret } from './secret.ts';

/** A proxy on the way. */
export interface Way {
  /** Host and port of the proxy, for messages. */
  readonly proxy: string;
  /** The address of the proxy with the user and the password, if there are any. */
  readonly href: Secret;
}

/** @returns null where the server is reached directly. */
export type FindWay = (url: URL) => Promise<Way | null>;

const DIRECT: FindWay = () => Promise.resolve(null);
let find = DIRECT;

/** Sets who knows the ways, for this thread. @returns who knew them before. */
export function setWays(next: FindWay): FindWay {
  const before = find;
  find = next;
  return before;
}

/** As {@link wayTo}, without a look at the host. @throws {AppError} `network.proxy-unsupported`. */
export const findWay: FindWay = (url) => find(url);

/**
 * The way to a server. The host is checked here: without a way the caller connects with `guardedLookup`.
 *
 * @param isLocalAllowed see addresses.ts.
 * @throws {AppError} `network.address-refused`, `network.proxy-unsupported`.
 */
export async function wayTo(url: URL, isLocalAllowed: boolean): Promise<Way | null> {
  checkHost(url.hostname, isLocalAllowed);
  const isLocal = isLocalUrl(url.href);
  if (isLocal && url.protocol !== 'https:') return null;
  // Asked for this computer too: main loads the trusted authorities before it answers for the first time.
  const way = await find(url);
  if (way === null || isLocal) return null;
  const { href, hostname } = new URL(`http://${way.proxy}/`);
  checkHost(hostname, true); // a proxy may be this computer, and never a metadata service
  if (isLocalUrl(href)) await checkName(url.hostname, isLocalAllowed);
  return way;
}

/** A name that this computer cannot look up is left to the proxy, which may ask another one. */
async function checkName(hostname: string, isLocalAllowed: boolean): Promise<void> {
  const addresses = await dns.lookup(hostname, { all: true }).catch(() => []);
  const bad = addresses.find(({ address }) => isForbiddenAddress(address, isLocalAllowed));
  if (bad === undefined) return;
  const params = { host: hostname, detail: bad.address };
  throw new AppError('network.address-refused', `${hostname} leads to ${bad.address}`, { params, action: 'report' });
}

/**
 * Opens a tunnel through a proxy for a protocol that is not HTTP, by the CONNECT of Node.
 *
 * @returns the open connection; the caller closes it.
 * @throws {AppError} `network.proxy-*`; for everything else what Node says.
 */
export async function tunnelBy(way: Way, target: string, signal: AbortSignal): Promise<Duplex> {
  const url = new URL(way.href.reveal());
  const { hostname, port, username, password } = url;
  const sign = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const isOpen = username === '' && password === '';
  const headers = isOpen ? {} : { 'Proxy-Authorization': `Basic ${Buffer.from(sign).toString('base64')}` };
  const isSecure = url.protocol === 'https:';
  return await new Promise((resolve, reject) => {
    const asked = (isSecure ? https : http).request({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port || (isSecure ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: { Host: target, ...headers },
      agent: false,
      signal,
      lookup: guardedLookup(true),
    });
    const lose = (error: Error): void => reject(wayFailure(error, way) ?? error);
    asked.once('connect', ({ statusCode = 0 }, socket, begun) => {
      if (statusCode !== 200) {
        socket.destroy();
        return lose(Object.assign(new Error('no tunnel'), { code: 'ERR_PROXY_TUNNEL', statusCode }));
      }
      if (begun.length > 0) socket.unshift(begun);
      resolve(socket);
    });
    asked.once('response', ({ statusCode }) => {
      asked.destroy();
      lose(Object.assign(new Error('no tunnel'), { code: 'ERR_PROXY_TUNNEL', statusCode }));
    });
    asked.on('error', lose); // a second error may follow the first
    asked.end();
  });
}

export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/**
 * Agents that go by a proxy. Options of requests for the host, such as a pinned certificate, apply to the host alone:
 * Node opens the connection to the proxy without them.
 */
export function agentsBy(way: Way, options: https.AgentOptions = {}): Agents {
  const proxyEnv = { HTTP_PROXY: way.href.reveal(), HTTPS_PROXY: way.href.reveal() };
  return { http: new http.Agent({ ...options, proxyEnv }), https: new https.Agent({ ...options, proxyEnv }) };
}

const SIGN_IN = 407;

/** Whether a status of a plain http answer is that of the proxy: only a proxy asks for a sign-in in this way. */
export const isSignInStatus = (status: number): boolean => status === SIGN_IN;

/** The failure where the proxy wants a user and a password, or other ones. */
export const signInNeeded = ({ proxy }: Way): AppError => failed('network.proxy-sign-in', proxy, '407');

/**
 * The failure of a connection by a proxy, where the proxy is to blame.
 *
 * @param error of node:http or node:https.
 * @returns null where the host behind the proxy is to blame, or nobody knows who.
 */
export function wayFailure(error: unknown, { proxy }: Way): AppError | null {
  if (error instanceof AppError || !(error instanceof Error)) return null;
  const { code, statusCode, syscall } = error as { code?: unknown; statusCode?: unknown; syscall?: unknown };
  if (code === 'ERR_PROXY_TUNNEL') {
    // tinyproxy says 401 to a password that is wrong. No server was asked yet that could have said it.
    if (statusCode === SIGN_IN || statusCode === 401)
      return failed('network.proxy-sign-in', proxy, String(statusCode), error);
    // 511: the network wants a sign-in in a browser; a redirect leads to the page for it.
    if (typeof statusCode === 'number' && (statusCode === 511 || (statusCode >= 300 && statusCode < 400)))
      return failed('network.proxy-page', proxy, String(statusCode), error);
    const isRefusal = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
    const detail = typeof statusCode === 'number' ? String(statusCode) : 'cut';
    return failed(isRefusal ? 'network.proxy-refused' : 'network.proxy-failed', proxy, detail, error);
  }
  // The only connection and the only look-up are those of the proxy itself.
  const isOfProxy = syscall === 'connect' || syscall === 'getaddrinfo' || error instanceof AggregateError;
  return isOfProxy ? failed('network.proxy-unreachable', proxy, typeof code === 'string' ? code : '', error) : null;
}

const LASTS: readonly string[] = ['network.proxy-sign-in', 'network.proxy-refused', 'network.proxy-page'];

type ProxyCode = `network.proxy-${'sign-in' | 'page' | 'refused' | 'failed' | 'unreachable'}`;

function failed(code: ProxyCode, proxy: string, detail: string, cause?: unknown): AppError {
  return new AppError(code, `${proxy}: ${detail}`, {
    params: { host: proxy, detail },
    retryable: !LASTS.includes(code),
    action: 'check-network',
    cause,
  });
}

/** The failure where a page answers by plain http behind a proxy: a page for a sign-in, as hotels have one. */
export const pageOf = ({ proxy }: Way): AppError => failed('network.proxy-page', proxy, 'web-page');

/** The system names proxies of a kind only that the client cannot use. */
export const unsupportedWay = (host: string): AppError =>
  new AppError('network.proxy-unsupported', `${host}: no way that is supported`, {
    params: { host },
    action: 'check-network',
  });

/**
 * Admits to the page server and to the bridge only a browser that came with a launch token. The token works once, and
 * is exchanged for two secrets: a cookie, which gives the static files of the page, and a page secret, which the bridge
 * asks for besides the cookie. The cookie lives as long as this run of the client; each window has a page secret of its
 * own.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { MAIN_WINDOW } from '../../../host.ts';
import { pathOfWindow } from '../../window-address.ts';
import { isSame } from './same.ts';

const TOKEN_LIFE_MS = 10 * 60_000;
const MAX_TOKENS = 16;
/** Limit of used tokens that are remembered, to distinguish a second use from a guess. */
const MAX_USED_TOKENS = 256;
/** One secret for each window that was opened; the oldest secret is forgotten. */
const MAX_PAGE_SECRETS = 256;
const SECRET_PROTOCOL = /^lanner\.([\w-]{43})$/;

/** The subprotocol that the bridge answers with. */
export const BRIDGE_PROTOCOL = 'lanner';

/** The result of trading a launch token. `used`: the token was traded before. */
export type Trade =
  | { readonly kind: 'entered'; readonly cookie: string; readonly location: string }
  | { readonly kind: 'used' }
  | { readonly kind: 'unknown' };

export class Access {
  readonly #origin: URL;
  readonly #cookieName: string;
  readonly #cookieValue = newSecret();
  /** By a hash, so that the time of a look-up reveals nothing about a token. */
  readonly #tokens = new Map<string, { readonly expiresAtMs: number; readonly windowKey: string }>();
  readonly #usedTokens = new Set<string>();
  /** The window that each page secret stands for, by its hash. */
  readonly #pageSecrets = new Map<string, string>();
  readonly #nowMs: () => number;

  /** @param origin the server's own, such as `http://0f…9c.localhost:40123`. */
  constructor(origin: string, nowMs: () => number = Date.now) {
    this.#origin = new URL(origin);
    this.#cookieName = `lanner-${this.#origin.port}`; // cookies ignore ports: two clients must not overwrite each other's
    this.#nowMs = nowMs;
  }

  /** A URL that opens this window of the client once, within ten minutes. */
  issueLaunchUrl(windowKey: string = MAIN_WINDOW): string {
    const token = newSecret();
    dropOldest(this.#tokens, MAX_TOKENS - 1);
    this.#tokens.set(hashOf(token), { expiresAtMs: this.#nowMs() + TOKEN_LIFE_MS, windowKey });
    return `${this.#origin.origin}/launch?token=${token}`;
  }

  /**
   * Trades a live token, which cannot be used after that, for the Set-Cookie value and the address of the page. The
   * address carries the page secret behind its `#`, which no browser sends to any server.
   */
  trade(token: string | null): Trade {
    if (token === null) return { kind: 'unknown' };
    const hash = hashOf(token);
    if (this.#usedTokens.has(hash)) return { kind: 'used' };
    const known = this.#tokens.get(hash);
    this.#tokens.delete(hash);
    if (known === undefined || known.expiresAtMs < this.#nowMs()) return { kind: 'unknown' };
    dropOldest(this.#usedTokens, MAX_USED_TOKENS - 1);
    this.#usedTokens.add(hash);
    const cookie = `${this.#cookieName}=${this.#cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
    return {
      kind: 'entered',
      cookie,
      location: `${pathOfWindow(known.windowKey)}#s=${this.#newPage(known.windowKey)}`,
    };
  }

  /** A name that another site resolved to this machine (DNS rebinding) is not ours. */
  isOwnHost(headers: IncomingHttpHeaders): boolean {
    return headers.host === this.#origin.host;
  }

  /**
   * @param mustBeSent true for requests with which every browser sends an origin (WebSocket); plain GETs of the page
   *   carry none.
   */
  isOwnOrigin(headers: IncomingHttpHeaders, mustBeSent: boolean): boolean {
    return headers.origin === undefined ? !mustBeSent : headers.origin === this.#origin.origin;
  }

  hasCookie(headers: IncomingHttpHeaders): boolean {
    return cookiesOf(headers).some(([name, value]) => name === this.#cookieName && isSame(value, this.#cookieValue));
  }

  /**
   * The page that a WebSocket comes from, by the secret among its subprotocols; null without a valid one. `page`
   * identifies the page secret and is not secret itself.
   */
  pageOf(headers: IncomingHttpHeaders): { readonly page: string; readonly windowKey: string } | null {
    const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
    const secret = offered.map((protocol) => SECRET_PROTOCOL.exec(protocol)?.[1]).find((found) => found !== undefined);
    if (secret === undefined || !offered.includes(BRIDGE_PROTOCOL)) return null;
    const page = hashOf(secret);
    const windowKey = this.#pageSecrets.get(page);
    return windowKey === undefined ? null : { page, windowKey };
  }

  #newPage(windowKey: string): string {
    const secret = newSecret();
    dropOldest(this.#pageSecrets, MAX_PAGE_SECRETS - 1);
    this.#pageSecrets.set(hashOf(secret), windowKey);
    return secret;
  }
}

/** 256 random bits, as 43 characters of a URL. */
const newSecret = (): string => randomBytes(32).toString('base64url');

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Leaves at most `count` entries, the newest. */
function dropOldest(entries: Map<string, unknown> | Set<string>, count: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= count) return;
    entries.delete(key);
  }
}

function cookiesOf(headers: IncomingHttpHeaders): (readonly [string, string])[] {
  return (headers.cookie ?? '').split(';').map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  });
}

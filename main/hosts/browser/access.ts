/**
 * Who may talk to the page server: a browser that came with a launch token, and then holds the cookie it was traded for.
 * The tokens work once; the cookie lives as long as this run of the client.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { MAIN_WINDOW } from '../host.ts';
import { pathOfWindow } from '../window-address.ts';
import { isSame } from './same.ts';

const TOKEN_LIFE_MS = 10 * 60_000;
const MAX_TOKENS = 16;

export class Access {
  readonly #origin: URL;
  readonly #cookieName: string;
  readonly #cookieValue = randomBytes(32).toString('base64url');
  readonly #tokens = new Map<string, { readonly expiresAtMs: number; readonly windowKey: string }>();
  readonly #nowMs: () => number;

  /** @param origin the server's own, such as `http://127.0.0.1:40123`. */
  constructor(origin: string, nowMs: () => number = Date.now) {
    this.#origin = new URL(origin);
    this.#cookieName = `lanner-${this.#origin.port}`; // cookies ignore ports: two clients must not overwrite each other's
    this.#nowMs = nowMs;
  }

  /** A URL that opens this window of the client once, within ten minutes. */
  issueLaunchUrl(windowKey: string = MAIN_WINDOW): string {
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size >= MAX_TOKENS && oldest !== undefined) this.#tokens.delete(oldest);
    const token = randomBytes(32).toString('base64url');
    this.#tokens.set(token, { expiresAtMs: this.#nowMs() + TOKEN_LIFE_MS, windowKey });
    return `${this.#origin.origin}/launch?token=${token}`;
  }

  /** @returns the Set-Cookie value for a live token, which is dead from then on, and where it leads; or null. */
  trade(token: string | null): { readonly cookie: string; readonly location: string } | null {
    if (token === null) return null;
    const known = this.#tokens.get(token);
    this.#tokens.delete(token);
    if (known === undefined || known.expiresAtMs < this.#nowMs()) return null;
    const cookie = `${this.#cookieName}=${this.#cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
    return { cookie, location: pathOfWindow(known.windowKey) };
  }

  /** A name that another site resolved to this machine (DNS rebinding) is not ours. */
  isOwnHost(headers: IncomingHttpHeaders): boolean {
    return headers.host === this.#origin.host;
  }

  /** @param mustBeSent true where every browser sends one (WebSocket); plain GETs of the page carry none. */
  isOwnOrigin(headers: IncomingHttpHeaders, mustBeSent: boolean): boolean {
    return headers.origin === undefined ? !mustBeSent : headers.origin === this.#origin.origin;
  }

  hasCookie(headers: IncomingHttpHeaders): boolean {
    return cookiesOf(headers).some(([name, value]) => name === this.#cookieName && isSame(value, this.#cookieValue));
  }
}

function cookiesOf(headers: IncomingHttpHeaders): (readonly [string, string])[] {
  return (headers.cookie ?? '').split(';').map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  });
}

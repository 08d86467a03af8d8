/**
 * Signed media addresses in the style of Alibaba Cloud's CDN (`auth_key=expiry-rand-0-md5`), which the document shows on
 * a virtual source. The life of a play URL is not stated: half an hour here. It may be opened as often as one likes.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';

const URL_LIFE_MS = 30 * 60_000;

export class SignedUrls {
  readonly #clock: Clock;
  readonly #secret: string;
  #serial = 0;
  #host = '127.0.0.1:0';
  #rtmpHost = '127.0.0.1:0';
  #apiHost = '127.0.0.1:0';
  /** URLs up to this serial no longer work. */
  #voidUntil = 0;

  constructor(clock: Clock, secret: string) {
    this.#clock = clock;
    this.#secret = secret;
  }

  setOrigins(origin: string, rtmpOrigin: string): void {
    this.#host = new URL(origin).host;
    this.#rtmpHost = new URL(rtmpOrigin).host;
  }

  setApiOrigin(origin: string): void {
    this.#apiHost = new URL(origin).host;
  }

  /** A picture lies at the API's address. */
  issuePicture(path: string, query: Readonly<Record<string, string>>): string {
    return this.#sign(`http://${this.#apiHost}`, path, query);
  }

  /** @param query further parameters, signed with the path. */
  issue(scheme: string, path: string, query: Readonly<Record<string, string>> = {}): string {
    return this.#sign(`${scheme}://${scheme === 'rtmp' ? this.#rtmpHost : this.#host}`, path, query);
  }

  #sign(origin: string, path: string, query: Readonly<Record<string, string>>): string {
    this.#serial += 1;
    const expirySec = Math.ceil((this.#clock.nowMs() + URL_LIFE_MS) / 1000);
    const head = `${String(expirySec)}-${String(this.#serial)}-0`;
    const extra = new URLSearchParams(query).toString();
    const key = `${head}-${this.#digest(path, extra, head)}`;
    return `${origin}${path}?${extra === '' ? '' : `${extra}&`}auth_key=${key}`;
  }

  /** Null when the URL is good, else why it is not. */
  faultOf(path: string, query: URLSearchParams): string | null {
    const match = /^((\d{1,12})-(\d{1,12})-0)-([0-9a-f]{32})$/.exec(query.get('auth_key') ?? '');
    if (match === null) return 'no auth_key';
    const rest = new URLSearchParams([...query].filter(([name]) => name !== 'auth_key')).toString();
    if (match[4] !== this.#digest(path, rest, match[1] ?? '')) return 'the auth_key does not fit the URL';
    const isOver = Number(match[2]) * 1000 <= this.#clock.nowMs() || Number(match[3]) <= this.#voidUntil;
    return isOver ? 'the URL has expired' : null;
  }

  /** @returns how many were issued since the last time. */
  expireAll(): number {
    const hit = this.#serial - this.#voidUntil;
    this.#voidUntil = this.#serial;
    return hit;
  }

  #digest(path: string, query: string, head: string): string {
    return createHash('md5').update(`${path}?${query}-${head}-${this.#secret}`).digest('hex');
  }
}

/**
 * Pictures that AI tasks took. The document only shows that an answer names them by URL; here the cloud's own host
 * serves them, signed and for an hour.
 */
import { createHmac } from 'node:crypto';
import type { ApiAnswer, ApiRequest } from '../../kernel/cloud.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Stills } from '../../media/stills.ts';
import type { Channel } from './estate.ts';

const PATH = /^\/ai-picture\/([\w-]+)\/(\d+)\.jpg$/;
const LIFE_SEC = 3_600;

export class Pictures {
  readonly #clock: Clock;
  readonly #secret: string;
  #origin = 'http://127.0.0.1:0';
  #stills: Stills | null = null;

  constructor(clock: Clock, secret: string) {
    this.#clock = clock;
    this.#secret = secret;
  }

  setOrigin(origin: string): void {
    this.#origin = origin;
  }

  setStills(stills: Stills): void {
    this.#stills = stills;
  }

  urlOf(channelId: string, atMs: number): string {
    const path = `/ai-picture/${channelId}/${String(Math.floor(atMs / 1000))}.jpg`;
    const expires = String(this.#nowSec() + LIFE_SEC);
    return `${this.#origin}${path}?${new URLSearchParams({ expires, sign: this.#sign(path, expires) }).toString()}`;
  }

  /** Null when the request is not for a picture. */
  answer(request: ApiRequest, channelOf: (id: string) => Channel | undefined): ApiAnswer | null {
    const match = PATH.exec(request.path);
    if (match === null || request.method !== 'GET') return null;
    const expires = request.query.get('expires') ?? '';
    const isOurs = request.query.get('sign') === this.#sign(request.path, expires);
    if (!isOurs || Number(expires) <= this.#nowSec()) return refused(403);
    const channel = channelOf(match[1] ?? '');
    if (channel === undefined) return refused(404);
    this.#stills ??= new Stills();
    const atMs = Number(match[2]) * 1000;
    const body = this.#stills.at({ cameraKey: channel.cameraKey, cameraName: channel.name, atMs });
    return { status: 200, code: '200', body, headers: { 'Content-Type': 'image/jpeg' } };
  }

  #sign(path: string, expires: string): string {
    return createHmac('sha256', this.#secret).update(`${path}|${expires}`).digest('hex').slice(0, 32);
  }

  #nowSec(): number {
    return Math.floor(this.#clock.nowMs() / 1000);
  }
}

const refused = (status: number): ApiAnswer => ({
  status,
  code: String(status),
  body: '',
  headers: { 'Content-Type': 'text/plain' },
});

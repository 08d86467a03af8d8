/**
 * Addresses of the pictures that SearchImages finds, in the shape of the sample: an object store's signed URL with
 * `Expires` (Unix seconds), `OSSAccessKeyId` and `Signature`, good for an hour.
 */
import { createHmac } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';

const LIFE_MS = 3_600_000;
const KEY_ID = 'LTAIpictures';

export class PictureUrls {
  readonly #clock: Clock;
  readonly #secret: string;
  #host = '127.0.0.1:0';

  constructor(clock: Clock, secret: string) {
    this.#clock = clock;
    this.#secret = secret;
  }

  setApiOrigin(origin: string): void {
    this.#host = new URL(origin).host;
  }

  issue(path: string): string {
    const expires = String(Math.ceil((this.#clock.nowMs() + LIFE_MS) / 1000));
    const query = new URLSearchParams({
      Expires: expires,
      OSSAccessKeyId: KEY_ID,
      Signature: this.#sign(path, expires),
    });
    return `http://${this.#host}${path}?${query.toString()}`;
  }

  /** Null when the address is good, else why it is not. */
  faultOf(path: string, query: URLSearchParams): string | null {
    const expires = query.get('Expires') ?? '';
    const isOurs = query.get('OSSAccessKeyId') === KEY_ID && query.get('Signature') === this.#sign(path, expires);
    if (!isOurs) return 'The signature does not fit the address.';
    return Number(expires) * 1000 <= this.#clock.nowMs() ? 'Request has expired.' : null;
  }

  #sign(path: string, expires: string): string {
    return createHmac('sha1', this.#secret).update(`GET\n${expires}\n${path}`).digest('base64');
  }
}

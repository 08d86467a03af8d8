/** The player's side of RTMP's simple handshake (RTMP 1.0, chapter 5.2), for bytes of any chunking. */
import { randomBytes } from 'node:crypto';
import { permanent } from '../../shared/failures.ts';

const VERSION = 3;
const PACKET_BYTES = 1_536;
const TIME_BYTES = 8;
const ANSWER_BYTES = 1 + 2 * PACKET_BYTES;

export class RtmpHandshake {
  /** C0 and C1, to be sent first. */
  readonly hello: Buffer;
  readonly #answer = Buffer.alloc(ANSWER_BYTES);
  #length = 0;

  constructor() {
    // A time and a version of zero ask for the simple form.
    this.hello = Buffer.concat([
      Buffer.from([VERSION]),
      Buffer.alloc(TIME_BYTES),
      randomBytes(PACKET_BYTES - TIME_BYTES),
    ]);
  }

  /** Whether everything has come; what follows are chunks. */
  get isDone(): boolean {
    return this.#length === ANSWER_BYTES;
  }

  /**
   * Takes the next bytes. `reply` is C2, once, when it is due; `used` counts the bytes that belonged to the handshake.
   * The echo is not compared, because servers that answer in the signed form send none.
   *
   * @throws {AppError} `media.bad-stream` when the other side does not speak RTMP.
   */
  push(bytes: Uint8Array): { readonly reply: Buffer | null; readonly used: number } {
    const used = Math.min(bytes.length, ANSWER_BYTES - this.#length);
    const before = this.#length;
    this.#answer.set(bytes.subarray(0, used), before);
    this.#length += used;
    if (this.#length > 0 && this.#answer[0] !== VERSION) {
      throw permanent('media.bad-stream', { detail: 'no RTMP server' }, 'report');
    }
    const isDue = before < 1 + PACKET_BYTES && this.#length >= 1 + PACKET_BYTES;
    return { reply: isDue ? Buffer.from(this.#answer.subarray(1, 1 + PACKET_BYTES)) : null, used };
  }
}

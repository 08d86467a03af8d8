/** Fetches key pictures from the gateway, and decodes them. Pictures are copied to bitmaps, since a decoder holds few frames. */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { decodeGroup, readGroup } from './picture-group.ts';

/** A picture, and the footage that it stands for, epoch ms. */
export interface KeyPicture extends TimeRange {
  readonly bitmap: ImageBitmap;
}

/**
 * - `none`: no footage at the moment, as far as the recording is loaded, or a segment without a key picture.
 * - `unsupported`: the cloud encrypts the pictures, or this computer cannot decode them.
 * - `failed`: the line or the cloud failed; the next question may be answered.
 */
export type KeyPictureAnswer = KeyPicture | 'none' | 'unsupported' | 'failed';

/** The header that the gateway writes before the bytes of a picture. */
interface Head extends TimeRange {
  readonly codec: string;
  readonly recordBytes: number;
}

interface Coded {
  readonly head: Head;
  readonly record: Uint8Array<ArrayBuffer>;
  readonly sample: Uint8Array<ArrayBuffer>;
}

const LINE_END = 10;
const MOST_HEAD_BYTES = 500;
const NO_CONTENT = 204;
const UNSUPPORTED = 415;

export class KeyPictureReader {
  readonly #url: string;
  readonly #mostWidth: () => number;
  readonly #abort = new AbortController();
  #decoder: VideoDecoder | null = null;
  #configured = '';
  /** The last picture of the decoder. */
  #frame: VideoFrame | null = null;
  #decoding: Promise<unknown> = Promise.resolve();

  /**
   * @param url of the playlist of the recording, as its ticket has it.
   * @param mostWidth of the bitmaps, in pixels; larger pictures are made smaller.
   */
  constructor(url: string, mostWidth: () => number) {
    this.#url = url;
    this.#mostWidth = mostWidth;
  }

  /**
   * The key picture of the segment with the moment. Several may be asked for at once; they are decoded one after the other.
   * The caller closes the bitmap.
   */
  async read(atMs: number): Promise<KeyPictureAnswer> {
    const { signal } = this.#abort;
    if (signal.aborted) return 'failed';
    try {
      const response = await fetch(new URL(`at-${Math.round(atMs)}.key`, this.#url), { signal });
      if (response.status === NO_CONTENT) return 'none';
      if (response.status === UNSUPPORTED) return 'unsupported';
      if (!response.ok) return 'failed';
      const coded = readCoded(new Uint8Array(await response.arrayBuffer()));
      if (coded === null) return 'failed';
      const decoding = this.#decoding.then(() => this.#decode(coded));
      this.#decoding = decoding.catch(() => undefined);
      const bitmap = await decoding;
      if (signal.aborted) {
        bitmap?.close();
        return 'failed';
      }
      const { fromMs, toMs } = coded.head;
      return bitmap === null ? 'unsupported' : { fromMs, toMs, bitmap };
    } catch {
      // The line broke off, or the question is not wanted any more.
      return 'failed';
    }
  }

  /**
   * All pictures of the segment with the moment, in the order in which they show. The caller closes the bitmaps.
   *
   * @param mostBytes of all bitmaps together. @returns `none` also for a segment that does not begin with a key picture.
   */
  async readGroup(
    atMs: number,
    mostBytes: number,
  ): Promise<readonly KeyPicture[] | Exclude<KeyPictureAnswer, KeyPicture>> {
    const { signal } = this.#abort;
    if (signal.aborted) return 'failed';
    try {
      const response = await fetch(new URL(`at-${Math.round(atMs)}.group`, this.#url), { signal });
      if (response.status === NO_CONTENT) return 'none';
      if (response.status === UNSUPPORTED) return 'unsupported';
      if (!response.ok) return 'failed';
      const group = readGroup(new Uint8Array(await response.arrayBuffer()));
      if (group === null) return 'failed';
      return (await decodeGroup(group, { mostWidth: this.#mostWidth(), mostBytes, signal })) ?? 'unsupported';
    } catch {
      return 'failed';
    }
  }

  /** Ends all requests. Questions that are open are answered with `failed`. */
  dispose(): void {
    this.#abort.abort();
    this.#endDecoder();
  }

  async #decode({ head, record, sample }: Coded): Promise<ImageBitmap | null> {
    const decoder = await this.#decoderFor(head.codec, record);
    if (decoder === null) return null;
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data: sample }));
    await decoder.flush().catch(() => undefined);
    const frame = this.#frame;
    this.#frame = null;
    if (frame === null) return null;
    const width = Math.round(this.#mostWidth());
    try {
      if (frame.displayWidth <= width) return await createImageBitmap(frame);
      return await createImageBitmap(frame, { resizeWidth: width, resizeQuality: 'medium' });
    } finally {
      frame.close();
    }
  }

  /** Null where this computer has no decoder, and once nothing is asked for any more. */
  async #decoderFor(codec: string, record: Uint8Array<ArrayBuffer>): Promise<VideoDecoder | null> {
    const name = `${codec} ${record.join()}`;
    if (this.#decoder?.state === 'configured' && this.#configured === name) return this.#decoder;
    const config: VideoDecoderConfig = { codec, description: record, optimizeForLatency: true };
    const { supported = false } = await VideoDecoder.isConfigSupported(config);
    if (!supported || this.#abort.signal.aborted) return null;
    this.#endDecoder();
    const decoder = new VideoDecoder({
      output: (frame) => {
        this.#frame?.close();
        this.#frame = frame;
      },
      // The picture that was to be decoded does not come.
      error: () => undefined,
    });
    decoder.configure(config);
    this.#decoder = decoder;
    this.#configured = name;
    return decoder;
  }

  #endDecoder(): void {
    this.#frame?.close();
    this.#frame = null;
    if (this.#decoder !== null && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
  }
}

/** Null for an answer that is cut off or is none of the gateway's. */
function readCoded(bytes: Uint8Array<ArrayBuffer>): Coded | null {
  const end = bytes.subarray(0, MOST_HEAD_BYTES).indexOf(LINE_END);
  if (end < 0) return null;
  const head: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  if (!isHead(head)) return null;
  const from = end + 1 + head.recordBytes;
  if (from >= bytes.length) return null;
  return { head, record: bytes.slice(end + 1, from), sample: bytes.slice(from) };
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const { fromMs, toMs, codec, recordBytes } = value as Readonly<Record<string, unknown>>;
  return [fromMs, toMs, recordBytes].every((one) => typeof one === 'number') && typeof codec === 'string';
}

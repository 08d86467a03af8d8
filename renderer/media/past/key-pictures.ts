/**
 * Key pictures of a recording, one for each segment: for speeds above four times, playback backwards, and the preview on the
 * timeline. The gateway fetches only the begin of each segment. Pictures are copied to bitmaps at once, since a decoder holds
 * only a few frames.
 */
import type { TimeRange } from '../../../preload/domain/time.ts';

/** A picture, and the footage that it stands for, epoch ms. The bitmap belongs to the source: draw, do not close. */
export interface KeyPicture extends TimeRange {
  readonly bitmap: ImageBitmap;
}

/**
 * - `none`: no footage at the moment, as far as the recording is loaded.
 * - `unsupported`: the cloud encrypts the pictures, or this computer cannot decode them.
 * - `failed`: the line or the cloud failed; the next question may be answered.
 */
export type KeyPictureAnswer = KeyPicture | 'none' | 'unsupported' | 'failed';

/** What the gateway writes before the bytes of a picture. */
interface Head extends TimeRange {
  readonly codec: string;
  readonly recordBytes: number;
}

interface Coded {
  readonly head: Head;
  readonly record: Uint8Array<ArrayBuffer>;
  readonly sample: Uint8Array<ArrayBuffer>;
}

/** Bitmaps that are kept: at 640x360, 24 bitmaps take 22 MB. */
const MOST_KEPT = 24;
const MOST_WIDTH = 640;
const LINE_END = 10;
const MOST_HEAD_BYTES = 500;
const NO_CONTENT = 204;
const UNSUPPORTED = 415;

export class KeyPictureSource {
  readonly #url: string;
  readonly #abort = new AbortController();
  /** The last used one is the last. */
  #kept: readonly KeyPicture[] = [];
  #decoder: VideoDecoder | null = null;
  #configured = '';
  #onFrame: ((frame: VideoFrame | null) => void) | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** @param url of the playlist of the recording, as its ticket has it. */
  constructor(url: string) {
    this.#url = url;
  }

  /** The key picture of the segment with the moment. Questions are answered one after the other. */
  at(atMs: number): Promise<KeyPictureAnswer> {
    const answer = this.#last.then(() => this.#at(atMs));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends all requests, and gives all bitmaps back. */
  dispose(): void {
    this.#abort.abort();
    this.#endDecoder();
    for (const { bitmap } of this.#kept) bitmap.close();
    this.#kept = [];
  }

  async #at(atMs: number): Promise<KeyPictureAnswer> {
    const known = this.#kept.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    if (known !== undefined) return this.#keep(known);
    const { signal } = this.#abort;
    if (signal.aborted) return 'failed';
    try {
      const response = await fetch(new URL(`at-${Math.round(atMs)}.key`, this.#url), { signal });
      if (response.status === NO_CONTENT) return 'none';
      if (response.status === UNSUPPORTED) return 'unsupported';
      if (!response.ok) return 'failed';
      const coded = readCoded(new Uint8Array(await response.arrayBuffer()));
      if (coded === null) return 'failed';
      const bitmap = await this.#decode(coded);
      if (bitmap === null) return 'unsupported';
      if (signal.aborted) {
        bitmap.close();
        return 'failed';
      }
      return this.#keep({ fromMs: coded.head.fromMs, toMs: coded.head.toMs, bitmap });
    } catch {
      // The line broke off, or the question is not wanted any more.
      return 'failed';
    }
  }

  #keep(picture: KeyPicture): KeyPicture {
    const others = this.#kept.filter((one) => one !== picture);
    const gone = others.splice(0, Math.max(0, others.length + 1 - MOST_KEPT));
    for (const { bitmap } of gone) bitmap.close();
    this.#kept = [...others, picture];
    return picture;
  }

  async #decode({ head, record, sample }: Coded): Promise<ImageBitmap | null> {
    const config: VideoDecoderConfig = { codec: head.codec, description: record, optimizeForLatency: true };
    const { supported = false } = await VideoDecoder.isConfigSupported(config);
    if (!supported || this.#abort.signal.aborted) return null;
    const decoder = this.#decoderFor(config, record);
    const shown = new Promise<VideoFrame | null>((resolve) => (this.#onFrame = resolve));
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data: sample }));
    decoder.flush().then(
      () => this.#onFrame?.(null),
      () => this.#onFrame?.(null),
    );
    const frame = await shown;
    if (frame === null) return null;
    const width = Math.min(MOST_WIDTH, frame.displayWidth);
    try {
      return await createImageBitmap(frame, { resizeWidth: width, resizeQuality: 'medium' });
    } finally {
      frame.close();
    }
  }

  #decoderFor(config: VideoDecoderConfig, record: Uint8Array): VideoDecoder {
    const name = `${config.codec} ${record.join()}`;
    if (this.#decoder?.state === 'configured' && this.#configured === name) return this.#decoder;
    this.#endDecoder();
    const decoder = new VideoDecoder({
      output: (frame) => {
        const take = this.#onFrame;
        this.#onFrame = null;
        if (take === null) frame.close();
        else take(frame);
      },
      error: () => {
        this.#onFrame?.(null);
        this.#onFrame = null;
      },
    });
    decoder.configure(config);
    this.#decoder = decoder;
    this.#configured = name;
    return decoder;
  }

  #endDecoder(): void {
    this.#onFrame?.(null);
    this.#onFrame = null;
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

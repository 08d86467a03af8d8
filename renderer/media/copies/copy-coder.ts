/**
 * Codes the pictures of a file anew, each with words below. Decoder and coder of the browser work in threads of their own; at
 * most a few pictures are between them.
 */
import type { CopyPictures, CopyPiece } from '../../../preload/domain/exports/export-copies.ts';
import { copySize, drawBar, type BarWords } from './copy-bar.ts';

/** Pictures that wait for the decoder or for the coder. A decoded picture of 4K takes 12 MB. */
const MAX_WAITING = 4;
/** A player that seeks in the copy decodes two seconds at the most. */
const KEY_EVERY_US = 2_000_000;
/** Of coded pictures in one piece for main. */
const MAX_PIECE_BYTES = 600_000;
const MIN_BITRATE = 1_000_000;
const MAX_BITRATE = 16_000_000;
/** Pictures that are coded twice lose less where the second coder has more bits. */
const BITRATE_FACTOR = 1.5;
/** H.264 High, Main and Baseline, each with the levels for pictures up to 4K, 1080p and 720p. */
const CODECS = ['6400', '4d00', '42e0'].flatMap((profile) =>
  ['34', '33', '32', '2a', '28', '1f'].map((level) => `avc1.${profile}${level}`),
);

/** Why this computer makes no copy of the file. */
export class CopyRefused extends Error {
  readonly why: 'not-read' | 'not-coded';

  constructor(why: CopyRefused['why'], cause?: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

export interface CopyOrder {
  readonly pictures: CopyPictures;
  /** The size of the file, for the bits of the copy. */
  readonly sizeBytes: number;
  readonly hasNote: boolean;
  /** The words below the picture of a moment of the file. */
  readonly wordsAt: (atMs: number) => BarWords;
  /** The next pictures of the file; none at the end. */
  readonly read: () => Promise<CopyPiece>;
  readonly write: (record: Uint8Array<ArrayBuffer> | null, pictures: readonly CodedPicture[]) => Promise<void>;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export interface CodedPicture {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly isKey: boolean;
  readonly atUs: number;
}

/** Whether this computer codes pictures of a usual size. */
export async function canCode(): Promise<boolean> {
  return (await coderFor(copySize(1_280, 720, false), 2_000_000, 25)) !== null;
}

async function coderFor(
  { width, height }: { readonly width: number; readonly height: number },
  bitrate: number,
  framerate: number,
): Promise<VideoEncoderConfig | null> {
  if (typeof VideoEncoder === 'undefined') return null;
  for (const codec of CODECS) {
    const config: VideoEncoderConfig = {
      codec,
      width,
      height,
      bitrate,
      framerate,
      bitrateMode: 'variable',
      latencyMode: 'quality',
      avc: { format: 'avc' },
    };
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }));
    if (supported === true) return config;
  }
  return null;
}

/** @throws {CopyRefused}, the reason of `signal`, and what `read` and `write` throw. */
export async function codeCopy(order: CopyOrder): Promise<void> {
  const coder = await CopyCoder.open(order);
  try {
    await coder.run();
  } finally {
    coder.close();
  }
}

class CopyCoder {
  readonly #order: CopyOrder;
  readonly #decoder: VideoDecoder;
  readonly #encoder: VideoEncoder;
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;
  #failure: CopyRefused | null = null;
  #wake = Promise.withResolvers<undefined>();
  #coded: CodedPicture[] = [];
  #record: Uint8Array<ArrayBuffer> | null = null;
  #lastKeyUs = -Infinity;
  #drawnWords = '';

  private constructor(order: CopyOrder, decoding: VideoDecoderConfig, coding: VideoEncoderConfig) {
    this.#order = order;
    this.#canvas = new OffscreenCanvas(coding.width, coding.height);
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (context === null) throw new CopyRefused('not-coded');
    this.#context = context;
    this.#decoder = new VideoDecoder({
      output: (frame) => this.#draw(frame),
      error: (error) => this.#fail(new CopyRefused('not-read', error)),
    });
    this.#encoder = new VideoEncoder({
      output: (chunk, about) => this.#take(chunk, about),
      error: (error) => this.#fail(new CopyRefused('not-coded', error)),
    });
    this.#decoder.addEventListener('dequeue', this.#onRoom);
    this.#encoder.addEventListener('dequeue', this.#onRoom);
    order.signal.addEventListener('abort', this.#onAbort);
    this.#decoder.configure(decoding);
    this.#encoder.configure(coding);
  }

  /** @throws {CopyRefused} */
  static async open(order: CopyOrder): Promise<CopyCoder> {
    const { codec, record, widthPx, heightPx, count, lengthMs } = order.pictures;
    const decoding = { codec, description: bytesOf(record) };
    const { supported } = await VideoDecoder.isConfigSupported(decoding).catch(() => ({ supported: false }));
    if (supported !== true) throw new CopyRefused('not-read');
    const seconds = Math.max(lengthMs, 1) / 1_000;
    const bitrate = Math.min(MAX_BITRATE, Math.max(MIN_BITRATE, (order.sizeBytes * 8 * BITRATE_FACTOR) / seconds));
    const size = copySize(widthPx, heightPx, order.hasNote);
    const coding = await coderFor(size, Math.round(bitrate), Math.max(1, Math.round(count / seconds)));
    if (coding === null) throw new CopyRefused('not-coded');
    return new CopyCoder(order, decoding, coding);
  }

  async run(): Promise<void> {
    const { read, pictures, onProgress } = this.#order;
    let given = 0;
    for (;;) {
      this.#check();
      const piece = await read();
      if (piece.pictures.length === 0) break;
      const bytes = bytesOf(piece.base64);
      let at = 0;
      for (const { bytes: length, isKey, atUs } of piece.pictures) {
        await this.#room();
        const data = bytes.subarray(at, at + length);
        this.#decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: atUs, data }));
        at += length;
        given += 1;
      }
      await this.#hand(false);
      onProgress(given / Math.max(1, pictures.count));
    }
    await this.#decoder.flush().catch((error: unknown) => this.#fail(new CopyRefused('not-read', error)));
    this.#check();
    await this.#encoder.flush().catch((error: unknown) => this.#fail(new CopyRefused('not-coded', error)));
    this.#check();
    await this.#hand(true);
  }

  close(): void {
    this.#order.signal.removeEventListener('abort', this.#onAbort);
    if (this.#decoder.state !== 'closed') this.#decoder.close();
    if (this.#encoder.state !== 'closed') this.#encoder.close();
  }

  readonly #onRoom = (): void => {
    this.#wake.resolve(undefined);
  };

  /** A decoder that hangs ends its work too. */
  readonly #onAbort = (): void => {
    this.close();
    this.#onRoom();
  };

  #fail(failure: CopyRefused): void {
    this.#failure ??= failure;
    this.#onRoom();
  }

  #check(): void {
    this.#order.signal.throwIfAborted();
    if (this.#failure !== null) throw this.#failure;
  }

  /** Waits until decoder and coder have caught up. */
  async #room(): Promise<void> {
    for (;;) {
      this.#check();
      if (Math.max(this.#decoder.decodeQueueSize, this.#encoder.encodeQueueSize) < MAX_WAITING) return;
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
  }

  #draw(frame: VideoFrame): void {
    const { timestamp } = frame;
    try {
      if (this.#failure !== null || this.#order.signal.aborted || this.#encoder.state !== 'configured') return;
      const { pictures, wordsAt } = this.#order;
      const { widthPx, heightPx } = pictures;
      this.#context.drawImage(frame, 0, 0, widthPx, heightPx);
      const words = wordsAt(timestamp / 1_000);
      const key = JSON.stringify(words);
      // The words change once a second.
      if (key !== this.#drawnWords) drawBar(this.#context, words, heightPx, this.#canvas);
      this.#drawnWords = key;
      const drawn = new VideoFrame(this.#canvas, { timestamp });
      const keyFrame = timestamp - this.#lastKeyUs >= KEY_EVERY_US;
      if (keyFrame) this.#lastKeyUs = timestamp;
      this.#encoder.encode(drawn, { keyFrame });
      drawn.close();
    } catch (error) {
      this.#fail(new CopyRefused('not-coded', error));
    } finally {
      frame.close();
    }
  }

  #take(chunk: EncodedVideoChunk, about: EncodedVideoChunkMetadata | undefined): void {
    const description = about?.decoderConfig?.description;
    if (description !== undefined) {
      const bytes = ArrayBuffer.isView(description)
        ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
        : new Uint8Array(description);
      this.#record ??= bytes.slice();
    }
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    this.#coded.push({ data, isKey: chunk.type === 'key', atUs: chunk.timestamp });
  }

  /** Gives main the coded pictures, in pieces. */
  async #hand(isEnd: boolean): Promise<void> {
    for (;;) {
      let bytes = 0;
      const fits = this.#coded.findIndex(({ data }) => (bytes += data.length) > MAX_PIECE_BYTES);
      const isFull = fits >= 0;
      if (this.#coded.length === 0 || (!isFull && !isEnd && bytes < MAX_PIECE_BYTES / 4)) return;
      // A larger picture than a piece goes alone; main refuses a picture that is too large for a request.
      const piece = this.#coded.splice(0, isFull ? Math.max(1, fits) : this.#coded.length);
      this.#check();
      await this.#order.write(this.#record, piece);
    }
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

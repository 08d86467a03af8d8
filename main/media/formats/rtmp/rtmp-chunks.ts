/**
 * RTMP's chunk stream (RTMP 1.0, chapter 5.3): puts messages together from chunks of any size that arrive in any cut,
 * and cuts messages into chunks. Memory is bounded whatever a server announces.
 */

import { MAX_CHUNK_STREAMS, MAX_RTMP_HELD_BYTES, MAX_TAG_BYTES } from '../../../../preload/domain/bounds.ts';
import { permanent } from '../../shared/failures.ts';

const DEFAULT_CHUNK_BYTES = 128;
const MAX_CHUNK_BYTES = 0xffffff;
/** In place of a time: the time follows as u32. */
const EXTENDED = 0xffffff;
const EXTENSION_BYTES = 4;
const HEADER_BYTES = [11, 7, 3, 0] as const;
const MAX_HEAD_BYTES = 3 + 11 + EXTENSION_BYTES;
const FIRST_BUFFER_BYTES = 4 * 1024;
/** A larger buffer is not kept for the next message. */
const MAX_KEPT_BYTES = 128 * 1024;

const TYPE_SET_CHUNK_SIZE = 1;
const TYPE_ABORT = 2;

export interface RtmpMessage {
  readonly type: number;
  readonly streamId: number;
  /** Of the server's clock, u32. */
  readonly timestampMs: number;
  /** Valid until the callback returns. */
  readonly body: Buffer;
}

interface ChunkStream {
  timestampMs: number;
  /** The value that a header without a time repeats: a difference, or the time itself after a full header. */
  step: number;
  hasExtension: boolean;
  length: number;
  type: number;
  streamId: number;
  buffer: Buffer;
  have: number;
  isOpen: boolean;
}

const bad = (detail: string): Error => permanent('media.bad-stream', { detail: `RTMP ${detail}` }, 'report');

export class RtmpChunkReader {
  readonly #onMessage: (message: RtmpMessage) => void;
  readonly #streams = new Map<number, ChunkStream>();
  /** The header being read. */
  readonly #head = Buffer.alloc(MAX_HEAD_BYTES);
  #headLength = 0;
  /** Set while the payload of a chunk is read. */
  #current: ChunkStream | null = null;
  #chunkLeft = 0;
  #chunkBytes = DEFAULT_CHUNK_BYTES;
  #heldBytes = 0;

  constructor(onMessage: (message: RtmpMessage) => void) {
    this.#onMessage = onMessage;
  }

  /** Memory in use for messages in the making. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /**
   * Takes the next bytes. @throws {AppError} `media.bad-stream`, or what the callback threw; the reader cannot be used
   * after that.
   */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      at += this.#current === null ? this.#readHead(bytes, at) : this.#readPayload(this.#current, bytes, at);
    }
  }

  /** @returns how many bytes it took. */
  #readHead(bytes: Uint8Array, from: number): number {
    let at = from;
    for (let wanted = this.#headWants(); this.#headLength < wanted; wanted = this.#headWants()) {
      if (at === bytes.length) return at - from;
      this.#head[this.#headLength] = bytes[at] ?? 0;
      this.#headLength += 1;
      at += 1;
    }
    const surplus = this.#beginChunk();
    // These are payload, and perhaps the next header already.
    if (surplus !== null) this.push(surplus);
    return at - from;
  }

  /** Length of the chunk's header, as far as the bytes so far determine it. */
  #headWants(): number {
    if (this.#headLength === 0) return 1;
    const { basicBytes, format } = this.#basics();
    const headerEnd = basicBytes + HEADER_BYTES[format];
    if (this.#headLength < headerEnd) return headerEnd;
    if (format === 3) return this.#repetitionWants(headerEnd);
    return headerEnd + (this.#head.readUIntBE(basicBytes, 3) === EXTENDED ? EXTENSION_BYTES : 0);
  }

  /**
   * Some servers repeat an extended time, other servers leave it out: the bytes are read as a time while they equal it.
   */
  #repetitionWants(start: number): number {
    const stream = this.#streams.get(this.#chunkStreamId());
    if (stream?.hasExtension !== true) return start;
    const have = this.#headLength - start;
    const agrees =
      have === 0 || this.#head[start + have - 1] === ((stream.step >>> (8 * (EXTENSION_BYTES - have))) & 0xff);
    return agrees && have < EXTENSION_BYTES ? this.#headLength + 1 : this.#headLength;
  }

  #basics(): { readonly basicBytes: number; readonly format: 0 | 1 | 2 | 3 } {
    const first = this.#head[0] ?? 0;
    const low = first & 0x3f;
    return { basicBytes: low === 0 ? 2 : low === 1 ? 3 : 1, format: (first >> 6) as 0 | 1 | 2 | 3 };
  }

  #chunkStreamId(): number {
    const low = (this.#head[0] ?? 0) & 0x3f;
    if (low === 0) return 64 + (this.#head[1] ?? 0);
    if (low === 1) return 64 + this.#head.readUInt16LE(1);
    return low;
  }

  /** Reads the whole header. @returns bytes that looked like an extended timestamp and are not one. */
  #beginChunk(): Buffer | null {
    const { basicBytes, format } = this.#basics();
    const stream = this.#streamOf(this.#chunkStreamId(), format);
    const headerEnd = basicBytes + HEADER_BYTES[format];
    const hasAll = this.#headLength === headerEnd + EXTENSION_BYTES;
    const extension = hasAll ? this.#head.readUInt32BE(headerEnd) : null;
    let surplus: Buffer | null = null;
    if (format === 3) {
      if (this.#headLength > headerEnd && extension !== stream.step) {
        surplus = Buffer.from(this.#head.subarray(headerEnd, this.#headLength));
      }
    } else {
      if (stream.isOpen) throw bad('header within a message');
      stream.hasExtension = extension !== null;
      stream.step = extension ?? this.#head.readUIntBE(basicBytes, 3);
      if (format < 2) {
        stream.length = this.#head.readUIntBE(basicBytes + 3, 3);
        stream.type = this.#head[basicBytes + 6] ?? 0;
        if (stream.length > MAX_TAG_BYTES) throw bad('message size');
      }
      if (format === 0) stream.streamId = this.#head.readUInt32LE(basicBytes + 7);
    }
    this.#headLength = 0;
    if (!stream.isOpen) {
      stream.isOpen = true;
      stream.timestampMs = (format === 0 ? stream.step : stream.timestampMs + stream.step) >>> 0;
    }
    this.#chunkLeft = Math.min(this.#chunkBytes, stream.length - stream.have);
    if (this.#chunkLeft === 0) this.#finish(stream);
    else this.#current = stream;
    return surplus;
  }

  #streamOf(id: number, format: number): ChunkStream {
    const known = this.#streams.get(id);
    if (known !== undefined) return known;
    if (format > 1) throw bad('chunk stream without a beginning');
    if (this.#streams.size === MAX_CHUNK_STREAMS) throw bad('too many chunk streams');
    const stream: ChunkStream = {
      timestampMs: 0,
      step: 0,
      hasExtension: false,
      length: 0,
      type: 0,
      streamId: 0,
      buffer: Buffer.alloc(0),
      have: 0,
      isOpen: false,
    };
    this.#streams.set(id, stream);
    return stream;
  }

  #readPayload(stream: ChunkStream, bytes: Uint8Array, from: number): number {
    const count = Math.min(this.#chunkLeft, bytes.length - from);
    this.#makeRoom(stream, stream.have + count);
    stream.buffer.set(bytes.subarray(from, from + count), stream.have);
    stream.have += count;
    this.#chunkLeft -= count;
    if (this.#chunkLeft === 0) {
      this.#current = null;
      if (stream.have === stream.length) this.#finish(stream);
    }
    return count;
  }

  /** Buffers grow with the bytes that arrive, not with the length that the server announces. */
  #makeRoom(stream: ChunkStream, bytes: number): void {
    const { buffer } = stream;
    if (buffer.length >= bytes) return;
    const size = Math.min(stream.length, Math.max(bytes, 2 * buffer.length, FIRST_BUFFER_BYTES));
    const next = Buffer.allocUnsafeSlow(size);
    buffer.copy(next, 0, 0, stream.have);
    this.#swap(stream, next);
    if (this.#heldBytes > MAX_RTMP_HELD_BYTES) throw bad('too much in the making');
  }

  #swap(stream: ChunkStream, next: Buffer): void {
    this.#heldBytes += next.length - stream.buffer.length;
    stream.buffer = next;
  }

  #finish(stream: ChunkStream): void {
    const { type, streamId, timestampMs, length } = stream;
    const body = stream.buffer.subarray(0, length);
    this.#forget(stream);
    if (type === TYPE_SET_CHUNK_SIZE) this.#setChunkSize(body);
    else if (type === TYPE_ABORT) this.#abort(body);
    else this.#onMessage({ type, streamId, timestampMs, body });
    if (stream.buffer.length > MAX_KEPT_BYTES) this.#swap(stream, Buffer.alloc(0));
  }

  #forget(stream: ChunkStream): void {
    stream.have = 0;
    stream.isOpen = false;
  }

  #setChunkSize(body: Buffer): void {
    const size = body.length < 4 ? 0 : body.readUInt32BE(0);
    if (size < 1 || size > 0x7fffffff) throw bad('chunk size');
    this.#chunkBytes = Math.min(size, MAX_CHUNK_BYTES);
  }

  #abort(body: Buffer): void {
    const stream = body.length < 4 ? undefined : this.#streams.get(body.readUInt32BE(0));
    if (stream !== undefined) this.#forget(stream);
  }
}

/** Cuts a message into chunks of the default size. @param chunkStream 2 to 63. */
export function toChunks(message: RtmpMessage, chunkStream: number): Buffer {
  const { type, streamId, timestampMs, body } = message;
  const header = Buffer.alloc(12);
  header[0] = chunkStream;
  header.writeUIntBE(Math.min(timestampMs, EXTENDED - 1), 1, 3);
  header.writeUIntBE(body.length, 4, 3);
  header[7] = type;
  header.writeUInt32LE(streamId, 8);
  const parts: Buffer[] = [header, body.subarray(0, DEFAULT_CHUNK_BYTES)];
  for (let at = DEFAULT_CHUNK_BYTES; at < body.length; at += DEFAULT_CHUNK_BYTES) {
    parts.push(Buffer.from([0xc0 | chunkStream]), body.subarray(at, at + DEFAULT_CHUNK_BYTES));
  }
  return Buffer.concat(parts);
}

/** RTMP's transport (Adobe, RTMP 1.0, chapter 5): handshake, chunks in, chunks out. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';

const VERSION = 3;
const HANDSHAKE_BYTES = 1536;
const RANDOM_FROM = 8;
const DEFAULT_CHUNK_BYTES = 128;
const EXTENDED = 0xffffff;
/** Players send commands only. */
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_STREAMS = 16;
const HEADER_BYTES = [11, 7, 3, 0] as const;

export const TYPE_SET_CHUNK_SIZE = 1;
const TYPE_ABORT = 2;

export interface RtmpMessage {
  readonly type: number;
  readonly streamId: number;
  readonly timestampMs: number;
  readonly body: Buffer;
}

/** An act that a player must not do; the connection ends with it. */
export class RtmpFault extends Error {}

interface Incoming {
  timestampMs: number;
  /** The field of the last header: a time in a full header, else a difference. */
  field: number;
  length: number;
  type: number;
  streamId: number;
  body: Buffer[];
  have: number;
}

/** Reads a connection in the order of the protocol; nothing is read before it is asked for. */
export class RtmpInput {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #streams = new Map<number, Incoming>();
  #held: Buffer = Buffer.alloc(0);
  #chunkBytes = DEFAULT_CHUNK_BYTES;

  constructor(socket: Socket) {
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /**
   * The server's side of the simple handshake.
   *
   * @throws {RtmpFault} for another version, or when the player does not echo the sent bytes.
   */
  async shakeHands(write: (bytes: Buffer) => void): Promise<void> {
    const [version] = await this.#take(1);
    if (version !== VERSION) throw new RtmpFault(`version ${String(version)}`);
    const c1 = await this.#take(HANDSHAKE_BYTES);
    const s1 = Buffer.concat([Buffer.alloc(RANDOM_FROM), randomBytes(HANDSHAKE_BYTES - RANDOM_FROM)]);
    write(Buffer.concat([Buffer.from([VERSION]), s1, c1]));
    const c2 = await this.#take(HANDSHAKE_BYTES);
    if (!c2.subarray(RANDOM_FROM).equals(s1.subarray(RANDOM_FROM))) throw new RtmpFault('no echo in the handshake');
  }

  /** The next whole message. @throws {RtmpFault} for what no player may send; rejects when the connection ends. */
  async next(): Promise<RtmpMessage> {
    for (;;) {
      const message = await this.#chunk();
      if (message === null) continue;
      if (message.type === TYPE_SET_CHUNK_SIZE) this.#chunkBytes = sizeOf(message.body);
      else if (message.type === TYPE_ABORT) this.#streams.delete(message.body.readUInt32BE(0));
      else return message;
    }
  }

  async #chunk(): Promise<RtmpMessage | null> {
    const first = (await this.#take(1)).readUInt8(0);
    const format = (first >> 6) as 0 | 1 | 2 | 3;
    const id = await this.#streamId(first & 0x3f);
    const header = await this.#take(HEADER_BYTES[format]);
    let stream = this.#streams.get(id);
    if (stream === undefined) {
      if (format > 1) throw new RtmpFault('a chunk stream without a beginning');
      if (this.#streams.size === MAX_STREAMS) throw new RtmpFault('too many chunk streams');
      stream = { timestampMs: 0, field: 0, length: 0, type: 0, streamId: 0, body: [], have: 0 };
      this.#streams.set(id, stream);
    }
    if (format < 3 && stream.have > 0) throw new RtmpFault('a header within a message');
    let field = format < 3 ? header.readUIntBE(0, 3) : stream.field;
    if (format < 2) {
      stream.length = header.readUIntBE(3, 3);
      stream.type = header.readUInt8(6);
      if (stream.length > MAX_MESSAGE_BYTES) throw new RtmpFault('a message is too large');
    }
    if (format === 0) stream.streamId = header.readUInt32LE(7);
    if (format < 3 ? field === EXTENDED : field >= EXTENDED) field = (await this.#take(4)).readUInt32BE(0);
    stream.field = field;
    if (stream.have === 0) stream.timestampMs = (format === 0 ? field : stream.timestampMs + field) % 2 ** 32;
    const part = await this.#take(Math.min(this.#chunkBytes, stream.length - stream.have));
    stream.body.push(part);
    stream.have += part.length;
    if (stream.have < stream.length) return null;
    const { type, streamId, timestampMs } = stream;
    const message = { type, streamId, timestampMs, body: Buffer.concat(stream.body) };
    stream.body = [];
    stream.have = 0;
    return message;
  }

  async #streamId(low: number): Promise<number> {
    if (low === 0) return 64 + (await this.#take(1)).readUInt8(0);
    if (low === 1) return 64 + (await this.#take(2)).readUInt16LE(0);
    return low;
  }

  async #take(count: number): Promise<Buffer> {
    while (this.#held.length < count) {
      const next = await this.#chunks.next();
      if (next.done === true) throw new RtmpFault('the connection ended');
      this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    }
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }
}

function sizeOf(body: Buffer): number {
  const size = body.readUInt32BE(0);
  if (size < 1 || size >= 2 ** 31) throw new RtmpFault(`chunk size ${size}`);
  return size;
}

/** A message as chunks, each message with a full header. @param chunkStream 2 to 63. */
export function toChunks(message: RtmpMessage, chunkStream: number, chunkBytes = DEFAULT_CHUNK_BYTES): Buffer {
  const { type, streamId, timestampMs, body } = message;
  const isExtended = timestampMs >= EXTENDED;
  const extension = Buffer.alloc(isExtended ? 4 : 0);
  if (isExtended) extension.writeUInt32BE(timestampMs % 2 ** 32, 0);
  const header = Buffer.alloc(12);
  header[0] = chunkStream;
  header.writeUIntBE(isExtended ? EXTENDED : timestampMs, 1, 3);
  header.writeUIntBE(body.length, 4, 3);
  header[7] = type;
  header.writeUInt32LE(streamId, 8);
  const next = Buffer.from([0xc0 | chunkStream]);
  const parts = [header, extension, body.subarray(0, chunkBytes)];
  for (let at = chunkBytes; at < body.length; at += chunkBytes) {
    parts.push(next, extension, body.subarray(at, at + chunkBytes));
  }
  return Buffer.concat(parts);
}

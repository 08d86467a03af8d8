/** RTMP as a server writes it, byte by byte, with other code than the gateway's. */

export interface Sent {
  readonly type: number;
  readonly ms: number;
  readonly body: Buffer;
  readonly streamId?: number;
}

export interface ChunkOptions {
  readonly chunkStream?: number;
  readonly chunkBytes?: number;
  /** 0 gives the time itself; 1 and 2 give `ms` as a difference; 3 repeats. */
  readonly format?: 0 | 1 | 2 | 3;
  /** Whether continuing chunks repeat an extended time, as the specification has it. */
  readonly repeatsExtension?: boolean;
}

function basic(format: number, chunkStream: number): Buffer {
  if (chunkStream < 64) return Buffer.from([(format << 6) | chunkStream]);
  if (chunkStream < 320) return Buffer.from([format << 6, chunkStream - 64]);
  return Buffer.from([(format << 6) | 1, (chunkStream - 64) & 0xff, (chunkStream - 64) >> 8]);
}

/** The chunks of one message. */
export function chunksOf(sent: Sent, options: ChunkOptions = {}): Buffer[] {
  const { chunkStream = 4, chunkBytes = 128, format = 0, repeatsExtension = true } = options;
  const isExtended = sent.ms >= 0xffffff;
  const header = Buffer.alloc([11, 7, 3, 0][format] ?? 0);
  if (format < 3) header.writeUIntBE(isExtended ? 0xffffff : sent.ms, 0, 3);
  if (format < 2) {
    header.writeUIntBE(sent.body.length, 3, 3);
    header[6] = sent.type;
  }
  if (format === 0) header.writeUInt32LE(sent.streamId ?? 1, 7);
  const extension = Buffer.alloc(isExtended ? 4 : 0);
  if (isExtended) extension.writeUInt32BE(sent.ms, 0);
  const chunks = [Buffer.concat([basic(format, chunkStream), header, extension, sent.body.subarray(0, chunkBytes)])];
  for (let at = chunkBytes; at < sent.body.length; at += chunkBytes) {
    const again = repeatsExtension ? extension : Buffer.alloc(0);
    chunks.push(Buffer.concat([basic(3, chunkStream), again, sent.body.subarray(at, at + chunkBytes)]));
  }
  return chunks;
}

export const message = (sent: Sent, options?: ChunkOptions): Buffer => Buffer.concat(chunksOf(sent, options));

export const setChunkSize = (bytes: number): Buffer =>
  message({ type: 1, ms: 0, body: uint32(bytes), streamId: 0 }, { chunkStream: 2 });

export function uint32(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => out.writeUInt32BE(value, 4 * i));
  return out;
}

/** AMF0 of texts, numbers, booleans, null and flat objects. */
export function amf(...values: readonly unknown[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      if (value === null) return Buffer.from([5]);
      if (typeof value === 'boolean') return Buffer.from([1, value ? 1 : 0]);
      if (typeof value === 'string') return Buffer.concat([Buffer.from([2]), name(value)]);
      if (typeof value === 'number') {
        const out = Buffer.alloc(9);
        out.writeDoubleBE(value, 1);
        return out;
      }
      const fields = Object.entries(value as object).map(([key, field]) => Buffer.concat([name(key), amf(field)]));
      return Buffer.concat([Buffer.from([3]), ...fields, Buffer.from([0, 0, 9])]);
    }),
  );
}

function name(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

export const command = (...values: readonly unknown[]): Buffer =>
  message({ type: 20, ms: 0, body: amf(...values), streamId: 0 }, { chunkStream: 3 });

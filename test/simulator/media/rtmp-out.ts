/** Wraps ready FLV bytes into RTMP messages. Viewers of one stream share the result as they share the FLV bytes. */
import { toChunks } from './rtmp-chunk.ts';

/** Set by the server before it sends media; large, for few headers, yet most key frames span several chunks. */
export const MEDIA_CHUNK_BYTES = 4096;
/** The one message stream that a connection gets. */
export const MEDIA_STREAM = 1;

const FLV_SIGNATURE = 0x46;
const FLV_HEADER_BYTES = 13;
const TAG_HEADER_BYTES = 11;
const TAG_TRAILER_BYTES = 4;
const TAG_AUDIO = 8;
const TAG_VIDEO = 9;

const wrapped = new WeakMap<Buffer, Buffer>();

/** @param flv whole tags, with or without the file header before them. */
export function wrapFlv(flv: Buffer): Buffer {
  const known = wrapped.get(flv);
  if (known !== undefined) return known;
  const parts: Buffer[] = [];
  for (let at = flv[0] === FLV_SIGNATURE ? FLV_HEADER_BYTES : 0; at < flv.length;) {
    const type = flv.readUInt8(at);
    const length = flv.readUIntBE(at + 1, 3);
    const timestampMs = flv.readUIntBE(at + 4, 3) + flv.readUInt8(at + 7) * 2 ** 24;
    const body = flv.subarray(at + TAG_HEADER_BYTES, at + TAG_HEADER_BYTES + length);
    parts.push(toChunks({ type, streamId: MEDIA_STREAM, timestampMs, body }, chunkStreamOf(type), MEDIA_CHUNK_BYTES));
    at += TAG_HEADER_BYTES + length + TAG_TRAILER_BYTES;
  }
  const out = Buffer.concat(parts);
  wrapped.set(flv, out);
  return out;
}

function chunkStreamOf(type: number): number {
  if (type === TAG_VIDEO) return 6;
  return type === TAG_AUDIO ? 4 : 5;
}

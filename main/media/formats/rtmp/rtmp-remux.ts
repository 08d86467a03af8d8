/**
 * Makes FLV of RTMP's media messages, which carry FLV's tag bodies. Of the data messages only metadata is kept: viewers
 * that join later get the newest script tag, so that cue points must not replace it.
 */
import { MAX_METADATA_BYTES } from '../../../../preload/domain/bounds.ts';
import type { AppError } from '../../../errors.ts';
import { overBytes } from '../../shared/over-limit.ts';
import { permanent } from '../../shared/failures.ts';
import { FlvReader } from '../flv/flv-reader.ts';
import type { TagSink } from '../flv/flv-reader.ts';
import { TAG_AUDIO, TAG_HEADER_BYTES, TAG_SCRIPT, TAG_TRAILER_BYTES, TAG_VIDEO } from '../flv/flv-tags.ts';
import { flvHeader, writeTimestamp } from '../flv/flv-tags.ts';
import { decodeAmf, leadingText } from './rtmp-amf0.ts';

const WRAPPER = '@setDataFrame';
const METADATA = 'onMetaData';

/** Whether metadata promises sound; a stream without metadata may have some. */
function promisesSound(metadata: Buffer): boolean {
  try {
    const fields = decodeAmf(metadata)[1];
    if (!(fields instanceof Map)) return true;
    const hasAudio: unknown = fields.get('hasAudio');
    return typeof hasAudio === 'boolean' ? hasAudio : Boolean(fields.get('audiocodecid'));
  } catch {
    return true; // metadata that cannot be read must not end the stream
  }
}

const badAggregate = (): AppError => permanent('media.bad-stream', { detail: 'RTMP aggregate message' }, 'report');

export class RtmpRemux {
  readonly #reader: FlvReader;
  readonly #head = Buffer.alloc(TAG_HEADER_BYTES);
  readonly #trailer = Buffer.alloc(TAG_TRAILER_BYTES);
  #claimsSound = true;
  #hasBegun = false;

  constructor(sink: TagSink) {
    this.#reader = new FlvReader(sink);
  }

  video(timestampMs: number, body: Buffer): void {
    this.#media(TAG_VIDEO, timestampMs, body);
  }

  audio(timestampMs: number, body: Buffer): void {
    this.#media(TAG_AUDIO, timestampMs, body);
  }

  /** A data message in AMF0. */
  data(timestampMs: number, body: Buffer): void {
    let rest = body;
    let name = leadingText(rest);
    if (name?.text === WRAPPER) {
      rest = rest.subarray(name.end);
      name = leadingText(rest);
    }
    if (name?.text !== METADATA) return;
    if (rest.length > MAX_METADATA_BYTES) throw overBytes('metadata', MAX_METADATA_BYTES);
    if (!this.#hasBegun) this.#claimsSound = promisesSound(rest);
    this.#tag(TAG_SCRIPT, timestampMs, rest);
  }

  /** Several tags in one message; their times count from the message's own. @throws {AppError} `media.bad-stream`. */
  aggregate(timestampMs: number, body: Buffer): void {
    let shiftMs: number | null = null;
    for (let at = 0; at < body.length;) {
      if (body.length - at < TAG_HEADER_BYTES) throw badAggregate();
      const type = body[at];
      const start = at + TAG_HEADER_BYTES;
      const end = start + body.readUIntBE(at + 1, 3);
      if (end > body.length) throw badAggregate();
      const ms = (body.readUIntBE(at + 4, 3) | ((body[at + 7] ?? 0) << 24)) >>> 0;
      shiftMs ??= timestampMs - ms;
      const part = body.subarray(start, end);
      if (type === TAG_VIDEO) this.video(ms + shiftMs, part);
      else if (type === TAG_AUDIO) this.audio(ms + shiftMs, part);
      else if (type === TAG_SCRIPT) this.data(ms + shiftMs, part);
      at = end + TAG_TRAILER_BYTES;
    }
  }

  #media(type: number, timestampMs: number, body: Buffer): void {
    if (body.length === 0) return; // some servers send this as a sign of life
    this.#tag(type, timestampMs, body);
  }

  #tag(type: number, timestampMs: number, body: Buffer): void {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#reader.push(flvHeader({ audio: this.#claimsSound, video: true }));
    }
    this.#head[0] = type;
    this.#head.writeUIntBE(body.length, 1, 3);
    writeTimestamp(this.#head, 0, timestampMs);
    this.#trailer.writeUInt32BE(TAG_HEADER_BYTES + body.length, 0);
    this.#reader.push(this.#head);
    this.#reader.push(body);
    this.#reader.push(this.#trailer);
  }
}

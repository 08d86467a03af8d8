/** AMF0, the notation of RTMP's commands and metadata (Adobe, "Action Message Format -- AMF 0", 2007). */
import { MAX_AMF0_DEPTH } from '../../../../preload/domain/bounds.ts';
import { permanent } from '../../shared/failures.ts';

export type AmfValue = number | boolean | string | null | readonly AmfValue[] | ReadonlyMap<string, AmfValue>;

const NUMBER = 0x00;
const BOOLEAN = 0x01;
const STRING = 0x02;
const OBJECT = 0x03;
const NULL = 0x05;
const UNDEFINED = 0x06;
const REFERENCE = 0x07;
const ECMA_ARRAY = 0x08;
const OBJECT_END = 0x09;
const STRICT_ARRAY = 0x0a;
const DATE = 0x0b;
const LONG_STRING = 0x0c;
const UNSUPPORTED = 0x0d;
const XML = 0x0f;
const TYPED_OBJECT = 0x10;

const MAX_STRING_BYTES = 0xffff;

const bad = (detail: string): Error => permanent('media.bad-stream', { detail: `AMF0 ${detail}` }, 'report');

/** Encodes the values one after the other. A text may have 65,535 bytes. */
export function encodeAmf(values: readonly AmfValue[]): Buffer {
  return Buffer.concat(values.map(encodeValue));
}

function encodeValue(value: AmfValue): Buffer {
  if (value === null) return Buffer.from([NULL]);
  switch (typeof value) {
    case 'boolean':
      return Buffer.from([BOOLEAN, value ? 1 : 0]);
    case 'string':
      return Buffer.concat([Buffer.from([STRING]), encodeText(value)]);
    case 'number': {
      const out = Buffer.alloc(9, NUMBER);
      out.writeDoubleBE(value, 1);
      return out;
    }
    default:
      return value instanceof Map ? encodeObject(value) : encodeArray(value as readonly AmfValue[]);
  }
}

function encodeObject(fields: ReadonlyMap<string, AmfValue>): Buffer {
  const parts = [...fields].flatMap(([name, field]) => [encodeText(name), encodeValue(field)]);
  return Buffer.concat([Buffer.from([OBJECT]), ...parts, Buffer.from([0, 0, OBJECT_END])]);
}

function encodeArray(items: readonly AmfValue[]): Buffer {
  const head = Buffer.alloc(5, STRICT_ARRAY);
  head.writeUInt32BE(items.length, 1);
  return Buffer.concat([head, ...items.map(encodeValue)]);
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > MAX_STRING_BYTES) throw bad('text too long');
  const head = Buffer.alloc(2);
  head.writeUInt16BE(bytes.length, 0);
  return Buffer.concat([head, bytes]);
}

/**
 * All values of a message. Dates come as epoch ms; undefined, references and unsupported values as null.
 *
 * @throws {AppError} `media.bad-stream` when the bytes are not AMF0.
 */
export function decodeAmf(bytes: Buffer): AmfValue[] {
  const reader = new AmfReader(bytes);
  const values: AmfValue[] = [];
  while (!reader.isAtEnd) values.push(reader.value(0));
  return values;
}

/** The leading text of a message, such as `onMetaData`, and where the rest begins; null when it has none. */
export function leadingText(bytes: Buffer): { readonly text: string; readonly end: number } | null {
  if (bytes.length < 3 || bytes[0] !== STRING) return null;
  const end = 3 + bytes.readUInt16BE(1);
  return end > bytes.length ? null : { text: bytes.toString('utf8', 3, end), end };
}

class AmfReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  value(depth: number): AmfValue {
    if (depth > MAX_AMF0_DEPTH) throw bad('nested too deeply');
    const type = this.#bytes.readUInt8(this.#skip(1));
    switch (type) {
      case NUMBER:
        return this.#bytes.readDoubleBE(this.#skip(8));
      case BOOLEAN:
        return this.#bytes.readUInt8(this.#skip(1)) !== 0;
      case STRING:
        return this.#text(this.#bytes.readUInt16BE(this.#skip(2)));
      case LONG_STRING:
      case XML:
        return this.#text(this.#bytes.readUInt32BE(this.#skip(4)));
      case TYPED_OBJECT:
        this.#text(this.#bytes.readUInt16BE(this.#skip(2)));
        return this.#fields(depth);
      case ECMA_ARRAY:
        this.#skip(4); // a count that servers leave at zero
        return this.#fields(depth);
      case OBJECT:
        return this.#fields(depth);
      case STRICT_ARRAY:
        return this.#items(this.#bytes.readUInt32BE(this.#skip(4)), depth);
      case DATE: {
        const ms = this.#bytes.readDoubleBE(this.#skip(8));
        this.#skip(2); // a time zone that must be zero
        return ms;
      }
      case REFERENCE:
        this.#skip(2);
        return null;
      case NULL:
      case UNDEFINED:
      case UNSUPPORTED:
        return null;
      default:
        throw bad(`type ${type}`);
    }
  }

  #items(count: number, depth: number): AmfValue[] {
    const items: AmfValue[] = [];
    for (let i = 0; i < count; i += 1) items.push(this.value(depth + 1));
    return items;
  }

  #fields(depth: number): Map<string, AmfValue> {
    const fields = new Map<string, AmfValue>();
    for (;;) {
      const name = this.#text(this.#bytes.readUInt16BE(this.#skip(2)));
      if (name === '' && this.#bytes[this.#at] === OBJECT_END) break;
      fields.set(name, this.value(depth + 1));
    }
    this.#skip(1);
    return fields;
  }

  #text(length: number): string {
    const start = this.#skip(length);
    return this.#bytes.toString('utf8', start, start + length);
  }

  /** Skips bytes. @returns the position before them. */
  #skip(count: number): number {
    const at = this.#at;
    if (at + count > this.#bytes.length) throw bad('cut short');
    this.#at += count;
    return at;
  }
}

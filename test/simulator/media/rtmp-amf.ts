/** AMF0 (Adobe, 2007) as far as RTMP commands need it. */
export type AmfValue = number | boolean | string | null | readonly AmfValue[] | AmfObject;
export interface AmfObject {
  readonly [name: string]: AmfValue;
}

const NUMBER = 0;
const BOOLEAN = 1;
const STRING = 2;
const OBJECT = 3;
const NULL = 5;
const UNDEFINED = 6;
const ECMA_ARRAY = 8;
const OBJECT_END = 9;
const STRICT_ARRAY = 10;
const LONG_STRING = 12;
const MAX_DEPTH = 8;

/** The values, one after the other. */
export function writeAmf(...values: readonly AmfValue[]): Buffer {
  return Buffer.concat(values.map(writeValue));
}

function writeValue(value: AmfValue): Buffer {
  if (value === null) return Buffer.from([NULL]);
  if (typeof value === 'boolean') return Buffer.from([BOOLEAN, value ? 1 : 0]);
  if (typeof value === 'string') return Buffer.concat([Buffer.from([STRING]), writeName(value)]);
  if (typeof value === 'number') {
    const out = Buffer.alloc(9);
    out.writeDoubleBE(value, 1);
    return out;
  }
  if (isList(value)) {
    const head = Buffer.from([STRICT_ARRAY, 0, 0, 0, 0]);
    head.writeUInt32BE(value.length, 1);
    return Buffer.concat([head, ...value.map(writeValue)]);
  }
  const fields = Object.entries(value).flatMap(([name, field]) => [writeName(name), writeValue(field)]);
  return Buffer.concat([Buffer.from([OBJECT]), ...fields, Buffer.from([0, 0, OBJECT_END])]);
}

const isList = (value: readonly AmfValue[] | AmfObject): value is readonly AmfValue[] => Array.isArray(value);

function writeName(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** @throws {RangeError} when the bytes are not AMF0, or use a type that commands do not need. */
export function readAmf(bytes: Buffer): AmfValue[] {
  let at = 0;
  const text = (lengthBytes: 2 | 4): string => {
    const length = bytes.readUIntBE(at, lengthBytes);
    at += lengthBytes + length;
    if (at > bytes.length) throw new RangeError('a text is longer than the message');
    return bytes.toString('utf8', at - length, at);
  };
  const fields = (depth: number): AmfObject => {
    const out: [string, AmfValue][] = [];
    for (;;) {
      const name = text(2);
      if (name === '' && bytes[at] === OBJECT_END) break;
      out.push([name, value(depth + 1)]);
    }
    at += 1;
    return Object.fromEntries(out);
  };
  const value = (depth: number): AmfValue => {
    if (depth > MAX_DEPTH) throw new RangeError('nested too deeply');
    const type = bytes.readUInt8(at);
    at += 1;
    switch (type) {
      case NUMBER:
        at += 8;
        return bytes.readDoubleBE(at - 8);
      case BOOLEAN:
        at += 1;
        return bytes.readUInt8(at - 1) !== 0;
      case STRING:
        return text(2);
      case LONG_STRING:
        return text(4);
      case OBJECT:
        return fields(depth);
      case ECMA_ARRAY:
        at += 4;
        return fields(depth);
      case STRICT_ARRAY: {
        at += 4;
        const count = bytes.readUInt32BE(at - 4);
        const items: AmfValue[] = [];
        for (let i = 0; i < count; i++) items.push(value(depth + 1));
        return items;
      }
      case NULL:
      case UNDEFINED:
        return null;
      default:
        throw new RangeError(`AMF0 type ${type} is not read`);
    }
  };
  const values: AmfValue[] = [];
  while (at < bytes.length) values.push(value(0));
  return values;
}

/** Reads and writes small zip archives (APPNOTE 6.3), as office files are. Writing stores without compression. */
import { crc32, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
/** 1980-01-01 00:00, so that the same content makes the same bytes. */
const DOS_DATE = 0x21;
const UTF8_NAMES = 0x0800;

export function writeZip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path, 'utf8');
    const bytes = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(STORED, 4);
    common.writeUInt16LE(DOS_DATE, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([u32(LOCAL), common, name, bytes]);
    directory.push(Buffer.concat([u32(CENTRAL), u16(20), common, Buffer.alloc(10), u32(offset), name]));
    bodies.push(body);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  const count = u16(directory.length);
  const end = Buffer.concat([u32(END), u32(0), count, count, u32(central.length), u32(offset), u16(0)]);
  return Buffer.concat([...bodies, central, end]);
}

/**
 * @param maxBytes that one file may unpack to.
 * @returns null for bytes that are not an archive, are damaged, or are larger than allowed.
 */
export function readZip(bytes: Buffer, maxBytes: number): ReadonlyMap<string, Buffer> | null {
  try {
    return unpack(bytes, maxBytes);
  } catch (e) {
    if (e instanceof RangeError || (e instanceof Error && 'code' in e)) return null; // cut short, or zlib refused
    throw e;
  }
}

function unpack(bytes: Buffer, maxBytes: number): ReadonlyMap<string, Buffer> | null {
  const end = bytes.lastIndexOf(u32(END));
  if (end < 0 || bytes.length < end + END_BYTES) return null;
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) return null;
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    if (method !== STORED && method !== DEFLATED) return null;
    const content = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: maxBytes });
    if (content.length > maxBytes || crc32(content) !== bytes.readUInt32LE(at + 16)) return null;
    files.set(bytes.subarray(at + 46, nameEnd).toString('utf8'), content);
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function u16(value: number): Buffer {
  const out = Buffer.alloc(2);
  out.writeUInt16LE(value, 0);
  return out;
}

function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value, 0);
  return out;
}

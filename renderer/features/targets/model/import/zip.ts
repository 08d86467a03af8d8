/**
 * Pictures of a ZIP file, and the table of an exported list, read where they stand: the file stays where it is, which may be larger
 * than the memory. Entries are not written anywhere, so that a path in them leads nowhere; only the last part of a path is a name.
 * Not by a package: yauzl needs the streams of Node. fflate takes a file as a whole, or from its first byte by the headers before
 * the entries, which do not say what is a link. The form is that of PKWARE's APPNOTE.TXT, 4.3 to 4.5.
 */
import { MAX_PICTURE_FILE_BYTES, MAX_PICTURE_FILES } from '../../../../../preload/domain/bounds.ts';
import { FilePieces } from './file-pieces.ts';
import { restBetween } from './rests.ts';

export interface NamedPicture {
  /** Without folders. */
  readonly name: string;
  /**
   * @param maxBytes packed and unpacked; without it those of a picture.
   * @throws {Error} for a file that cannot be read, is too large, or is not as the ZIP says.
   */
  read(maxBytes?: number): Promise<Uint8Array<ArrayBuffer>>;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const END_BYTES = 22;
/** Of a ZIP with more entries than the old form counts: where its end stands, and the end itself. */
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const MORE_ENTRIES = 0xffff;
const MORE_BYTES = 0xffffffff;
/** The extra field of an entry that has the numbers which the old form cannot hold. */
const EXTRA_64 = 1;
const MAX_COMMENT = 0xffff;
/** The extra field before the bytes of an entry may be another one than that of the list; hardly one is longer. */
const LIKELY_EXTRA_BYTES = 64;
/** A part of a bomb unpacks to a thousand times its size before anybody can look at it. */
const PACKED_AT_ONCE_BYTES = 16 * 1_024;
const UTF_8 = new TextDecoder('utf-8');
const GB18030 = new TextDecoder('gb18030');
/** Unix says in the upper half of the attributes that an entry is a link. */
const LINK = 0xa000;

/** @returns null for a file that is no ZIP, is damaged, or has too many entries. */
export async function zipPictures(file: Blob): Promise<readonly NamedPicture[] | null> {
  const tailStart = Math.max(0, file.size - END_BYTES - MAX_COMMENT);
  const tail = await viewOf(file.slice(tailStart));
  const end = endIn(tail);
  if (end === null) return null;
  const old = placeIn(tail, end);
  const isLarge = old.count === MORE_ENTRIES || old.bytes === MORE_BYTES || old.start === MORE_BYTES;
  const place = isLarge ? await placeIn64(file, tail, end) : old;
  if (place === null) return null;
  const { count, bytes, start } = place;
  if (count > MAX_PICTURE_FILES || start + bytes > tailStart + end) return null;
  const list = await viewOf(file.slice(start, start + bytes));
  const pictures: NamedPicture[] = [];
  const pieces = new FilePieces(file);
  const rest = restBetween();
  for (let at = 0, i = 0; i < count; i += 1) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== ENTRY) return null;
    const [nameLength, extraLength, wordsLength] = lengthsAt(list, at);
    if (at + 46 + nameLength + extraLength > list.byteLength) return null;
    const name = nameOf(list, at, nameLength);
    if (name !== '' && (list.getUint16(at + 40, true) & 0xf000) !== LINK)
      pictures.push(new Entry(name, { pieces, list }, at));
    at += 46 + nameLength + extraLength + wordsLength;
    if (rest.isDue()) await rest.take();
  }
  return pictures;
}

function endIn(tail: DataView): number | null {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at -= 1) if (tail.getUint32(at, true) === END) return at;
  return null;
}

/** The list of the entries. */
interface ListPlace {
  readonly count: number;
  readonly bytes: number;
  readonly start: number;
}

const placeIn = (tail: DataView, end: number): ListPlace => ({
  count: tail.getUint16(end + 10, true),
  bytes: tail.getUint32(end + 12, true),
  start: tail.getUint32(end + 16, true),
});

/** Of a ZIP with more entries, or more bytes, than the old form counts. */
async function placeIn64(file: Blob, tail: DataView, end: number): Promise<ListPlace | null> {
  const at = end - LOCATOR_64_BYTES;
  if (at < 0 || tail.getUint32(at, true) !== LOCATOR_64) return null;
  const from = Number(tail.getBigUint64(at + 8, true));
  const view = await viewOf(file.slice(from, from + END_64_BYTES));
  if (view.byteLength < END_64_BYTES || view.getUint32(0, true) !== END_64) return null;
  const [count = 0, bytes = 0, start = 0] = [32, 40, 48].map((offset) => Number(view.getBigUint64(offset, true)));
  return { count, bytes, start };
}

/** Names without the mark of UTF-8 are GB18030 where they were packed on a Chinese computer. Empty for a folder. */
function nameOf(list: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(list.buffer, list.byteOffset + at + 46, length);
  const isUtf8 = (list.getUint16(at + 8, true) & 0x800) !== 0;
  const path = (isUtf8 ? UTF_8 : GB18030).decode(bytes);
  return path.split(/[/\\]/).at(-1) ?? '';
}

/** The numbers of the extra field for large files (4.5.3); none where an entry has no such field. */
function largeNumbers(list: DataView, from: number, to: number): number[] {
  for (let at = from; at + 4 <= to; at += 4 + list.getUint16(at + 2, true)) {
    if (list.getUint16(at, true) !== EXTRA_64) continue;
    const count = Math.floor((Math.min(to - at, 4 + list.getUint16(at + 2, true)) - 4) / 8);
    return Array.from({ length: count }, (_, i) => Number(list.getBigUint64(at + 4 + i * 8, true)));
  }
  return [];
}

/** Of the name, of the extra field, and of the comment of an entry. */
const lengthsAt = (list: DataView, at: number): [number, number, number] => [
  list.getUint16(at + 28, true),
  list.getUint16(at + 30, true),
  list.getUint16(at + 32, true),
];

interface Archive {
  readonly pieces: FilePieces;
  readonly list: DataView;
}

/** Reads its numbers in the list when it is read: a ZIP may have hundreds of thousands of entries. */
class Entry implements NamedPicture {
  readonly name: string;
  readonly #archive: Archive;
  readonly #at: number;

  constructor(name: string, archive: Archive, at: number) {
    this.name = name;
    this.#archive = archive;
    this.#at = at;
  }

  async read(maxBytes = MAX_PICTURE_FILE_BYTES): Promise<Uint8Array<ArrayBuffer>> {
    const { pieces, list } = this.#archive;
    const at = this.#at;
    const method = list.getUint16(at + 10, true);
    const [nameLength, extraLength] = lengthsAt(list, at);
    const extraAt = at + 46 + nameLength;
    const large = largeNumbers(list, extraAt, extraAt + extraLength);
    // Only the numbers that the old form cannot hold stand in the extra field, in this order.
    const numbers = [24, 20, 42].map((offset) => {
      const number = list.getUint32(at + offset, true);
      return number === MORE_BYTES ? (large.shift() ?? Infinity) : number;
    });
    const [size, packed, start] = numbers as [number, number, number];
    const isLocked = (list.getUint16(at + 8, true) & 1) !== 0;
    if (isLocked || size > maxBytes || packed > maxBytes) throw new Error('not readable');
    const entry = await pieces.read(start, LOCAL_BYTES + nameLength + LIKELY_EXTRA_BYTES + packed);
    const head = new DataView(entry.buffer, entry.byteOffset, entry.byteLength);
    if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== LOCAL) throw new Error('no entry');
    const from = LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
    const isThere = from + packed <= entry.byteLength;
    const body = isThere ? entry.subarray(from, from + packed) : await pieces.read(start + from, packed);
    if (method === 0) return body;
    if (method !== 8) throw new Error('packed in another way');
    return await inflated(body, size);
  }
}

/** Ends as soon as more comes out than the list says. */
async function inflated(packed: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  // The reader hears of a failure too.
  write(packed, writable).catch(() => {});
  const reader = readable.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > size) {
      await reader.cancel();
      throw new Error('larger than it says');
    }
    parts.push(value);
  }
  if (bytes !== size) throw new Error('shorter than it says');
  return joined(parts, size);
}

/** In small parts, each once the part before it is unpacked and taken. */
async function write(packed: Uint8Array<ArrayBuffer>, to: WritableStream<BufferSource>): Promise<void> {
  const writer = to.getWriter();
  for (let at = 0; at < packed.byteLength; at += PACKED_AT_ONCE_BYTES) {
    await writer.write(packed.subarray(at, at + PACKED_AT_ONCE_BYTES));
  }
  await writer.close();
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

const viewOf = async (blob: Blob): Promise<DataView> => new DataView(await blob.arrayBuffer());

/**
 * The one form of a ZIP that evidence has: byte for byte what the writer of bundles writes. Programs differ in what they take
 * from any other form: some read from the front and some from the list at the end, some follow extra fields, some take names
 * for those of another alphabet. A ZIP that unpacks differently elsewhere is no evidence.
 *
 * Written anew from what the list says, and compared: headers (APPNOTE 4.3), and nothing before, between or behind them.
 */
import { MAX_MANIFEST_BYTES } from '../../../preload/domain/bounds.ts';
import { inflateRaw } from 'node:zlib';
import type yauzl from 'yauzl';
import { MANIFEST_NAME, SIGNATURE_NAME } from './manifest.ts';

export interface ZipBytes {
  readonly sizeBytes: number;
  /** Exactly the bytes of the range. @throws where the range leaves the file. */
  read(fromByte: number, toByte: number): Promise<Buffer>;
}

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END = 0x06054b50;
/** Unix, version 6.3 of the format. */
const MADE_BY = (3 << 8) | 63;
const NEEDED = 20;
const NEEDED_64 = 45;
const NAME_IS_UTF8 = 1 << 11;
const SIZES_BEHIND = 1 << 3;
const STORED = 0;
const PACKED = 8;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
/** Time of the last change, as seconds (Info-ZIP "UT"): its head, and the length with the time. */
const TIME_FIELD = Buffer.from([0x55, 0x54, 5, 0, 3]);
const TIME_FIELD_BYTES = 9;
const UNIX_SHIFT = 16;
const PLAIN_FILE = 0o100000;
/** The kind of a file and the marks beside its rights, such as setuid. */
const KIND_AND_MARKS = 0o177000;

/** @returns the entries that are not as the writer writes them, or beside which something else lies. */
export async function formFaults(bytes: ZipBytes, entries: readonly yauzl.Entry[]): Promise<ReadonlySet<yauzl.Entry>> {
  const faults = new Set<yauzl.Entry>();
  const has = async (atByte: number, wanted: Buffer): Promise<boolean> =>
    atByte + wanted.length <= bytes.sizeBytes && (await bytes.read(atByte, atByte + wanted.length)).equals(wanted);
  let atByte = 0;
  for (const entry of entries) {
    const local = localHeader(entry);
    const fromByte = atByte + local.length;
    const behind = descriptor(entry);
    const isRight =
      entry.relativeOffsetOfLocalHeader === atByte &&
      isPlainFile(entry) &&
      (await has(atByte, local)) &&
      (await has(fromByte + entry.compressedSize, behind)) &&
      (await isPackedWhole(bytes, entry, fromByte));
    if (!isRight) faults.add(entry);
    atByte = entry.relativeOffsetOfLocalHeader + local.length + entry.compressedSize + behind.length;
  }
  const listAtByte = atByte;
  for (const entry of entries) {
    const record = centralRecord(entry);
    if (!(await has(atByte, record))) faults.add(entry);
    atByte += record.length;
  }
  const end = endOfList(entries.length, listAtByte, atByte);
  const last = entries.at(-1);
  const isEnd = atByte + end.length === bytes.sizeBytes && (await has(atByte, end));
  if (!isEnd && last !== undefined) faults.add(last);
  return faults;
}

const isLarge = ({ compressedSize, uncompressedSize, relativeOffsetOfLocalHeader }: yauzl.Entry): boolean =>
  [compressedSize, uncompressedSize, relativeOffsetOfLocalHeader].some((one) => one >= MAX_32);

const sizesAreBehind = (entry: yauzl.Entry): boolean => (entry.generalPurposeBitFlag & SIZES_BEHIND) !== 0;

const flagsOf = (entry: yauzl.Entry): number => NAME_IS_UTF8 | (sizesAreBehind(entry) ? SIZES_BEHIND : 0);

/** Footage is stored as it is; only the list and its signature are packed. */
function isPlainFile({ fileNameRaw, externalFileAttributes, compressionMethod }: yauzl.Entry): boolean {
  const name = fileNameRaw.toString('utf8');
  const isOwn = name === MANIFEST_NAME || name === SIGNATURE_NAME;
  return (
    Buffer.from(name).equals(fileNameRaw) &&
    ((externalFileAttributes >>> UNIX_SHIFT) & KIND_AND_MARKS) === PLAIN_FILE &&
    (externalFileAttributes & MAX_16) === 0 &&
    (compressionMethod === STORED || (compressionMethod === PACKED && isOwn))
  );
}

/** Whether no byte follows what is unpacked: who reads from the front takes such bytes for the next entry. */
async function isPackedWhole(bytes: ZipBytes, entry: yauzl.Entry, fromByte: number): Promise<boolean> {
  if (entry.compressionMethod === STORED) return entry.compressedSize === entry.uncompressedSize;
  if (entry.compressedSize > MAX_MANIFEST_BYTES) return false;
  const packed = await bytes.read(fromByte, fromByte + entry.compressedSize);
  return await new Promise<boolean>((resolve) => {
    const options = { info: true, maxOutputLength: MAX_MANIFEST_BYTES };
    inflateRaw(packed, options, (error, result) => {
      const { engine } = (result ?? {}) as { readonly engine?: { readonly bytesWritten: number } };
      resolve(error === null && engine?.bytesWritten === packed.length);
    });
  });
}

/** Numbers of 2, 4 or 8 bytes, one behind the other. */
function written(...numbers: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  const buffer = Buffer.alloc(numbers.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of numbers) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

function localHeader(entry: yauzl.Entry): Buffer {
  const isKnown = !sizesAreBehind(entry);
  const known = (value: number): number => (isKnown ? Math.min(value, MAX_32) : 0);
  const head = written(
    ...([
      [4, LOCAL_HEADER],
      [2, NEEDED],
      [2, flagsOf(entry)],
      [2, entry.compressionMethod],
    ] as const),
    ...([
      [2, entry.lastModFileTime],
      [2, entry.lastModFileDate],
      [4, known(entry.crc32)],
    ] as const),
    ...([
      [4, known(entry.compressedSize)],
      [4, known(entry.uncompressedSize)],
    ] as const),
    ...([
      [2, entry.fileNameRaw.length],
      [2, 0],
    ] as const),
  );
  return Buffer.concat([head, entry.fileNameRaw]);
}

function descriptor(entry: yauzl.Entry): Buffer {
  if (!sizesAreBehind(entry)) return Buffer.alloc(0);
  const size = isLarge(entry) ? 8 : 4;
  return written([4, DESCRIPTOR], [4, entry.crc32], [size, entry.compressedSize], [size, entry.uncompressedSize]);
}

function centralRecord(entry: yauzl.Entry): Buffer {
  const { compressedSize, uncompressedSize, relativeOffsetOfLocalHeader } = entry;
  const large = isLarge(entry);
  const short = (value: number): number => (large ? MAX_32 : value);
  // The time itself is free.
  const time = Buffer.concat([TIME_FIELD, Buffer.alloc(TIME_FIELD_BYTES)]).subarray(0, TIME_FIELD_BYTES);
  entry.extraFieldRaw.subarray(TIME_FIELD.length, TIME_FIELD_BYTES).copy(time, TIME_FIELD.length);
  const sizes = written([2, 1], [2, 24], [8, uncompressedSize], [8, compressedSize], [8, relativeOffsetOfLocalHeader]);
  const fields = Buffer.concat([time, ...(large ? [sizes] : [])]);
  const head = written(
    ...([
      [4, CENTRAL_HEADER],
      [2, MADE_BY],
      [2, large ? NEEDED_64 : NEEDED],
      [2, flagsOf(entry)],
    ] as const),
    ...([
      [2, entry.compressionMethod],
      [2, entry.lastModFileTime],
      [2, entry.lastModFileDate],
    ] as const),
    ...([
      [4, entry.crc32],
      [4, short(compressedSize)],
      [4, short(uncompressedSize)],
    ] as const),
    ...([
      [2, entry.fileNameRaw.length],
      [2, fields.length],
      [2, 0],
      [2, 0],
      [2, 0],
    ] as const),
    ...([
      [4, entry.externalFileAttributes],
      [4, short(relativeOffsetOfLocalHeader)],
    ] as const),
  );
  return Buffer.concat([head, entry.fileNameRaw, fields]);
}

/** @param atByte where the list ends. */
function endOfList(count: number, listAtByte: number, atByte: number): Buffer {
  const listBytes = atByte - listAtByte;
  const large = count >= MAX_16 || listBytes >= MAX_32 || listAtByte >= MAX_32;
  const counts = Math.min(count, MAX_16);
  const end = written(
    ...([
      [4, END],
      [2, 0],
      [2, 0],
      [2, counts],
      [2, counts],
    ] as const),
    ...([
      [4, Math.min(listBytes, MAX_32)],
      [4, Math.min(listAtByte, MAX_32)],
      [2, 0],
    ] as const),
  );
  if (!large) return end;
  const end64 = written(
    ...([
      [4, END_64],
      [8, 44],
      [2, MADE_BY],
      [2, NEEDED_64],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, count],
      [8, count],
      [8, listBytes],
      [8, listAtByte],
    ] as const),
  );
  return Buffer.concat([end64, written([4, LOCATOR_64], [4, 0], [8, atByte], [4, 1]), end]);
}

/**
 * Lists the entries of an evidence bundle, folder or ZIP. Nothing is unpacked, and no link is followed. A bundle on a
 * disk is read in place; for a bundle that was dropped on a window, main asks that window piece by piece and opens no
 * file.
 */
import {
  MAX_BUNDLE_DEPTH,
  MAX_BUNDLE_FOLDERS,
  MAX_BUNDLE_RATIO,
  MAX_MANIFEST_FILES,
  MAX_PIECE_BYTES,
} from '../../../preload/domain/bounds.ts';
import fs, { constants, type Dirent, type Stats } from 'node:fs';
import { open, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import type { RefusalReason } from '../../../preload/domain/exports/evidence.ts';
import { AppError } from '../../errors.ts';
import { isSafePath, sameName, toldPath } from './bundle-path.ts';

import { formFaults, type ZipBytes } from './zip-form.ts';

/** The files of the list, the list itself, its signature, and as many that nobody knows. */
export const MAX_ENTRIES = 2 * MAX_MANIFEST_FILES;
/** Zip entries have the kind of a Unix file in the upper half of their attributes. */
const UNIX_KIND_SHIFT = 16;
const UNIX_KIND_MASK = 0o170000;
const UNIX_LINK = 0o120000;
/** The bit of an entry whose bytes are encrypted. */
export const ENCRYPTED = 0x1;
/** A field of an entry with another name, which unpackers take in place of the first (Info-ZIP). */
const UNICODE_PATH = 0x7075;
/** Before that name: the version and a checksum of the first name. */
const UNICODE_PATH_HEAD_BYTES = 5;

export interface BundleEntry {
  /** With `/` between its parts. */
  readonly path: string;
  /** As the bundle says; a stream that is longer or shorter fails. */
  readonly sizeBytes: number;
  /** The bytes. The caller reads the stream to its end or destroys it. */
  open(): Promise<Readable>;
}

export interface BundleContent {
  readonly entries: readonly BundleEntry[];
  readonly refused: readonly { readonly path: string; readonly why: RefusalReason }[];
  close(): void;
}

/** @throws {AppError} `evidence.unreadable` for a path that is neither folder nor ZIP, or that holds too much. */
export async function openBundle(path: string): Promise<BundleContent> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await openFolder(path);
    // A pipe or a device would never end.
    if (!found.isFile()) throw unreadable('neither a folder nor a file');
    return await openZip(path);
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(error);
  }
}

function unreadable(cause: unknown): AppError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new AppError('evidence.unreadable', 'not a bundle of evidence', { cause, params: { detail } });
}

/** Entries under names of their own; a further entry with a name that is taken, or a name that is not safe, is refused. */
class Collected {
  readonly entries: BundleEntry[] = [];
  readonly refused: { path: string; why: RefusalReason }[] = [];
  readonly #names = new Set<string>();
  readonly #refusedPaths = new Set<string>();
  #folders = 0;

  addFolder(): void {
    this.#folders += 1;
    if (this.#folders > MAX_BUNDLE_FOLDERS) throw unreadable('too many folders');
  }

  add(entry: BundleEntry, why: RefusalReason | null): void {
    if (this.entries.length + this.refused.length >= MAX_ENTRIES) throw unreadable('too many files');
    const isSafe = isSafePath(entry.path);
    const name = isSafe ? sameName(entry.path) : '';
    const judged = !isSafe ? 'path' : this.#names.has(name) ? 'twice' : why;
    const reason = why === 'names' ? why : judged;
    if (isSafe) this.#names.add(name);
    if (reason === null) this.entries.push(entry);
    else this.#refuse(toldPath(entry.path), reason);
  }

  /** Reports that the ZIP is not in the form of evidence at this entry, unless the ZIP is refused already. */
  doubt(path: string): void {
    const told = toldPath(path);
    if (this.#refusedPaths.has(told)) return;
    this.#refuse(told, 'form');
  }

  #refuse(path: string, why: RefusalReason): void {
    this.#refusedPaths.add(path);
    this.refused.push({ path, why });
  }
}

async function openFolder(root: string): Promise<BundleContent> {
  const collected = new Collected();
  await walk(root, '', collected);
  return { entries: collected.entries, refused: collected.refused, close: () => undefined };
}

async function walk(root: string, below: string, collected: Collected): Promise<void> {
  if (below.split('/').length > MAX_BUNDLE_DEPTH) throw unreadable('folders that are nested too deep');
  for (const found of await listed(join(root, below))) {
    const path = below === '' ? found.name : `${below}/${found.name}`;
    if (found.isDirectory()) {
      collected.addFolder();
      await walk(root, path, collected);
    } else collected.add(await fileEntry(root, path, found), refusalOf(found));
  }
}

/**
 * The entries of a folder, sorted by name. The entries are read one by one, so that a folder with very many names does
 * not fill the memory.
 */
async function listed(folder: string): Promise<Dirent[]> {
  const all: Dirent[] = [];
  for await (const found of await opendir(folder)) {
    if (all.length >= MAX_ENTRIES + MAX_BUNDLE_FOLDERS) throw unreadable('too many files');
    all.push(found);
  }
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const refusalOf = (found: Dirent): RefusalReason | null =>
  found.isSymbolicLink() ? 'link' : found.isFile() ? null : 'special';

async function fileEntry(root: string, path: string, found: Dirent): Promise<BundleEntry> {
  const full = join(root, path);
  const sizeBytes = found.isFile() ? (await stat(full)).size : 0;
  return {
    path,
    sizeBytes,
    open: async () => {
      // Between the list and this line a file can become a link or a pipe.
      const handle = await open(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
      const now: Stats = await handle.stat();
      if (now.isFile()) return handle.createReadStream();
      await handle.close();
      throw unreadable('a file that became something else');
    },
  };
}

const ZIP_OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;

/** The file is opened once, so that the bytes that are compared are the bytes that are read. */
async function openZip(path: string): Promise<BundleContent> {
  const fd = await promisify(fs.open)(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0), 0);
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.fromFdPromise(fd, ZIP_OPTIONS);
  } catch (error) {
    await promisify(fs.close)(fd);
    throw error;
  }
  const readFrom = promisify(fs.read);
  const read = async (fromByte: number, toByte: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(toByte - fromByte);
    const { bytesRead } = await readFrom(fd, buffer, 0, buffer.length, fromByte);
    return buffer.subarray(0, bytesRead);
  };
  return await readZip(zip, { sizeBytes: zip.fileSize, read });
}

/** @param bytes of the ZIP: its form is compared with them. */
async function readZip(zip: yauzl.ZipFile, bytes: ZipBytes): Promise<BundleContent> {
  const collected = new Collected();
  const all: yauzl.Entry[] = [];
  // Entries can share their packed bytes: each by itself is not packed too tightly.
  let leftBytes = MAX_BUNDLE_RATIO * zip.fileSize;
  try {
    if (zip.entryCount > MAX_ENTRIES) throw unreadable('too many files');
    for await (const entry of zip.eachEntry()) {
      all.push(entry);
      // Names are not left to the library, which ends the whole reading at the first name with `..`.
      const path = entry.fileNameRaw.toString('utf8');
      leftBytes -= entry.uncompressedSize;
      const tooMuch = leftBytes < 0 ? 'packed' : null;
      const why = zipRefusal(entry) ?? tooMuch ?? ((await hasOneName(zip, entry)) ? null : 'names');
      const isFolder = path.endsWith('/') && entry.uncompressedSize === 0 && isSafePath(path.slice(0, -1));
      if (!isFolder || why === 'names') collected.add(zipEntry(zip, entry, path), why);
    }
    for (const { fileNameRaw } of await formFaults(bytes, all)) collected.doubt(fileNameRaw.toString('utf8'));
  } catch (error) {
    zip.close();
    throw error;
  }
  return { entries: collected.entries, refused: collected.refused, close: () => zip.close() };
}

function zipRefusal(entry: yauzl.Entry): RefusalReason | null {
  const unixKind = (entry.externalFileAttributes >>> UNIX_KIND_SHIFT) & UNIX_KIND_MASK;
  if (unixKind === UNIX_LINK) return 'link';
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) return 'encrypted';
  return entry.uncompressedSize > MAX_BUNDLE_RATIO * Math.max(1, entry.compressedSize) ? 'packed' : null;
}

/**
 * Whether unpackers give an entry the name that the list of the ZIP has. Some take the name that stands before the bytes, and
 * some another one from a field of the entry: evidence with two names would be one file here and another file elsewhere.
 */
async function hasOneName(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<boolean> {
  const isSame = (name: Buffer): boolean => name.equals(entry.fileNameRaw);
  const namesIn = (fields: readonly yauzl.ExtraField[]): Buffer[] =>
    fields.filter(({ id }) => id === UNICODE_PATH).map(({ data }) => data.subarray(UNICODE_PATH_HEAD_BYTES));
  if (!namesIn(entry.extraFields).every(isSame)) return false;
  let local: yauzl.LocalFileHeader;
  try {
    local = await zip.readLocalFileHeaderPromise(entry);
  } catch {
    return true; // The bytes cannot be found either: the file counts as altered.
  }
  return isSame(local.fileName) && namesIn(yauzl.parseExtraFields(local.extraField)).every(isSame);
}

const zipEntry = (zip: yauzl.ZipFile, entry: yauzl.Entry, path: string): BundleEntry => ({
  path,
  sizeBytes: entry.uncompressedSize,
  open: () => zip.openReadStreamPromise(entry),
});

/**
 * Gives the bytes of a dropped bundle from `fromByte` up to, not including, `toByte`: exactly as many.
 *
 * @param path of a file of the folder; null for the ZIP itself.
 */
export type ReadPiece = (path: string | null, fromByte: number, toByte: number) => Promise<Buffer>;

/** The pieces of a range, one after the other. */
async function* pieces(read: ReadPiece, path: string | null, fromByte: number, toByte: number): AsyncGenerator<Buffer> {
  for (let at = fromByte; at < toByte; at += MAX_PIECE_BYTES)
    yield await read(path, at, Math.min(toByte, at + MAX_PIECE_BYTES));
}

/** A folder in a window, with the files that the window listed. @throws {AppError} `evidence.unreadable`. */
export function openDroppedFolder(
  files: readonly { readonly path: string; readonly sizeBytes: number }[],
  read: ReadPiece,
): BundleContent {
  const collected = new Collected();
  for (const { path, sizeBytes } of files) {
    const open = (): Promise<Readable> =>
      Promise.resolve(Readable.from(pieces(read, path, 0, sizeBytes), { objectMode: true, highWaterMark: 1 }));
    collected.add({ path, sizeBytes, open }, null);
  }
  return { entries: collected.entries, refused: collected.refused, close: () => undefined };
}

/** A ZIP in a window. @throws {AppError} `evidence.unreadable`. */
export async function openDroppedZip(sizeBytes: number, read: ReadPiece): Promise<BundleContent> {
  try {
    const reader = new PieceReader(sizeBytes, read);
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, sizeBytes, ZIP_OPTIONS);
    return await readZip(zip, { sizeBytes, read: (fromByte, toByte) => reader.bytes(fromByte, toByte) });
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(error);
  }
}

/** Keeps the last piece: the list of a ZIP is read in many ranges of some bytes that lie beside each other. */
class PieceReader extends yauzl.RandomAccessReader {
  readonly #sizeBytes: number;
  readonly #read: ReadPiece;
  #kept: { readonly fromByte: number; readonly bytes: Promise<Buffer> } | null = null;

  constructor(sizeBytes: number, read: ReadPiece) {
    super();
    this.#sizeBytes = sizeBytes;
    this.#read = read;
  }

  /** The bytes of a range. */
  async bytes(fromByte: number, toByte: number): Promise<Buffer> {
    const found: Buffer[] = [];
    for await (const bytes of this.#range(fromByte, Math.min(toByte, this.#sizeBytes))) found.push(bytes);
    return Buffer.concat(found);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, Math.min(end, this.#sizeBytes)), { objectMode: false });
  }

  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end;) {
      const fromByte = at - (at % MAX_PIECE_BYTES);
      const toByte = Math.min(this.#sizeBytes, fromByte + MAX_PIECE_BYTES);
      if (this.#kept?.fromByte !== fromByte) this.#kept = { fromByte, bytes: this.#read(null, fromByte, toByte) };
      const bytes = await this.#kept.bytes;
      yield bytes.subarray(at - fromByte, Math.min(end, toByte) - fromByte);
      at = toByte;
    }
  }
}

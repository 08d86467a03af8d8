/** What an evidence bundle holds, folder or ZIP, read in place: nothing is unpacked, and no link is followed. */
import { constants, type Dirent, type Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { RefusalReason } from '../../../preload/domain/evidence.ts';
import { AppError } from '../../errors.ts';
import { isSafePath, sameName } from './bundle-path.ts';
import { MAX_FILES } from './manifest.ts';

/** The files of the list, the list itself, its signature, and as many that nobody knows. */
const MAX_ENTRIES = 2 * MAX_FILES;
const MAX_DEPTH = 16;
/** Footage cannot be packed tighter; a list of files is packed ten times at most. */
const MAX_RATIO = 40;
/** Zip entries tell the kind of a Unix file in the upper half of their attributes. */
const UNIX_KIND_SHIFT = 16;
const UNIX_KIND_MASK = 0o170000;
const UNIX_LINK = 0o120000;
const ENCRYPTED = 0x1;

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
    return found.isDirectory() ? await openFolder(path) : await openZip(path);
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

  add(entry: BundleEntry, why: RefusalReason | null): void {
    if (this.entries.length + this.refused.length >= MAX_ENTRIES) throw unreadable('too many files');
    const name = sameName(entry.path);
    const reason = !isSafePath(entry.path) ? 'path' : this.#names.has(name) ? 'twice' : why;
    this.#names.add(name);
    if (reason === null) this.entries.push(entry);
    else this.refused.push({ path: entry.path, why: reason });
  }
}

async function openFolder(root: string): Promise<BundleContent> {
  const collected = new Collected();
  await walk(root, '', collected);
  return { entries: collected.entries, refused: collected.refused, close: () => undefined };
}

async function walk(root: string, below: string, collected: Collected): Promise<void> {
  if (below.split('/').length > MAX_DEPTH) throw unreadable('folders that are nested too deep');
  for (const found of await readdir(join(root, below), { withFileTypes: true })) {
    const path = below === '' ? found.name : `${below}/${found.name}`;
    if (found.isDirectory()) await walk(root, path, collected);
    else collected.add(await fileEntry(root, path, found), refusalOf(found));
  }
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

async function openZip(path: string): Promise<BundleContent> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  const collected = new Collected();
  try {
    if (zip.entryCount > MAX_ENTRIES) throw unreadable('too many files');
    for await (const entry of zip.eachEntry()) {
      // Names are not left to the library, which ends the whole reading at the first name with `..`.
      const path = entry.fileNameRaw.toString('utf8');
      if (path.endsWith('/') && entry.uncompressedSize === 0 && isSafePath(path.slice(0, -1))) continue;
      collected.add(zipEntry(zip, entry, path), zipRefusal(entry));
    }
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
  return entry.uncompressedSize > MAX_RATIO * Math.max(1, entry.compressedSize) ? 'packed' : null;
}

const zipEntry = (zip: yauzl.ZipFile, entry: yauzl.Entry, path: string): BundleEntry => ({
  path,
  sizeBytes: entry.uncompressedSize,
  open: () => zip.openReadStreamPromise(entry),
});

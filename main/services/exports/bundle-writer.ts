/**
 * Writes an evidence bundle as a folder or a ZIP. The bundle gets its name when it is whole and on the disk: before, there is
 * only a folder or a file whose name ends in `.part`.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, copyFile, link, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import type {
  EvidenceFacts,
  EvidenceFile,
  EvidenceManifest,
  EvidenceSource,
} from '../../../preload/domain/exports/evidence.ts';
import { cancelled } from '../../errors.ts';
import { fileFailure, makeFolder, PRIVATE_FILE_MODE } from '../../file-failures.ts';
import { MANIFEST_NAME, manifestBytes, SIGNATURE_NAME } from './manifest.ts';
import { signatureBytes } from './signature.ts';

/** A file that is finished, where it lies now, and what the bundle says of it. */
export interface BundleFile extends Pick<EvidenceFile, 'path' | 'kind' | 'source' | 'range'> {
  readonly from: string;
  /** Somebody else keeps the file, and may change it later: the bundle takes a copy. */
  readonly isKept?: true;
  /** Where the file was read before. */
  readonly digest?: FileDigest;
}

/** Main makes the sum between two orders of the page: of one piece it takes a millisecond. */
const DIGEST_PIECE_BYTES = 512 * 1024;

type FileDigest = Pick<EvidenceFile, 'sizeBytes' | 'sha256'>;

export interface BundleOrder {
  /** Absolute, without a file or folder of this name. */
  readonly target: string;
  readonly form: 'folder' | 'zip';
  readonly facts: EvidenceFacts;
  readonly sources: readonly EvidenceSource[];
  readonly files: readonly BundleFile[];
  /** The key of this installation; null where there is no keychain, and the bundle is unsigned. */
  readonly key: KeyObject | null;
  /** Marks unfinished files: the same for each attempt of one export, so that a killed attempt can be cleared away. */
  readonly tag: string;
  readonly signal: AbortSignal;
}

/**
 * @returns the list of files as it was written.
 * @throws {AppError} `storage.*`, also for a target that exists, and `cancelled`; nothing new is at the target then.
 */
export async function writeBundle(order: BundleOrder): Promise<EvidenceManifest> {
  const { target, form, tag } = order;
  const part = `${target}${partEnding(tag)}`;
  try {
    if (await isThere(target)) throw Object.assign(new Error('the target exists'), { code: 'EEXIST' });
    await makeFolder(dirname(target));
    await rm(part, { recursive: true, force: true });
    const manifest = await manifestOf(order);
    const list = manifestBytes(manifest);
    const signature = order.key === null ? null : signatureBytes(list, order.key);
    await (form === 'zip' ? writeZip : writeFolder)(order, part, list, signature);
    await rename(part, target);
    return manifest;
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => undefined);
    throw order.signal.aborted ? cancelled('evidence.write') : fileFailure(error, dirname(target));
  }
}

/** How names of files and folders end that are not whole. @param tag of the export. */
export const partEnding = (tag: string): string => `.${tag}.part`;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function manifestOf({ facts, sources, files, signal }: BundleOrder): Promise<EvidenceManifest> {
  const listed: EvidenceFile[] = [];
  for (const { from, path, kind, source, range, digest } of files) {
    listed.push({ path, kind, ...(digest ?? (await digestOf(from, signal))), source, range });
  }
  return { format: 'lanner-evidence', version: 2, ...facts, sources, files: listed };
}

/** Reads a file from its begin to its end. @throws {AppError} `storage.*`, which names the file, and `cancelled`. */
export async function digestOf(from: string, signal: AbortSignal): Promise<FileDigest> {
  try {
    const file = await open(from);
    try {
      return await digestIn(file, signal);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw signal.aborted ? cancelled('evidence.write') : fileFailure(error, from);
  }
}

/** The disk reads a piece while the sum of the piece before is made. */
async function digestIn(file: FileHandle, signal: AbortSignal): Promise<FileDigest> {
  const hash = createHash('sha256');
  const [even, odd] = [Buffer.allocUnsafeSlow(DIGEST_PIECE_BYTES), Buffer.allocUnsafeSlow(DIGEST_PIECE_BYTES)];
  let sizeBytes = 0;
  let reading = file.read(even, 0, even.length, 0);
  try {
    for (let number = 1; ; number += 1) {
      const { bytesRead, buffer } = await reading;
      signal.throwIfAborted();
      if (bytesRead === 0) return { sizeBytes, sha256: hash.digest('hex') };
      sizeBytes += bytesRead;
      const next = number % 2 === 0 ? even : odd;
      reading = file.read(next, 0, next.length, sizeBytes);
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    // Nothing reads any more when the file is closed.
    await reading.catch(() => undefined);
  }
}

type Write = (order: BundleOrder, part: string, list: Buffer, signature: Buffer | null) => Promise<void>;

const writeFolder: Write = async ({ files, signal }, part, list, signature) => {
  await makeFolder(part);
  for (const { from, path, isKept } of files) {
    if (signal.aborted) throw cancelled('evidence.write');
    const to = join(part, path);
    await makeFolder(dirname(to));
    await (isKept === true ? copyFile(from, to) : take(from, to));
    await toDisk(to);
  }
  // The list and its signature come last: a bundle without them is not taken for a whole one.
  const write = (name: string, bytes: Buffer): Promise<void> =>
    writeFile(join(part, name), bytes, { mode: PRIVATE_FILE_MODE, flag: 'wx', flush: true });
  await write(MANIFEST_NAME, list);
  if (signature !== null) await write(SIGNATURE_NAME, signature);
};

const writeZip: Write = async ({ files, signal, facts }, part, list, signature) => {
  const zip = new yazl.ZipFile();
  const mtime = new Date(facts.madeAtMs);
  // Footage is packed already.
  for (const { from, path } of files) zip.addFile(from, path, { compress: false, mtime });
  zip.addBuffer(list, MANIFEST_NAME, { mtime });
  if (signature !== null) zip.addBuffer(signature, SIGNATURE_NAME, { mtime });
  zip.end();
  const out = createWriteStream(part, { mode: PRIVATE_FILE_MODE, flags: 'wx' });
  zip.on('error', (error) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  await pipeline(zip.outputStream, out, { signal });
  await toDisk(part);
};

/** A second name for the same bytes takes no space; some disks have no second names, and get a copy. */
async function take(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}

/** Waits until the bytes of the file are on the disk. */
async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

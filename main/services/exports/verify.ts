/** Says whether an evidence bundle is as it was when it was exported. Reads it in place and never writes. */
import { MAX_MANIFEST_BYTES, MAX_SIGNATURE_BYTES } from '../../../preload/domain/bounds.ts';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type {
  EvidenceFile,
  EvidenceManifest,
  EvidenceVerdict,
  JudgedFile,
  SignatureState,
} from '../../../preload/domain/exports/evidence.ts';
import { cancelled } from '../../errors.ts';
import { openBundle, type BundleContent, type BundleEntry } from './bundle-entries.ts';
import { MANIFEST_NAME, readManifest, SIGNATURE_NAME } from './manifest.ts';
import { signerOf } from './signature.ts';

export interface VerifyOptions {
  /** Fingerprints of the keys that this computer knows. */
  readonly knownKeys: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  /** Called from time to time with the number of bytes of the listed files that were read, and of all their bytes. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
}

/**
 * Judges a folder or a ZIP. Everything wrong with the content is part of the verdict.
 *
 * @throws {AppError} `evidence.unreadable` for a path that is no folder and no ZIP, `cancelled`.
 */
export async function verifyBundle(path: string, options: VerifyOptions): Promise<EvidenceVerdict> {
  return await verifyContent(await openBundle(path), options);
}

/** Judges a bundle that is open, and closes it. @throws {AppError} `cancelled`. */
export async function verifyContent(content: BundleContent, options: VerifyOptions): Promise<EvidenceVerdict> {
  try {
    return await judge(content, options);
  } finally {
    content.close();
  }
}

async function judge(content: BundleContent, options: VerifyOptions): Promise<EvidenceVerdict> {
  const byName = new Map(content.entries.map((entry) => [entry.path, entry]));
  const manifestBytes = await smallFile(byName.get(MANIFEST_NAME), MAX_MANIFEST_BYTES);
  const signatureBytes = await smallFile(byName.get(SIGNATURE_NAME), MAX_SIGNATURE_BYTES);
  const signer = manifestBytes === null || signatureBytes === null ? null : signerOf(manifestBytes, signatureBytes);
  const signature = signatureState(byName.has(SIGNATURE_NAME), signer, options.knownKeys);
  const read =
    manifestBytes === null ? (byName.has(MANIFEST_NAME) ? 'not-understood' : 'missing') : readManifest(manifestBytes);
  const manifest = typeof read === 'string' ? null : read;
  const files = [
    ...(manifest === null ? [] : await judgeListed(manifest, content, options)),
    ...unlisted(manifest, content),
  ];
  return {
    isValid: manifest !== null && signature === 'valid' && files.every(({ state }) => state === 'valid'),
    manifest: typeof read === 'string' ? read : 'read',
    signature,
    fingerprint: signer,
    facts: manifest === null ? null : factsOf(manifest),
    files,
  };
}

function signatureState(isThere: boolean, signer: string | null, knownKeys: ReadonlySet<string>): SignatureState {
  if (!isThere) return 'unsigned';
  if (signer === null) return 'broken';
  return knownKeys.has(signer) ? 'valid' : 'unknown-key';
}

const factsOf = ({ madeAtMs, madeBy, reason, tool }: EvidenceManifest) => ({ madeAtMs, madeBy, reason, tool });

/** The bytes of a file that has to be small, or null where it is not there or too large. */
async function smallFile(entry: BundleEntry | undefined, maxBytes: number): Promise<Buffer | null> {
  if (entry === undefined || entry.sizeBytes > maxBytes) return null;
  try {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of await entry.open()) {
      pieces.push(piece as Buffer);
      bytes += (piece as Buffer).length;
      if (bytes > maxBytes) return null;
    }
    return Buffer.concat(pieces);
  } catch {
    return null;
  }
}

async function judgeListed(
  { files }: EvidenceManifest,
  { entries, refused }: BundleContent,
  options: VerifyOptions,
): Promise<JudgedFile[]> {
  const byName = new Map(entries.map((entry) => [entry.path, entry]));
  const why = new Map(refused.map((one) => [one.path, one.why]));
  const progress = progressOver(files, options);
  const judged: JudgedFile[] = [];
  for (const file of files) {
    const entry = byName.get(file.path);
    const reason = why.get(file.path);
    if (reason !== undefined) judged.push({ path: file.path, state: 'refused', why: reason });
    else if (entry === undefined) judged.push({ path: file.path, state: 'missing' });
    else judged.push({ path: file.path, state: (await isSame(entry, file, progress)) ? 'valid' : 'altered' });
  }
  return judged;
}

type Progress = (bytes: number) => void;

function progressOver(files: readonly EvidenceFile[], { signal, onProgress }: VerifyOptions): Progress {
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let readBytes = 0;
  return (bytes) => {
    if (signal?.aborted === true) throw cancelled('evidence.verify');
    readBytes += bytes;
    onProgress?.(readBytes, totalBytes);
  };
}

/** A file of another size is not read: a list that lies cannot make anybody read for ever. */
async function isSame(entry: BundleEntry, file: EvidenceFile, progress: Progress): Promise<boolean> {
  progress(0);
  if (entry.sizeBytes !== file.sizeBytes) return false;
  const hash = createHash('sha256');
  let stream: Readable;
  try {
    stream = await entry.open();
  } catch {
    return false;
  }
  let bytes = 0;
  stream.on('error', () => undefined);
  try {
    for await (const piece of stream) {
      bytes += (piece as Buffer).length;
      progress((piece as Buffer).length);
      if (bytes > file.sizeBytes) return false;
      hash.update(piece as Buffer);
    }
  } catch {
    progress(0); // throws where the caller gave up; else a packed file is damaged
    return false;
  }
  return bytes === file.sizeBytes && hash.digest('hex') === file.sha256;
}

/** Everything that the list does not name. Without a list nothing is known of any file. */
function unlisted(manifest: EvidenceManifest | null, { entries, refused }: BundleContent): JudgedFile[] {
  const listed = new Set((manifest?.files ?? []).map(({ path }) => path));
  const isUnlisted = ({ path }: { readonly path: string }): boolean => !listed.has(path);
  const isOwn = ({ path }: BundleEntry): boolean => path === MANIFEST_NAME || path === SIGNATURE_NAME;
  const added = manifest === null ? [] : entries.filter((entry) => isUnlisted(entry) && !isOwn(entry));
  return [
    ...added.map(({ path }): JudgedFile => ({ path, state: 'added' })),
    // A second list or signature is among these: another program could read the second one in place of the first.
    ...refused.filter(isUnlisted).map(({ path, why }): JudgedFile => ({ path, state: 'refused', why })),
  ];
}

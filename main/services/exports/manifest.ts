/** The list of the files of an evidence bundle, as bytes and back. The signature is over these exact bytes. */
import { MAX_MANIFEST_BYTES, MAX_MANIFEST_FILES } from '../../../preload/domain/bounds.ts';
import { z } from 'zod';
import { EVIDENCE_FILE_KINDS, type EvidenceManifest } from '../../../preload/domain/exports/evidence.ts';
import { excessIn } from '../../json-bounds.ts';
import { isSafePath, sameName } from './bundle-path.ts';

export const MANIFEST_NAME = 'manifest.json';
export const SIGNATURE_NAME = 'manifest.sig';

/** Later moments have no date of four digits, and the last of all numbers no date at all. */
const MAX_EPOCH_MS = Date.UTC(9999, 11, 31);

const text = (max: number) => z.string().max(max);
const epochMs = z.number().int().nonnegative().max(MAX_EPOCH_MS);
const rangeFields = { fromMs: epochMs, toMs: epochMs };
const range = z.strictObject(rangeFields);

const source = z.strictObject({
  camera: text(512),
  number: z.number().int().nullable(),
  channelId: text(512),
  cloud: text(64),
  account: text(256),
  place: z.enum(['cloud', 'device']),
  asked: range,
  covered: z.array(range).max(100_000).readonly(),
  gaps: z
    .array(z.strictObject({ ...rangeFields, reason: text(64) }))
    .max(100_000)
    .readonly(),
  notes: z
    .array(z.strictObject({ kind: text(64), fromMs: epochMs.nullable(), toMs: epochMs.nullable() }))
    .max(100_000)
    .readonly()
    .default([]),
  moreNotes: z.number().int().nonnegative().default(0),
  requestIds: z.array(text(256)).max(100_000).readonly(),
  clockOffset: z.strictObject({ offsetMs: z.number(), knownBy: z.literal('eye') }).nullable(),
});

const file = z.strictObject({
  path: z.string().refine(isSafePath),
  kind: z.enum(EVIDENCE_FILE_KINDS),
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.number().int().nonnegative().nullable(),
  range: range.nullable(),
});

/** The newest version of the list that this client reads; it writes this one. */
const NEWEST = 2;

const OWN_NAMES = [MANIFEST_NAME, SIGNATURE_NAME].map(sameName);

/** Each file once, none with the name of the list or of the signature, and no source that is not there. */
function isWhole({ files, sources }: Pick<EvidenceManifest, 'files' | 'sources'>): boolean {
  const names = new Set(files.map((one) => sameName(one.path)));
  const isKnown = (at: number | null): boolean => at === null || at < sources.length;
  return (
    names.size === files.length &&
    OWN_NAMES.every((name) => !names.has(name)) &&
    files.every((one) => isKnown(one.source))
  );
}

const manifest = z
  .strictObject({
    format: z.literal('lanner-evidence'),
    version: z.union([z.literal(1), z.literal(2)]),
    madeAtMs: epochMs,
    madeBy: text(256),
    reason: text(4000),
    tool: z.strictObject({ name: text(64), version: text(64) }),
    sources: z.array(source).max(1000).readonly(),
    files: z.array(file).max(MAX_MANIFEST_FILES).readonly(),
  })
  .refine(isWhole) satisfies z.ZodType<EvidenceManifest>;

const versioned = z.object({ format: z.literal('lanner-evidence'), version: z.number().int() });

/** @throws {z.ZodError} for facts beyond the bounds of the format: a list that nobody could read is not written. */
export function manifestBytes(content: EvidenceManifest): Buffer {
  return Buffer.from(`${JSON.stringify(manifest.parse(content), null, 2)}\n`, 'utf8');
}

/** The list, or why it cannot be used. Never throws, whatever the bytes are. */
export function readManifest(bytes: Uint8Array): EvidenceManifest | 'not-understood' | 'newer' {
  try {
    const written = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (bytes.length > MAX_MANIFEST_BYTES || excessIn(written) !== null) return 'not-understood';
    const value: unknown = JSON.parse(written);
    const read = manifest.safeParse(value);
    if (read.success) return read.data;
    const known = versioned.safeParse(value);
    return known.success && known.data.version > NEWEST ? 'newer' : 'not-understood';
  } catch {
    return 'not-understood';
  }
}

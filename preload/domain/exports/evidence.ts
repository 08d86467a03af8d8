/** Evidence: a bundle of recordings with a signed list of its files, and how a bundle is judged. */
import type { TimeRange } from '../time.ts';

/**
 * `recording`: as the cloud or the device gave it. `burnt-in-copy`: a copy of a recording with time and camera drawn into the
 * pictures, so not the original. `bookmarks` and `report`: what the client wrote about the recordings.
 */
export const EVIDENCE_FILE_KINDS = ['recording', 'burnt-in-copy', 'snapshot', 'bookmarks', 'report'] as const;
export type EvidenceFileKind = (typeof EVIDENCE_FILE_KINDS)[number];

export interface EvidenceNote {
  readonly kind: string;
  /** Epoch ms; null where it is not known, or if the note concerns all of the footage. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** One camera over one range. */
export interface EvidenceSource {
  readonly camera: string;
  /** The number by which operators call the camera. */
  readonly number: number | null;
  readonly channelId: string;
  readonly cloud: string;
  readonly account: string;
  readonly place: 'cloud' | 'device';
  readonly asked: TimeRange;
  /** The pieces that the files hold, in order. */
  readonly covered: readonly TimeRange[];
  /** The pieces that are missing, each with the reason as far as one is known. */
  readonly gaps: readonly (TimeRange & { readonly reason: string })[];
  /**
   * Notes that a reader of the files needs besides the gaps: kinds of notes as in exports. Lists of version 1 have
   * none.
   */
  readonly notes: readonly EvidenceNote[];
  /** Notes beyond those. */
  readonly moreNotes: number;
  /** The cloud's ids of the requests that gave the footage. */
  readonly requestIds: readonly string[];
  /** How far the clock of the camera is ahead, and how this is known; null where nobody set an offset. */
  readonly clockOffset: { readonly offsetMs: number; readonly knownBy: 'eye' } | null;
}

export interface EvidenceFile {
  /** Below the folder of the bundle, with `/` between the parts. */
  readonly path: string;
  readonly kind: EvidenceFileKind;
  readonly sizeBytes: number;
  /** In small hexadecimal digits. */
  readonly sha256: string;
  /** The place of its source in the list of sources; null for what belongs to all. */
  readonly source: number | null;
  /** The time of the footage; null for what has none. */
  readonly range: TimeRange | null;
}

/** The facts that name the maker, the moment (epoch ms) and the purpose of a bundle. */
export interface EvidenceFacts {
  readonly madeAtMs: number;
  readonly madeBy: string;
  readonly reason: string;
  readonly tool: { readonly name: string; readonly version: string };
}

export interface EvidenceManifest extends EvidenceFacts {
  readonly format: 'lanner-evidence';
  /** Version 1 has no notes. */
  readonly version: 1 | 2;
  readonly sources: readonly EvidenceSource[];
  readonly files: readonly EvidenceFile[];
}

/**
 * The list of files. `not-understood`: cut off, or not made by this client. `newer`: made by a later version.
 */
export type ManifestState = 'read' | 'missing' | 'not-understood' | 'newer';

/** The signature over the exact bytes of the list. `unknown-key`: whole, but made with a key that this computer does not know. */
export type SignatureState = 'valid' | 'unknown-key' | 'broken' | 'unsigned';

/** `refused`: not read, because reading could reach outside the bundle or never end. */
export type FileState = 'valid' | 'altered' | 'missing' | 'added' | 'refused';

export interface JudgedFile {
  readonly path: string;
  readonly state: FileState;
  /** Why the file was refused; absent for other states. */
  readonly why?: RefusalReason | undefined;
}

/**
 * `link`: leads elsewhere. `special`: a device or a pipe. `path`: a name that leads out of the bundle, or that some systems
 * cannot have. `twice`: two entries with one name. `names`: one entry with two names. `packed`: packed tighter than footage can
 * be. `encrypted`: cannot be read. `form`: the ZIP is not as this client writes it: other programs may unpack something else.
 */
export const REFUSAL_REASONS = ['link', 'special', 'path', 'twice', 'names', 'packed', 'encrypted', 'form'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface EvidenceVerdict {
  /** True where every file is valid and the signature is valid. It proves "unchanged since the export here", and no more. */
  readonly isValid: boolean;
  readonly manifest: ManifestState;
  readonly signature: SignatureState;
  /** Of the key of the signature: SHA-256 in groups of four hexadecimal digits; null without a signature. */
  readonly fingerprint: string | null;
  readonly facts: EvidenceFacts | null;
  /** In the order of the list, then what the list does not name. */
  readonly files: readonly JudgedFile[];
}

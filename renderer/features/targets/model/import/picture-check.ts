/** Looks at the picture of a row before anything is sent. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { pictureSize } from '../../../../../preload/domain/media/picture-size.ts';
import type { JobRowError } from '../../../../../preload/domain/jobs.ts';
import { MAX_FILE_MB, MAX_MEGAPIXELS, photoProblem, type PhotoProblem } from '../photo.ts';
import { errorOf, type FileRow } from './people-file.ts';

/** A photo with a smaller side shows no face. */
const MIN_SIDE_PX = 32;

/**
 * A row without a picture that can be read is wrong. One picture for two rows is no fault: the later row names the earlier.
 *
 * @param seen the rows by the hashes of their pictures; the row is added.
 */
export async function withPicture(row: FileRow, seen: Map<string, number>): Promise<FileRow> {
  const bytes = await row.picture?.read().catch(() => null);
  if (!bytes) return { ...row, error: photoError('unreadable') };
  const problem = photoProblem(bytes);
  if (problem !== null) return { ...row, error: photoError(problem) };
  const size = pictureSize(bytes);
  if (size === null || Math.min(size.width, size.height) < MIN_SIDE_PX)
    return { ...row, error: errorOf('picture', 'too-small') };
  const hash = await hashOf(bytes);
  const samePictureAs = seen.get(hash) ?? null;
  if (samePictureAs !== null) return { ...row, samePictureAs };
  seen.set(hash, row.row);
  return row;
}

/** Why a picture is not sent. */
export function photoError(problem: PhotoProblem): JobRowError {
  switch (problem) {
    case 'too-large':
      return errorOf('picture', 'too-large', MAX_FILE_MB);
    case 'too-many-pixels':
      return errorOf('picture', 'too-many-pixels', MAX_MEGAPIXELS);
    case 'empty':
      return errorOf('picture', 'empty-file');
    case 'unreadable':
      return errorOf('picture', 'file-changed');
    default:
      return errorOf('picture', problem);
  }
}

/** Each call of the browser leaves about 1 KB that only its rare full collection frees: 100 MB for 100,000 portraits. */
const SMALL_BYTES = 64 * 1_024;

/** SHA-256 as 64 hexadecimal digits. */
export async function hashOf(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  const isSmall = view.byteLength <= SMALL_BYTES;
  return bytesToHex(isSmall ? sha256(view) : new Uint8Array(await crypto.subtle.digest('SHA-256', view)));
}

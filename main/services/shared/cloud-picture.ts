/**
 * A picture of a cloud on its way to the page, which shows `data:` addresses only. The bytes come from a cloud: a file
 * that is no JPEG or PNG, or is larger than a preview can be, never reaches the page.
 */

/** A preview of 640x360 has some 50 kB. */
const MAX_CLOUD_PICTURE_BYTES = 256 * 1024;

const KINDS = [
  { type: 'image/jpeg', ending: 'jpg', signature: [0xff, 0xd8, 0xff] },
  { type: 'image/png', ending: 'png', signature: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
] as const;

const kindOf = (bytes: Uint8Array, maxBytes = MAX_CLOUD_PICTURE_BYTES) =>
  bytes.length > maxBytes ? undefined : KINDS.find(({ signature }) => signature.every((byte, i) => bytes[i] === byte));

/** Whether the bytes can be shown. */
export const isCloudPicture = (bytes: Uint8Array): boolean => kindOf(bytes) !== undefined;

/** The ending of a file name for this picture; null if it is neither JPEG nor PNG. */
export const pictureEnding = (bytes: Uint8Array): 'jpg' | 'png' | null => kindOf(bytes, Infinity)?.ending ?? null;

/**
 * The `data:` address of a picture; null for bytes that cannot be shown.
 *
 * @param maxBytes of the picture; without it those of a preview.
 */
export function pictureAddress(bytes: Uint8Array, maxBytes?: number): string | null {
  const kind = kindOf(bytes, maxBytes);
  return kind === undefined ? null : `data:${kind.type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** The size of a JPEG or PNG, from its head, and whether its end is there. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const PNG_HEAD = 24;
/** Start of frame: baseline, extended, progressive and the others; C4, C8 and CC are other segments. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Pixels; null where the head states no size. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes[0] === 0x89 ? pngSize(view) : jpegSize(view);
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

function pngSize(view: DataView): PictureSize | null {
  if (view.byteLength < PNG_HEAD) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function jpegSize(view: DataView): PictureSize | null {
  const at = frameAt(view);
  return at === null ? null : { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
}

/** Where the frame starts that has the size; null where the head ends before it. */
function frameAt(view: DataView): number | null {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return at;
    // 0xff may be repeated before a marker
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

const END_OF_IMAGE = 0xd9;
/** The chunk that ends a PNG. */
const IEND = [0x49, 0x45, 0x4e, 0x44] as const;

/**
 * Whether the end of the picture is there, for a picture whose size is known. A small picture of its own that a camera puts into
 * the head of a photo has an end too, which does not count. Bytes behind the end do no harm.
 */
export function isWholePicture(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x89) return lastOf(bytes, IEND) > PNG_HEAD;
  const from = frameAt(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return from !== null && lastOf(bytes, [0xff, END_OF_IMAGE]) > from;
}

function lastOf(bytes: Uint8Array, wanted: readonly number[]): number {
  const [first = 0] = wanted;
  let at = bytes.lastIndexOf(first);
  while (at > 0 && wanted.some((one, i) => bytes[at + i] !== one)) at = bytes.lastIndexOf(first, at - 1);
  return wanted.every((one, i) => bytes[at + i] === one) ? at : -1;
}

/**
 * Makes of a photo what a device takes: turned as EXIF says, which drawing anew drops, cut, never enlarged, and small enough. All
 * of this happens in the memory of the page.
 */
import { isWholePicture, pictureSize } from '../../../../preload/domain/media/picture-size.ts';
import type { TargetPictureLimits } from '../../../../preload/domain/people/targets.ts';
import { restBetween } from './import/rests.ts';

export const MAX_FILE_MB = 20;
export const MAX_MEGAPIXELS = 100;
const SHOWN_SIDE_PX = 560;
/** The start of a `data:` address. */
const JPEG = 'data:image/jpeg;base64,';
const QUALITIES = [0.92, 0.85, 0.78, 0.7, 0.62, 0.55] as const;
/** A picture that is still too large gets smaller by this, down to the smallest side. */
const STEP = 0.85;
const MIN_SIDE_PX = 32;

/** Why a file is not taken. */
export type PhotoProblem = 'empty' | 'too-large' | 'heic' | 'no-picture' | 'damaged' | 'too-many-pixels' | 'unreadable';

export interface OpenPhoto {
  readonly bitmap: ImageBitmap;
  /** A `data:` address of a smaller one, to cut on. */
  readonly shown: string;
}

/** A part of a photo, in percent of its sides. */
export interface Cut {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Cut = { x: 0, y: 0, width: 100, height: 100 };

export interface PreparedPhoto {
  /** Base64 of a JPEG. */
  readonly base64: string;
  readonly width: number;
  readonly height: number;
}

const textAt = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** The brands of ISO/IEC 23008-12 at the head of the file. */
const isHeic = (bytes: Uint8Array): boolean =>
  textAt(bytes, 4, 8) === 'ftyp' && /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(textAt(bytes, 8, 12));
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && textAt(bytes, 1, 4) === 'PNG';

/** The fault of the bytes of a file before they are decoded; null where there is none. */
export function photoProblem(bytes: Uint8Array): Exclude<PhotoProblem, 'unreadable'> | null {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > MAX_FILE_MB * 1e6) return 'too-large';
  if (isHeic(bytes)) return 'heic';
  if (!isJpeg(bytes) && !isPng(bytes)) return 'no-picture';
  const size = pictureSize(bytes);
  if (size === null) return 'damaged';
  if (size.width * size.height > MAX_MEGAPIXELS * 1e6) return 'too-many-pixels';
  return isWholePicture(bytes) ? null : 'damaged';
}

/** The bytes of a file; of one that is too large no more than shows it. @throws where the file changed or cannot be read. */
export async function photoBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const most = MAX_FILE_MB * 1e6 + 1;
  return new Uint8Array(await (file.size > most ? file.slice(0, most) : file).arrayBuffer());
}

/** A JPEG or PNG upright, which the caller closes. Its size is read from the head before it is decoded. */
export async function openBitmap(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | PhotoProblem> {
  const problem = photoProblem(bytes);
  if (problem !== null) return problem;
  return await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' }).catch(() => 'damaged' as const);
}

/** A JPEG or PNG upright, with a smaller one to cut on. */
export async function openPhoto(file: Blob): Promise<OpenPhoto | PhotoProblem> {
  const bytes = await photoBytes(file).catch(() => null);
  if (bytes === null) return 'unreadable';
  const bitmap = await openBitmap(bytes);
  if (typeof bitmap === 'string') return bitmap;
  const { width, height } = bitmap;
  const scale = Math.min(1, SHOWN_SIDE_PX / Math.max(width, height));
  const canvas = draw(bitmap, { x: 0, y: 0, width, height }, scale);
  const base64 = canvas === null ? null : jpegOf(canvas);
  return base64 === null ? 'damaged' : { bitmap, shown: `${JPEG}${base64}` };
}

/** The part of the photo as a JPEG within the limits; null where there is no such JPEG. */
export async function preparePhoto(
  { bitmap }: Pick<OpenPhoto, 'bitmap'>,
  cut: Cut,
  { maxChars, maxBytes, maxSidePx }: TargetPictureLimits,
): Promise<PreparedPhoto | null> {
  const part = inPixels(cut, bitmap);
  const longest = Math.max(part.width, part.height);
  const rest = restBetween();
  for (
    let side = Math.min(longest, maxSidePx);
    side >= Math.min(longest, MIN_SIDE_PX);
    side = Math.floor(side * STEP)
  ) {
    const canvas = draw(bitmap, part, side / longest);
    if (canvas === null) return null;
    for (const quality of QUALITIES) {
      const base64 = jpegOf(canvas, quality);
      if (base64 === null) return null;
      const isSmall = base64.length <= maxChars && bytesIn(base64) <= maxBytes;
      if (isSmall) return { base64, width: canvas.width, height: canvas.height };
      if (rest.isDue()) await rest.take();
    }
  }
  return null;
}

/** At least one pixel, and inside the photo. */
function inPixels(cut: Cut, { width, height }: ImageBitmap): Cut {
  const x = Math.min(width - 1, Math.max(0, Math.round((cut.x / 100) * width)));
  const y = Math.min(height - 1, Math.max(0, Math.round((cut.y / 100) * height)));
  const wide = Math.max(1, Math.round((cut.width / 100) * width));
  const high = Math.max(1, Math.round((cut.height / 100) * height));
  return { x, y, width: Math.min(wide, width - x), height: Math.min(high, height - y) };
}

/** On white: a JPEG has no transparency. */
function draw(bitmap: ImageBitmap, { x, y, width, height }: Cut, scale: number): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  // In the memory of the page: the pixels are read back at once.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * Base64 of a JPEG; null where the browser gives none. Made at once: a page makes a blob in its idle time, which a window that
 * works, or that is covered, has little of. A picture within the limits takes some milliseconds.
 */
function jpegOf(canvas: HTMLCanvasElement, quality?: number): string | null {
  const address = canvas.toDataURL('image/jpeg', quality);
  return address.startsWith(JPEG) ? address.slice(JPEG.length) : null;
}

/** The number of bytes of a Base64 text. */
function bytesIn(base64: string): number {
  const end = base64.indexOf('=');
  return Math.floor(((end === -1 ? base64.length : end) * 3) / 4);
}

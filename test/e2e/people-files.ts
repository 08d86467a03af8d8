/** Files of people as offices keep them: CSV in Chinese encodings, and ZIP files with portraits. */
import { crc32, deflateSync } from 'node:zlib';
import { handZip } from '../hand-zip.ts';
import { flatCmykJpeg, flatJpeg } from '../simulator/media/flat-jpeg.ts';

const FIRST_BYTE = 0x81;
const LAST_BYTE = 0xfe;

let pairs: ReadonlyMap<string, readonly [number, number]> | null = null;

/** Each character that GB18030 writes with two bytes. */
function pairsOfGb18030(): ReadonlyMap<string, readonly [number, number]> {
  if (pairs !== null) return pairs;
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, readonly [number, number]>();
  for (let high = FIRST_BYTE; high <= LAST_BYTE; high += 1)
    for (let low = 0x40; low <= LAST_BYTE; low += 1) {
      const text = decoder.decode(new Uint8Array([high, low]));
      if (text.length === 1) found.set(text, [high, low]);
    }
  return (pairs = found);
}

/** As a Chinese spreadsheet saves it. */
export const gb18030 = (text: string): Buffer =>
  Buffer.from(
    [...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : (pairsOfGb18030().get(char) ?? []))),
  );

/** A small portrait; another number is another picture. */
export function portrait(number: number): Buffer {
  const colour = [40 + ((number * 37) % 200), 40 + ((number * 91) % 200), 40 + ((number * 53) % 200)] as const;
  const row = Array.from({ length: 6 }, () => colour);
  return flatJpeg(Array.from({ length: 6 }, () => row));
}

/** The same for a printer. */
export const cmykPortrait = (): Buffer =>
  flatCmykJpeg(Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => [10, 120, 140, 20] as const)));

function chunk(name: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(name), ...parts]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(body.length - name.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}
const numbers = (...all: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(all.length * 4);
  all.forEach((one, i) => bytes.writeUInt32BE(one, i * 4));
  return bytes;
};

/** A PNG of two pictures that follow each other (APNG). @param grey of the first, 0 to 255. */
export function animatedPortrait(grey = 80): Buffer {
  const side = 48;
  const pixels = (level: number): Buffer =>
    deflateSync(
      Buffer.concat(Array.from({ length: side }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(side, level)]))),
    );
  /** Whole picture, a tenth of a second. */
  const frame = (at: number): Buffer => chunk('fcTL', numbers(at, side, side, 0, 0), Buffer.from([0, 1, 0, 10, 0, 0]));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', numbers(side, side), Buffer.from([8, 0, 0, 0, 0])),
    chunk('acTL', numbers(2, 0)),
    ...[frame(0), chunk('IDAT', pixels(grey))],
    ...[frame(1), chunk('fdAT', numbers(2), pixels(200))],
    chunk('IEND'),
  ]);
}

/** A GIF of two pictures of one pixel (GIF89a, 23 and 26), which begins again and again. */
export function animatedGif(): Buffer {
  const control = '21f904000a000000';
  const picture = '2c00000000010001000002024401' + '00';
  const repeated = `21ff0b${Buffer.from('NETSCAPE2.0').toString('hex')}0301000000`;
  const head = `${Buffer.from('GIF89a').toString('hex')}01000100800000ff0000ffffff`;
  return Buffer.from(`${head}${repeated}${control}${picture}${control}${picture}3b`, 'hex');
}

/** A part of a WebP (RFC 9649, 2.3): its name, its size from the low byte on, its bytes, an even number of them. */
function part(name: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), size, body, Buffer.alloc(body.length % 2)]);
}

/** A WebP of two pictures of one pixel, each without loss (2.7.1). */
export function animatedWebp(): Buffer {
  const pixel = part('VP8L', Buffer.from('2f00000000071011118888fe07', 'hex'));
  const frame = part('ANMF', Buffer.from('000000000000000000000000640000' + '00', 'hex'), pixel);
  const canvas = part('VP8X', Buffer.from('02000000000000000000', 'hex'));
  return part('RIFF', Buffer.from('WEBP'), canvas, part('ANIM', Buffer.alloc(6)), frame, frame);
}

interface ZipEntry {
  readonly name: string;
  readonly body: Buffer;
}

/** Nothing in it is packed. */
export const zipOf = (entries: readonly ZipEntry[]): Buffer =>
  handZip(entries.map(({ name, body }) => ({ name, bytes: body })));

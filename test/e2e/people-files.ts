/** Files of people as offices keep them: CSV in Chinese encodings, and ZIP files with portraits. */
import { handZip } from '../hand-zip.ts';
import { flatJpeg } from '../simulator/media/flat-jpeg.ts';

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

interface ZipEntry {
  readonly name: string;
  readonly body: Buffer;
}

/** Nothing in it is packed. */
export const zipOf = (entries: readonly ZipEntry[]): Buffer =>
  handZip(entries.map(({ name, body }) => ({ name, bytes: body })));

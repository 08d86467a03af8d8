/** Files of people as offices keep them: CSV in Chinese encodings, and ZIP files with portraits. */
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

export interface ZipEntry {
  readonly name: string;
  readonly body: Buffer;
}

/** Nothing in it is packed. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const [bodies, list]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, body } of entries) {
    const bytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(bytes.length, 26);
    bodies.push(local, bytes, body);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x800, 8);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(body.length, 24);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    list.push(entry, bytes);
    offset += 30 + bytes.length + body.length;
  }
  const central = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

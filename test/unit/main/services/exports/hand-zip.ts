/** A ZIP of evidence that is written by hand, so that each part of its form can be another one. */
import { crc32, deflateRawSync } from 'node:zlib';

/** What is changed of an entry. */
export interface EntryKnobs {
  readonly localName?: string;
  /** Of the header before the bytes; and of the list. */
  readonly localFlags?: number;
  readonly flags?: number;
  readonly localSize?: number;
  readonly localExtra?: Buffer;
  readonly extra?: Buffer;
  readonly comment?: string;
  readonly attributes?: number;
  readonly method?: number;
  readonly localTime?: number;
  readonly madeBy?: number;
  readonly internal?: number;
  /** Bytes that belong to the packed bytes and are not needed to unpack them. */
  readonly behindPacked?: Buffer;
  /** Bytes before the header and behind the bytes, which no header names. */
  readonly before?: Buffer;
  readonly behind?: Buffer;
}

export interface ZipKnobs {
  readonly comment?: string;
  readonly beforeList?: Buffer;
  readonly beforeEnd?: Buffer;
  readonly behind?: Buffer;
  readonly count?: number;
}

export interface HandEntry {
  readonly name: string;
  readonly bytes: Buffer;
  readonly isPacked?: boolean;
  readonly knobs?: EntryKnobs;
}

const TIME = Buffer.from([0x55, 0x54, 5, 0, 3, 1, 2, 3, 4]);

const numbers = (...all: readonly (readonly [2 | 4, number])[]): Buffer =>
  Buffer.concat(
    all.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );

export function handZip(entries: readonly HandEntry[], all: ZipKnobs = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  const at = (): number => parts.reduce((sum, { length }) => sum + length, 0);
  for (const { name, bytes, isPacked = false, knobs = {} } of entries) {
    if (knobs.before !== undefined) parts.push(knobs.before);
    const start = at();
    const packed = Buffer.concat([isPacked ? deflateRawSync(bytes) : bytes, knobs.behindPacked ?? Buffer.alloc(0)]);
    const [file, local] = [Buffer.from(name), Buffer.from(knobs.localName ?? name)];
    const [flags, method] = [knobs.flags ?? 0x800, knobs.method ?? (isPacked ? 8 : 0)];
    const [localExtra, extra] = [knobs.localExtra ?? Buffer.alloc(0), knobs.extra ?? TIME];
    const comment = Buffer.from(knobs.comment ?? '');
    const sum = crc32(bytes);
    parts.push(
      numbers(
        [4, 0x04034b50],
        [2, 20],
        [2, knobs.localFlags ?? flags],
        [2, method],
        [2, knobs.localTime ?? 5],
        [2, 33],
      ),
      numbers([4, sum], [4, packed.length], [4, knobs.localSize ?? bytes.length], [2, local.length]),
      ...[numbers([2, localExtra.length]), local, localExtra, packed, knobs.behind ?? Buffer.alloc(0)],
    );
    list.push(
      numbers([4, 0x02014b50], [2, knobs.madeBy ?? 0x33f], [2, 20], [2, flags], [2, method], [2, 5], [2, 33]),
      numbers([4, sum], [4, packed.length], [4, bytes.length], [2, file.length], [2, extra.length]),
      numbers([2, comment.length], [2, 0], [2, knobs.internal ?? 0], [4, knobs.attributes ?? 0o100600 * 65_536]),
      ...[numbers([4, start]), file, extra, comment],
    );
  }
  parts.push(all.beforeList ?? Buffer.alloc(0));
  const listAt = at();
  const records = Buffer.concat(list);
  const comment = Buffer.from(all.comment ?? '');
  const count = all.count ?? entries.length;
  return Buffer.concat([
    ...parts,
    ...[records, all.beforeEnd ?? Buffer.alloc(0)],
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, records.length], [4, listAt]),
    ...[numbers([2, comment.length]), comment, all.behind ?? Buffer.alloc(0)],
  ]);
}

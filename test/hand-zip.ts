/** A ZIP that is written by hand, so that each part of its form can be another one; without knobs as evidence has it. */
import { crc32, deflateRawSync } from 'node:zlib';

/** Changes of an entry. */
export interface EntryKnobs {
  readonly localName?: string;
  /** Of the header before the bytes; and of the list. */
  readonly localFlags?: number;
  readonly flags?: number;
  readonly localSize?: number;
  /** Of the unpacked bytes, as the list says. */
  readonly size?: number;
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
  /** The bytes before the first entry, which are not here. */
  readonly from?: number;
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

/** The old form counts no more entries, and no more bytes: from here on an end of the new form stands before the old one. */
const MANY = 0xffff;
const FAR = 0xffffffff;

/** The place of an entry that is too far for the old form. */
function extra64(start: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(start), 4);
  return extra;
}

/** The end of the new form, and the place where it stands. */
function endOf64(count: number, listBytes: number, listAt: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  for (const at of [24, 32]) end.writeBigUInt64LE(BigInt(count), at);
  end.writeBigUInt64LE(BigInt(listBytes), 40);
  end.writeBigUInt64LE(BigInt(listAt), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(listAt + listBytes), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

export function handZip(entries: readonly HandEntry[], all: ZipKnobs = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = all.from ?? 0;
  const put = (...more: readonly Buffer[]): void => {
    for (const part of more) {
      parts.push(part);
      at += part.length;
    }
  };
  for (const { name, bytes, isPacked = false, knobs = {} } of entries) {
    if (knobs.before !== undefined) put(knobs.before);
    const start = at;
    const packed = Buffer.concat([isPacked ? deflateRawSync(bytes) : bytes, knobs.behindPacked ?? Buffer.alloc(0)]);
    const [file, local] = [Buffer.from(name), Buffer.from(knobs.localName ?? name)];
    const [flags, method] = [knobs.flags ?? 0x800, knobs.method ?? (isPacked ? 8 : 0)];
    const localExtra = knobs.localExtra ?? Buffer.alloc(0);
    const extra = Buffer.concat([knobs.extra ?? TIME, start < FAR ? Buffer.alloc(0) : extra64(start)]);
    const comment = Buffer.from(knobs.comment ?? '');
    const sum = crc32(bytes);
    put(
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
      numbers([4, sum], [4, packed.length], [4, knobs.size ?? bytes.length], [2, file.length], [2, extra.length]),
      numbers([2, comment.length], [2, 0], [2, knobs.internal ?? 0], [4, knobs.attributes ?? 0o100600 * 65_536]),
      ...[numbers([4, Math.min(start, FAR)]), file, extra, comment],
    );
  }
  put(all.beforeList ?? Buffer.alloc(0));
  const listAt = at;
  const records = Buffer.concat(list);
  const comment = Buffer.from(all.comment ?? '');
  const count = all.count ?? Math.min(entries.length, MANY);
  const isMany = all.count === undefined && (entries.length >= MANY || listAt >= FAR);
  const end64 = isMany ? endOf64(entries.length, records.length, listAt) : Buffer.alloc(0);
  return Buffer.concat([
    ...parts,
    ...[records, all.beforeEnd ?? end64],
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, records.length], [4, Math.min(listAt, FAR)]),
    ...[numbers([2, comment.length]), comment, all.behind ?? Buffer.alloc(0)],
  ]);
}

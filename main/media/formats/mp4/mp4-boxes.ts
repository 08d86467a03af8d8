/** Boxes of ISO/IEC 14496-12 (MP4) as bytes. Numbers are big-endian. */

export type BoxPart = Buffer | string | readonly BoxPart[];

const flat = (part: BoxPart): readonly Buffer[] => {
  if (typeof part === 'string') return [Buffer.from(part, 'latin1')];
  if (Buffer.isBuffer(part)) return [part];
  return part.flatMap(flat);
};

export function box(type: string, ...parts: readonly BoxPart[]): Buffer {
  const body = parts.flatMap(flat);
  const size = body.reduce((sum, { length }) => sum + length, 8);
  return Buffer.concat([u32(size), Buffer.from(type, 'latin1'), ...body], size);
}

/** Space for bytes that are written later, such as a table that does not fit in memory. */
export interface Gap {
  readonly gapBytes: number;
}

/** Bytes with gaps between them. */
export type Layout<G extends Gap> = readonly (Buffer | G)[];

export const layoutBytes = (layout: Layout<Gap>): number =>
  layout.reduce((sum, part) => sum + (Buffer.isBuffer(part) ? part.length : part.gapBytes), 0);

/** A box around parts of which some are written later. Without gaps, `Layout<never>` is a list of buffers. */
export function boxAround<G extends Gap>(type: string, ...parts: readonly Layout<G>[]): Layout<G> {
  const body = parts.flat();
  return [u32(layoutBytes(body) + 8), Buffer.from(type, 'latin1'), ...body];
}

/** A box with version and flags. */
export function fullBox(type: string, version: number, flags: number, ...parts: readonly BoxPart[]): Buffer {
  return box(type, u32(version * 2 ** 24 + flags), ...parts);
}

export function u8(...values: readonly number[]): Buffer {
  return Buffer.from(values);
}

export function u16(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => out.writeUInt16BE(value, i * 2));
  return out;
}

/** Unsigned 32 bits each; a negative number is written as two's complement. */
export function u32(...values: readonly number[]): Buffer {
  return u32Table(values);
}

/** As {@link u32}, for lists too long to be arguments. */
export function u32Table(values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => out.writeUInt32BE(value >>> 0, i * 4));
  return out;
}

export function u64Table(values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 8);
  values.forEach((value, i) => out.writeBigUInt64BE(BigInt(value), i * 8));
  return out;
}

export const zeros = (count: number): Buffer => Buffer.alloc(count);

/** The unit matrix that every header carries. */
export const UNIT_MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** An MPEG-4 descriptor (ISO/IEC 14496-1, 8.3.3). Shorter than 128 bytes. */
export function descriptor(tag: number, ...parts: readonly BoxPart[]): Buffer {
  const body = Buffer.concat(parts.flatMap(flat));
  return Buffer.concat([u8(tag, body.length), body]);
}

/** Bit-level reading and writing of H.264 syntax (ITU-T H.264, 7.3 and 9.1), emulation prevention included. */

/** Reads the bits of an RBSP (a NAL unit's payload after {@link unescapeNal}). */
export class BitReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bits read so far. */
  get position(): number {
    return this.#position;
  }

  /** @throws {RangeError} past the end of the data. */
  bit(): number {
    const byte = this.#bytes[this.#position >> 3];
    if (byte === undefined) throw new RangeError('H.264 syntax ends too early');
    const value = (byte >> (7 - (this.#position & 7))) & 1;
    this.#position += 1;
    return value;
  }

  /** Unsigned integer of `count` bits, at most 32. */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.bit();
    return value;
  }

  /** ue(v), unsigned Exp-Golomb. */
  ue(): number {
    let zeros = 0;
    while (this.bit() === 0) zeros += 1;
    if (zeros > 31) throw new RangeError('an Exp-Golomb code is too long');
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** se(v), signed Exp-Golomb. */
  se(): number {
    const code = this.ue();
    return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2;
  }
}

/** Writes an RBSP. The buffer grows as needed. */
export class BitWriter {
  #bytes: Buffer;
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  constructor(initialBytes = 1024) {
    this.#bytes = Buffer.allocUnsafe(initialBytes);
  }

  get isAligned(): boolean {
    return this.#pendingBits === 0;
  }

  /** The lowest `count` bits of `value`, at most 32, highest bit first. */
  bits(value: number, count: number): void {
    for (let left = count; left > 0;) {
      const take = Math.min(left, 8 - this.#pendingBits);
      const chunk = Math.floor(value / 2 ** (left - take)) & ((1 << take) - 1);
      this.#pending = (this.#pending << take) | chunk;
      this.#pendingBits += take;
      left -= take;
      if (this.#pendingBits === 8) this.#flushByte();
    }
  }

  ue(value: number): void {
    const length = 32 - Math.clz32(value + 1);
    if (length > 1) this.bits(0, length - 1);
    this.bits(value + 1, length);
  }

  se(value: number): void {
    this.ue(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Zero bits up to the next byte (pcm_alignment_zero_bit). */
  align(): void {
    if (this.#pendingBits > 0) this.bits(0, 8 - this.#pendingBits);
  }

  /** Copies whole bytes; only when aligned. */
  copy(source: Uint8Array, start: number, end: number): void {
    if (!this.isAligned) throw new RangeError('bytes may only be copied at a byte boundary');
    this.#reserve(end - start);
    this.#bytes.set(source.subarray(start, end), this.#length);
    this.#length += end - start;
  }

  /** The same byte `count` times; only when aligned. */
  fill(value: number, count: number): void {
    if (!this.isAligned) throw new RangeError('bytes may only be copied at a byte boundary');
    this.#reserve(count);
    this.#bytes.fill(value, this.#length, this.#length + count);
    this.#length += count;
  }

  /** rbsp_trailing_bits: a one, then zeros up to the byte boundary. */
  trailing(): void {
    this.bits(1, 1);
    this.align();
  }

  /** The bytes written so far, a view that the next write may overwrite. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #flushByte(): void {
    this.#reserve(1);
    this.#bytes[this.#length] = this.#pending;
    this.#length += 1;
    this.#pending = 0;
    this.#pendingBits = 0;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

const ZERO_PAIR = Buffer.from([0, 0]);

/** Inserts emulation_prevention_three_byte wherever two zeros precede a byte of 0 to 3 (or the end). */
export function escapeNal(rbsp: Buffer): Buffer {
  if (rbsp.indexOf(ZERO_PAIR) < 0) return Buffer.from(rbsp); // the usual case costs one native search
  const out: number[] = [];
  let zeros = 0;
  for (const byte of rbsp) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  if (zeros > 0) out.push(3);
  return Buffer.from(out);
}

/** Removes emulation_prevention_three_byte. */
export function unescapeNal(nal: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(nal.length);
  let length = 0;
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    out[length] = byte;
    length += 1;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out.subarray(0, length);
}

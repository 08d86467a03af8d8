/** Picture size out of a sequence parameter set: ITU-T H.264 7.3.2.1.1 and H.265 7.3.2.2. For main and for the page. */

export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Reads bits of a NAL unit, without the emulation prevention bytes. */
export class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(nal: Uint8Array) {
    const out = new Uint8Array(nal.length);
    let length = 0;
    for (let i = 0; i < nal.length; i += 1) {
      if (nal[i] === 3 && nal[i - 1] === 0 && nal[i - 2] === 0 && i >= 2) continue;
      out[length] = nal[i] ?? 0;
      length += 1;
    }
    this.#bytes = out.subarray(0, length);
  }

  u(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i += 1) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) throw new RangeError('the parameter set ends early');
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  skip(count: number): void {
    for (let left = count; left > 0; left -= 1) this.u(1);
  }

  /** Exp-Golomb, unsigned. */
  ue(): number {
    let zeros = 0;
    while (this.u(1) === 0) {
      zeros += 1;
      if (zeros > 32) throw new RangeError('no exp-Golomb number');
    }
    return 2 ** zeros - 1 + this.u(zeros);
  }

  se(): number {
    const value = this.ue();
    return value % 2 === 0 ? -value / 2 : (value + 1) / 2;
  }
}

const HAS_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

function skipScalingLists(bits: Bits, count: number): void {
  for (let list = 0; list < count; list += 1) {
    if (bits.u(1) === 0) continue;
    let last = 8;
    let next = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64); i += 1) {
      if (next !== 0) next = (last + bits.se() + 256) % 256;
      last = next === 0 ? last : next;
    }
  }
}

/** The facts about the coding in a sequence parameter set of H.264. */
export interface AvcCoding extends PictureSize {
  readonly id: number;
  /** Bits of the number of a frame in the head of a slice. */
  readonly frameNumberBits: number;
  /** Pictures are never coded as two fields. */
  readonly isFrameOnly: boolean;
  readonly hasSeparatePlanes: boolean;
}

/** @param sps with its one-byte NAL header. @throws {RangeError} when the bytes are not a parameter set. */
export function avcCoding(sps: Uint8Array): AvcCoding {
  const bits = new Bits(sps.subarray(1));
  const profile = bits.u(8);
  bits.u(16);
  const id = bits.ue();
  let chroma = 1;
  let hasSeparatePlanes = false;
  if (HAS_CHROMA.has(profile)) {
    chroma = bits.ue();
    if (chroma === 3) hasSeparatePlanes = bits.u(1) === 1;
    bits.ue();
    bits.ue();
    bits.u(1);
    if (bits.u(1) === 1) skipScalingLists(bits, chroma === 3 ? 12 : 8);
  }
  const frameNumberBits = bits.ue() + 4;
  const order = bits.ue();
  if (order === 0) bits.ue();
  else if (order === 1) {
    bits.u(1);
    bits.se();
    bits.se();
    for (let left = bits.ue(); left > 0; left -= 1) bits.se();
  }
  bits.ue();
  bits.u(1);
  const columns = bits.ue() + 1;
  const rows = bits.ue() + 1;
  const isFrameOnly = bits.u(1) === 1;
  const fields = isFrameOnly ? 1 : 2;
  if (!isFrameOnly) bits.u(1);
  bits.u(1);
  const crop = bits.u(1) === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * fields;
  return {
    id,
    frameNumberBits,
    isFrameOnly,
    hasSeparatePlanes,
    widthPx: columns * 16 - (left + right) * unitX,
    heightPx: rows * 16 * fields - (top + bottom) * unitY,
  };
}

/** @param sps with its one-byte NAL header. @throws {RangeError} when the bytes are not a parameter set. */
export function avcSize(sps: Uint8Array): PictureSize {
  const { widthPx, heightPx } = avcCoding(sps);
  return { widthPx, heightPx };
}

/** The facts about the coding in a sequence parameter set of H.265. */
export interface HevcFormat extends PictureSize {
  /** General profile, tier, compatibility, constraints and level: twelve bytes as in the set. */
  readonly profile: Uint8Array;
  readonly chroma: number;
  readonly lumaBits: number;
  readonly chromaBits: number;
  /** Temporal layers. */
  readonly layers: number;
  readonly isNested: boolean;
}

/** @param sps with its two-byte NAL header. @throws {RangeError} when the bytes are not a parameter set. */
export function hevcFormat(sps: Uint8Array): HevcFormat {
  const bits = new Bits(sps.subarray(2));
  bits.u(4);
  const above = bits.u(3);
  const isNested = bits.u(1) === 1;
  const profile = Uint8Array.from({ length: 12 }, () => bits.u(8));
  const has = Array.from({ length: above }, () => ({ profile: bits.u(1), level: bits.u(1) }));
  if (above > 0) bits.u((8 - above) * 2);
  for (const { profile: hasProfile, level } of has) bits.skip(hasProfile * 88 + level * 8);
  bits.ue();
  const chroma = bits.ue();
  if (chroma === 3) bits.u(1);
  const width = bits.ue();
  const height = bits.ue();
  const crop = bits.u(1) === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = chroma === 1 ? 2 : 1;
  const lumaBits = 8 + bits.ue();
  const chromaBits = 8 + bits.ue();
  if (chroma > 3 || lumaBits > 15 || chromaBits > 15) throw new RangeError('no sequence parameter set');
  const size = { widthPx: width - (left + right) * unitX, heightPx: height - (top + bottom) * unitY };
  return { profile, chroma, lumaBits, chromaBits, layers: above + 1, isNested, ...size };
}

/** @param sps with its two-byte NAL header. @throws {RangeError} when the bytes are not a parameter set. */
export function hevcSize(sps: Uint8Array): PictureSize {
  const { widthPx, heightPx } = hevcFormat(sps);
  return { widthPx, heightPx };
}

/**
 * Packs the media of a transport stream as FLV bodies, without touching the coded pictures: length-prefixed NAL units
 * with separate parameter sets, and sound frames without their ADTS headers. Clips, replays and the ring then handle
 * HLS like FLV.
 */
import { MAX_NAL_UNITS, MAX_SEGMENT_SAMPLES, overLimit } from '../../shared/bounds.ts';

const NAL_IDR = 5;
const NAL_SPS = 7;
const NAL_PPS = 8;
/** Delimiters, ends and filling mean nothing outside a byte stream. */
const NAL_LEFT_OUT: ReadonlySet<number> = new Set([9, 10, 11, 12]);
const START_CODE = Buffer.from([0, 0, 1]);
const PROFILES_WITH_CHROMA: ReadonlySet<number> = new Set([100, 110, 122, 144]);
const ADTS_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
const SAMPLES_PER_FRAME = 1_024;

/** The NAL units of a byte stream, ITU-T H.264 annex B. @throws {AppError} `media.over-limit`. */
export function nalUnits(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let from = bytes.indexOf(START_CODE);
  while (from >= 0) {
    const next = bytes.indexOf(START_CODE, from + 3);
    let end = next < 0 ? bytes.length : next;
    while (end > from + 3 && bytes[end - 1] === 0) end -= 1;
    if (end > from + 3) units.push(bytes.subarray(from + 3, end));
    if (units.length > MAX_NAL_UNITS) throw overLimit('nal-units', MAX_NAL_UNITS);
    from = next;
  }
  return units;
}

const withLength = (nal: Buffer): readonly Buffer[] => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(nal.length);
  return [length, nal];
};

const sets = (nals: readonly Buffer[]): readonly Buffer[] =>
  nals.flatMap((nal) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(nal.length);
    return [length, nal];
  });

/** AVCDecoderConfigurationRecord, ISO/IEC 14496-15, 5.3.3.1.2. */
function avcRecord(sps: readonly Buffer[], pps: readonly Buffer[]): Buffer | null {
  const [first] = sps;
  if (first === undefined || first.length < 4 || pps.length === 0) return null;
  const [, profile = 0, constraints = 0, level = 0] = first;
  const head = Buffer.from([1, profile, constraints, level, 0xff, 0xe0 | sps.length]);
  // Cameras that stream have 4:2:0 with eight bits; the fields repeat what the parameter set says anyway.
  const tail = PROFILES_WITH_CHROMA.has(profile) ? [Buffer.from([0xfd, 0xf8, 0xf8, 0])] : [];
  return Buffer.concat([head, ...sets(sps), Buffer.from([pps.length]), ...sets(pps), ...tail]);
}

export interface PictureBodies {
  /** The sequence header that a decoder needs first; null when it has not changed. */
  readonly header: Buffer | null;
  /** Null when the unit contains no picture. */
  readonly picture: Buffer | null;
}

export class AvcPacker {
  #sps: readonly Buffer[] = [];
  #pps: readonly Buffer[] = [];
  #record: Buffer | null = null;

  /** @param unit a picture in byte stream format. @param ctsMs its presentation minus its decoding time. */
  pack(unit: Buffer, ctsMs: number, isRandomAccess: boolean): PictureBodies {
    const nals = nalUnits(unit);
    const ofType = (wanted: number): readonly Buffer[] => nals.filter((nal) => typeOf(nal) === wanted).slice(0, 31);
    const sps = ofType(NAL_SPS);
    const pps = ofType(NAL_PPS);
    // Copies, because the memory of their segment is freed.
    if (sps.length > 0) this.#sps = sps.map((nal) => Buffer.from(nal));
    if (pps.length > 0) this.#pps = pps.map((nal) => Buffer.from(nal));
    const coded = nals.filter(
      (nal) => !NAL_LEFT_OUT.has(typeOf(nal)) && typeOf(nal) !== NAL_SPS && typeOf(nal) !== NAL_PPS,
    );
    const hasPicture = coded.some((nal) => typeOf(nal) >= 1 && typeOf(nal) <= NAL_IDR);
    const isKey = coded.some((nal) => typeOf(nal) === NAL_IDR) || (isRandomAccess && sps.length > 0);
    const header = this.#header(sps.length + pps.length > 0);
    if (!hasPicture) return { header, picture: null };
    const head = Buffer.from([isKey ? 0x17 : 0x27, 1, 0, 0, 0]);
    head.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, ctsMs)), 2, 3);
    return { header, picture: Buffer.concat([head, ...coded.flatMap(withLength)]) };
  }

  #header(mayHaveChanged: boolean): Buffer | null {
    if (!mayHaveChanged) return null;
    const record = avcRecord(this.#sps, this.#pps);
    if (record === null || this.#record?.equals(record) === true) return null;
    this.#record = record;
    return Buffer.concat([Buffer.from([0x17, 0, 0, 0, 0]), record]);
  }
}

const typeOf = (nal: Buffer): number => (nal[0] ?? 0) & 0x1f;

export interface SoundFrame {
  /** Milliseconds after the time of its unit; less than 0 for a frame that began in the unit before. */
  readonly afterMs: number;
  readonly body: Buffer;
}

/** AAC out of ADTS, ISO/IEC 13818-7, 6.2. A frame may begin in one unit and end in the next. */
export class AdtsPacker {
  #rest: Buffer = Buffer.alloc(0);
  #config = -1;

  /** @returns the sequence header's body if it changed, and the complete frames. */
  pack(unit: Buffer): { readonly header: Buffer | null; readonly frames: readonly SoundFrame[] } {
    const bytes = this.#rest.length === 0 ? unit : Buffer.concat([this.#rest, unit]);
    // A unit's time is that of the first frame that begins in it.
    const early = this.#rest.length === 0 ? 0 : 1;
    const frames: SoundFrame[] = [];
    let header: Buffer | null = null;
    let at = 0;
    while (at + 7 <= bytes.length) {
      if ((bytes.readUInt16BE(at) & 0xfff6) !== 0xfff0) {
        const sync = bytes.indexOf(0xff, at + 1);
        at = sync < 0 ? bytes.length : sync;
        continue;
      }
      const length = (bytes.readUIntBE(at + 3, 3) >> 5) & 0x1fff;
      const skip = ((bytes[at + 1] ?? 0) & 1) === 0 ? 9 : 7; // with a checksum or without
      const rateIndex = ((bytes[at + 2] ?? 0) >> 2) & 0x0f;
      const rateHz = ADTS_RATES[rateIndex];
      if (length <= skip || rateHz === undefined) {
        at += 1;
        continue;
      }
      if (at + length > bytes.length) break;
      header ??= this.#header(bytes, at, rateIndex);
      const afterMs = Math.round(((frames.length - early) * SAMPLES_PER_FRAME * 1_000) / rateHz);
      if (frames.length === MAX_SEGMENT_SAMPLES) throw overLimit('segment-samples', MAX_SEGMENT_SAMPLES);
      frames.push({ afterMs, body: Buffer.concat([Buffer.from([0xaf, 1]), bytes.subarray(at + skip, at + length)]) });
      at += length;
    }
    this.#rest = Buffer.from(bytes.subarray(at));
    return { header, frames };
  }

  /** AudioSpecificConfig, ISO/IEC 14496-3, 1.6.2.1. */
  #header(bytes: Buffer, at: number, rateIndex: number): Buffer | null {
    const object = ((bytes[at + 2] ?? 0) >> 6) + 1;
    const channels = (((bytes[at + 2] ?? 0) & 1) << 2) | ((bytes[at + 3] ?? 0) >> 6);
    const config = (object << 11) | (rateIndex << 7) | (channels << 3);
    if (config === this.#config) return null;
    this.#config = config;
    return Buffer.from([0xaf, 0, config >> 8, config & 0xff]);
  }
}

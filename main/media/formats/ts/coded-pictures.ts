/**
 * Pictures in byte stream format as MP4 and FLV need them: without parameter sets, which go to a decoder configuration record,
 * and without the units that mean nothing outside a byte stream. The coded slices stay as they are.
 */
import { hevcFormat } from '../../../../preload/domain/console/parameter-sets.ts';
import { nalUnits } from './annex-b.ts';

/** How a codec's NAL unit types are read: ITU-T H.264 table 7-1, H.265 table 7-1. */
interface Codec {
  typeOf(nal: Buffer): number;
  /** Parameter sets in the order of the record. */
  readonly sets: readonly number[];
  /** Delimiters, ends and filling. */
  readonly leftOut: ReadonlySet<number>;
  isPicture(type: number): boolean;
  /** A decoder can begin here, and no picture after it needs one before it. */
  isClean(type: number): boolean;
  /** A decoder can begin here. */
  isKey(type: number): boolean;
  /** Refers to pictures before the last key picture: cannot be decoded by who begins there. */
  isSkippedLeading(type: number): boolean;
  /** Null when the sets are not complete, or cannot be read. */
  record(sets: readonly (readonly Buffer[])[]): Buffer | null;
}

export type PictureCodec = 'avc' | 'hevc';

const MAX_SETS = 31;
/** The record gives the length of a set in 16 bits. */
const MAX_SET_BYTES = 0xffff;
const PROFILES_WITH_CHROMA: ReadonlySet<number> = new Set([100, 110, 122, 144]);

const withShortLengths = (nals: readonly Buffer[]): readonly Buffer[] =>
  nals.flatMap((nal) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(nal.length);
    return [length, nal];
  });

/** AVCDecoderConfigurationRecord, ISO/IEC 14496-15, 5.3.3.1.2. */
function avcRecord([sps = [], pps = []]: readonly (readonly Buffer[])[]): Buffer | null {
  const [first] = sps;
  if (first === undefined || first.length < 4 || pps.length === 0) return null;
  const [, profile = 0, constraints = 0, level = 0] = first;
  const head = Buffer.from([1, profile, constraints, level, 0xff, 0xe0 | sps.length]);
  // Cameras that stream have 4:2:0 with eight bits; the fields repeat what the parameter set says anyway.
  const tail = PROFILES_WITH_CHROMA.has(profile) ? [Buffer.from([0xfd, 0xf8, 0xf8, 0])] : [];
  return Buffer.concat([head, ...withShortLengths(sps), Buffer.from([pps.length]), ...withShortLengths(pps), ...tail]);
}

/** HEVCDecoderConfigurationRecord, ISO/IEC 14496-15, 8.3.3.1.2. */
function hevcRecord(sets: readonly (readonly Buffer[])[]): Buffer | null {
  const first = sets[1]?.[0];
  if (first === undefined || sets.some(({ length }) => length === 0)) return null;
  let format;
  try {
    format = hevcFormat(first);
  } catch {
    return null; // a damaged set: the next one may be whole
  }
  const { profile, chroma, lumaBits, chromaBits, layers, isNested } = format;
  const kinds = [
    ...[0xf0, 0, 0xfc, 0xfc | chroma, 0xf8 | (lumaBits - 8), 0xf8 | (chromaBits - 8), 0, 0],
    ...[(layers << 3) | (isNested ? 4 : 0) | 3, sets.length],
  ];
  const arrays = sets.flatMap((nals, i) => [
    Buffer.from([0x80 | (HEVC.sets[i] ?? 0), 0, nals.length]),
    ...withShortLengths(nals),
  ]);
  return Buffer.concat([Buffer.from([1]), profile, Buffer.from(kinds), ...arrays]);
}

const AVC: Codec = {
  typeOf: (nal) => (nal[0] ?? 0) & 0x1f,
  sets: [7, 8],
  leftOut: new Set([9, 10, 11, 12]),
  isPicture: (type) => type >= 1 && type <= 5,
  isClean: (type) => type === 5,
  isKey: (type) => type === 5,
  isSkippedLeading: () => false,
  record: avcRecord,
};

const HEVC: Codec = {
  typeOf: (nal) => ((nal[0] ?? 0) >> 1) & 0x3f,
  sets: [32, 33, 34],
  leftOut: new Set([35, 36, 37, 38]),
  isPicture: (type) => type < 32,
  isClean: (type) => type >= 16 && type <= 20,
  isKey: (type) => type >= 16 && type <= 21,
  isSkippedLeading: (type) => type === 8 || type === 9,
  record: hevcRecord,
};

export interface CodedPicture {
  /** The decoder configuration record; null when it has not changed since the last picture. */
  readonly record: Buffer | null;
  /** The units of the picture, as views of the byte stream; empty when the stream contains no picture. */
  readonly nals: readonly Buffer[];
  readonly isKey: boolean;
  /** A key picture behind which nothing refers to pictures before it. */
  readonly isClean: boolean;
  /** A leading picture of H.265 (RASL) that can be decoded only with the group before. */
  readonly isSkippedLeading: boolean;
}

type PictureFacts = Pick<CodedPicture, 'isClean' | 'isSkippedLeading'>;

/**
 * Reads from the NAL units of a picture how it depends on its neighbours.
 *
 * @param data each unit behind its length of four bytes. A picture that is cut off is judged by what is there.
 */
export function factsOfPicture(codec: PictureCodec, data: Buffer): PictureFacts {
  const known = codec === 'avc' ? AVC : HEVC;
  for (let at = 0; at + 5 <= data.length; at += 4 + data.readUInt32BE(at)) {
    const type = known.typeOf(data.subarray(at + 4, at + 5));
    if (known.isPicture(type)) return { isClean: known.isClean(type), isSkippedLeading: known.isSkippedLeading(type) };
  }
  return { isClean: false, isSkippedLeading: false };
}

const NO_PICTURE = { nals: [], isKey: false, isClean: false, isSkippedLeading: false };

export class CodedPictures {
  readonly #codec: Codec;
  #sets: (readonly Buffer[])[];
  #record: Buffer | null = null;

  constructor(codec: PictureCodec) {
    this.#codec = codec === 'avc' ? AVC : HEVC;
    this.#sets = this.#codec.sets.map(() => []);
  }

  /** The parameter sets that later pictures need, by kind. Together with the record they are all that is remembered. */
  get sets(): readonly (readonly Buffer[])[] {
    return this.#sets;
  }

  /** Takes over the state of another object of the class. */
  restore(sets: readonly (readonly Buffer[])[]): void {
    this.#sets = this.#codec.sets.map((_, i) => sets[i] ?? []);
    this.#record = this.#codec.record(this.#sets);
  }

  /**
   * @param unit a picture in byte stream format. @param starts where all its start codes lie, if that is known. @throws
   *   {AppError} `media.over-limit`.
   */
  take(unit: Buffer, isRandomAccess: boolean, starts: readonly number[] | null = null): CodedPicture {
    const codec = this.#codec;
    // Few pictures have parameter sets of their own.
    let found: Buffer[][] | null = null;
    const nals: Buffer[] = [];
    let [hasPicture, isKey, isClean, isSkippedLeading] = [false, false, false, false];
    for (const nal of nalUnits(unit, starts)) {
      const type = codec.typeOf(nal);
      const kind = codec.sets.indexOf(type);
      if (kind >= 0 && nal.length <= MAX_SET_BYTES) {
        found ??= codec.sets.map(() => []);
        found[kind]?.push(nal);
      } else if (kind < 0 && !codec.leftOut.has(type)) {
        nals.push(nal);
        if (!codec.isPicture(type)) continue;
        hasPicture = true;
        isKey ||= codec.isKey(type);
        isClean ||= codec.isClean(type);
        isSkippedLeading ||= codec.isSkippedLeading(type);
      }
    }
    const hasMainSet = (found?.at(-2)?.length ?? 0) > 0;
    const record = found === null ? null : this.#takeSets(found);
    if (!hasPicture) return { ...NO_PICTURE, record };
    return {
      record,
      nals,
      // An H.264 picture with a recovery point is no IDR picture; the transport stream says that a decoder may begin there.
      isKey: isKey || (isRandomAccess && hasMainSet),
      isClean,
      isSkippedLeading,
    };
  }

  #takeSets(found: readonly (readonly Buffer[])[]): Buffer | null {
    // Copies, because the memory of their segment is freed.
    found.forEach((nals, i) => {
      if (nals.length > 0) this.#sets[i] = nals.slice(0, MAX_SETS).map((nal) => Buffer.from(nal));
    });
    const record = this.#codec.record(this.#sets);
    if (record === null || this.#record?.equals(record) === true) return null;
    this.#record = record;
    return record;
  }
}

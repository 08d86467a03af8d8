/**
 * Which NAL unit begins a picture: ITU-T H.264 7.4.1.2.3 and H.265 7.4.2.4.4. Only the begin of a unit is read, but for
 * parameter sets.
 */
import { avcCoding, Bits, type AvcCoding } from '../../../../preload/domain/console/parameter-sets.ts';

/**
 * `ahead`: may only lie ahead of the slices of a picture, so behind slices it belongs to the next picture. `delimiter`: as
 * `ahead`, and a picture begins whatever slice comes behind it. `first`: the first slice of a picture. `slice`: another
 * slice. `other`: belongs to the picture around it.
 */
export type UnitRole = 'ahead' | 'delimiter' | 'first' | 'slice' | 'other';

/** A field of an interlaced picture. */
export interface Field {
  readonly isBottom: boolean;
  readonly frame: number;
  /** Later pictures may refer to it. */
  readonly isReference: boolean;
}

export interface PictureUnits {
  /** @param nal the begin of a unit, at least {@link LOOK_BYTES} of it unless it is shorter. */
  roleOf(nal: Buffer): UnitRole;
  /** Whether the whole unit is wanted by {@link learn}. */
  isWanted(nal: Buffer): boolean;
  learn(nal: Buffer): void;
  /** The field that a first slice begins; null for a frame. */
  fieldOf(nal: Buffer): Field | null;
}

/** A head, and all of a slice header up to the parity of its field. */
export const LOOK_BYTES = 24;
const SPS = 7;
const PPS = 8;
const IDR = 5;
/** Ids go from 0 to 255. */
const MAX_SETS = 256;

export class AvcUnits implements PictureUnits {
  readonly #sequences = new Map<number, AvcCoding>();
  /** The sequence parameter set that a picture parameter set names. */
  readonly #pictures = new Map<number, number>();

  roleOf(nal: Buffer): UnitRole {
    const type = (nal[0] ?? 0) & 0x1f;
    // Slices, and the first partition of a slice. The number of the first macroblock begins with a 1 where it is 0.
    if (type === 1 || type === 2 || type === IDR) return ((nal[1] ?? 0) & 0x80) === 0 ? 'slice' : 'first';
    if (type === 3 || type === 4) return 'slice';
    if (type === 9) return 'delimiter';
    return (type >= 6 && type <= 8) || (type >= 14 && type <= 18) ? 'ahead' : 'other';
  }

  isWanted(nal: Buffer): boolean {
    const type = (nal[0] ?? 0) & 0x1f;
    return type === SPS || type === PPS;
  }

  learn(nal: Buffer): void {
    try {
      if (((nal[0] ?? 0) & 0x1f) === SPS) {
        const coding = avcCoding(nal);
        if (coding.id < MAX_SETS) this.#sequences.set(coding.id, coding);
      } else {
        const bits = new Bits(nal.subarray(1, LOOK_BYTES));
        const id = bits.ue();
        if (id < MAX_SETS) this.#pictures.set(id, bits.ue());
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // a damaged set: the next one may be whole
    }
  }

  fieldOf(nal: Buffer): Field | null {
    if (![...this.#sequences.values()].some(({ isFrameOnly }) => !isFrameOnly)) return null;
    try {
      const bits = new Bits(nal.subarray(1, LOOK_BYTES));
      bits.ue();
      bits.ue();
      const coding = this.#sequences.get(this.#pictures.get(bits.ue()) ?? 0);
      if (coding === undefined || coding.isFrameOnly) return null;
      if (coding.hasSeparatePlanes) bits.u(2);
      const frame = bits.u(coding.frameNumberBits);
      if (bits.u(1) === 0) return null;
      return { isBottom: bits.u(1) === 1, frame, isReference: ((nal[0] ?? 0) & 0x60) !== 0 };
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
}

export class HevcUnits implements PictureUnits {
  roleOf(nal: Buffer): UnitRole {
    const [head = 0, second = 0, slice = 0] = nal;
    // Other layers belong to the picture of the base layer.
    if ((head & 1) !== 0 || second >> 3 !== 0) return 'other';
    const type = (head >> 1) & 0x3f;
    if (type < 32) return (slice & 0x80) === 0 ? 'slice' : 'first';
    if (type === 35) return 'delimiter';
    const isAhead = type <= 34 || type === 39 || (type >= 41 && type <= 44) || (type >= 48 && type <= 55);
    return isAhead ? 'ahead' : 'other';
  }

  isWanted(): boolean {
    return false;
  }

  learn(): void {}

  /** A field of H.265 is a picture of its own. */
  fieldOf(): Field | null {
    return null;
  }
}

/** Whether two fields make one frame, 7.4.1.2.4 of H.264. */
export const isPair = (first: Field | null, second: Field | null): boolean =>
  first !== null &&
  second !== null &&
  first.isBottom !== second.isBottom &&
  first.frame === second.frame &&
  first.isReference === second.isReference;

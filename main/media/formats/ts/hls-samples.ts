/**
 * Packs the media of a transport stream as FLV bodies, without touching the coded pictures: length-prefixed NAL units
 * with separate parameter sets, and sound frames without their ADTS headers. Clips, replays and the ring then handle
 * HLS like FLV.
 */
import { MAX_SEGMENT_SAMPLES } from '../../../../preload/domain/bounds.ts';
import { overLimit } from '../../shared/over-limit.ts';
import { withLengths } from './annex-b.ts';
import { CodedPictures } from './coded-pictures.ts';

const ADTS_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
const SAMPLES_PER_FRAME = 1_024;

export interface PictureBodies {
  /** The sequence header that a decoder needs first; null when it has not changed. */
  readonly header: Buffer | null;
  /** Null when the unit contains no picture. */
  readonly picture: Buffer | null;
}

export class AvcPacker {
  readonly #pictures = new CodedPictures('avc');

  /** @param unit a picture in byte stream format. @param ctsMs its presentation minus its decoding time. */
  pack(unit: Buffer, ctsMs: number, isRandomAccess: boolean): PictureBodies {
    const { record, nals, isKey } = this.#pictures.take(unit, isRandomAccess);
    const header = record === null ? null : Buffer.concat([Buffer.from([0x17, 0, 0, 0, 0]), record]);
    if (nals.length === 0) return { header, picture: null };
    const head = Buffer.from([isKey ? 0x17 : 0x27, 1, 0, 0, 0]);
    head.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, ctsMs)), 2, 3);
    return { header, picture: Buffer.concat([head, ...withLengths(nals)]) };
  }
}

export interface SoundFrame {
  /** Milliseconds after the time of its unit; less than 0 for a frame that began in the unit before. */
  readonly afterMs: number;
  readonly body: Buffer;
}

/** One AAC frame without its head, as a view of its unit. */
export interface AacFrame {
  /** Sound samples after the time of the unit; less than 0 for a frame that began in the unit before. */
  readonly afterSamples: number;
  readonly data: Buffer;
}

interface AacFrames {
  /** AudioSpecificConfig; null when it has not changed. */
  readonly config: Buffer | null;
  readonly rateHz: number;
  readonly frames: readonly AacFrame[];
}

/** Cuts AAC out of ADTS, ISO/IEC 13818-7, 6.2. A frame may begin in one unit and end in the next. */
export class AdtsCutter {
  #rest: Buffer = Buffer.alloc(0);
  #config = -1;

  /** All that is remembered: the bytes of a frame that is not whole yet, and the sound's configuration. */
  get state(): { readonly rest: Buffer; readonly config: number } {
    return { rest: this.#rest, config: this.#config };
  }

  /** Takes over the state of another object of the class. */
  restore(state: AdtsCutter['state']): void {
    this.#rest = state.rest;
    this.#config = state.config;
  }

  /** @throws {AppError} `media.over-limit`. */
  cut(unit: Buffer): AacFrames {
    const bytes = this.#rest.length === 0 ? unit : Buffer.concat([this.#rest, unit]);
    // A unit's time is that of the first frame that begins in it.
    const early = this.#rest.length === 0 ? 0 : 1;
    const frames: AacFrame[] = [];
    let config: Buffer | null = null;
    let unitRateHz = 0;
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
      config ??= this.#newConfig(bytes, at, rateIndex);
      unitRateHz = rateHz;
      if (frames.length === MAX_SEGMENT_SAMPLES) throw overLimit('segment-samples', MAX_SEGMENT_SAMPLES);
      const afterSamples = (frames.length - early) * SAMPLES_PER_FRAME;
      frames.push({ afterSamples, data: bytes.subarray(at + skip, at + length) });
      at += length;
    }
    this.#rest = Buffer.from(bytes.subarray(at));
    return { config, rateHz: unitRateHz, frames };
  }

  /** AudioSpecificConfig, ISO/IEC 14496-3, 1.6.2.1. */
  #newConfig(bytes: Buffer, at: number, rateIndex: number): Buffer | null {
    const object = ((bytes[at + 2] ?? 0) >> 6) + 1;
    const channels = (((bytes[at + 2] ?? 0) & 1) << 2) | ((bytes[at + 3] ?? 0) >> 6);
    const config = (object << 11) | (rateIndex << 7) | (channels << 3);
    if (config === this.#config) return null;
    this.#config = config;
    return Buffer.from([config >> 8, config & 0xff]);
  }
}

/** AAC as FLV bodies. */
export class AdtsPacker {
  readonly #cutter = new AdtsCutter();

  /** @returns the sequence header's body if it changed, and the complete frames. */
  pack(unit: Buffer): { readonly header: Buffer | null; readonly frames: readonly SoundFrame[] } {
    const { config, rateHz, frames } = this.#cutter.cut(unit);
    return {
      header: config === null ? null : Buffer.concat([Buffer.from([0xaf, 0]), config]),
      frames: frames.map(({ afterSamples, data }) => ({
        afterMs: Math.round((afterSamples * 1_000) / rateHz),
        body: Buffer.concat([Buffer.from([0xaf, 1]), data]),
      })),
    };
  }
}

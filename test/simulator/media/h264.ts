/**
 * The part of H.264 that the simulator needs: splitting a byte stream, reading parameter sets, and reading and
 * writing slice headers of the simple streams that `npm run clips` makes (progressive, CAVLC, one reference frame,
 * no B slices). Anything else is refused by name, never guessed.
 */
import type { BitWriter } from './bits.ts';
import { BitReader, unescapeNal } from './bits.ts';

export const NAL_SLICE = 1;
export const NAL_IDR = 5;
export const NAL_SPS = 7;
export const NAL_PPS = 8;

export interface Sps {
  readonly profileIdc: number;
  readonly constraintFlags: number;
  readonly levelIdc: number;
  readonly frameNumBits: number;
  readonly pocType: number;
  readonly pocLsbBits: number;
  readonly widthMbs: number;
  readonly heightMbs: number;
  /** Of the visible picture, cropping applied. */
  readonly width: number;
  readonly height: number;
}

export interface Pps {
  /** Quantiser that `qpDelta` of a slice counts from. */
  readonly initQp: number;
  readonly hasPocOfBottomField: boolean;
  readonly hasDeblockingControl: boolean;
}

/** The values that one slice shares with its neighbours in the same picture, and its own `firstMb`. */
export interface SliceHeader {
  readonly nalRefIdc: number;
  readonly isIdr: boolean;
  readonly firstMb: number;
  /** As coded: 0 P, 2 I; 5 and 7 add the promise that all slices of the picture have this type. */
  readonly sliceType: number;
  readonly ppsId: number;
  readonly frameNum: number;
  readonly idrPicId: number;
  readonly pocLsb: number;
  /** null: the picture parameter set's default holds. */
  readonly refCountOverride: number | null;
  readonly qpDelta: number;
}

/** Splits an Annex B byte stream into NAL units without start codes and trailing zeros. */
export function splitNals(stream: Buffer): Buffer[] {
  const startCode = Buffer.from([0, 0, 1]);
  const nals: Buffer[] = [];
  let start = stream.indexOf(startCode);
  while (start >= 0) {
    const next = stream.indexOf(startCode, start + 3);
    let end = next < 0 ? stream.length : next;
    while (end > start + 3 && stream[end - 1] === 0) end -= 1;
    if (end > start + 3) nals.push(stream.subarray(start + 3, end));
    start = next;
  }
  return nals;
}

export function nalType(nal: Uint8Array): number {
  return (nal[0] ?? 0) & 0x1f;
}

/** @throws {RangeError} for interlaced, high-bit-depth or scaling-list streams. */
export function parseSps(nal: Uint8Array): Sps {
  const r = new BitReader(unescapeNal(nal.subarray(1)));
  const profileIdc = r.bits(8);
  const constraintFlags = r.bits(8);
  const levelIdc = r.bits(8);
  r.ue(); // seq_parameter_set_id
  if (![66, 77].includes(profileIdc))
    throw new RangeError(`only baseline and main profile are read, not ${profileIdc}`);
  const frameNumBits = r.ue() + 4;
  const pocType = r.ue();
  if (pocType === 1) throw new RangeError('picture order count type 1 is not read');
  const pocLsbBits = pocType === 0 ? r.ue() + 4 : 0;
  r.ue(); // max_num_ref_frames
  r.bit(); // gaps_in_frame_num_value_allowed_flag
  const widthMbs = r.ue() + 1;
  const heightMbs = r.ue() + 1;
  if (r.bit() === 0) throw new RangeError('interlaced streams are not read');
  r.bit(); // direct_8x8_inference_flag
  const hasCropping = r.bit() === 1;
  const [left, right, top, bottom] = hasCropping ? [r.ue(), r.ue(), r.ue(), r.ue()] : [0, 0, 0, 0];
  const width = widthMbs * 16 - 2 * (left + right); // 4:2:0: crop units are two samples
  const height = heightMbs * 16 - 2 * (top + bottom);
  return {
    profileIdc,
    constraintFlags,
    levelIdc,
    frameNumBits,
    pocType,
    pocLsbBits,
    widthMbs,
    heightMbs,
    width,
    height,
  };
}

/** @throws {RangeError} for CABAC, slice groups, weighted or constrained prediction, or redundant pictures. */
export function parsePps(nal: Uint8Array): Pps {
  const r = new BitReader(unescapeNal(nal.subarray(1)));
  r.ue(); // pic_parameter_set_id
  r.ue(); // seq_parameter_set_id
  if (r.bit() === 1) throw new RangeError('CABAC streams are not read');
  const hasPocOfBottomField = r.bit() === 1;
  if (r.ue() !== 0) throw new RangeError('slice groups are not read');
  r.ue(); // num_ref_idx_l0_default_active_minus1
  r.ue(); // num_ref_idx_l1_default_active_minus1
  if (r.bit() === 1 || r.bits(2) !== 0) throw new RangeError('weighted prediction is not read');
  const initQp = 26 + r.se();
  r.se(); // pic_init_qs_minus26
  r.se(); // chroma_qp_index_offset
  const hasDeblockingControl = r.bit() === 1;
  if (r.bit() === 1) throw new RangeError('constrained intra prediction is not read');
  if (r.bit() === 1) throw new RangeError('redundant pictures are not read');
  return { initQp, hasPocOfBottomField, hasDeblockingControl };
}

/** first_mb_in_slice alone, cheap: 0 starts a new picture. */
export function firstMbOf(nal: Uint8Array): number {
  return new BitReader(nal.subarray(1, 9)).ue();
}

/** Is this slice intra-coded, by its type? */
function isIntraSlice(header: SliceHeader): boolean {
  return header.sliceType % 5 === 2;
}

/** @throws {RangeError} for B slices, reordered references and explicit memory management. */
export function parseSliceHeader(nal: Uint8Array, sps: Sps, pps: Pps): SliceHeader {
  return readSliceHeader(new BitReader(unescapeNal(nal.subarray(1, 65))), nal, sps, pps); // far shorter than 64 bytes
}

/** Reads up to and with `slice_qp_delta`. @param r over the slice's RBSP. @throws {RangeError} as above. */
export function readSliceHeader(r: BitReader, nal: Uint8Array, sps: Sps, pps: Pps): SliceHeader {
  const nalRefIdc = ((nal[0] ?? 0) >> 5) & 3;
  const isIdr = nalType(nal) === NAL_IDR;
  const firstMb = r.ue();
  const sliceType = r.ue();
  const kind = sliceType % 5;
  if (kind !== 0 && kind !== 2) throw new RangeError(`only I and P slices are read, not type ${sliceType}`);
  const ppsId = r.ue();
  const frameNum = r.bits(sps.frameNumBits);
  const idrPicId = isIdr ? r.ue() : 0;
  const pocLsb = sps.pocType === 0 ? r.bits(sps.pocLsbBits) : 0;
  if (sps.pocType === 0 && pps.hasPocOfBottomField) r.se();
  let refCountOverride: number | null = null;
  if (kind === 0) {
    if (r.bit() === 1) refCountOverride = r.ue() + 1;
    if (r.bit() === 1) throw new RangeError('reordered reference lists are not read');
  }
  if (nalRefIdc > 0) {
    const flags = isIdr ? r.bits(2) : r.bit();
    if (flags !== 0) throw new RangeError('explicit reference marking is not read');
  }
  const qpDelta = r.se();
  return { nalRefIdc, isIdr, firstMb, sliceType, ppsId, frameNum, idrPicId, pocLsb, refCountOverride, qpDelta };
}

/**
 * Writes `header` into `w`, deblocking off, so that macroblock data may follow.
 *
 * @returns the NAL unit's header byte, which precedes the (escaped) RBSP.
 */
export function writeSliceHeader(w: BitWriter, header: SliceHeader, sps: Sps, pps: Pps): number {
  const nalHeader = writeSliceStart(w, header, sps, pps);
  if (pps.hasDeblockingControl) w.ue(1); // disable_deblocking_filter_idc: text stays crisp, PCM samples untouched
  return nalHeader;
}

/** The same up to and with `slice_qp_delta`. */
export function writeSliceStart(w: BitWriter, header: SliceHeader, sps: Sps, pps: Pps): number {
  w.ue(header.firstMb);
  w.ue(header.sliceType);
  w.ue(header.ppsId);
  w.bits(header.frameNum, sps.frameNumBits);
  if (header.isIdr) w.ue(header.idrPicId);
  if (sps.pocType === 0) {
    w.bits(header.pocLsb, sps.pocLsbBits);
    if (pps.hasPocOfBottomField) w.se(0);
  }
  if (!isIntraSlice(header)) {
    w.bits(header.refCountOverride === null ? 0 : 1, 1);
    if (header.refCountOverride !== null) w.ue(header.refCountOverride - 1);
    w.bits(0, 1); // ref_pic_list_modification_flag_l0
  }
  if (header.nalRefIdc > 0) w.bits(0, header.isIdr ? 2 : 1);
  w.se(header.qpDelta);
  return (header.nalRefIdc << 5) | (header.isIdr ? NAL_IDR : NAL_SLICE);
}

/** AVCDecoderConfigurationRecord with 4-byte NAL lengths (ISO/IEC 14496-15, 5.2.4.1). */
export function avcConfiguration(sps: Buffer, pps: Buffer): Buffer {
  const head = Buffer.from([1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1, sps.length >> 8, sps.length & 0xff]);
  return Buffer.concat([head, sps, Buffer.from([1, pps.length >> 8, pps.length & 0xff]), pps]);
}

/** `avc1.PPCCLL` as HLS and MSE name the codec. */
export function codecName(sps: Sps): string {
  const hex = (value: number): string => value.toString(16).padStart(2, '0');
  return `avc1.${hex(sps.profileIdc)}${hex(sps.constraintFlags)}${hex(sps.levelIdc)}`;
}

/** A NAL unit with its length in front, as FLV and MP4 carry it. */
export function withLength(nal: Buffer): Buffer {
  const out = Buffer.allocUnsafe(4 + nal.length);
  out.writeUInt32BE(nal.length, 0);
  nal.copy(out, 4);
  return out;
}

/**
 * Makes a longer group of pictures out of several: the key frames behind the first become intra pictures without IDR, and
 * all numbers continue. Only slice headers change; what follows is copied bit by bit.
 */
import { BitReader, BitWriter, escapeNal, unescapeNal } from './bits.ts';
import { readSliceHeader, withLength, writeSliceStart } from './h264.ts';
import type { Pps, SliceHeader, Sps } from './h264.ts';

const BYTE_BITS = 8;

/** The header of a picture that lies `pictures` behind the IDR picture of its group, if its own group began with one. */
export function renumbered(header: SliceHeader, pictures: number, sps: Sps): SliceHeader {
  return {
    ...header,
    isIdr: false,
    frameNum: (header.frameNum + pictures) % 2 ** sps.frameNumBits,
    pocLsb: sps.pocType === 0 ? (header.pocLsb + 2 * pictures) % 2 ** sps.pocLsbBits : 0,
  };
}

/** The same for all slices of a picture. @param scene NAL units with 4-byte lengths. */
export function renumberedScene(scene: Buffer, pictures: number, sps: Sps, pps: Pps): Buffer {
  const out: Buffer[] = [];
  for (let offset = 0; offset < scene.length;) {
    const length = scene.readUInt32BE(offset);
    out.push(withLength(renumberedSlice(scene.subarray(offset + 4, offset + 4 + length), pictures, sps, pps)));
    offset += 4 + length;
  }
  return Buffer.concat(out);
}

function renumberedSlice(nal: Buffer, pictures: number, sps: Sps, pps: Pps): Buffer {
  const rbsp = unescapeNal(nal.subarray(1));
  const r = new BitReader(rbsp);
  const header = readSliceHeader(r, nal, sps, pps);
  const w = new BitWriter(rbsp.length + 16);
  const nalHeader = writeSliceStart(w, renumbered(header, pictures, sps), sps, pps);
  let left = rbsp.length * BYTE_BITS - r.position;
  for (; left >= BYTE_BITS; left -= BYTE_BITS) w.bits(r.bits(BYTE_BITS), BYTE_BITS);
  w.bits(r.bits(left), left);
  w.align();
  const bytes = w.bytes();
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1; // zeros behind the stop bit are not part of a slice
  return Buffer.concat([Buffer.from([nalHeader]), escapeNal(Buffer.from(bytes.subarray(0, end)))]);
}

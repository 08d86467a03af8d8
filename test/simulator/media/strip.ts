/**
 * Writes the caption of a picture (camera name and clock) in the compressed domain. The clips are coded so that
 * the caption's rows are exactly the last slice of each picture; that slice is left out and one from here takes its
 * place. So any number of cameras share a clip, and no picture is ever encoded at run time.
 *
 * In a key frame, macroblocks with text are I_PCM (raw samples) and flat ones are predicted from a flat neighbour
 * without residual. In all other frames the whole slice is skipped, that is copied from the picture before.
 */
import { BitWriter, escapeNal } from './bits.ts';
import { writeSliceHeader } from './h264.ts';
import type { Pps, SliceHeader, Sps } from './h264.ts';

/** Luma of the caption's ground. At least 16, so that PCM samples never form a start code. */
const STRIP_LUMA = 24;
const CHROMA_NEUTRAL = 128;
const CHROMA_BYTES_PER_MB = 128;
const MB = 16;

/** mb_type in an I slice (table 7-11): I_PCM, and Intra16x16 without any coefficients as 1 + prediction mode. */
const MB_TYPE_PCM = 25;
const MB_TYPE_FROM_TOP = 1;
const MB_TYPE_FROM_LEFT = 2;

/** Geometry of a caption: the last `rows` macroblock rows of a picture. */
export interface StripShape {
  readonly firstMb: number;
  readonly columns: number;
  readonly rows: number;
}

/** A canvas for one caption: luma samples, row by row, filled with the ground. */
export function blankStrip(shape: StripShape): Buffer {
  return Buffer.alloc(shape.columns * MB * shape.rows * MB, STRIP_LUMA);
}

/**
 * The caption's slice of a key frame.
 *
 * @param luma samples of {@link blankStrip}'s size, each 16 to 235.
 * @param neighbour the header of another slice of the same picture.
 */
export function keyStripNal(luma: Buffer, shape: StripShape, neighbour: SliceHeader, sps: Sps, pps: Pps): Buffer {
  const w = new BitWriter(32 * 1024);
  const nalHeader = writeSliceHeader(w, { ...neighbour, firstMb: shape.firstMb }, sps, pps);
  const stride = shape.columns * MB;
  const flat = flatMacroblocks(luma, shape);
  const isPcm = new Uint8Array(shape.columns * shape.rows);
  for (let row = 0; row < shape.rows; row++) {
    for (let column = 0; column < shape.columns; column++) {
      const index = row * shape.columns + column;
      const canFromLeft = column > 0 && flat[index - 1] === 1;
      const canFromTop = row > 0 && flat[index - shape.columns] === 1;
      if (flat[index] === 1 && (canFromLeft || canFromTop)) {
        w.ue(canFromLeft ? MB_TYPE_FROM_LEFT : MB_TYPE_FROM_TOP);
        w.ue(0); // intra_chroma_pred_mode DC: every chroma sample around is neutral
        w.se(0); // mb_qp_delta
        writeEmptyCoefficients(w, isPcm, index, column > 0, row > 0, shape.columns);
        continue;
      }
      isPcm[index] = 1;
      w.ue(MB_TYPE_PCM);
      w.align();
      const start = row * MB * stride + column * MB;
      for (let y = 0; y < MB; y++) w.copy(luma, start + y * stride, start + y * stride + MB);
      w.fill(CHROMA_NEUTRAL, CHROMA_BYTES_PER_MB);
    }
  }
  return finish(w, nalHeader);
}

/** The caption's slice of a frame that only repeats the caption of the frame before. */
export function skippedStripNal(shape: StripShape, neighbour: SliceHeader, sps: Sps, pps: Pps): Buffer {
  const w = new BitWriter(32);
  const nalHeader = writeSliceHeader(w, { ...neighbour, firstMb: shape.firstMb }, sps, pps);
  w.ue(shape.columns * shape.rows); // mb_skip_run
  return finish(w, nalHeader);
}

/** coeff_token for "no coefficient"; its length depends on the neighbours' counts, and PCM counts as 16 (9.2.1). */
function writeEmptyCoefficients(
  w: BitWriter,
  isPcm: Uint8Array,
  index: number,
  hasLeft: boolean,
  hasTop: boolean,
  columns: number,
): void {
  const isBusy = (hasLeft && isPcm[index - 1] === 1) || (hasTop && isPcm[index - columns] === 1);
  if (isBusy) w.bits(0b000011, 6);
  else w.bits(1, 1);
}

function flatMacroblocks(luma: Buffer, shape: StripShape): Uint8Array {
  const stride = shape.columns * MB;
  const ground = Buffer.alloc(MB, STRIP_LUMA);
  const flat = new Uint8Array(shape.columns * shape.rows).fill(1);
  for (let index = 0; index < flat.length; index++) {
    const start = Math.floor(index / shape.columns) * MB * stride + (index % shape.columns) * MB;
    for (let y = 0; y < MB; y++) {
      const from = start + y * stride;
      if (ground.compare(luma, from, from + MB) !== 0) {
        flat[index] = 0;
        break;
      }
    }
  }
  return flat;
}

function finish(w: BitWriter, nalHeader: number): Buffer {
  w.trailing();
  return Buffer.concat([Buffer.from([nalHeader]), escapeNal(w.bytes())]);
}

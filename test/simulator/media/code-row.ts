/**
 * Writes a row of grey cells into a slice: the last row of the caption's macroblocks. Each macroblock is predicted from
 * its left neighbour and carries the difference as one coefficient, so a row costs some 150 bytes in each picture.
 */
import type { BitWriter } from './bits.ts';

/** At this quantiser one level of the coefficient is {@link LUMA_PER_LEVEL} in each sample of a macroblock. */
export const CODE_QP = 48;
const LUMA_PER_LEVEL = 10;
/** Luma between two steps of a cell; a multiple of the above. */
export const STEP_LUMA = 60;
/** Intra16x16 without AC and chroma coefficients, predicted from the left; in a P slice, intra types follow five others. */
const MB_TYPE_FROM_LEFT = 2;
const INTER_MB_TYPES = 5;

/** One macroblock of the row. */
export interface CodeBlock {
  /** Steps that it is brighter than its left neighbour. */
  readonly rise: number;
  /** Is it in a P slice? */
  readonly isInter: boolean;
  /** Is a neighbour, left or above, coded as raw samples? */
  readonly isBesidePcm: boolean;
}

export function writeCodeBlock(w: BitWriter, { rise, isInter, isBesidePcm }: CodeBlock): void {
  w.ue(isInter ? INTER_MB_TYPES + MB_TYPE_FROM_LEFT : MB_TYPE_FROM_LEFT);
  w.ue(0); // intra_chroma_pred_mode DC: every chroma sample around is neutral
  w.se(0); // mb_qp_delta
  const level = (rise * STEP_LUMA) / LUMA_PER_LEVEL;
  // coeff_token for none and for one coefficient that is not plus or minus one (tables 9-5)
  if (level === 0) w.bits(isBesidePcm ? 0b000011 : 0b1, isBesidePcm ? 6 : 1);
  else w.bits(isBesidePcm ? 0b000000 : 0b000101, 6);
  if (level === 0) return;
  writeLevel(w, level);
  w.bits(1, 1); // total_zeros: none before the first coefficient
}

/** level_prefix and level_suffix of a first coefficient above one (9.2.2.1). */
function writeLevel(w: BitWriter, level: number): void {
  const code = level > 0 ? 2 * level - 4 : -2 * level - 3;
  if (code < 14) {
    w.bits(1, code + 1);
  } else if (code < 30) {
    w.bits(1, 15);
    w.bits(code - 14, 4);
  } else {
    w.bits(1, 16);
    w.bits(code - 30, 12);
  }
}

/**
 * Writes the caption of a picture (camera name and clock) in the compressed domain. The clips are coded so that
 * the caption's rows are exactly the last slice of each picture; that slice is left out and one from here takes its
 * place. So any number of cameras share a clip, and no picture is ever encoded at run time.
 *
 * The past also carries a row of grey cells, below the text and anew in each picture (`time-code.ts`); live pictures of a
 * PTZ camera carry one that changes with the second (`pose-code.ts`).
 *
 * In a key frame, macroblocks with text are I_PCM (raw samples) and flat ones are predicted from a flat neighbour
 * without residual. In all other frames the whole slice is skipped, that is copied from the picture before.
 */
import { BitWriter, escapeNal } from './bits.ts';
import { CODE_QP, STEP_LUMA, writeCodeBlock } from './code-row.ts';
import { writeSliceHeader } from './h264.ts';
import type { Pps, SliceHeader, Sps } from './h264.ts';

/** Luma of the caption's ground, and of a black cell. At least 16, so that PCM samples never form a start code. */
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

/** Where a caption's slice goes: its geometry, another slice of the same picture, and the parameter sets. */
export interface StripPlace {
  readonly shape: StripShape;
  readonly neighbour: SliceHeader;
  readonly sps: Sps;
  readonly pps: Pps;
}

/** A canvas for one caption: luma samples, row by row, filled with the ground. */
export function blankStrip(shape: StripShape): Buffer {
  return Buffer.alloc(shape.columns * MB * shape.rows * MB, STRIP_LUMA);
}

/** Draws grey cells into the last row of blocks of a canvas, as {@link keyStripNal} codes them. */
export function drawCells(luma: Buffer, cells: readonly number[], { columns, rows }: StripShape): void {
  const stride = columns * MB;
  for (let y = (rows - 1) * MB; y < rows * MB; y++) {
    for (let x = MB; x < stride; x++) {
      const step = cells[Math.floor((Math.floor(x / MB) * cells.length) / columns)] ?? 0;
      luma[y * stride + x] = STRIP_LUMA + step * STEP_LUMA;
    }
  }
}

/**
 * The caption's slice of a key frame.
 *
 * @param cells grey steps of the last row, over its whole width; null leaves that row to the text.
 * @param luma samples of {@link blankStrip}'s size, each 16 to 235.
 */
export function keyStripNal(luma: Buffer, place: StripPlace, cells: readonly number[] | null): Buffer {
  const { shape } = place;
  const w = new BitWriter(32 * 1024);
  const nalHeader = writeHeader(w, place);
  const stride = shape.columns * MB;
  const flat = flatMacroblocks(luma, shape);
  const isPcm = new Uint8Array(shape.columns * shape.rows);
  for (let row = 0; row < shape.rows; row++) {
    for (let column = 0; column < shape.columns; column++) {
      const index = row * shape.columns + column;
      if (cells !== null && column > 0 && row === shape.rows - 1) {
        const isBesidePcm = isPcm[index - 1] === 1 || isPcm[index - shape.columns] === 1;
        writeCodeBlock(w, { rise: riseAt(cells, column, shape), isInter: false, isBesidePcm });
        continue;
      }
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
export function skippedStripNal(place: StripPlace): Buffer {
  const w = new BitWriter(32);
  const nalHeader = writeHeader(w, place);
  w.ue(place.shape.columns * place.shape.rows); // mb_skip_run
  return finish(w, nalHeader);
}

/** The caption's slice of a frame that repeats the text of the frame before, with cells of its own. */
export function codedStripNal(place: StripPlace, cells: readonly number[]): Buffer {
  const { shape } = place;
  const w = new BitWriter(512);
  const nalHeader = writeHeader(w, place);
  for (let column = 1; column < shape.columns; column++) {
    w.ue(column === 1 ? (shape.rows - 1) * shape.columns + 1 : 0); // mb_skip_run: the text, and the first cell's ground
    writeCodeBlock(w, { rise: riseAt(cells, column, shape), isInter: true, isBesidePcm: false });
  }
  return finish(w, nalHeader);
}

function writeHeader(w: BitWriter, { shape, neighbour, sps, pps }: StripPlace): number {
  const header = { ...neighbour, firstMb: shape.firstMb, qpDelta: CODE_QP - pps.initQp };
  return writeSliceHeader(w, header, sps, pps);
}

/** Steps from the macroblock on the left to that of `column`; the first column is ground, whatever its cell. */
function riseAt(cells: readonly number[], column: number, { columns }: StripShape): number {
  const stepAt = (at: number): number => (at === 0 ? 0 : (cells[Math.floor((at * cells.length) / columns)] ?? 0));
  return stepAt(column) - stepAt(column - 1);
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

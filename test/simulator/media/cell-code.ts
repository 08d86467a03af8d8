/**
 * A number that a machine reads from a picture: a row of 40 grey cells along the picture's lower edge, in four steps
 * from black to white. Cells 1 to 38 hold a start mark, 48 bits, a CRC-16 and an end mark, two bits a cell. The cells
 * are flat and wide, so they outlive another coding and another size; the check sum shows when they do not.
 */

/** Cells across the whole width; the first and the last are ground. */
export const CODE_CELLS = 40;
/** The row is this part of the picture's height, or a little more. */
const ROW_SHARE = 1 / 45;
const STEPS = 4;
const NUMBER_BYTES = 6;
const CELLS_PER_BYTE = 4;
const BYTES = NUMBER_BYTES + 2;
/** Between black and white, of 255. */
const LEAST_CONTRAST = 60;

/** Three cells at both ends, with at least one black (0) and one white (3): they say which kind of number it is. */
export type CodeMark = readonly [number, number, number];

/** Steps of all cells, 0 (black) to 3 (white). @param value 0 to 2^48 - 1. */
export function codeCells(value: number, mark: CodeMark): readonly number[] {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUIntBE(value, 0, NUMBER_BYTES);
  bytes.writeUInt16BE(crc16(bytes.subarray(0, NUMBER_BYTES)), NUMBER_BYTES);
  const symbols = [...bytes].flatMap((byte) => [byte >> 6, (byte >> 4) & 3, (byte >> 2) & 3, byte & 3]);
  return [0, ...mark, ...symbols, ...mark, 0];
}

/**
 * The number that a picture shows.
 *
 * @param rgba of `width` times `height` pixels, as `ImageData.data`; any size of the whole picture, or its lowest rows alone.
 * @returns null when there is no number with this mark or it cannot be read.
 */
export function readCode(rgba: ArrayLike<number>, width: number, height: number, mark: CodeMark): number | null {
  const y = Math.min(height - 1, Math.floor(height * (1 - ROW_SHARE / 2)));
  const values = Array.from({ length: CODE_CELLS }, (_, cell) => brightnessOf(rgba, width, y, cell));
  const first = 1;
  const marks = mark.flatMap((step, i) =>
    [first + i, CODE_CELLS - 1 - mark.length + i].map((cell) => ({ step, value: values[cell] ?? 0 })),
  );
  const meanOf = (step: number): number => {
    const wanted = marks.filter((one) => one.step === step);
    return wanted.reduce((sum, { value }) => sum + value, 0) / wanted.length;
  };
  const [black, white] = [meanOf(0), meanOf(STEPS - 1)];
  if (white - black < LEAST_CONTRAST) return null;
  const steps = values.map((value) => Math.round(((value - black) / (white - black)) * (STEPS - 1)));
  const symbols = steps.slice(first + mark.length, CODE_CELLS - 1 - mark.length);
  if (symbols.some((step) => step < 0 || step >= STEPS)) return null;
  const bytes = Array.from({ length: BYTES }, (_, i) =>
    symbols.slice(i * CELLS_PER_BYTE, (i + 1) * CELLS_PER_BYTE).reduce((sum, step) => sum * STEPS + step, 0),
  );
  const number = bytes.slice(0, NUMBER_BYTES);
  const sum = (bytes[NUMBER_BYTES] ?? 0) * 256 + (bytes[NUMBER_BYTES + 1] ?? 0);
  return crc16(number) === sum ? number.reduce((value, byte) => value * 256 + byte, 0) : null;
}

/** Mean of the middle half of a cell. */
function brightnessOf(rgba: ArrayLike<number>, width: number, y: number, cell: number): number {
  const from = Math.floor(((cell + 0.25) * width) / CODE_CELLS);
  const to = Math.max(from + 1, Math.floor(((cell + 0.75) * width) / CODE_CELLS));
  let sum = 0;
  for (let x = from; x < to; x += 1) {
    const at = (y * width + x) * 4;
    sum += (rgba[at] ?? 0) + (rgba[at + 1] ?? 0) + (rgba[at + 2] ?? 0);
  }
  return sum / (3 * (to - from));
}

/** CRC-16/CCITT-FALSE. */
function crc16(bytes: Iterable<number>): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc;
}

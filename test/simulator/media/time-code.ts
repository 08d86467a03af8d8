/**
 * A time that a machine reads from a picture: a row of 40 grey cells along the picture's lower edge, in four steps from
 * black to white. Cells 1 to 38 hold a start mark, 48 bits of epoch ms, a CRC-16 and an end mark, two bits a cell. The
 * cells are flat and wide, so they outlive another coding and another size; the check sum tells when they do not.
 */

/** Cells across the whole width; the first and the last are ground. */
export const CODE_CELLS = 40;
/** The row is this part of the picture's height, or a little more. */
const ROW_SHARE = 1 / 45;
const STEPS = 4;
const MARK: readonly number[] = [3, 0, 3];
const TIME_BYTES = 6;
const CELLS_PER_BYTE = 4;
const BYTES = TIME_BYTES + 2;
/** Between black and white, of 255. */
const LEAST_CONTRAST = 60;

/** Steps of all cells, 0 (black) to 3 (white). @param timeMs epoch ms, 0 to 2^48 - 1. */
export function timeCodeCells(timeMs: number): readonly number[] {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUIntBE(timeMs, 0, TIME_BYTES);
  bytes.writeUInt16BE(crc16(bytes.subarray(0, TIME_BYTES)), TIME_BYTES);
  const symbols = [...bytes].flatMap((byte) => [byte >> 6, (byte >> 4) & 3, (byte >> 2) & 3, byte & 3]);
  return [0, ...MARK, ...symbols, ...MARK, 0];
}

/**
 * The time that a picture shows.
 *
 * @param rgba of `width` times `height` pixels, as `ImageData.data`; any size of the whole picture, or its lowest rows alone.
 * @returns epoch ms, or null when there is no time code or it cannot be read.
 */
export function readTimeCode(rgba: ArrayLike<number>, width: number, height: number): number | null {
  const y = Math.min(height - 1, Math.floor(height * (1 - ROW_SHARE / 2)));
  const values = Array.from({ length: CODE_CELLS }, (_, cell) => brightnessOf(rgba, width, y, cell));
  const first = 1;
  const marks = MARK.flatMap((step, i) =>
    [first + i, CODE_CELLS - 1 - MARK.length + i].map((cell) => ({ step, value: values[cell] ?? 0 })),
  );
  const meanOf = (step: number): number => {
    const wanted = marks.filter((one) => one.step === step);
    return wanted.reduce((sum, { value }) => sum + value, 0) / wanted.length;
  };
  const [black, white] = [meanOf(0), meanOf(STEPS - 1)];
  if (white - black < LEAST_CONTRAST) return null;
  const steps = values.map((value) => Math.round(((value - black) / (white - black)) * (STEPS - 1)));
  const symbols = steps.slice(first + MARK.length, CODE_CELLS - 1 - MARK.length);
  if (symbols.some((step) => step < 0 || step >= STEPS)) return null;
  const bytes = Array.from({ length: BYTES }, (_, i) =>
    symbols.slice(i * CELLS_PER_BYTE, (i + 1) * CELLS_PER_BYTE).reduce((sum, step) => sum * STEPS + step, 0),
  );
  const time = bytes.slice(0, TIME_BYTES);
  const sum = (bytes[TIME_BYTES] ?? 0) * 256 + (bytes[TIME_BYTES + 1] ?? 0);
  return crc16(time) === sum ? time.reduce((value, byte) => value * 256 + byte, 0) : null;
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

/** Baseline JPEGs (ITU-T T.81) of cells of one colour each, eight by eight pixels: every decoder reads them. */

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** Table K.3 of the standard: how many codes have each length, and the values in the order of their codes. */
const DC_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_VALUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
/** The only code of the AC table says that the rest of a cell is zero. */
const AC_LENGTHS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const AC_VALUES = [0];
/** With steps of eight, the DC coefficient of a cell is its value itself. */
const STEP = 8;

const DC_CODES = codesOf(DC_LENGTHS);

/** The codes of a Huffman table in the order of their values, as `[code, bits]`. */
function codesOf(lengths: readonly number[]): readonly (readonly [number, number])[] {
  const codes: [number, number][] = [];
  let code = 0;
  for (const [i, count] of lengths.entries()) {
    for (let n = 0; n < count; n += 1) codes.push([code++, i + 1]);
    code <<= 1;
  }
  return codes;
}

class Bits {
  readonly bytes: number[] = [];
  #rest = 0;
  #count = 0;

  put(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i -= 1) {
      this.#rest = (this.#rest << 1) | ((value >> i) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#flush();
    }
  }

  /** Fills the last byte with ones. */
  end(): void {
    while (this.#count > 0) this.put(1, 1);
  }

  #flush(): void {
    this.bytes.push(this.#rest);
    if (this.#rest === 0xff) this.bytes.push(0);
    this.#rest = 0;
    this.#count = 0;
  }
}

/** One cell of one component: the difference to the cell before, then the end of the cell. */
function putCell(bits: Bits, difference: number): void {
  const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
  const [code, length] = DC_CODES[size] ?? [0, 0];
  bits.put(code, length);
  bits.put(difference < 0 ? difference + (1 << size) - 1 : difference, size);
  bits.put(0, 1);
}

/** Luminance and both differences of colour, around zero. */
function componentsOf([red, green, blue]: Colour): readonly number[] {
  return [
    0.299 * red + 0.587 * green + 0.114 * blue - 128,
    -0.1687 * red - 0.3313 * green + 0.5 * blue,
    0.5 * red - 0.4187 * green - 0.0813 * blue,
  ].map((value) => Math.max(-128, Math.min(127, Math.round(value))));
}

const segment = (marker: number, ...body: number[]): number[] => [
  ...[0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff],
  ...body,
];
const two = (value: number): number[] => [value >> 8, value & 0xff];

const JFIF = segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
/** Four inks, inverted, as Adobe's programs write them. */
const ADOBE_CMYK = segment(0xee, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0);

/** @param cells rows of equal length, each cell eight by eight pixels of the picture. */
export const flatJpeg = (cells: readonly (readonly Colour[])[]): Buffer =>
  jpegOf(
    cells.map((row) => row.map(componentsOf)),
    JFIF,
  );

/** As printers want it. @param cells how much of cyan, magenta, yellow and black, 0 to 255. */
export const flatCmykJpeg = (cells: readonly (readonly (readonly [number, number, number, number])[])[]): Buffer =>
  jpegOf(
    cells.map((row) => row.map((inks) => inks.map((ink) => 127 - ink))),
    ADOBE_CMYK,
  );

/** @param cells the values of the components of each cell, around zero. @param head names what the components are. */
function jpegOf(cells: readonly (readonly (readonly number[])[])[], head: readonly number[]): Buffer {
  const bits = new Bits();
  let before: readonly number[] = [];
  for (const cell of cells.flat()) {
    for (const [i, value] of cell.entries()) putCell(bits, value - (before[i] ?? 0));
    before = cell;
  }
  bits.end();
  const [height, width] = [cells.length * 8, (cells[0]?.length ?? 0) * 8];
  const numbers = before.map((_, i) => i + 1);
  return Buffer.from([
    ...[0xff, 0xd8],
    ...head,
    ...segment(0xdb, 0, ...Array.from({ length: 64 }, () => STEP)),
    ...segment(0xc0, 8, ...two(height), ...two(width), numbers.length, ...numbers.flatMap((one) => [one, 0x11, 0])),
    ...segment(0xc4, 0x00, ...DC_LENGTHS, ...DC_VALUES),
    ...segment(0xc4, 0x10, ...AC_LENGTHS, ...AC_VALUES),
    ...segment(0xda, numbers.length, ...numbers.flatMap((one) => [one, 0x00]), 0, 63, 0),
    ...bits.bytes,
    ...[0xff, 0xd9],
  ]);
}
